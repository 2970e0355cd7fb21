# *Today*: who wrote, and what the coach gives back to a sentence.
today-letters = For you
today-heavy = { $name } let you know that it’s hard
today-wrote = { $name } wrote to you
reaction-whose = React to { $name }’s sentence
reaction-heart = Heart
reaction-eyes = Seen
card-sentence-to-come = No sentence shared yet: { $name } has only just come back.
today-read-on = Read on
today-latest = These are the latest { $count }. Read one, and the next one joins them.
