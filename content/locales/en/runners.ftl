# *Runners*: what stands on a line.
runners-pause = pausing until { $date }
runners-more = and { $count } more
runners-letters = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
  }
