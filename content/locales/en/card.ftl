# The card: forms, why, tempo, route, attention and side notes.
form-reset = Reset run
form-reset-short = Short reset run
form-reset-calm = Quiet loop
form-long-easy = Long easy run
form-interval-light = Interval light
form-mindful = Mindful run
form-trail = Forest run
form-walking-pace = Jogging at a walk
form-walk = Walk
form-breathe = Breathing, at home
form-rest = Rest today

effect-reset = A reset clears your head quickly.
effect-long-easy = Long and easy running relaxes deeply.
effect-interval-light = Brisk bits give restlessness a way out.
effect-mindful = Running with attention to your breath calms you.
effect-trail = Among green there is little to take in.
effect-walk = Walking settles you too.
effect-breathe = Breathing calmly helps too.

reason-table-movement-restless = You want to move, your head is restless.
reason-table-movement = You want to move, briefly.
reason-table-movement-long = You want to move and have time.
reason-table-movement-later = You want to move for longer; keep the long run for a free morning.
reason-table-silence-tired = You want silence and your head is tired.
reason-table-silence-long = You want silence and have time.
reason-table-silence = You want silence.
reason-table-rhythm = You want rhythm, briefly.
reason-table-rhythm-long = You want rhythm and have time.
reason-table-rhythm-later = You want rhythm, longer; keep the long run for a free morning.
reason-table-fresh-air-long = You want fresh air and have time.
reason-table-fresh-air = You want fresh air.
reason-table-fallback = This fits almost always.
reason-coach-pinned = Your coach chose this form for you.

reason-guard-red-flag = You reported a complaint; no running until your doctor agrees.
reason-guard-pain-twice = You’ve had pain twice now, so no run yet.
reason-guard-pain = Your complaint isn’t over yet, so no run.
reason-guard-ill = You’re not well yet, so no run.
reason-guard-talk-first = You’re asking your doctor about running first; walking and breathing are open already.
reason-guard-ran-today = You’ve already run today.
reason-guard-ran-yesterday = You ran yesterday; your body builds up in the rest between.
reason-guard-ran-two-days = You ran two days in a row; now it’s time to rest.
reason-guard-hard-yesterday = Yesterday was hard, so today is light.
reason-guard-tension-tired = You’re very tense and tired: walking brings more calm then.
reason-guard-tension-burn-out = With this much tension, walking brings more calm.
reason-guard-tension = You’re tense, so we keep it short.
reason-guard-dark = It’s dark.
reason-guard-evening = It’s late for anything brisk.
reason-guard-late = This late we keep it small, so you sleep better.
reason-guard-not-brisk = Brisk bits don’t fit just yet.
reason-guard-stage = You’re building up gently.
reason-guard-cap = Your coach set a limit to the minutes.
reason-guard-moment = This way you’re in time for later.
reason-guard-coach = Your coach left a form out.

reason-wish-shorter = Shorter, as you asked.
reason-wish-calmer = Calmer, as you asked.
reason-wish-gentle = Dreading it is part of it; half is enough.
reason-wish-other = You chose this yourself.

tempo-talk = Effort: you can talk, no longer sing. Slow as walking is fine.
tempo-brisk-minutes = Six times 1 minute brisk, 2 easy; talking works in the easy ones.
tempo-walking-pace = Effort: as slow as walking.
tempo-walking = Effort: just walk.
tempo-still = Sitting or lying down, warm and quiet.

route-known-loop = Route: a loop you know.
route-few-choices = Route: a simple loop without choices.
route-lamp-posts = Route: straight; count lamp posts or 85 left steps.
route-soft-ground = Route: soft ground, little traffic.
route-forest-path = Route: forest or park, little to watch out for.
route-at-home = A quiet spot at home.

cue-breath-3-3 = Attention: three steps in, three steps out.
cue-longer-exhale = Attention: breathe out longer than in.
cue-body-scan = Attention: go through your body, from crown to feet.
cue-let-go = Attention: let go of shoulders, hands and jaw.
cue-sounds = Attention: listen to wind, birds, your steps.
cue-string-up = Attention: tall, as if a string lifts your crown.
cue-soft-feet = Attention: loose calves, soft feet.
cue-flat-landing = Attention: land flat, on your whole foot.
cue-loose-arms = Attention: elbows square, arms loose.

note-see-doctor = Call your doctor. Pressure on the chest, fainting or sudden breathlessness, now or again? Call 112.
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
