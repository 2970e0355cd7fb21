# Patronen, alleen voor de coach: feiten met een datum en een vraag. Nooit een oordeel.
pattern-heavy-title = Liet zelf weten dat het zwaar is
pattern-heavy-ask = Hoe gaat het nu, en wat helpt je vandaag?
pattern-complaint-title = Een klacht die nog niet over is
pattern-complaint-ask = Hoe is het ermee, en heeft er al iemand naar gekeken?
pattern-hard-start-title = Misschien wat te hard van stapel
pattern-hard-start-ask = Hoe begin je aan een loopje, en wanneer merk je dat het niet meer rustig is?
pattern-too-long-title = Gaat langer door dan op de kaart
pattern-too-long-ask = Wat maakt dat je doorgaat als de tijd om is?
pattern-little-rest-title = Misschien weinig rust of tijd voor zichzelf
pattern-little-rest-ask = Hoeveel ruimte is er na een loopje en op een dag zonder loopje?
pattern-hard-to-relax-title = De spanning zakt niet altijd
pattern-hard-to-relax-ask = Wat gaat er onderweg door je heen, en wanneer liet je wel iets los?
pattern-body-title = Vertelt weinig of later over het lichaam
pattern-body-ask = Wat voel je onderweg in je lijf, en wanneer merk je het op?
pattern-dip-title = Al even stil
pattern-dip-ask = Hoe is het met je? Een week zonder loopje mag er ook zijn.
pattern-high-tension-title = Begint steeds met veel spanning
pattern-high-tension-ask = Wat vraagt er nu zoveel van je, en waar kan er iets af?

# De feiten waarop ze rusten
pattern-fact-heavy = { $date }: liet weten dat het zwaar is
pattern-fact-pain = { $date }: meldde pijn bij het inchecken
pattern-fact-pain-tendon = { $date }: voelde een pees na het lopen
pattern-fact-pain-other = { $date }: voelde pijn na het lopen
pattern-fact-ill = { $date }: ziek of koortsig
pattern-fact-dizzy = { $date }: duizelig
pattern-fact-chest = { $date }: druk op de borst
pattern-fact-red-flag = { $date }: een teken om te stoppen en de dokter te bellen
pattern-fact-talk-test = { $date }: praten lukte niet
pattern-fact-longer = { $date }: zei zelf dat het langer werd dan { $dose } minuten
pattern-fact-above-dose = { $date }: ongeveer { $minutes } minuten, op de kaart stond { $dose }
pattern-fact-ran = { $date }: gelopen
pattern-fact-busy-after = { $minutes ->
    [0] { $date }: iets drukks was al begonnen bij het terugkomen
    [one] { $date }: één minuut na terugkomst begon er iets drukks
   *[other] { $date }: { $minutes } minuten na terugkomst begon er iets drukks
  }
pattern-fact-shorter = { $date }: zei zelf dat het korter werd
pattern-fact-not-lower = { $date }: spanning { $before } ervoor, { $after } erna
pattern-fact-pain-late = { $days ->
    [0] { $date }: meldde pijn, na het lopen die dag nog niet
    [one] { $date }: meldde pijn, één dag na een loopje waar dat niet bij stond
   *[other] { $date }: meldde pijn, { $days } dagen na een loopje waar dat niet bij stond
  }
pattern-fact-taps-open = { $date }: liet de vragen over het lichaam open
pattern-fact-last-run = { $date }: voor het laatst op pad, { $days } dagen geleden
pattern-fact-high-tension = { $date }: spanning { $tension } ervoor
