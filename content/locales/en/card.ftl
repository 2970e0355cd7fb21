# The card: forms, why, tempo, route, attention and side notes.
form-reset = Reset run
form-reset-short = Short reset run
form-reset-calm = Easy loop
form-long-easy = Long easy run
form-interval-light = Light intervals
form-mindful = Mindful run
form-trail = Forest run
form-walking-pace = Very slow jog
form-walk = Walk
form-breathe = Breathing, at home
form-rest = Rest today

effect-reset = A reset clears your head quickly.
effect-long-easy = A long, easy run relaxes you deeply.
effect-interval-light = Brisk minutes give restlessness a way out.
effect-mindful = Running with attention on your breath brings calm.
effect-trail = Green places ask little of you.
effect-walk = Even a short walk does you good.
effect-breathe = Calm breathing helps too.

reason-table-movement-restless = You want to move; your head is restless.
reason-table-movement = You want movement, kept short.
reason-table-movement-long = You want movement and have the time.
reason-table-movement-later = You want to move for longer; save the long run for a free morning.
reason-table-silence-tired = You want silence and your head is tired.
reason-table-silence-long = You want silence and have the time.
reason-table-silence = You want silence.
reason-table-rhythm = You want rhythm, kept short.
reason-table-rhythm-long = You want rhythm and have the time.
reason-table-rhythm-later = You want rhythm for longer; save the long run for a free morning.
reason-table-fresh-air-long = You want fresh air and have the time.
reason-table-fresh-air = You want fresh air.
reason-table-fallback = This almost always fits.
reason-learned = The last times, this left you lighter than usual.
reason-coach-pinned = Your coach chose this kind of run for you.

reason-guard-red-flag = You told me something was wrong; no running until your doctor agrees.
reason-guard-pain-twice = You’ve had pain twice now, so no run for now.
reason-guard-pain = What bothered you isn’t over yet, so no run.
reason-guard-ill = You’re not well yet, so no run.
reason-guard-talk-first = You’re asking your doctor about running first; walking and breathing are fine already.
reason-guard-ran-today = You’ve already run today.
reason-guard-ran-yesterday = You ran yesterday; your body builds up while it rests.
reason-guard-ran-two-days = You ran two days in a row; now it’s time to rest.
reason-guard-hard-yesterday = Yesterday was hard, so today stays light.
reason-guard-tension-tired = You’re very tense and tired; walking calms more than running now.
reason-guard-tension-burn-out = With this much tension, walking calms more than running.
reason-guard-tension = You’re tense, so we keep it short.
reason-guard-dark = It’s dark.
reason-guard-evening = It’s late, so nothing brisk.
reason-guard-late = It’s late, so we keep it small.
reason-guard-not-brisk = Nothing brisk just yet.
reason-guard-stage = You’re building up gently.
reason-guard-stage-back = You were away for a while, so one step back in your build-up.
reason-guard-cap = Your coach set a limit on the minutes.
reason-guard-moment = So you’re in time for what’s next.
reason-guard-coach = Your coach left one kind of run out.

reason-wish-shorter = Shorter, as you asked.
reason-wish-calmer = Calmer, as you asked.
reason-wish-gentle = Dreading it is normal; half is enough.
reason-wish-other = You chose this yourself.

tempo-talk = Effort: you can talk, but not sing. Slow as walking is fine.
tempo-brisk-minutes = Six times: 1 minute brisk, 2 easy. Talking can wait while brisk.
tempo-walking-pace = Effort: as slow as walking.
tempo-walking = Effort: just walk.
tempo-still = Sitting or lying down, warm and quiet.

route-known-loop = Route: a loop you know.
route-few-choices = Route: a simple loop without choices.
route-lamp-posts = Route: straight; count lamp posts or 85 left steps.
route-soft-ground = Route: soft ground, little traffic.
route-forest-path = Route: forest or park, little to watch out for.
route-at-home = A quiet spot at home.

cue-breath-3-3 = Focus: breathe in three steps, out three steps.
cue-longer-exhale = Focus: breathe out longer than in.
cue-body-scan = Focus: go through your body, head to toe.
cue-let-go = Focus: loosen your shoulders, hands and jaw.
cue-sounds = Focus: listen to wind, birds, your steps.
cue-string-up = Focus: tall, as if a string lifts your crown.
cue-soft-feet = Focus: loose calves, soft feet.
cue-flat-landing = Focus: land flat, on your whole foot.
cue-loose-arms = Focus: square elbows, loose arms.

note-see-doctor = Call your doctor. Pressure on your chest, fainting or sudden breathlessness, now or again? Call 112.
note-talk-to-doctor = Does your doctor agree? Say so in /settings.
note-have-it-looked-at = Have it looked at by your doctor or a physiotherapist.
note-painless-walk = Walking is fine if it doesn’t hurt.
note-lit-loop = Route: a lit loop you know; be seen.
note-green-loop = Route: a park or a green loop nearby.
note-known-path = Route: forest or park, a path you know.
note-high-tension = Start extra slowly.
note-season-hot = Hot? Later is fine too.
note-season-ice = Icy? Later is fine too.
note-season-thunder = Thunder? Wait until it’s over.
