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
check-in-need-silence-typed = stil, rust, rust in mijn hoofd, een leeg hoofd
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
card-go-typed = ik ga, ga, ik ga nu, ik ga ervoor, daar ga ik, ik ga lopen, ik ga wandelen, ik ga ademen, lopen, ja, ok, oké, goed
card-other = Iets anders
card-other-typed = anders, toch iets anders, nee toch iets anders, liever iets anders
check-in-leave-typed = vandaag niet, niet vandaag, nu niet, toch niet, laat maar, nee laat maar, ik wil niet, ik wil stoppen, geen zin

card-not-today = Vandaag niet
card-no-typed = vandaag niet, nee, nee dank je, nee dankjewel, nee bedankt, niet vandaag, nu niet
card-rest = Goed, vandaag rust
card-other-ask = Wat past beter?
card-calmer = Rustiger
card-calmer-typed = kalmer, iets rustiger, liever rustiger, rustiger graag, iets rustigers
card-shorter = Korter
card-shorter-typed = iets korter, kort, liever korter, korter graag, kort graag
card-dread = Ik zie ertegenop
card-dread-typed = ik zie er tegenop, ik zie er tegen op, geen zin, ik heb geen zin
card-unwell = Ik voel me niet goed
card-unwell-typed = niet goed, ik voel me niet lekker, niet lekker
card-answers = Mijn antwoorden
card-not-understood = Dat begreep ik niet; ik lees maar een paar woorden. Past de kaart nu niet? Onder “{ card-other }” staat meer. Niet gaan is ook goed.
card-not-today-thanks = Dank je, dat is ook een goed antwoord. Tot een andere keer.
card-around = Wandel vooraf en erna 5 minuten; dan pas je telefoon.
card-or = Of liever: { $alternative }.
card-table = Anders koos ik: { $alternative }.
card-table-only = Kijk niet naar eerdere keren
card-table-only-done = Goed, ik kijk voortaan niet naar eerdere keren. Veranderen kan in /instellingen.
card-hard = Gisteren was stevig of lang
card-not-hard = Gisteren was toch rustig
card-coach-line = Van { $coach }: { $line }
card-own-words = In { $month } schreef je na een loopje: “{ $sentence }”
card-own-words-form = In { $month } schreef je na een loopje ({ $form }): “{ $sentence }”
card-gentle = Wissel hardlopen en wandelen af. Na vijf minuten omkeren mag ook.

unwell-ask = Waar heb je last van?
unwell-ill = Ziek of koorts
unwell-ill-typed = ziek, koorts, ik ben ziek, ik heb koorts
unwell-pain = Pijn
unwell-pain-typed = ik heb pijn
unwell-dizzy = Duizelig
unwell-dizzy-typed = ik ben duizelig
unwell-chest = Druk op de borst
unwell-chest-typed = druk op mijn borst, pijn op de borst
unwell-ill-advice = Dan vandaag niet hardlopen. Rust uit en drink genoeg. Heb je koorts, wacht dan tot je een hele dag koortsvrij bent. Beterschap.
unwell-pain-advice = Dan vandaag niet hardlopen. Wandelen mag als het geen pijn doet. Blijft de pijn, laat er dan naar kijken.
unwell-dizzy-advice = Ga zitten en ga vandaag niet hardlopen. Gaat het niet over, of val je flauw? Bel 112 (buiten Europa: je lokale alarmnummer). Is het over, bel dan vandaag nog je huisarts. Hardlopen kan weer als je huisarts het goedvindt.
unwell-chest-advice = Stop en ga zitten. Gaat het niet over, of twijfel je? Bel 112 (buiten Europa: je lokale alarmnummer). Is het over, bel dan vandaag nog je huisarts. Hardlopen kan weer als je huisarts het goedvindt.
