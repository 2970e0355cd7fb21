# Help, and stopping.
help-title = How Lichter works
help-first = Is it really not going well, or is something serious? /sos
help-use = With /checkin you tell how you are and get one calm run, with the reason why. Tap “I’m off”, put your phone away, and I’ll be silent. Tap when you’re back, and write one sentence about what feels lighter.
help-more =
    /ran – a run that you did without me
    /plan – moments to run, /pause – nothing for a while
    /diary – your sentences
    /coach – who reads along
    /settings – language, time, nudges
    /privacy – what I keep, and erasing it all
    /stop – stop with whatever you like
help-coach = For you as a coach: /invite and /dashboard.

sos-title = Help, now
sos-card =
    In danger, or an emergency: call 112. Outside the Netherlands: your local emergency number.
    Thinking of death or suicide: in the Netherlands call 113 or 0800-0113 (free), or chat at 113.nl. Day and night.
    Not well for some time, or worried about your body: call your doctor (huisarts), after hours the huisartsenpost.

    Nobody reads along live here, your coach neither. Call, or go to somebody.

stop-ask = What would you like to stop?
stop-this = This conversation
stop-nudges = The nudges
stop-all = Everything
stop-nobody = Nothing is going on, and I have kept nothing about you. You can always begin with /start.
stop-nothing-open = Nothing was open. Until another time.
stop-this-done = Stopped. What you already said is kept. Until another time.
stop-run-done = Stopped. I’m no longer silent. Until another time.
stop-nudges-done = You get no more nudges. You can turn them on in /settings.
stop-all-done = Stopped: nothing is open any more, and I’ll send you no more nudges. What you wrote is still here. If you want that gone too, use /delete.
stop-erase = Erase everything
stop-closed = You stopped here.
