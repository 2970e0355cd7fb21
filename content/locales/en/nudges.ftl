# What Lichter sends by itself. It shows on a locked screen: nothing about how somebody is.
nudge-text-1 = Some time outside? Your shoes are ready.
nudge-text-2 = This is a moment for yourself. Step outside for a bit?
nudge-before = There’s room for a run now, before { $time }.
nudge-evening = A run tomorrow before { $time }? Put your shoes out tonight.
nudge-again = Here I am again, as you asked. Some time outside?
nudge-walk = Some time outside? A walk is enough today.
nudge-goodbye = I’ll wait for you. Tap whenever you like.
nudge-later = Later
nudge-not-today = Not today
nudge-pause-typed = take a break, a pause
nudge-pause = Pause

nudge-over = This moment has passed. You can always check in.
nudge-checkin-typed = check in, yes, yes please, ok, okay, good, good idea, sure, i’m going, let’s go
nudge-checked-in = Good, let’s begin.
nudge-later-ask = When shall I remind you?
nudge-later-typed = not now, not right now, later please, rather later
nudge-later-none = Later doesn’t really fit any more today. You can always check in.
nudge-later-soon = In 30 minutes
nudge-later-soon-typed = in half an hour, half an hour, in 30 min, 30 minutes
nudge-later-after-work = After work
nudge-later-after-work-typed = when i’m done working
nudge-later-tomorrow = Tomorrow
nudge-later-tomorrow-typed = rather tomorrow, tomorrow then
nudge-later-fine = Fine, until { $when }.
nudge-not-today-typed = no, no thanks, no thank you, not today thanks, i can’t today, can’t today
nudge-not-today-thanks = Thank you, that’s a good answer too. See you another time.

summary-note = { $name }: new summary
wrote-note = { $name } wrote you a message.
heavy-note = { $name } asks for your attention.
digest-title = New for you
digest-summaries = { $count ->
    [one] 1 new summary
   *[other] { $count } new summaries
  }
digest-messages = { $count ->
    [one] 1 message
   *[other] { $count } messages
  }
summary-open = Open
