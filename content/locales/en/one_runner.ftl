# The page of one runner.
runner-parts = On this page
runner-asked = To ask about
runner-talk = Next talk
runner-stage-since = since { $date }
runner-stage-up = A step was added.
runner-stage-back = One step back, after a quiet while.
runner-stage-restart = Started over, after a long break.
runner-stage-coach = You chose this step.
runner-stage-own = Chose shorter runs.
runner-moments = Coming up
runner-moments-none = nothing planned
runner-moment-busy = something busy
runner-moment-at = { $when }: a run
runner-moment-before = { $when }: { $label }, with a run before it
runner-moment-after = { $when }: { $label } over, then a run
runner-older = Earlier
runner-newest = To the newest
runner-line = For the next run
runner-line-ask = One line for { $name }’s next card
runner-line-when = It stands on a card once, with your name.
runner-line-waits = This line is waiting for the next card. Save it empty to take it back.
runner-keep = Save
runner-notes = Notes
runner-notes-his = For yourself. { $name } can ask for them. Lichter is no case file: write down only what helps you both.
runner-note-new = New note
runner-note-ask = What do you want to remember about { $name }?
runner-note-change = Change
runner-note-changed = New text
runner-note-delete = Delete this note
runner-empty = There is nothing here yet. Write something first.
runner-too-long = That’s too long: { $most } characters fit. What you wrote is still there.
runner-weeks = The last weeks
runner-week = week of
runner-times = { $count ->
    [one] once
   *[other] { $count } times
  }
runner-settings = Settings
