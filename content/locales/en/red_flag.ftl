# Something is wrong: during or after a run. Fixed words.
red-flag-tap = Something is wrong
red-flag-title = Stop and sit down
red-flag-card =
    Pressure or pain on your chest, fainted, suddenly out of breath, your heart racing and irregular, weakness on one side or unclear speech?

    If it doesn’t pass, or you’re in doubt: call 112 (outside Europe: your local emergency number).
    If it has passed: call your doctor today.

    Running is possible again when your doctor agrees; I’ll ask at your next check-in.
red-flag-typed =
    What you write may be a sign to stop. Pressure or pain on your chest, fainted, suddenly out of breath, your heart racing and irregular, weakness on one side or unclear speech?

    If it doesn’t pass, or you’re in doubt: call 112 (outside Europe: your local emergency number).
    If it has passed: call your doctor today.
red-flag-yes = Yes, this is it
red-flag-other = No, something else
red-flag-other-fine = Good, then it isn’t that. In doubt later after all? Call your doctor, or 112.
