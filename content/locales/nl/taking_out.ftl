# Meenemen wat een coach mag zien.
export-take = Meenemen
export-one = Alles wat { $name } nu met je deelt, in een bestand. { $name } ziet dat je dit ophaalde.
export-all = Alles wat je lopers nu met je delen, in een bestand. Zij zien dat je dit ophaalde.
export-csv = Tabel (CSV)
export-json = Voor een programma (JSON)
export-column-name = naam
export-column-day = dag
export-column-form = vorm
export-column-minutes = minuten
export-column-reaction = jouw reactie
export-column-sentence = gedeelde zin
export-page-runner = jouw pagina
export-page-talk = het blad voor een gesprek
export-page-settings = wat voor jou is ingesteld
export-page-export = opgehaald als bestand
