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
plan-line-day = { $date }: { $label }
plan-every-day = every day
plan-every-day-typed = every day, daily
plan-fillers = at, on, every, each

plan-if-then-at = If it’s { $time } ({ $days }), then I go outside for an easy run.
plan-if-then-before = If the busy part begins at { $time } ({ $days }), then I take an easy run before it.
plan-if-then-after = If the busy part is over at { $time } ({ $days }), then I take an easy run first.
plan-next = You’ll get one silent nudge, the first time on { $when }.
plan-zone = I go by the time in { $city }. Not right? /settings
plan-full = You already have a lot of moments. Please remove one first.
plan-confirm = Shall I plan this: { $moment }?
plan-yes = Yes, plan this
plan-change = Something else

pause-ask = For how long would you like no nudges? Your moments stay, and you can always check in.
pause-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
pause-until = Fine. No nudges until { $date }. You can always check in.
pause-resume = Start again
pause-over = Good to have you back. Your nudges come at your own moments again.
