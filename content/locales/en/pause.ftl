# The pause: no nudges for a while.
pause-ask = A holiday, ill, or just not now? For how long would you like no nudges? Your moments stay.
pause-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
pause-date = Until a date
pause-date-ask = Until when? Tap a day, or type it: “until 3 December” or “two weeks”.
pause-later = Later ›
pause-unread = I can’t find a day in that.
pause-through-typed = through, up to and including, inclusive
pause-leading-typed = for, until, till, about, another
pause-until = Fine. No nudges until { $date }; from that day on they’re back. You can always check in.
pause-change = Another day
pause-resume = Start again
pause-over = Good to have you back. Your nudges come at your own moments again.
pause-ill = I’m ill
pause-ill-fine = Get well soon. At your next check-in I’ll first ask whether it’s over.
pause-injury = I’m injured
pause-injury-fine = Take it easy. At your next check-in I’ll first ask whether it’s over.
pause-nudges-off = Your nudges are off already. You can turn them on in /settings.
