# What Lichter sends by itself. It shows on a locked screen: nothing about how somebody is.
nudge-text-1 = Up for some time outside? Your shoes are ready.
nudge-text-2 = This is a moment for yourself. Shall you go outside?
nudge-before = There is room for a run now, before { $time }.
nudge-evening = A run tomorrow before { $time }? Put your shoes ready tonight.
nudge-again = Here I am again, as you asked. Up for some time outside?
nudge-walk = Up for some time outside? A walk is enough today.
nudge-goodbye = I wait for you, tap whenever you like.
nudge-later = Later
nudge-not-today = Not today
nudge-pause = Pause

nudge-over = This moment has passed. You can always check in.
nudge-checked-in = Good, let us begin.
nudge-later-ask = When shall I say it once more?
nudge-later-none = Later no longer fits well today. You can always check in.
nudge-later-soon = In 30 minutes
nudge-later-after-work = After work
nudge-later-tomorrow = Tomorrow
nudge-later-fine = Fine, see you { $when }.
nudge-not-today-thanks = Thank you, that is a good answer too. Until another time.

summary-note = { $name }: new summary
summary-open = Open
