# Help, and stopping.
help-title = How Lichter works
help-first = Really not doing well, or is it something serious? /sos
help-use = With /checkin you tell me how you are, and I suggest one easy run and say why. Tap “I’m going for a run”, put your phone away, and I’ll be silent. Tap when you’re back, and write one sentence about what feels lighter.
help-more =
    /ran – a run you did without me
    /plan – moments to run, /pause – no nudges for a while
    /buildup – how long you run, and why
    /diary – your sentences
    /coach – who reads along
    /settings – language, time, nudges
    /privacy – what I keep, and erasing it all
    /stop – stop whatever you like
help-coach-only =
    /invite – a link for one runner
    /overview – what’s new
    /dashboard – your page: what runners share with you, and your settings

    Writing to a runner? Reply to a message about that runner, or write on your page.
help-coach-runs = Would you like to run yourself? /start
help-coach = For you as a coach: /invite, /overview and /dashboard.

stop-ask = What would you like to stop?
stop-this = This conversation
stop-this-typed = this, conversation, the conversation
stop-nudges = The nudges
stop-nudges-typed = nudges, reminders, messages
stop-all = Everything
stop-all-typed = all, all of it, all of them
stop-nobody = There’s nothing to stop, and I’ve kept nothing about you. You can always begin with /start.
stop-nothing-open = Nothing was open. See you another time.
stop-this-done = Stopped. What you’ve said so far is kept. See you another time.
stop-run-done = Stopped. I’m no longer silent. See you another time.
stop-nudges-done = You won’t get any more nudges. You can turn them back on in /settings.
stop-all-done = Stopped. Nothing is open any more, and I won’t send you nudges. What you wrote is still here; you can erase that too.
stop-erase = Erase everything
stop-closed = You stopped here.
