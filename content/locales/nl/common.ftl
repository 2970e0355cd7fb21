# Woorden die overal terugkomen.
and = en
or = of
chosen = ✓ { $option }
scale-ends = { $low } = { $low_label } · { $high } = { $high_label }
minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
  }
minutes-span = { $low } tot { $high } minuten
form-minutes = { $form } · { $minutes }

button-back = ‹ Terug
button-check-in = Check-in

old-button = Deze knop hoort bij iets van eerder. Begin gerust opnieuw.
not-understood = Dat begreep ik niet. Tik op een knop, of typ wat erop staat.
unknown-command = Dat commando ken ik niet. Met /hulp zie je wat kan.
loose-text = Voor een echt gesprek ben ik te eenvoudig. Wel kan ik kijken wat je nu helpt: tik op Check-in. Is het zwaar? Bij /nood staat wie er voor je is. De rest staat in /hulp.
loose-thanks = Graag gedaan.
loose-thanks-coach = Graag gedaan. Of was het voor { $coach }? Dan stuur ik het met één tik.
loose-thanks-typed = dank, dank je, dankje, dankjewel, dank je wel, dank u, dank u wel, bedankt, heel erg bedankt, super bedankt, dank je hoor, dankjewel hoor, oké dank je, oké dankjewel, oké bedankt, ok dank je, ok dankjewel, ok bedankt, top bedankt, fijn dank je, thanks, thx, merci
loose-media = Ik lees alleen tekst. Met /hulp zie je wat kan.
loose-media-sentence = Ik lees alleen tekst. Schrijf je me in één zin wat er lichter voelt?
group = Lichter is iets tussen jou en mij. Schrijf me in een eigen gesprek: { $link }
dead-letter = Er ging iets mis met je laatste bericht. Wil je het nog eens sturen? Wat je eerder zei, is bewaard.


# Getypte getallen, en woorden die niets zeggen
number-1-typed = een, één
number-2-typed = twee
number-3-typed = drie
number-4-typed = vier
number-5-typed = vijf
number-6-typed = zes
number-7-typed = zeven
number-8-typed = acht
number-9-typed = negen
number-10-typed = tien
typed-fillers = een, de, het, ik, hoofd, wil, zou, willen, heb, nodig, ben, voel, me, mijn, is, nu, wat, beetje, even, denk, graag, liefst, doe, maar, ongeveer, iets, wel
