"""The card: what somebody gets after a check-in. All texts are words' keys."""

from dataclasses import dataclass
from enum import StrEnum


class Activity(StrEnum):
    """What one does. Each is calmer than the one before."""

    RUN = "run"
    WALK = "walk"
    BREATHE = "breathe"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Minutes:
    """A span of minutes; `low == high` is one number. Never below 1, `low <= high`."""

    low: int
    high: int

    def at_most(self, limit: int) -> "Minutes":
        """Return this span with nothing above `limit` (and never below 1)."""
        high = max(1, min(self.high, limit))
        return Minutes(min(self.low, high), high)


@dataclass(frozen=True, slots=True)
class Pick:
    """A form with its minutes. `name` is the words' key: `reset`, `reset_short`, …."""

    form: str
    name: str
    activity: Activity
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a words' key, and which answers led to it (question ids, in order)."""

    key: str
    answers: tuple[str, ...] = ()


LEARNED = "learned"
"""The reason when the pick leans to what relieved this runner."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The card. All strings but `pick.form` are words' keys; the handlers render them.

    `reasons`: first the row of the table (not where a guard replaced the run altogether), then each
    guard that changed the pick, then what the runner asked himself. `alternatives`: other allowed
    picks, the best first; empty only when resting is all there is. `notes`: one-line extras
    (`lit_loop`, `green_loop`, `season_hot`, `see_doctor` …).
    """

    pick: Pick
    reasons: tuple[Reason, ...]
    alternatives: tuple[Pick, ...]
    tempo: str
    cue: str
    route: str
    notes: tuple[str, ...] = ()
    gentle: bool = False  # half the minutes, running and walking mixed
    table: Pick | None = None  # the table's own pick, where the table was asked
    own_words: str | None = None  # id of an earlier sentence of the runner's own that stands on it

    @property
    def leaned_from(self) -> Pick | None:
        """Return what the table alone would have picked, where the runner's record leaned away."""
        leaned = any(reason.key == LEARNED for reason in self.reasons)
        return self.table if leaned else None
