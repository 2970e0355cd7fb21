"""Runners, their runs and sentences, their planned moments and nudges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

from bot.domain.nudges import Sent
from bot.domain.planning import DueRow, Moment
from bot.domain.run import CheckIn, Run, Sentence
from bot.domain.runner import Runner

Stored: TypeAlias = str | int | bool | datetime | date | None
"""A column in clear, as the database has it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Which text a runner agreed to, and when."""

    runner_id: str
    version: str
    language: str
    given_at: datetime


class Runners(Protocol):
    """Runners. `add` makes the runner's data key; `erase` destroys it, last."""

    def by_chat(self, chat: int) -> Runner | None:
        """The runner of this chat."""

    def by_id(self, runner_id: str) -> Runner | None:
        """The runner with this id."""

    def by_ids(self, runner_ids: Sequence[str]) -> Mapping[str, Runner]:
        """Those of these runners who are there: id → runner."""

    def add(self, runner: Runner, consent: Consent, now: datetime) -> None:
        """A new runner with his consent: nobody is stored without it."""

    def save(self, runner: Runner) -> None:
        """Store all fields of a known runner."""

    def consent(self, runner_id: str) -> Consent | None:
        """The consent in force."""

    def agree_again(self, consent: Consent) -> None:
        """Store a later consent of a known runner."""

    def count_rows(self, runner_id: str) -> Mapping[str, int]:
        """How many rows of each kind there are, for the question before erasing."""

    def traces(self, runner_id: str) -> Mapping[str, Sequence[Mapping[str, Stored]]]:
        """Every row about this runner as it is stored, by table; without what is sealed or hashed.

        For the export alone: nothing decides by it.
        """

    def erase(self, runner_id: str) -> None:
        """Remove every row, queued message and open update of this runner, and his key."""


class Runs(Protocol):
    """Runs, their answers and sentences."""

    def add(self, run: Run) -> None:
        """Store a new run."""

    def save(self, run: Run) -> None:
        """Store all fields of a known run."""

    def by_id(self, runner_id: str, run_id: str) -> Run | None:
        """The run, if it is this runner's."""

    def open_run(self, runner_id: str) -> Run | None:
        """The newest run in an open state."""

    def open_runs(self, runner_ids: Sequence[str]) -> Mapping[str, Run]:
        """The newest run in an open state of each who has one: runner id → run."""

    def checked_in(self, runner_ids: Sequence[str]) -> Mapping[str, datetime]:
        """When each of them checked in last: runner id → time; nothing of who never did."""

    def records_since(
        self, runner_ids: Sequence[str], first: date
    ) -> Mapping[str, Sequence[tuple[Run, dict[str, str]]]]:
        """Runs of `first` and later local dates with their answers, the oldest first.

        Runner id → runs; nothing of who has none.
        """

    def latest(self, runner_id: str, limit: int) -> Sequence[Run]:
        """The newest runs in any state, the newest first."""

    def since(self, runner_id: str, first: date) -> Sequence[Run]:
        """Runs of `first` and later local dates, the oldest first."""

    def record(self, runner_id: str, limit: int) -> Sequence[tuple[Run, dict[str, str]]]:
        """The newest runs with their answers, the newest first; none that was replaced."""

    def said(self, runner_id: str, limit: int) -> Sequence[tuple[CheckIn, dict[str, str]]]:
        """The answers of the same runs, where nobody looks at cards: those are not opened."""

    def count_ran(self, runner_id: str) -> int:
        """How many runs were done, or ended unknown."""

    def answers(self, run_id: str) -> dict[str, str]:
        """The answers saved so far: question id → option id."""

    def answer(self, run: Run, question_id: str, option: str, now: datetime) -> None:
        """Save an answer; an earlier one to the same question is replaced."""

    def unanswer(self, run_id: str, question_ids: Sequence[str]) -> None:
        """Take answers back (the back button)."""

    def sentence(self, run_id: str) -> Sentence | None:
        """The one sentence of a run."""

    def sentence_of_message(self, runner_id: str, message_id: int) -> Sentence | None:
        """The sentence that this message of the runner wrote."""

    def sentence_by_id(self, runner_id: str, sentence_id: str) -> Sentence | None:
        """The sentence, if it is this runner's."""

    def write(self, sentence: Sentence) -> None:
        """Store a sentence, new or changed."""

    def react(self, runner_id: str, sentence_id: str, reaction: str | None) -> None:
        """Store what the coach gave back to a sentence; None takes it away."""

    def delete_sentence(self, sentence_id: str) -> None:
        """Delete a sentence."""

    def sentences(self, runner_id: str, limit: int, offset: int = 0) -> Sequence[Sentence]:
        """The newest sentences first."""

    def sentences_by_day(self, runner_id: str, limit: int, offset: int = 0) -> Sequence[Sentence]:
        """Those of the newest runs first, whenever they were written."""


