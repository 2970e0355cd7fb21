# De hulpkaart van /nood, per gebied (content/help_areas.toml). Vaste woorden.
sos-title = Hulp, nu
sos-card-netherlands =
    Gevaar of een noodgeval: bel 112.
    Denk je aan de dood of aan zelfmoord: bel 113 of 0800-0113 (gratis), of chat op 113.nl. Dag en nacht.
    Gaat het al langer niet goed, of maak je je zorgen over je lijf: bel je huisarts, ’s avonds en in het weekend de huisartsenpost.

    Hier leest niemand live mee, ook je coach niet. Bel, of ga naar iemand toe.
sos-card-belgium =
    Gevaar of een noodgeval: bel 112.
    Denk je aan de dood of aan zelfmoord: bel de Zelfmoordlijn, 1813 (gratis, dag en nacht), of kijk op zelfmoord1813.be.
    Gaat het al langer niet goed, of maak je je zorgen over je lijf: bel je huisarts, ’s avonds en in het weekend de wachtdienst: 1733.

    Hier leest niemand live mee, ook je coach niet. Bel, of ga naar iemand toe.
sos-card-europe =
    Gevaar of een noodgeval: bel 112.
    Denk je aan de dood of aan zelfmoord: op findahelpline.com staat een hulplijn in jouw land. Kan het niet wachten: bel 112.
    Gaat het al langer niet goed, of maak je je zorgen over je lijf: bel je huisarts.

    Hier leest niemand live mee, ook je coach niet. Bel, of ga naar iemand toe.
sos-card-elsewhere =
    Gevaar of een noodgeval: bel het plaatselijke alarmnummer, in Europa 112.
    Denk je aan de dood of aan zelfmoord: op findahelpline.com staat een hulplijn in jouw land. Kan het niet wachten: bel het alarmnummer.
    Gaat het al langer niet goed, of maak je je zorgen over je lijf: bel een arts.

    Hier leest niemand live mee, ook je coach niet. Bel, of ga naar iemand toe.
