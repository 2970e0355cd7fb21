# De coach, van beide kanten.

# Voor de coach zelf
coach-activated = Welkom, { $name }. Je account werkt. Met /uitnodigen maak je een link voor een loper, met /dashboard lees je wat lopers met je delen. Hier in de chat staat nooit iets over hun gezondheid.
coach-already = Je bent hier al coach, { $name }. Met /uitnodigen maak je een link, met /dashboard open je je overzicht.
coach-activation-over = Deze link werkt niet meer. Vraag een nieuwe aan wie Lichter voor je beheert.
coach-yourself = Dag { $name }. Met /uitnodigen maak je een link voor een loper. Met /dashboard open je je overzicht.
coach-invite = Stuur de link hieronder naar één loper. Hij werkt één keer, tot en met { $until }. Wat iemand deelt, kiest diegene zelf.
coach-dashboard = Hiermee open je je overzicht. De link werkt één keer, tien minuten lang; deel hem met niemand.
coach-dashboard-open = Open mijn overzicht
coach-only-invite = Uitnodigen is iets voor coaches. Ken je iemand voor wie Lichter iets is? Die begint gewoon zelf, met /start.
coach-only-dashboard = Het overzicht is er voor coaches. Jouw eigen zinnen vind je in /dagboek.

# Voor de loper
coach-none = Je deelt met niemand. Wil je dat een coach meeleest, vraag die dan om een uitnodiging.
coach-who = { $coach } is je coach. Je deelt sinds { $since }.
coach-what = Je coach ziet per loopje je antwoorden, loopvorm, spanning ervoor en erna, en alleen de zinnen die je deelt.
coach-looked = Laatst gekeken: { $times }.
coach-not-looked = Er is nog niet gekeken.
coach-left = { $coach } is gestopt als coach bij Lichter en ziet niets meer van je. Alles wat je schreef blijft van jou, en alles hier werkt gewoon door.
coach-stop = Stop met delen
coach-stop-ask = Stoppen met delen? Dan ziet { $coach } meteen niets meer van je. Alles wat je schreef blijft van jou.
coach-stop-yes = Ja, stop
coach-stop-no = Nee, laat het zo
coach-stopped = Gestopt. Je coach ziet niets meer van je. Wil je weer delen, vraag dan om een nieuwe uitnodiging.

# De uitnodiging
invitation-ask = { $coach } wil graag met je meelezen.
invitation-what = Deel je, dan ziet je coach je antwoorden, loopvorm, spanning ervoor en erna, en alleen de zinnen die je deelt. Ouder dan een dag blijft van jou. Nee is ook goed; stoppen kan altijd met /coach.
invitation-answers = { $when } Niet voor nood.
invitation-instead = Je deelt nu met { $earlier }; bij een ja stopt dat.
invitation-share = Ja, delen
invitation-keep = Nee, niet delen
invitation-bare-typed = ja, jawel, ja hoor, ja graag, prima, oké, mag, dat mag, graag, nee, nee hoor, liever niet, nee bedankt
invitation-meant = Bedoel je of { $coach } mag meelezen? Kies hieronder; zonder tik deel je niets.
invitation-yes = Afgesproken: { $coach } leest mee. Veranderen kan met /coach.
invitation-no = Goed. { $coach } ziet niets van je.
invitation-sharing = Je deelt al met { $coach }. Meer daarover in /coach.
invitation-own = Dit is je eigen uitnodiging. Stuur hem naar een loper; hij werkt nog.
invitation-over = Deze uitnodiging is niet meer geldig. Vraag je coach om een nieuwe.
