# The coach's pages.
dashboard-skip = Skip to the content
dashboard-menu = Menu
dashboard-today = Today
dashboard-runners = Runners
dashboard-sign-out = Sign out
dashboard-live-on = What’s new appears here by itself.
dashboard-live-lost = The connection is gone. Trying again.
dashboard-live-back = Connected again. Everything is up to date.
dashboard-live-none = Without JavaScript this page doesn’t refresh by itself. Reload it to see what’s new.
dashboard-human = Lichter shows what your runners choose to share. What it means is for you to talk over together.

dashboard-morning = Good morning, { $name }.
dashboard-afternoon = Good afternoon, { $name }.
dashboard-evening = Good evening, { $name }.
dashboard-today-count = { $count ->
    [0] Nothing new.
    [one] There is one new summary.
   *[other] There are { $count } new summaries.
  }
dashboard-today-new = New
dashboard-today-earlier = Already read
dashboard-today-empty = No summaries yet. As soon as a runner is back, you’ll see it here.
dashboard-invite = Nobody yet? Make an invitation.
dashboard-read = I’ve read it
dashboard-read-whose = I’ve read it: { $name }’s summary
dashboard-new = new

dashboard-when-today = today at { $time }
dashboard-when-yesterday = yesterday at { $time }
dashboard-about = about { $minutes }
dashboard-no-card = A run without the bot
dashboard-why = What the card said
dashboard-tension = Tension
dashboard-tension-before = before
dashboard-tension-after = after
dashboard-tension-lower = lower than before
dashboard-tension-same = the same as before
dashboard-tension-higher = higher than before
dashboard-tension-no-after = after: not filled in
dashboard-tension-no-before = before: not filled in
dashboard-tension-none = not filled in
dashboard-sentence = { $name }’s sentence
dashboard-no-sentence = No sentence shared.

dashboard-search = Search by name
dashboard-search-go = Search
dashboard-search-nobody = Nobody by that name.
dashboard-runners-none = Nobody is sharing with you yet.
dashboard-runners-count = { $count ->
    [one] One runner
   *[other] { $count } runners
  }
dashboard-last-run = Last out: { $date }
dashboard-last-run-none = Not been out yet
dashboard-unread = { $count ->
    [one] 1 new summary
   *[other] { $count } new summaries
  }

dashboard-stands = Where { $name } stands
dashboard-standing = Starting point
dashboard-standing-starting = starting, or back after a break
dashboard-standing-burn-out = recovering from burnout
dashboard-standing-used = used to running 20 to 30 minutes
dashboard-standing-training = in a training block
dashboard-standing-unknown = not said yet
dashboard-stage = Build-up
dashboard-stage-minutes = now { $minutes } at a time
dashboard-since = Sharing with you since
dashboard-pause = Pause
dashboard-pause-until = until { $date }
dashboard-picture = Tension before and after
dashboard-picture-alt = One line for the tension before and one for after, over { $count ->
    [one] 1 run
   *[other] { $count } runs
  }. The same numbers are in the table below.
dashboard-picture-none = Once this has been filled in, you’ll see a picture here.
dashboard-picture-table = The same numbers in a table
dashboard-day = Day
dashboard-timeline = Looking back
dashboard-timeline-none = No summaries yet.
dashboard-mark-read = Mark all of this as read
dashboard-seen = { $name } can see that you opened this page.
dashboard-back = All runners

dashboard-in-title = Welcome back
dashboard-in-text = This link takes you to your page. It works once.
dashboard-in-own = This is my own device: keep me signed in for 14 days
dashboard-in-own-not = Otherwise I’ll sign you out after half an hour of quiet, and after 12 hours at the latest.
dashboard-in-go = To my page
dashboard-used-title = This link no longer works
dashboard-used-text = A link works once, within ten minutes. Feel free to ask for a new one: send the bot /dashboard.
dashboard-out-title = You’re not signed in
dashboard-out-text = Send the bot /dashboard in Telegram and you’ll get a link to your page.
dashboard-out-bot = Open the bot
dashboard-missing-title = This page isn’t here
dashboard-missing-text = Perhaps this runner no longer shares with you, or the address isn’t right.
dashboard-unfit-title = This didn’t come through right
dashboard-unfit-text = Nothing was saved. Go back, refresh the page and try again.
dashboard-broken-title = Something went wrong
dashboard-broken-text = It’s not your fault, and nothing is lost. Please try again in a moment.
dashboard-home = Go to Today

# Messages
dashboard-messages = Messages
dashboard-messages-none = No messages yet.
dashboard-message-write = Write { $name } a message
dashboard-message-when = It arrives outside runs and quiet hours. Lichter is not for emergencies.
dashboard-message-send = Send
dashboard-message-waiting = waiting for a quiet moment
dashboard-message-lapsed = didn’t arrive
dashboard-message-delivered = delivered
dashboard-message-read = read
