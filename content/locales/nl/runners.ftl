# *Lopers*: wat er op een regel staat.
runners-pause = pauze tot { $date }
runners-more = en nog { $count }
runners-letters = { $count ->
    [one] 1 nieuw bericht
   *[other] { $count } nieuwe berichten
  }
