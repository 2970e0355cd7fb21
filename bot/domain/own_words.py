"""Own words back: which earlier sentence of the runner's own may stand on a card, if any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.card import Activity, Pick
from bot.domain.questionnaire import Answers, number_in
from bot.domain.run import Run, Sentence

LONGEST = 240
"""Characters: a text without spaces is no reason for a card without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The numbers of `content/own_words.toml`, told there."""

    tension: int
    quiet_days: int
    least_days: int
    most_words: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """A sentence with the run that it was written after."""

    run: Run
    answers: Answers
    sentence: Sentence

    @property
    def form(self) -> Pick | None:
        """What was run; None for a run that was added afterwards."""
        return None if self.run.card is None else self.run.card.pick


def may_help(tension: int, last_ran: date | None, today: date, rules: OwnWords) -> bool:
    """Whether this is a moment for it: much tension, or a first time after a dip (product.md)."""
    if tension >= rules.tension:
        return True
    return last_ran is not None and (today - last_ran).days >= rules.quiet_days


def best_of(
    remembered: Sequence[Remembered], pick: Pick, need: str, today: date, rules: OwnWords
) -> Remembered | None:
    """Return the sentence to show, the newest first: same form and need, then form, then need.

    Only on the card of a run, and only of a run that got lighter, without pain, some days ago.
    """

    def near(one: Remembered) -> int:
        form = one.form
        return 2 * (form is not None and form.form == pick.form) + (one.answers.get("need") == need)

    latest = today - timedelta(days=rules.least_days)
    found = [one for one in remembered if one.run.local_date <= latest and _lighter(one.answers)]
    best = max(found, key=near, default=None)
    return best if best is not None and near(best) > 0 and pick.activity is Activity.RUN else None


def clipped(text: str, words: int) -> str:
    """Return a text in one line of at most so many words, `…` where something is left out."""
    parts = text.split()
    short = " ".join(parts[:words])[:LONGEST].rstrip(" ,;:")
    return short if short == " ".join(parts) else f"{short}…"


def _lighter(answers: Answers) -> bool:
    before, after = number_in(answers, "tension"), number_in(answers, "tension_after")
    hurt = answers.get("pain", "none") != "none" or "unwell" in answers
    return before is not None and after is not None and after < before and not hurt
