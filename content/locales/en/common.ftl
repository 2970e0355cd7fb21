# Words that come back everywhere.
and = and
or = or
chosen = ✓ { $option }
scale-ends = { $low } = { $low_label } · { $high } = { $high_label }
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
  }
minutes-span = { $low } to { $high } minutes
form-minutes = { $form } · { $minutes }

button-back = ‹ Back
button-check-in = Check in

old-button = This button is from earlier. Feel free to start again.
not-understood = I didn’t quite get that. Tap a button, or type what it says.
unknown-command = I don’t know that command. /help shows what you can do.
loose-text = I’m too simple for a real conversation, but I can look at what helps you now: tap Check in. Is it hard? /sos has people who are there for you. The rest is in /help.
loose-thanks = You’re welcome.
loose-thanks-coach = You’re welcome. Or was it for { $coach }? Then one tap sends it.
loose-thanks-typed = thanks, thank you, many thanks, thanks a lot, thanks so much, thank you so much, thank you very much, ok thanks, ok thank you, okay thanks, okay thank you, great thanks, thx, cheers
loose-media = I can only read text. /help shows what you can do.
loose-media-sentence = I can only read text. Would you write me one sentence about what feels lighter?
group = Lichter is between you and me. Write to me privately: { $link }
dead-letter = Something went wrong with your last message. Please send it again. What you said before is safe.


# Typed numbers, and words that say nothing
number-1-typed = one
number-2-typed = two
number-3-typed = three
number-4-typed = four
number-5-typed = five
number-6-typed = six
number-7-typed = seven
number-8-typed = eight
number-9-typed = nine
number-10-typed = ten
typed-fillers = a, an, the, i, my, head, is, i’d, i’m, am, would, like, want, need, feel, feeling, some, something, just, to, think, please, about, maybe, guess
