# The build-up: where you are, what comes next, and why.
build-up-title = Your build-up
build-up-now = Step { $number } of { $stages }: you run { $minutes } minutes at most for now.
build-up-next = The next step is { $minutes } minutes, on { $date } at the earliest.
build-up-why-first = Your build-up starts with your first run. There is no hurry.
build-up-why-up = Your runs felt easy, so a little was added.
build-up-why-back = You were away for a while, so we start one step back.
build-up-why-restart = You were away for a few months, so we start from the beginning again.
build-up-why-coach = Your coach chose this step.
build-up-why-own = You chose to go shorter yourself.
build-up-why-days = Your runs felt easy. Now your body gets the time it needs.
build-up-why-runs = { $count ->
    [one] That takes one more run that feels easy.
   *[other] That takes { $count } more runs that feel easy.
  }
build-up-why-talk = For that I’d like to hear once, after a run, that talking was easy.
build-up-why-hold-talk = Talking didn’t work once. We stay here until it feels easy again.
build-up-why-hold-dread = You dreaded it once. That’s fine; we stay here until it feels easy again.
build-up-why-hold-pain = Something hurt. We stay here until it feels easy again.
build-up-why-hold-ill = You were ill. We stay here until it feels easy again.
build-up-why-top = This is the last step. There is no need for more.
build-up-cap = Your coach set { $minutes } minutes at most for you.
build-up-source = From 12 to 36 minutes in 100 days is a well-known schedule; the steps are ours.
build-up-burn-out = Choose the calmest moment of your day.
build-up-none = You don’t need a build-up. A short run is { $short } minutes at most, a longer one { $long }. When you are very tense, after a hard day or late in the evening it’s less.
build-up-training = In a training block this is your easy day: take it slowly, with attention.
build-up-talk-first = Talk to your doctor before you run; walking and breathing are fine already. Your build-up starts after that.
build-up-shorter = I’d rather go shorter
build-up-shorter-ask = One step back is { $minutes } minutes at most. From there it goes on gently. Shall we?
build-up-shorter-yes = Yes, one step back
build-up-shorter-no = Never mind
