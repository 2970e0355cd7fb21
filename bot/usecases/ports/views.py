"""What the pages of a coach show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.card import Recommendation
from bot.domain.looking_back import Felt
from bot.domain.run import Run
from bot.domain.runner import Runner
from bot.usecases.ports.guiding import Message


@dataclass(frozen=True, slots=True)
class Summary:
    """One finished run as the coach may see it. `sentence` only when it is shared.

    `answers` holds check-in and reflection, question id → option id. `reaction`: what the coach
    gave back to the sentence.
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
    reaction: str | None = None


@dataclass(frozen=True, slots=True)
class RunnerLine:
    """One line of the list of runners. `unread`: summaries that the coach did not read yet.

    `changes` grows with whatever is stored of this runner, so that what was worked out from it
    can be kept until then; it begins anew with each `since`, when he began to share.
    """

    runner: Runner
    since: datetime
    last_run: date | None
    unread: int
    changes: int

    @property
    def runner_id(self) -> str:
        """Who it is."""
        return self.runner.id

    @property
    def first_name(self) -> str:
        """His name."""
        return self.runner.first_name


@dataclass(frozen=True, slots=True)
class RunnerPage:
    """One runner: where he stands and his runs, the newest first. `older`: there are more."""

    line: RunnerLine
    summaries: Sequence[Summary]
    older: bool = False

    @property
    def runner(self) -> Runner:
        """Who it is."""
        return self.line.runner

    @property
    def since(self) -> datetime:
        """Since when he shares."""
        return self.line.since


@dataclass(frozen=True, slots=True)
class RunnerRecord:
    """One runner's check-ins with their answers, in no order, for the patterns alone.

    It holds what the coach may not see too: nothing before `visible_from` (aware, UTC), and no
    check-in that led to no run, is ever shown to him.
    """

    runner: Runner
    visible_from: datetime
    record: Sequence[tuple[Run, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Wrote:
    """One message that the coach did not read yet, and the name of who wrote it."""

    first_name: str
    message: Message


class CoachViews(Protocol):
    """SELECTs for the pages. Display never writes. A coach sees his own runners only."""

    def today(
        self, coach_id: str, limit: int, read_since: datetime | None = None
    ) -> Sequence[Summary]:
        """Summaries of all his runners: unread first, each by `back_at`, the newest first.

        Of those that he read only what came back since `read_since`; None: none of them.
        """

    def unread(self, coach_id: str) -> int:
        """How many summaries he did not read yet."""

    def wrote(self, coach_id: str, limit: int) -> Sequence[Wrote]:
        """What his runners wrote and he did not read yet, the newest first."""

    def runners(self, coach_id: str) -> Sequence[RunnerLine]:
        """His runners by first name."""

    def line(self, coach_id: str, runner_id: str) -> RunnerLine | None:
        """One runner's line; None when he does not share with this coach (now)."""

    def runner(
        self, coach_id: str, runner_id: str, limit: int, before: str = ""
    ) -> RunnerPage | None:
        """One runner's page; None when he does not share with this coach (now).

        `before`: the id of a run; summaries of what came before it.
        """

    def since(self, coach_id: str, line: RunnerLine, first: date, limit: int) -> Sequence[Summary]:
        """What he ran on `first` and later local dates, the newest first; of his own runners."""

    def felt(self, coach_id: str, runner_id: str, first: date) -> Sequence[Felt]:
        """What he did on `first` and later local dates, as far as it is shown, the oldest first."""

    def record(self, coach_id: str, runner_id: str, first: date) -> RunnerRecord | None:
        """Check-ins of `first` and later local dates; None when he does not share (now)."""


class Reading(Protocol):
    """What a coach has read."""

    def mark_read(self, coach_id: str, run_ids: Sequence[str], now: datetime) -> None:
        """These summaries are read by this coach; of others than his runners nothing is marked."""