class Planning(Protocol):
    """Planned moments and nudges."""

    def add_moment(self, moment: Moment, now: datetime) -> None:
        """Store a planned moment."""

    def moments(self, runner_id: str) -> Sequence[Moment]:
        """The moments that were not removed, the oldest first."""

    def moments_among(self, moment_ids: Sequence[str]) -> Mapping[str, Moment]:
        """Those of these moments that are there, whoever's they are: id → moment."""

    def remove_moment(self, runner_id: str, moment_id: str) -> bool:
        """Remove a moment and its due nudges; False when it is not this runner's or gone."""

    def plan(self, row: DueRow) -> bool:
        """Add a due row; False when one with its unique key exists already."""

    def plan_all(self, them: Sequence[DueRow]) -> frozenset[str]:
        """Add due rows; returns the ids of those whose unique key was free."""

    def clear_due(self, runner_id: str) -> None:
        """Remove every nudge (`NUDGE_KINDS`) that is still due, to plan anew; other rows stay."""

    def claim_due(self, now: datetime, limit: int) -> Sequence[DueRow]:
        """Rows that are to be looked at by `now`, the oldest first.

        Those that are due, and nudges in state SENT or ANSWERED that no longer fit. Locked for this
        job; rows that another job has locked are skipped.
        """

    def is_due(self, now: datetime) -> bool:
        """Whether `claim_due` would find anything: one cheap look, each second."""

    def still_due(self, row_id: str, now: datetime) -> bool:
        """Whether `claim_due` would find this row."""

    def postpone(self, again: Mapping[str, datetime]) -> None:
        """Look at rows again at these times (id → time); what is due is due then."""

    def settle(self, nudge_id: str, state: str, now: datetime) -> None:
        """Give a due row its new state; it is not looked at again."""

    def settle_all(self, nudge_ids: Sequence[str], state: str, now: datetime) -> None:
        """Give due rows the same new state; they are not looked at again."""

    def sent_all(self, nudge_ids: Sequence[str], now: datetime) -> None:
        """Settle nudges as SENT; each is looked at once more, at `fits_until`."""

    def answered(self, nudge_id: str, now: datetime) -> None:
        """Settle a nudge that was sent as ANSWERED; the look at `fits_until` stays."""

    def over_all(self, nudge_ids: Sequence[str]) -> None:
        """Nudges that no longer fit were looked at: for the last time."""

    def nudge(self, runner_id: str, nudge_id: str) -> DueRow | None:
        """The nudge, if it is this runner's."""

    def sent_since(self, runner_ids: Sequence[str], first: date) -> Mapping[str, Sequence[Sent]]:
        """Nudges (`NUDGE_KINDS`) sent or answered on `first` and later dates, the oldest first.

        Runner id → what was sent; nothing of who got none.
        """

    def old(self, before: datetime, limit: int, *, are_nudges: bool) -> Sequence[str]:
        """Ids of due rows settled before this time: nudges (`NUDGE_KINDS`), or all others."""

    def prune(self, nudge_ids: Sequence[str]) -> None:
        """Remove these rows if they are settled."""

    def next_due(self) -> datetime | None:
        """When the next nudge of anybody is due (the demo's "next nudge")."""
