# Patterns, for the coach only: dated facts and a question. Never a judgement.
pattern-heavy-title = Let you know that it’s hard
pattern-heavy-ask = How are things now, and what would help today?
pattern-complaint-title = A physical problem that isn’t over yet
pattern-complaint-ask = How is it now, and has anyone had a look at it?
pattern-hard-start-title = Perhaps starting a little too hard
pattern-hard-start-ask = How do you begin a run, and when do you notice that it’s no longer easy?
pattern-too-long-title = Goes on longer than the card says
pattern-too-long-ask = What keeps you going when the time is up?
pattern-little-rest-title = Perhaps little rest, or little time of their own
pattern-little-rest-ask = How much room is there after a run, and on a day without one?
pattern-hard-to-relax-title = Tension doesn’t always drop
pattern-hard-to-relax-ask = What goes through your mind on the way, and when did you manage to let something go?
pattern-body-title = Tells little about the body, or tells it later
pattern-body-ask = What do you feel in your body on the way, and when do you notice it?
pattern-dip-title = Quiet for a while
pattern-dip-ask = How are you? A week without a run is fine too.
pattern-high-tension-title = Keeps starting with a lot of tension
pattern-high-tension-ask = What is asking so much of you now, and where could something give?

# The facts that they rest on
pattern-fact-heavy = { $date }: let you know that it’s hard
pattern-fact-pain = { $date }: reported pain at the check-in
pattern-fact-pain-tendon = { $date }: felt a tendon after the run
pattern-fact-pain-other = { $date }: felt pain after the run
pattern-fact-ill = { $date }: ill or feverish
pattern-fact-dizzy = { $date }: dizzy
pattern-fact-chest = { $date }: pressure on the chest
pattern-fact-red-flag = { $date }: a sign to stop and call the doctor
pattern-fact-talk-test = { $date }: talking was not possible
pattern-fact-longer = { $date }: said it took longer than { $dose } minutes
pattern-fact-above-dose = { $date }: about { $minutes } minutes, the card said { $dose }
pattern-fact-ran = { $date }: ran
pattern-fact-busy-after = { $minutes ->
    [0] { $date }: something busy had begun before coming back
    [one] { $date }: something busy began one minute after coming back
   *[other] { $date }: something busy began { $minutes } minutes after coming back
  }
pattern-fact-shorter = { $date }: said it was shorter
pattern-fact-not-lower = { $date }: tension { $before } before, { $after } after
pattern-fact-pain-late = { $days ->
    [0] { $date }: reported pain, not yet after that day’s run
    [one] { $date }: reported pain, one day after a run that did not mention it
   *[other] { $date }: reported pain, { $days } days after a run that did not mention it
  }
pattern-fact-taps-open = { $date }: left the questions about the body open
pattern-fact-last-run = { $date }: last out, { $days } days ago
pattern-fact-high-tension = { $date }: tension { $tension } before
