# Planning: fixed moments, busy days and the pause.
plan-title = Your moments
plan-none = You have nothing planned yet. A fixed moment helps: then you don’t have to think about it any more.
plan-remove = ✕ { $moment }
plan-hint = Tap a moment to remove it.
plan-fixed = Fixed moment
plan-busy = Busy days
plan-calm = Choose a calm moment
plan-more = Next
plan-paused = You’re taking a break until { $date }.
plan-nudges-off = Your nudges are off; your moments stay.

plan-days-fixed = Which days would you like to run? Tap them.
plan-days-busy = Which days are busy? Tap them.
plan-days-calm = Which days have a calm moment? Tap them.
plan-day-chosen = ✓ { $day }

plan-time-fixed = { $days }: what time?
plan-time-calm = { $days }: when is your day at its calmest?
plan-time-before = { $days }: when does the busy part begin?
plan-time-after = { $days }: when is the busy part over?
plan-usual = { $time } (as usual)
plan-part-chosen = · { $part } ·
plan-part-morning = morning
plan-part-afternoon = afternoon
plan-part-evening = evening

plan-side-ask = { $days }: run before the busy part begins, or once it is over?
plan-side-before = Before
plan-side-after = After

plan-line-at = { $days } { $time }
plan-line-before = { $days }, before { $time }
plan-line-after = { $days }, after { $time }
plan-every-day = every day
plan-every-day-typed = every day, daily
plan-fillers = at, on, every, each

plan-if-then-at = If it’s { $time } ({ $days }), then I go outside for an easy run.
plan-if-then-before = If the busy part begins at { $time } ({ $days }), then I take an easy run before it.
plan-if-then-after = If the busy part is over at { $time } ({ $days }), then I take an easy run first.
plan-next = You’ll get one silent nudge, the first time on { $when }.
plan-next-once = You’ll get one silent nudge then: { $when }.
plan-zone = The times are those of { $city }. Is that right?
plan-full = You already have a lot of moments. Please remove one first.
plan-confirm = Shall I plan this: { $moment }?
plan-yes = Yes, plan this
plan-change = Something else

plan-nudge-line = { $moment }: nudge { $when }
plan-and-more = And { $count } more later.
plan-week-ask = How many times a week would you like to run? You won’t get more nudges than that.
plan-week = { $count } times a week
plan-once = Just once
plan-once-ask = Type the moment, with day and time. For example: “tomorrow 15:00 presentation” or “Friday from 3 to 5”. Or choose a day:
plan-once-hour = { $day }: what time does it begin?
plan-once-calm = { $day }: when is that day at its calmest?
plan-once-confirm = { $moment }. Is that right?
plan-once-at = Yes, I’ll run then
plan-once-before = Yes, I’ll run before
plan-once-after = Yes, I’ll run after
plan-once-day = Another day
plan-once-time = Another time
plan-once-text = Another text
plan-once-again = Type it once more, all of it, with day and time. For example: “tomorrow 15:00 presentation” or “Friday from 3 to 5”.
plan-once-only = Only { $day }
plan-once-label = the busy moment
plan-in-year = { $date } { $year }
plan-if-then-once-at = If it’s { $time } on { $day }, then I go outside for an easy run.
plan-if-then-once-before = If { $label } is coming up at { $time } on { $day }, then I take an easy run before it.
plan-if-then-once-after = If { $label } is over at { $time } on { $day }, then I take an easy run first.
plan-no-nudge = It’s too short notice for a nudge. You can always check in.
plan-unread-nothing = I see no day or time in it.
plan-unread-past = That has passed.
plan-unread-too-far = That has passed, or it’s too far away.
plan-unread-two-days = I’m not sure which day you mean.
plan-unread-two-times = I’m not sure which time you mean.
plan-unread-no-day = Which day do you mean?
plan-unread-weekly = Every week? Then choose a fixed moment or busy days below.
plan-zone-yes = Yes
plan-zone-other = Another place

pause-ask = For how long would you like no nudges? Your moments stay, and you can always check in.
pause-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
pause-until = Fine. No nudges until { $date }. You can always check in.
pause-resume = Start again
pause-over = Good to have you back. Your nudges come at your own moments again.
