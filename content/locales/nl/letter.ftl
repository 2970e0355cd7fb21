# Berichten tussen loper en coach.
letter-offer = Is dit voor { $coach }? Zonder jouw tik gaat het nergens heen.
letter-send = Stuur het
letter-sent = Verstuurd naar { $coach }. { $when } Niet voor nood: dan /nood.
letter-within = Antwoord komt meestal binnen { $days ->
    [one] een dag
   *[other] { $days } dagen
  }.
letter-away = Afwezig tot en met { $until }.
letter-unfit = Dat lukt niet als bericht. Schrijf het iets korter.
letter-from = Van { $coach }
letter-read = Gelezen
letter-read-done = Goed. Terugschrijven kan gewoon hier.
letter-heavy = Laat mijn coach weten dat het zwaar is
letter-heavy-words = Het is zwaar op dit moment.
