# Messages between runner and coach.
letter-write = Write to { $coach }
letter-ask = What would you like { $coach } to know? Type it here.
letter-no = Never mind
letter-not-sent = Fine. Nothing was sent.
letter-offer = Is this for { $coach }? Without your tap it goes nowhere.
letter-send = Send it
letter-sent = Sent to { $coach }.
letter-within = An answer usually comes within { $days ->
    [one] a day
   *[other] { $days } days
  }.
letter-away = Away until { $until }.
letter-no-emergency = Not for emergencies: then /sos.
letter-unfit = That’s too long for one message. Please make it a little shorter.
letter-gone = I can’t see your text any more. Type it once more and I’ll send it.
letter-from = From { $coach }
letter-read = Read
letter-read-done = Good. Would you like to write back? Type it here.
letter-heavy = Let my coach know that it’s hard
letter-heavy-words = It’s hard right now.
