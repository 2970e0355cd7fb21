# De pauze: een tijdje geen seintjes.
pause-ask = Vakantie, ziek, of gewoon even niet? Hoe lang wil je geen seintjes? Je momenten blijven staan.
pause-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
  }
pause-date = Tot een datum
pause-date-ask = Tot wanneer? Tik een dag aan, of typ hem: “tot 3 december” of “twee weken”.
pause-later = Later ›
pause-unread = Daar zie ik geen dag in.
pause-through-typed = tot en met, t/m, tm
pause-leading-typed = nog, tot, ongeveer, zo’n
pause-until = Goed. Tot { $date } krijg je geen seintjes, vanaf die dag weer wel. Inchecken kan altijd.
pause-change = Andere dag
pause-resume = Weer beginnen
pause-over = Fijn. Je seintjes komen weer op je eigen momenten.
pause-ill = Ik ben ziek
pause-ill-fine = Beterschap. Bij je volgende check-in vraag ik eerst of het over is.
pause-injury = Ik heb een blessure
pause-injury-fine = Doe rustig aan. Bij je volgende check-in vraag ik eerst of het over is.
pause-nudges-off = Je seintjes staan al uit. Aanzetten kan in /instellingen.
