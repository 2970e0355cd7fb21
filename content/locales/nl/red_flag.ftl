# Er is iets mis: tijdens of na het lopen. Vaste woorden.
red-flag-tap = Er is iets mis
red-flag-title = Stop en ga zitten
red-flag-card =
    Druk of pijn op de borst, flauwgevallen, opeens benauwd, je hart slaat wild en onregelmatig, zwakte aan één kant of onduidelijk praten?

    Gaat het niet over, of twijfel je: bel 112 (buiten Europa: je lokale alarmnummer).
    Is het over: bel vandaag nog je huisarts.

    Hardlopen kan weer als je arts het goedvindt; ik vraag ernaar bij je volgende check-in.
red-flag-typed =
    Wat je schrijft kan een teken zijn om te stoppen. Druk of pijn op de borst, flauwgevallen, opeens benauwd, je hart slaat wild en onregelmatig, zwakte aan één kant of onduidelijk praten?

    Gaat het niet over, of twijfel je: bel 112 (buiten Europa: je lokale alarmnummer).
    Is het over: bel vandaag nog je huisarts.
red-flag-yes = Ja, dit heb ik
red-flag-other = Nee, iets anders
red-flag-other-fine = Goed, dan is het dat niet. Twijfel je later toch? Bel je huisarts, of 112.
