# The beginning.
start-title = Hello { $name }, I’m Lichter.
start-what = I help you run calmly when there’s a lot on your mind. You don’t have to go faster or further. I’m a bot, not a doctor.
start-invited = { $coach } invited you. You’ll choose later what you share.
start-invite-over = This invitation is no longer valid. You can start on your own, or ask for a new one.
start-consent = I keep what you answer and write, encrypted. Only you see it, unless you share it. You can get or erase all of it. Chats with bots are not end-to-end encrypted. More: /privacy
start-tap-first = One tap above first: whether you agree. After that you can type as well. No button there? Send /start.
start-agree = I’m 16+ and I agree
start-nothing = None of this
start-none = Fine. I’ve kept nothing. If you change your mind, send /start.
start-ready = You’re all set. Check in whenever you like.
start-done = Good to have you here. ☀️

safety-ask = First this. Do you have heart or chest problems, dizziness, an injury, an illness or a fever? Are you pregnant, or has a doctor told you to take it easy?
safety-clear = None of these
safety-clear-typed = none, none of these, no, nothing
safety-some = One or more
safety-some-typed = yes, one or more, one, some
safety-talk-first = Please ask your doctor first whether gentle running is all right. Walking and breathing you can do here already.
safety-walk = Walking and breathing first
safety-discussed = My doctor agrees: I may run gently

start-standing-ask = Where are you with running now?
start-standing-starting = I’m starting (again)
start-standing-starting-typed = beginner, just started, i just started, starting, i am starting, after a break
start-standing-burn-out = I’m recovering from burnout
start-standing-burn-out-typed = burn-out, burnout, recovering, recovering from burn-out, i have a burnout, i have burnout, i am burned out
start-standing-used = I’m used to 20–30 minutes
start-standing-used-typed = used to it, used, i am used to running, i run already
start-standing-training = I’m in a training block
start-standing-training-typed = training, training block, schedule
