# Looking back: one picture. No target, no verdict.
progress-title = Looking back
progress-tensions = Tension before → after, newest first: { $times }.
progress-weeks = Times a week, oldest first: { $weeks }.
progress-only-looking = It doesn’t have to lead anywhere. You’re only looking back for a moment.
progress-sentences = My sentences
progress-none = Here you’ll see how tense you were, before and after a run. There’s nothing yet, and that’s fine.
progress-none-lately = There’s nothing here for the last { $count } weeks, and that’s fine. What you wrote before is still there.

# On the picture itself
progress-period = { $first } – { $last }
progress-tension = Tension before and after
progress-before = before
progress-after = after
progress-high = very tense
progress-low = completely calm
progress-dots = Each dot is one time, by week
progress-no-tension = You haven’t filled in any tension, and you don’t have to.
