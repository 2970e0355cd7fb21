# Privacy: whatever somebody reads here was asked for.
privacy-title = What I keep, and why
privacy-text =
    What: your first name, your answers, runs, sentences and planned moments. Not where you are.
    Why: to choose a run that suits you. I may do that because you said yes; you can always take that back.
    Who: only you, until you share with a coach. You can read here who looked.
    How: encrypted. With Telegram, chats with bots are not end-to-end encrypted.
    How long: until you erase it, and never longer than { $months } months. Whoever is away that long is told first.
    Your rights: to see it and take it with you (/mydata), correct it (edit your message), erase it (/delete). You can complain to your data protection authority.
privacy-agreed = You agreed on { $day } (text { $version }). You can always take that back: then I erase everything.
privacy-looked = Who looked: { $times }.
privacy-not-looked = Nobody has looked yet.
privacy-stop-sharing = Stop sharing
privacy-my-data = My data as a file
privacy-erase = Take consent back, erase everything
privacy-nothing-kept = I’ve kept nothing about you.

my-data-here = This is all I keep about you, in one zip file. Unpack it and open lichter.html; the rest is for other programs. Keep it somewhere private.

erase-ask = I’ll erase: { $counts }. Your coach won’t see anything any more either. It’s gone at once, for good. Are you sure?
erase-yes = Yes, erase everything
erase-no = No, keep it
erase-kept = Fine, everything stays as it is.
erase-done = Everything is erased. What you see here in the chat is with Telegram; you can delete that yourself. Thank you for being here. You can always begin again with /start.

# What would be erased, in words
erase-count-profile = your name and settings
erase-count-runs = { $count ->
    [one] { $count } check-in or run
   *[other] { $count } check-ins and runs
  }
erase-count-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
  }
erase-count-sentences = { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
  }
erase-count-moments = { $count ->
    [one] { $count } planned moment
   *[other] { $count } planned moments
  }
erase-count-nudges = { $count ->
    [one] { $count } nudge
   *[other] { $count } nudges
  }
erase-count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
  }
erase-count-notes = { $count ->
    [one] { $count } note by your coach
   *[other] { $count } notes by your coach
  }
erase-count-others = { $count ->
    [one] { $count } other record
   *[other] { $count } other records
  }
