"""What the coach set for one runner. It ends when the runner stops sharing."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Guidance:
    """The coach's settings for one runner; `Guidance()` is a runner without a coach.

    `cap`: minutes, at most. `pinned`, `forbidden`: keys of run forms. `cue`: a words' key, on every
    card instead of the rotated one. `line`: "voor je volgende run", shown once, on the next card.
    """

    cap: int | None = None
    pinned: str | None = None
    forbidden: frozenset[str] = frozenset()
    cue: str | None = None
    learning: bool = True  # False: the table alone, whatever the runner's own setting
    line: str = ""
    appointment: datetime | None = None  # their next talk

    def used_line(self) -> "Guidance":
        """Return it without the line: it has been on a card."""
        return replace(self, line="")
