# De kaart: vormen, waarom, tempo, route, aandacht en kanttekeningen.
form-reset = Reset-run
form-reset-short = Korte reset-run
form-reset-calm = Rustig rondje
form-long-easy = Lange rustige duurloop
form-interval-light = Interval light
form-mindful = Mindful run
form-trail = Bosrun
form-walking-pace = Dribbelen op wandeltempo
form-walk = Wandeling
form-breathe = Ademen, thuis
form-rest = Vandaag rust

effect-reset = Een reset maakt je hoofd snel leeg.
effect-long-easy = Lang en rustig lopen ontspant diep.
effect-interval-light = Korte vlotte stukjes geven onrust een uitweg.
effect-mindful = Lopen met aandacht voor je adem brengt rust.
effect-trail = In het groen komt weinig op je af.
effect-walk = Ook een korte wandeling doet je goed.
effect-breathe = Rustig ademen helpt ook.

reason-table-movement-restless = Je wilt bewegen en je hoofd is onrustig.
reason-table-movement = Je wilt bewegen en houdt het kort.
reason-table-movement-long = Je wilt bewegen en hebt de tijd.
reason-table-movement-later = Je wilt langer bewegen; een duurloop past beter op een vrije ochtend.
reason-table-silence-tired = Je zoekt stilte en je hoofd is moe.
reason-table-silence-long = Je zoekt stilte en hebt de tijd.
reason-table-silence = Je zoekt stilte.
reason-table-rhythm = Je zoekt ritme en houdt het kort.
reason-table-rhythm-long = Je zoekt ritme en hebt de tijd.
reason-table-rhythm-later = Je zoekt ritme, wat langer; een duurloop past beter op een vrije ochtend.
reason-table-fresh-air-long = Je wilt frisse lucht en hebt de tijd.
reason-table-fresh-air = Je wilt frisse lucht.
reason-table-fallback = Dit past bijna altijd.
reason-learned = Hier werd je de vorige keren lichter van dan anders.
reason-coach-pinned = Je coach koos deze vorm voor je.

reason-guard-red-flag = Je noemde een klacht; hardlopen kan weer als je arts het goedvindt.
reason-guard-pain-twice = Je had nu twee keer pijn, dus eerst niet hardlopen.
reason-guard-pain = Je klacht is nog niet over, dus nog niet hardlopen.
reason-guard-ill = Je bent nog niet beter, dus nog niet hardlopen.
reason-guard-talk-first = Hardlopen bespreek je eerst met je arts; wandelen en ademen kan al.
reason-guard-ran-today = Je liep vandaag al.
reason-guard-ran-yesterday = Je liep gisteren; je lijf bouwt juist op in de rust ertussen.
reason-guard-ran-two-days = Je liep twee dagen op rij; nu is rust aan de beurt.
reason-guard-hard-yesterday = Gisteren was stevig, dus vandaag licht.
reason-guard-tension-tired = Je bent heel gespannen en moe; wandelen brengt dan meer rust.
reason-guard-tension-burn-out = Bij zoveel spanning brengt wandelen meer rust.
reason-guard-tension = Je bent gespannen, dus houden we het kort.
reason-guard-dark = Het is donker.
reason-guard-evening = Het is laat voor iets vlots.
reason-guard-late = Zo laat houden we het klein.
reason-guard-not-brisk = Vlotte stukjes passen nu nog niet.
reason-guard-stage = Je bouwt rustig op.
reason-guard-stage-back = Je was er even uit, dus een stap terug in je opbouw.
reason-guard-cap = Je coach koos hoe lang je hooguit loopt.
reason-guard-moment = Zo ben je op tijd voor straks.
reason-guard-coach = Je coach liet een vorm weg.

reason-wish-shorter = Korter, zoals je vroeg.
reason-wish-calmer = Rustiger, zoals je vroeg.
reason-wish-gentle = Ertegenop zien hoort erbij; de helft is genoeg.
reason-wish-other = Je koos zelf.

tempo-talk = Tempo: je kunt nog praten, niet meer zingen. Wandeltempo mag.
tempo-brisk-minutes = Zes keer 1 minuut vlot (praten lukt dan even niet), 2 rustig.
tempo-walking-pace = Tempo: zo langzaam als wandelen.
tempo-walking = Tempo: gewoon wandelen.
tempo-still = Zitten of liggen, warm en stil.

route-known-loop = Route: een rondje dat je kent.
route-few-choices = Route: een eenvoudig rondje zonder keuzes.
route-lamp-posts = Route: rechtuit; tel lantaarnpalen of 85 linkerstappen.
route-soft-ground = Route: zachte ondergrond, weinig verkeer.
route-forest-path = Route: bos of park, met weinig om op te letten.
route-at-home = Een stille plek in huis.

cue-breath-3-3 = Aandacht: adem drie passen in, drie passen uit.
cue-longer-exhale = Aandacht: adem langer uit dan in.
cue-body-scan = Aandacht: ga je lijf langs, van kruin tot voeten.
cue-let-go = Aandacht: laat schouders, handen en kaak los.
cue-sounds = Aandacht: luister naar wind, vogels, je stappen.
cue-string-up = Aandacht: maak je lang, alsof een touwtje je kruin optilt.
cue-soft-feet = Aandacht: losse kuiten, zachte voeten.
cue-flat-landing = Aandacht: land plat, op je hele voet.
cue-loose-arms = Aandacht: ellebogen haaks, armen los.

note-see-doctor = Bel je huisarts. Druk op de borst, flauwgevallen of opeens benauwd, nu of opnieuw? Bel 112.
note-talk-to-doctor = Mag het van je arts? Zeg het in /instellingen.
note-have-it-looked-at = Laat ernaar kijken door je huisarts of een fysiotherapeut.
note-painless-walk = Wandelen mag, als het geen pijn doet.
note-lit-loop = Route: een verlicht rondje dat je kent; wees zichtbaar.
note-green-loop = Route: een park of groen rondje dichtbij.
note-known-path = Route: bos of park, een pad dat je kent.
note-high-tension = Begin extra langzaam.
note-season-hot = Warm? Later gaan mag ook.
note-season-ice = Glad? Later gaan mag ook.
note-season-thunder = Onweer? Wacht tot het over is.
