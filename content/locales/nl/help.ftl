# Hulp, en stoppen.
help-title = Zo werkt Lichter
help-first = Gaat het echt niet, of is er iets ernstigs? /nood
help-use = Met /checkin vertel je hoe het gaat. Ik stel één rustig rondje voor en zeg waarom. Tik op “Ik ga lopen”, stop je telefoon weg, en ik ben stil. Tik als je terug bent, en schrijf één zin over wat lichter voelt.
help-more =
    /gelopen – een loopje dat je zonder mij deed
    /plannen – momenten om te lopen, /pauze – even geen seintjes
    /opbouw – hoe lang je loopt, en waarom
    /dagboek – je zinnen
    /coach – wie er meeleest
    /instellingen – taal, tijd, seintjes
    /privacy – wat ik bewaar, en alles wissen
    /stop – stoppen waarmee je maar wilt
help-coach-only =
    /uitnodigen – een link voor één loper
    /overzicht – wat er nieuw is
    /dashboard – je pagina: wat lopers met je delen, en je instellingen

    Een loper schrijven? Antwoord op een bericht over die loper, of schrijf op je pagina.
help-coach-runs = Wil je zelf lopen? /start
help-coach = Voor jou als coach: /uitnodigen, /overzicht en /dashboard.

stop-ask = Waarmee wil je stoppen?
stop-this = Dit gesprek
stop-this-typed = dit, gesprek, hiermee, met dit gesprek
stop-nudges = De seintjes
stop-nudges-typed = seintjes, met de seintjes, meldingen, berichten
stop-all = Alles
stop-all-typed = met alles, helemaal, allemaal
stop-nobody = Er staat niets open, en ik heb niets van je bewaard. Met /start kun je altijd beginnen.
stop-nothing-open = Er stond niets open. Tot een volgende keer.
stop-this-done = Gestopt. Wat je al zei is bewaard. Tot een volgende keer.
stop-run-done = Gestopt. Ik ben niet langer stil. Tot een volgende keer.
stop-nudges-done = Je krijgt geen seintjes meer. Weer aanzetten kan in /instellingen.
stop-all-done = Gestopt. Er staat niets meer open, en ik stuur je geen seintjes meer. Wat je schreef is er nog; ook dat kun je wissen.
stop-erase = Alles wissen
stop-closed = Hier ben je gestopt.
