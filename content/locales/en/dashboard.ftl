# The coach's pages.
dashboard-skip = To the content
dashboard-menu = Menu
dashboard-today = Today
dashboard-runners = Runners
dashboard-sign-out = Sign out
dashboard-live-on = News appears here by itself.
dashboard-live-lost = The connection is gone. I am trying again.
dashboard-live-back = Connected again. Everything is up to date.
dashboard-live-none = Without JavaScript this page does not refresh itself. Reload it for news.
dashboard-human = Lichter shows what your runners share themselves. What it means is for you to talk about together.

dashboard-morning = Good morning, { $name }.
dashboard-afternoon = Good afternoon, { $name }.
dashboard-evening = Good evening, { $name }.
dashboard-today-count = { $count ->
    [0] Nothing new.
    [one] There is one new summary.
   *[other] There are { $count } new summaries.
  }
dashboard-today-new = New
dashboard-today-earlier = Read earlier
dashboard-today-empty = No summaries yet. As soon as a runner is back, it appears here by itself.
dashboard-invite = Nobody yet? Send the bot /invite for an invitation.
dashboard-read = Mark as read
dashboard-read-whose = Mark the summary of { $name } as read
dashboard-new = new

dashboard-when-today = today at { $time }
dashboard-when-yesterday = yesterday at { $time }
dashboard-about = about { $minutes }
dashboard-no-card = A run without the bot
dashboard-why = As the card said
dashboard-tension = Tension
dashboard-tension-before = before
dashboard-tension-after = after
dashboard-tension-lower = lower than before
dashboard-tension-same = the same as before
dashboard-tension-higher = higher than before
dashboard-tension-no-after = not filled in after
dashboard-tension-no-before = not filled in before
dashboard-tension-none = not filled in
dashboard-sentence = The sentence of { $name }
dashboard-no-sentence = No shared sentence.

dashboard-search = Search by name
dashboard-search-go = Search
dashboard-search-nobody = Nobody with this name.
dashboard-runners-none = Nobody shares with you yet.
dashboard-runners-count = { $count ->
    [one] One runner
   *[other] { $count } runners
  }
dashboard-last-run = Last: { $date }
dashboard-last-run-none = Not out yet
dashboard-unread = { $count ->
    [one] 1 new summary
   *[other] { $count } new summaries
  }

dashboard-stands = Where { $name } stands
dashboard-standing = Start
dashboard-standing-starting = starting, or after a pause
dashboard-standing-burn-out = recovering from burn-out
dashboard-standing-used = used to 20 to 30 minutes
dashboard-standing-training = in a training block
dashboard-standing-unknown = not said yet
dashboard-stage = Build-up
dashboard-stage-minutes = now { $minutes } at a time
dashboard-since = Shares with you since
dashboard-pause = Pause
dashboard-pause-until = until { $date }
dashboard-picture = Tension before and after
dashboard-picture-alt = A line for the tension before and a line for after, over { $count ->
    [one] 1 run
   *[other] { $count } runs
  }. The same numbers are in the table below.
dashboard-picture-none = As soon as one is filled in, there is a picture here.
dashboard-picture-table = The same numbers in a table
dashboard-day = Day
dashboard-timeline = Looking back
dashboard-timeline-none = No summaries yet.
dashboard-mark-read = Everything here is read
dashboard-seen = { $name } can see that you opened this page.
dashboard-back = All runners

dashboard-in-title = Welcome back
dashboard-in-text = This link brings you to your page. It works once.
dashboard-in-own = This is my own device: keep me signed in for 14 days
dashboard-in-own-not = Otherwise I sign you out after half an hour of quiet, and after 12 hours at the latest.
dashboard-in-go = To my page
dashboard-used-title = This link no longer works
dashboard-used-text = A link works once and for ten minutes. Feel free to ask for a new one: send the bot /dashboard.
dashboard-out-title = You are not signed in
dashboard-out-text = Send the bot /dashboard in Telegram and you get a link to your page.
dashboard-out-bot = Open the bot
dashboard-missing-title = This page is not here
dashboard-missing-text = Perhaps this runner no longer shares with you, or the address is not right.
dashboard-broken-title = Something went wrong
dashboard-broken-text = It is not your fault and nothing is lost. Please try again in a moment.
dashboard-home = To Today
