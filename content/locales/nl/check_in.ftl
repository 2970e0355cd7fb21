# De check-in: vragen, antwoorden en de knoppen op de kaart.
check-in-doctor-ask = Laatst was er iets mis. Vindt je arts het goed dat je weer hardloopt?
check-in-doctor-label = arts akkoord
check-in-doctor-yes = Mijn arts vindt het goed
check-in-doctor-yes-typed = ja, mag, akkoord, van de dokter
check-in-doctor-no = Nog niet
check-in-doctor-no-typed = nee, nog niet

check-in-recovered-ask = Vorige keer meldde je een klacht. Is die over?
check-in-recovered-label = klacht over
check-in-recovered-yes = Ja, die is over
check-in-recovered-yes-typed = ja, over, weg, het is over, die is over
check-in-recovered-no = Nog niet
check-in-recovered-no-typed = nee, nog niet

check-in-tension-ask = Hoe gespannen ben je nu?
check-in-tension-label = spanning
check-in-tension-low = helemaal rustig
check-in-tension-high = heel gespannen

check-in-need-ask = Wat heb je nodig?
check-in-need-label = behoefte
check-in-need-movement = Beweging
check-in-need-movement-typed = bewegen, energie kwijt
check-in-need-silence = Stilte
check-in-need-silence-typed = stil, rust
check-in-need-rhythm = Ritme
check-in-need-rhythm-typed = cadans
check-in-need-fresh-air = Frisse lucht
check-in-need-fresh-air-typed = lucht, buiten, natuur

check-in-length-ask = Wat past er nu?
check-in-length-label = lengte
check-in-length-short = Kort rondje
check-in-length-short-typed = kort, korter
check-in-length-long = Langer en rustig
check-in-length-long-typed = lang, langer

check-in-head-ask = En hoe is je hoofd?
check-in-head-label = hoofd
check-in-head-restless = Onrustig
check-in-head-restless-typed = onrust, druk
check-in-head-tired = Moe
check-in-head-tired-typed = uitgeput, op
check-in-head-full = Vol
check-in-head-full-typed = overvol
check-in-head-plain = Gewoon
check-in-head-plain-typed = normaal, prima, goed

card-go-run = Ik ga lopen
card-go-walk = Ik ga wandelen
card-go-breathe = Ik ga ademen
card-go-typed = ik ga, ga, ik ga lopen, ik ga wandelen, ik ga ademen, lopen, ja, ok, oké, goed
card-other = Iets anders
card-other-typed = anders
card-not-today = Vandaag niet
card-no-typed = vandaag niet, nee, niet vandaag, nu niet
card-rest = Goed, vandaag rust
card-other-ask = Wat past beter?
card-calmer = Rustiger
card-shorter = Korter
card-dread = Ik zie ertegenop
card-unwell = Ik voel me niet goed
card-answers = Mijn antwoorden
card-not-today-thanks = Dank je, dat is ook een goed antwoord. Tot een andere keer.
card-around = Wandel vooraf en erna 5 minuten; dan pas je telefoon.
card-or = Of liever: { $alternative }.
card-table = Gewoon de tabel: { $alternative }.
card-table-only = Gewoon de tabel
card-table-only-done = Goed, voortaan gewoon de tabel. Veranderen kan in /instellingen.
card-hard = Gisteren was hard of lang
card-not-hard = Gisteren was toch rustig
card-coach-line = Van { $coach }: { $line }
card-own-words = In { $month } schreef je na een run: “{ $sentence }”
card-own-words-form = In { $month } schreef je na een run ({ $form }): “{ $sentence }”
card-gentle = Wissel hardlopen en wandelen af. Na vijf minuten omkeren mag ook.

unwell-ask = Waar heb je last van?
unwell-ill = Ziek of koorts
unwell-pain = Pijn
unwell-dizzy = Duizelig
unwell-chest = Druk op de borst
unwell-ill-advice = Dan vandaag niet hardlopen. Rust uit en drink genoeg. Heb je koorts, wacht dan tot je een hele dag koortsvrij bent. Beterschap.
unwell-pain-advice = Dan vandaag niet hardlopen. Wandelen mag als het geen pijn doet. Blijft de pijn, laat er dan naar kijken.
unwell-dizzy-advice = Ga zitten en ga vandaag niet hardlopen. Gaat het niet over, of val je flauw? Bel 112. Is het over, bel dan vandaag nog je huisarts. Hardlopen kan weer als je huisarts het goedvindt.
unwell-chest-advice = Stop en ga zitten. Gaat het niet over, of twijfel je? Bel 112. Is het over, bel dan vandaag nog je huisarts. Hardlopen kan weer als je huisarts het goedvindt.
