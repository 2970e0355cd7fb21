# Wat Lichter uit zichzelf stuurt. Staat op een vergrendeld scherm: niets over hoe het gaat.
nudge-text-1 = Even naar buiten? Je schoenen staan klaar.
nudge-text-2 = Dit is een moment voor jezelf. Ga je even naar buiten?
nudge-before = Er is nu ruimte voor een rondje, nog voor { $time }.
nudge-evening = Morgen een rondje voor { $time }? Zet je schoenen vast klaar.
nudge-again = Daar ben ik weer, zoals je vroeg. Even naar buiten?
nudge-walk = Even naar buiten? Een wandeling is vandaag genoeg.
nudge-goodbye = Ik wacht op je, tik wanneer je wilt.
nudge-later = Later
nudge-not-today = Vandaag niet
nudge-pause-typed = pauzeren, even pauze
nudge-pause = Pauze

nudge-over = Dit moment is voorbij. Inchecken kan altijd.
nudge-checkin-typed = check-in, inchecken, ja, ja graag, ok, oké, goed, is goed, goed idee, doe ik, ik ga
nudge-checked-in = Fijn, we beginnen.
nudge-later-ask = Wanneer zal ik het nog eens vragen?
nudge-later-typed = straks, nu niet, even niet, nu even niet, liever later
nudge-later-none = Later past het vandaag niet meer goed. Inchecken kan altijd.
nudge-later-soon = Over 30 minuten
nudge-later-soon-typed = over een half uur, half uur, half uurtje, over een half uurtje, over 30 min
nudge-later-after-work = Na het werk
nudge-later-after-work-typed = na mijn werk, na werk
nudge-later-tomorrow = Morgen
nudge-later-tomorrow-typed = morgen dan, liever morgen
nudge-later-fine = Goed, tot { $when }.
nudge-not-today-typed = niet vandaag, nee, nee dank je, nee dankjewel, nee bedankt, vandaag even niet, geen zin, lukt niet, lukt vandaag niet
nudge-not-today-thanks = Dank je, dat is ook een goed antwoord. Tot een andere keer.

summary-note = { $name }: nieuwe samenvatting
wrote-note = { $name } schreef je een bericht.
heavy-note = { $name } vraagt je aandacht.
digest-title = Nieuw voor je
digest-summaries = { $count ->
    [one] 1 nieuwe samenvatting
   *[other] { $count } nieuwe samenvattingen
  }
digest-messages = { $count ->
    [one] 1 bericht
   *[other] { $count } berichten
  }
summary-open = Openen
