# *Attention*: whom the coach may ask something, and what is set aside.
dashboard-attention = Attention
attention-lead = { $count ->
    [0] Nobody needs your attention right now.
    [one] There is something to ask one runner.
   *[other] There is something to ask { $count } runners.
  }
attention-human = These are facts and a question, not a judgement. Only you see them.
attention-first = this first
attention-ask = To ask
attention-earlier = { $count ->
    [one] 1 earlier fact
   *[other] { $count } earlier facts
  }
attention-none = All is calm. When there is something, it shows here, with the facts and a question.
attention-put-aside = Set aside
attention-week = For a week
attention-month = For a month
attention-day = Or until a day of your choice
attention-until-day = Until that day
attention-no-day = Choose a day that is yet to come
attention-no-day-text = You can set something aside from tomorrow on, for a year at most. Nothing has changed.
attention-back = Back to Attention
attention-aside = Set aside
attention-aside-until = until { $date }
attention-show-again = Show again
