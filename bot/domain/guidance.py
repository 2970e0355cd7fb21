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
    appointment: datetime | None = None  # their next talk; once passed, their last one
    talked_at: datetime | None = None  # their last talk, since another one was agreed

    def used_line(self) -> "Guidance":
        """Return it without the line: it has been on a card."""
        return replace(self, line="")

    def with_appointment(self, at: datetime | None, now: datetime) -> "Guidance":
        """Return it with another next talk; one that has passed by now was their last."""
        return replace(self, appointment=at, talked_at=self.last_talk(now))

    def last_talk(self, now: datetime) -> datetime | None:
        """Return when they talked last, as far as was agreed here."""
        passed = self.appointment is not None and self.appointment <= now
        return self.appointment if passed else self.talked_at

    def next_talk(self, now: datetime) -> datetime | None:
        """Return when they talk next."""
        ahead = self.appointment is not None and self.appointment > now
        return self.appointment if ahead else None
