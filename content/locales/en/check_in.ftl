# The check-in: questions, answers, and the buttons on the card.
check-in-doctor-ask = Something was wrong last time. Does your doctor agree that you run again?
check-in-doctor-label = doctor agrees
check-in-doctor-yes = My doctor agrees
check-in-doctor-yes-typed = yes, agrees, ok with the doctor
check-in-doctor-no = Not yet
check-in-doctor-no-typed = no, not yet

check-in-recovered-ask = Last time you told me something was wrong. Is it over?
check-in-recovered-label = problem over
check-in-recovered-yes = Yes, it’s over
check-in-recovered-yes-typed = yes, over, gone, it is over
check-in-recovered-no = Not yet
check-in-recovered-no-typed = no, not yet

check-in-tension-ask = How tense are you right now?
check-in-tension-label = tension
check-in-tension-low = completely calm
check-in-tension-high = very tense

check-in-need-ask = What do you need?
check-in-need-label = need
check-in-need-movement = Movement
check-in-need-movement-typed = move, moving
check-in-need-silence = Silence
check-in-need-silence-typed = quiet, peace and quiet, rest, a quiet head, an empty head
check-in-need-rhythm = Rhythm
check-in-need-rhythm-typed = beat
check-in-need-fresh-air = Fresh air
check-in-need-fresh-air-typed = air, outside, nature

check-in-length-ask = What fits right now?
check-in-length-label = length
check-in-length-short = Short loop
check-in-length-short-typed = short, shorter, short one, quick one
check-in-length-long = Longer, and easy
check-in-length-long-typed = long, longer, long one, longer one

check-in-head-ask = And how is your head?
check-in-head-label = head
check-in-head-restless = Restless
check-in-head-restless-typed = agitated, busy
check-in-head-tired = Tired
check-in-head-tired-typed = exhausted
check-in-head-full = Full
check-in-head-full-typed = overloaded
check-in-head-plain = Normal
check-in-head-plain-typed = just normal, as usual, fine, good, ok

card-go-run = I’m going for a run
card-go-walk = I’m going for a walk
card-go-breathe = I’m going to breathe
card-go-typed = i’m going for a run, i’m going for a walk, i’m going to breathe, i’m going, i’m off, let’s go, let’s do it, im going, i am going, going, go, run, walk, yes, ok, okay, good
card-other = Something else
card-other-typed = else, other, something else please, no something else, rather something else
check-in-leave-typed = not today, not now, never mind, nevermind, no never mind, leave it, forget it, i don’t want to, i want to stop

card-not-today = Not today
card-no-typed = not today, no, no thanks, no thank you, not now, rest, fine rest today
card-rest = Fine, rest today
card-other-ask = What suits you better?
card-calmer = Calmer
card-calmer-typed = calm, easier, calmer please, something calmer, something easier, a bit calmer
card-shorter = Shorter
card-shorter-typed = short, a bit shorter, short please, shorter please, something shorter
card-dread = I’m dreading it
card-dread-typed = i am dreading it, dreading it, i dread it
card-unwell = I don’t feel well
card-unwell-typed = i do not feel well, not well, i feel unwell, unwell
card-answers = My answers
card-not-understood = I didn’t quite get that; I only read a few words. Doesn’t the card suit you right now? There’s more under “{ card-other }”. Not going is fine too.
card-not-today-thanks = Thank you, that’s a good answer too. See you another time.
card-around = Walk 5 minutes before and after; only then your phone.
card-or = Or perhaps: { $alternative }.
card-table = Otherwise I’d have chosen: { $alternative }.
card-table-only = Don’t look at earlier runs
card-table-only-done = Fine, from now on I won’t look at earlier runs. You can change this in /settings.
card-hard = Yesterday was hard or long
card-not-hard = Yesterday was easy after all
card-coach-line = From { $coach }: { $line }
card-own-words = In { $month } you wrote after a run: “{ $sentence }”
card-own-words-form = In { $month } you wrote after a run ({ $form }): “{ $sentence }”
card-gentle = Mix running and walking. Turning round after five minutes is fine too.

unwell-ask = What’s the matter?
unwell-ill = Ill or feverish
unwell-ill-typed = ill, sick, fever, i am ill, im ill, i am sick, im sick, i have a fever
unwell-pain = Pain
unwell-pain-typed = i am in pain, im in pain, it hurts
unwell-dizzy = Dizzy
unwell-dizzy-typed = i am dizzy, im dizzy
unwell-chest = Pressure on my chest
unwell-chest-typed = pressure on the chest, chest pain, pain in my chest
unwell-ill-advice = Then no run today. Rest, and drink enough. With a fever, wait until you’ve had a day without it. Get well soon.
unwell-pain-advice = Then no run today. Walking is fine as long as it doesn’t hurt. If the pain doesn’t go away, have it looked at.
unwell-dizzy-advice = Sit down and don’t run today. If it doesn’t pass, or you faint: call 112 (outside Europe: your local emergency number). If it’s over, call your doctor today. Running can wait until your doctor agrees.
unwell-chest-advice = Stop and sit down. If it doesn’t pass, or you’re in doubt: call 112 (outside Europe: your local emergency number). If it’s over, call your doctor today. Running can wait until your doctor agrees.
