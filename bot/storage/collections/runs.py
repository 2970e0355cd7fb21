"""Runs and their answers. Cards and answers are sealed; states and times are not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from bot.domain.card import Recommendation
from bot.domain.run import OPEN_STATES, RAN_STATES, CheckIn, Run, RunState
from bot.storage.collections.rows import literally
from bot.storage.collections.sentences import SentenceRows
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.records import Record
from bot.storage.sealing import Box, Sealed
from bot.storage.tables import runs
from bot.storage.vault import Vault

_card = Record(TypeAdapter(Recommendation))
_answers = Record(TypeAdapter(dict[str, str]))

_COLUMNS = (
    runs.c.id,
    runs.c.runner_id,
    runs.c.state,
    runs.c.local_date,
    runs.c.checked_in_at,
    runs.c.started_at,
    runs.c.planned_end,
    runs.c.back_at,
    runs.c.reflected_at,
    runs.c.card,
)
_SET = tuple(column.key for column in _COLUMNS if column.key not in {"id", "runner_id"})
_OF_RUNNER = select(*_COLUMNS).where(runs.c.runner_id == bindparam("runner_id"))
_NEWEST = _OF_RUNNER.order_by(runs.c.checked_in_at.desc(), runs.c.id.desc())
_BY_ID = Ready(_OF_RUNNER.where(runs.c.id == bindparam("run_id")).add_columns(runs.c.answers))
_IS_OPEN = runs.c.state.in_([literally(one) for one in OPEN_STATES])
_OPEN = Ready(_NEWEST.where(_IS_OPEN).limit(1))
_LATEST = _NEWEST.limit(bindparam("at_most"))
_IS_TOLD = runs.c.state != literally("replaced")
_RECORD = Ready(_LATEST.where(_IS_TOLD).add_columns(runs.c.answers))
_SAID = Ready(
    _LATEST.where(_IS_TOLD).with_only_columns(runs.c.id, runs.c.checked_in_at, runs.c.answers)
)
_COUNT_RAN = Ready(
    select(func.count().label("ran"))
    .select_from(runs)
    .where(
        runs.c.runner_id == bindparam("runner_id"),
        runs.c.state.in_([literally(one) for one in (*RAN_STATES, RunState.UNKNOWN)]),
    )
)
_SINCE = _OF_RUNNER.where(runs.c.local_date >= bindparam("first")).order_by(
    runs.c.local_date, runs.c.checked_in_at, runs.c.id
)
_RECORD_SINCE = _OF_RUNNER.where(runs.c.local_date >= bindparam("first")).add_columns(
    runs.c.answers
)
_OF_THESE = one_of(runs.c.runner_id, "runner_ids")
_OPEN_OF = Ready(
    select(*_COLUMNS).where(_OF_THESE, _IS_OPEN).order_by(runs.c.checked_in_at, runs.c.id)
)
_RECORDS_OF = Ready(
    select(*_COLUMNS, runs.c.answers)
    .where(_OF_THESE, runs.c.local_date >= bindparam("first"))
    .order_by(runs.c.local_date, runs.c.checked_in_at, runs.c.id)
)
_CHECKED_IN = Ready(
    select(runs.c.runner_id, func.max(runs.c.checked_in_at).label("newest"))
    .where(_OF_THESE)
    .group_by(runs.c.runner_id)
)
_ADD = Ready(insert(runs), "id", "runner_id", *_SET)
_SAVE = Ready(update(runs).where(runs.c.id == bindparam("wanted")), *_SET)
_ANSWERS = select(runs.c.runner_id, runs.c.answers).where(runs.c.id == bindparam("run_id"))
_RUNNER_OF = select(runs.c.runner_id).where(runs.c.id == bindparam("run_id"))
_LOCKED = _ANSWERS.with_for_update()
_SAVE_ANSWERS = Ready(update(runs).where(runs.c.id == bindparam("wanted")), "answers")
_ALL_ANSWERS = select(runs.c.id, runs.c.answers).where(
    runs.c.runner_id == bindparam("runner_id"), runs.c.answers.is_not(None)
)


def open_card(box: Box, run_id: str, card: Sealed | None) -> Recommendation | None:
    """Return the card that this value holds."""
    return None if card is None else _card.load(box.open(card, f"runs·card·{run_id}"))


def open_answers(box: Box, run_id: str, answers: Sealed | None) -> dict[str, str]:
    """Return the answers that this value holds."""
    return {} if answers is None else _answers.load(box.open(answers, f"runs·answers·{run_id}"))


class RunRows(SentenceRows):
    """`Runs` of the ports. Answers that this transaction read or wrote are not read again."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        super().__init__(connection, vault)
        self._known: dict[str, dict[str, str]] = {}

    def add(self, run: Run) -> None:
        """Store a new run."""
        self._stale(run.runner_id)
        row = {"id": run.id, "runner_id": run.runner_id, **self._row(run)}
        _ADD.count(self._connection, row)
        self._known[run.id] = {}

    def save(self, run: Run) -> None:
        """Store all fields of a known run; its answers are kept as they are."""
        self._stale(run.runner_id)
        _SAVE.count(self._connection, {"wanted": run.id, **self._row(run)})

    def by_id(self, runner_id: str, run_id: str) -> Run | None:
        """Return the run, if it is this runner's."""
        wanted = {"runner_id": runner_id, "run_id": run_id}
        row = _BY_ID.first(self._connection, wanted)
        if row is None:
            return None
        self._known.setdefault(run_id, open_answers(self._vault.of(runner_id), run_id, row.answers))
        return self._run(row)

    def open_run(self, runner_id: str) -> Run | None:
        """Return the newest run in an open state."""
        row = _OPEN.first(self._connection, {"runner_id": runner_id})
        return None if row is None else self._run(row)

    def open_runs(self, runner_ids: Sequence[str]) -> Mapping[str, Run]:
        """Return the newest run in an open state of each who has one, by runner."""
        rows = _OPEN_OF.all(self._connection, {"runner_ids": runner_ids})
        return {row.runner_id: self._run(row) for row in rows}

    def checked_in(self, runner_ids: Sequence[str]) -> Mapping[str, datetime]:
        """Return when each of them checked in last, by runner."""
        rows = _CHECKED_IN.all(self._connection, {"runner_ids": runner_ids})
        return {row.runner_id: row.newest for row in rows}

    def records_since(
        self, runner_ids: Sequence[str], first: date
    ) -> Mapping[str, Sequence[tuple[Run, dict[str, str]]]]:
        """Return runs of `first` and later local dates with their answers, by runner."""
        found: dict[str, list[tuple[Run, dict[str, str]]]] = defaultdict(list)
        wanted = {"runner_ids": runner_ids, "first": first}
        for row in _RECORDS_OF.all(self._connection, wanted):
            answers = open_answers(self._vault.of(row.runner_id), row.id, row.answers)
            found[row.runner_id].append((self._run(row), answers))
        return found

    def latest(self, runner_id: str, limit: int) -> Sequence[Run]:
        """Return the newest runs by check-in, the newest first."""
        rows = self._connection.execute(_LATEST, {"runner_id": runner_id, "at_most": limit})
        return [self._run(row) for row in rows]

    def record(self, runner_id: str, limit: int) -> Sequence[tuple[Run, dict[str, str]]]:
        """Return the newest runs with their answers, the newest first; none that was replaced.

        So nobody who begins a check-in many times loses what he said before.
        """
        box = self._vault.of(runner_id)
        rows = _RECORD.all(self._connection, {"runner_id": runner_id, "at_most": limit})
        return [(self._run(row), open_answers(box, row.id, row.answers)) for row in rows]

    def said(self, runner_id: str, limit: int) -> Sequence[tuple[CheckIn, dict[str, str]]]:
        """Return the answers of the same runs without opening a card."""
        box = self._vault.of(runner_id)
        rows = _SAID.all(self._connection, {"runner_id": runner_id, "at_most": limit})
        return [
            (CheckIn(row.id, row.checked_in_at), open_answers(box, row.id, row.answers))
            for row in rows
        ]

    def record_since(self, runner_id: str, first: date) -> Sequence[tuple[Run, dict[str, str]]]:
        """Return the runs of `first` and later local dates with their answers, in no order."""
        box = self._vault.of(runner_id)
        wanted = {"runner_id": runner_id, "first": first}
        rows = self._connection.execute(_RECORD_SINCE, wanted).all()
        return [(self._run(row), open_answers(box, row.id, row.answers)) for row in rows]

    def count_ran(self, runner_id: str) -> int:
        """Return how many runs were done, or ended unknown."""
        row = _COUNT_RAN.first(self._connection, {"runner_id": runner_id})
        return 0 if row is None else int(row.ran)

    def since(self, runner_id: str, first: date) -> Sequence[Run]:
        """Return runs of `first` and later local dates, the oldest first."""
        rows = self._connection.execute(_SINCE, {"runner_id": runner_id, "first": first})
        return [self._run(row) for row in rows]

    def answers(self, run_id: str) -> dict[str, str]:
        """Return the answers saved so far, in the order in which they were first given."""
        if run_id in self._known:
            return dict(self._known[run_id])
        row = self._connection.execute(_ANSWERS, {"run_id": run_id}).one_or_none()
        if row is None:
            return {}
        return open_answers(self._vault.of(row.runner_id), run_id, row.answers)

    def answer(self, run: Run, question_id: str, option: str, now: datetime) -> None:  # noqa: ARG002  the port's signature; when says nothing yet
        """Save an answer; an earlier one to the same question is replaced."""
        answers = self._locked_answers(run.id)
        answers[question_id] = option
        self._save_answers(run.runner_id, run.id, answers)

    def unanswer(self, run_id: str, question_ids: Sequence[str]) -> None:
        """Take answers back."""
        answers = self._locked_answers(run_id)
        left = {asked: given for asked, given in answers.items() if asked not in question_ids}
        if left != answers:
            runner_id = self._connection.scalar(_RUNNER_OF, {"run_id": run_id})
            self._save_answers(str(runner_id), run_id, left)

    def count_answers(self, runner_id: str) -> int:
        """Return how many answers there are in all runs."""
        box = self._vault.of(runner_id)
        rows = self._connection.execute(_ALL_ANSWERS, {"runner_id": runner_id})
        return sum(len(open_answers(box, row.id, row.answers)) for row in rows)

    def _locked_answers(self, run_id: str) -> dict[str, str]:
        if (
            run_id in self._known and self._connection.dialect.name == "sqlite"
        ):  # nobody else writes
            return dict(self._known[run_id])
        row = self._connection.execute(_LOCKED, {"run_id": run_id}).one()
        return open_answers(self._vault.of(row.runner_id), run_id, row.answers)

    def _save_answers(self, runner_id: str, run_id: str, answers: dict[str, str]) -> None:
        self._stale(runner_id)
        text = _answers.dump(answers)
        sealed = self._vault.of(runner_id).seal(text, f"runs·answers·{run_id}")
        _SAVE_ANSWERS.count(self._connection, {"wanted": run_id, "answers": sealed})
        self._known[run_id] = dict(answers)

    def _row(self, run: Run) -> dict[str, str | date | datetime | Sealed | None]:
        card = None
        if run.card is not None:
            text = _card.dump(run.card)
            card = self._vault.of(run.runner_id).seal(text, f"runs·card·{run.id}")
        return {
            "state": str(run.state),
            "local_date": run.local_date,
            "checked_in_at": run.checked_in_at,
            "started_at": run.started_at,
            "planned_end": run.planned_end,
            "back_at": run.back_at,
            "reflected_at": run.reflected_at,
            "card": card,
        }

    def _run(self, row: Row[*tuple[object, ...]]) -> Run:
        box = self._vault.of(row.runner_id)
        return Run(
            id=row.id,
            runner_id=row.runner_id,
            state=RunState(row.state),
            local_date=row.local_date,
            checked_in_at=row.checked_in_at,
            card=open_card(box, row.id, row.card),
            started_at=row.started_at,
            planned_end=row.planned_end,
            back_at=row.back_at,
            reflected_at=row.reflected_at,
        )
