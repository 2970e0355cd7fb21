"""What the pages of a coach show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.run import Run
from bot.domain.run_forms import Recommendation
from bot.domain.runner import Runner


@dataclass(frozen=True, slots=True)
class Summary:
    """One finished run as the coach may see it. `sentence` only when it is shared.

    `minutes_about` is roughly how long (planned minutes; no measurement). `answers` holds check-in
    and reflection, question id → option id.
    """

    run_id: str
    runner_id: str
    first_name: str
    local_date: date
    back_at: datetime
    card: Recommendation | None  # None: a run done without the bot
    answers: Mapping[str, str]
    tension_before: int | None
    tension_after: int | None
    sentence: str | None
    read: bool


@dataclass(frozen=True, slots=True)
class RunnerLine:
    """One line of the list of runners."""

    runner_id: str
    first_name: str
    last_run: date | None
    unread: int


@dataclass(frozen=True, slots=True)
class RunnerPage:
    """One runner: where he stands and his runs, the newest first."""

    runner: Runner
    since: datetime
    summaries: Sequence[Summary]


@dataclass(frozen=True, slots=True)
class RunnerRecord:
    """One runner's check-ins with their answers, in no order, for the patterns alone.

    It holds what the coach may not see too: nothing before `visible_from` (aware, UTC), and no
    check-in that led to no run, is ever shown to him.
    """

    runner: Runner
    visible_from: datetime
    record: Sequence[tuple[Run, Mapping[str, str]]]


class CoachViews(Protocol):
    """SELECTs for the pages. Display never writes. A coach sees his own runners only."""

    def today(self, coach_id: str, limit: int) -> Sequence[Summary]:
        """Summaries of all his runners: unread first, then by `back_at`, the newest first."""

    def runners(self, coach_id: str) -> Sequence[RunnerLine]:
        """His runners by first name."""

    def runner(self, coach_id: str, runner_id: str, limit: int) -> RunnerPage | None:
        """One runner's page; None when he does not share with this coach (now)."""

    def record(self, coach_id: str, runner_id: str, first: date) -> RunnerRecord | None:
        """Check-ins of `first` and later local dates; None when he does not share (now)."""


class Reading(Protocol):
    """What a coach has read."""

    def mark_read(self, coach_id: str, run_ids: Sequence[str], now: datetime) -> None:
        """These summaries are read by this coach."""
