# Berichten tussen loper en coach.
letter-write = Schrijf { $coach }
letter-ask = Wat wil je { $coach } laten weten? Typ het hier.
letter-no = Laat maar
letter-not-sent = Goed. Er is niets verstuurd.
letter-offer = Is dit voor { $coach }? Zonder jouw tik gaat het nergens heen.
letter-send = Stuur het
letter-sent = Verstuurd naar { $coach }.
letter-within = Antwoord komt meestal binnen { $days ->
    [one] een dag
   *[other] { $days } dagen
  }.
letter-away = Afwezig tot en met { $until }.
letter-no-emergency = Niet voor nood: dan /nood.
letter-unfit = Dat is te lang voor één bericht. Schrijf het iets korter.
letter-gone = Ik kan je tekst niet meer zien. Typ hem nog eens, dan stuur ik hem.
letter-from = Van { $coach }
letter-read = Gelezen
letter-read-done = Goed. Wil je iets terugschrijven? Typ het hier.
letter-heavy = Laat mijn coach weten dat het zwaar is
letter-heavy-words = Het is zwaar op dit moment.
