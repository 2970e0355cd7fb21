# Messages between runner and coach.
letter-offer = Is this for { $coach }? Without your tap it goes nowhere.
letter-send = Send it
letter-sent = Sent to { $coach }. { $when } Not for emergencies: then /sos.
letter-within = An answer usually comes within { $days ->
    [one] a day
   *[other] { $days } days
  }.
letter-away = Away until { $until }.
letter-unfit = That can’t be sent as a message. Please make it a little shorter.
letter-from = From { $coach }
letter-read = Read
letter-read-done = Good. You can write back right here.
letter-heavy = Let my coach know that it is hard
letter-heavy-words = It is hard right now.
