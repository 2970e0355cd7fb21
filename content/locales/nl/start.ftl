# Het begin.
start-title = Dag { $name }, ik ben Lichter.
start-what = Ik help je rustig te lopen als je hoofd vol zit. Het hoeft niet sneller of verder. Ik ben een bot, geen arts.
start-invited = Je bent uitgenodigd door { $coach }. Wat je deelt, kies je later zelf.
start-invite-over = Deze uitnodiging is niet meer geldig. Je kunt gewoon alleen beginnen, of om een nieuwe vragen.
start-consent = Ik bewaar versleuteld wat je antwoordt en schrijft. Alleen jij ziet het, tenzij je het deelt. Je kunt alles opvragen en wissen. Chats met bots zijn niet end-to-end versleuteld. Meer: /privacy
start-tap-first = Eerst één tik hierboven: of je akkoord gaat. Daarna mag je ook typen. Zie je geen knop? Stuur /start.
start-agree = Ik ben 16+ en ga akkoord
start-nothing = Niets hiervan
start-none = Goed. Ik heb niets bewaard. Bedenk je je, stuur dan /start.
start-ready = Je bent zover. Check in wanneer je wilt.
start-done = Fijn dat je er bent. ☀️

safety-ask = Eerst dit. Heb je klachten aan je hart of borst, duizelingen, een blessure of koorts? Ben je ziek of zwanger, of zei een arts dat je rustig aan moet doen?
safety-clear = Geen van deze
safety-clear-typed = geen, geen van deze, nee, niets, niks
safety-some = Een of meer
safety-some-typed = ja, een of meer, wel, eentje
safety-talk-first = Bespreek eerst met je huisarts of rustig hardlopen kan. Wandelen en ademen kan hier al wel.
safety-walk = Eerst wandelen en ademen
safety-discussed = Besproken, ik mag rustig lopen

start-standing-ask = Waar sta je nu?
start-standing-starting = Ik begin (weer)
start-standing-starting-typed = beginner, net begonnen, pas begonnen, ik ben net begonnen, ik begin, ik begin weer, starten, na een pauze
start-standing-burn-out = Ik herstel van een burn-out
start-standing-burn-out-typed = burn-out, burnout, herstel, ik heb een burn-out, ik heb een burnout, ik zit in een burn-out
start-standing-used = Ik loop vaker 20–30 minuten
start-standing-used-typed = gewend, ik ben gewend, ik ben gewend te hardlopen, ik loop vaker, ik loop al
start-standing-training = Ik zit in een trainingsblok
start-standing-training-typed = training, trainingsblok, schema
