"""SELECTs for the pages of a coach: his own runners only, and only what is shared now."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from bot.domain.run import RAN_STATES
from bot.storage.collections.runners import open_profile
from bot.storage.collections.runs import RunRows, open_answers, open_card
from bot.storage.collections.sentences import open_sentence
from bot.storage.errors import KeyGoneError
from bot.storage.tables import coachings, reads, runners, runs, sentences
from bot.storage.vault import Vault
from bot.usecases.ports import RunnerLine, RunnerPage, RunnerRecord, Summary

_BACK = and_(runs.c.state.in_(sorted(RAN_STATES)), runs.c.back_at.is_not(None))
_MINE = and_(coachings.c.coach_id == bindparam("coach_id"), coachings.c.ended_at.is_(None))
_SHOWN = and_(
    runs.c.runner_id == coachings.c.runner_id, _BACK, runs.c.back_at >= coachings.c.visible_from
)
_READ = and_(reads.c.run_id == runs.c.id, reads.c.coach_id == coachings.c.coach_id)


def _summaries() -> Select[tuple[object, ...]]:
    shared = and_(sentences.c.run_id == runs.c.id, sentences.c.shared.is_(True))
    tables = (
        coachings.join(runs, _SHOWN)
        .join(runners, runners.c.id == coachings.c.runner_id)
        .outerjoin(reads, _READ)
        .outerjoin(sentences, shared)
    )
    columns = (
        runs.c.id,
        runs.c.runner_id,
        runners.c.profile,
        runs.c.local_date,
        runs.c.back_at,
        runs.c.card,
        runs.c.answers,
        sentences.c.id.label("sentence_id"),
        sentences.c.content,
        reads.c.read_at,
    )
    return select(*columns).select_from(tables).where(_MINE).limit(bindparam("at_most"))


_NEWEST_FIRST = (runs.c.back_at.desc(), runs.c.id.desc())
_TODAY = _summaries().order_by(reads.c.read_at.is_not(None), *_NEWEST_FIRST)
_OF_RUNNER = (
    _summaries().where(coachings.c.runner_id == bindparam("runner_id")).order_by(*_NEWEST_FIRST)
)
_LINES = (
    select(
        runners.c.id,
        runners.c.profile,
        func.max(runs.c.local_date).label("last_run"),
        (func.count(runs.c.id) - func.count(reads.c.run_id)).label("unread"),
    )
    .select_from(
        coachings.join(runners, runners.c.id == coachings.c.runner_id)
        .outerjoin(runs, _SHOWN)
        .outerjoin(reads, _READ)
    )
    .where(_MINE)
    .group_by(runners.c.id, runners.c.profile)
)
_SINCE = (
    select(coachings.c.since, coachings.c.visible_from, runners.c.profile)
    .select_from(coachings.join(runners, runners.c.id == coachings.c.runner_id))
    .where(_MINE, coachings.c.runner_id == bindparam("runner_id"))
)
_INSERT_READ = insert(reads)
_MARK = _INSERT_READ.on_conflict_do_update(
    index_elements=["run_id", "coach_id"], set_={"read_at": _INSERT_READ.excluded.read_at}
)
_MARKABLE = (
    select(runs.c.id)
    .select_from(coachings.join(runs, _SHOWN))
    .where(_MINE, runs.c.id.in_(bindparam("ids", expanding=True)))
)


class CoachViewRows:
    """`CoachViews` and `Reading` of the ports."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def today(self, coach_id: str, limit: int) -> Sequence[Summary]:
        """Return the newest summaries of all his runners, unread first."""
        wanted = {"coach_id": coach_id, "at_most": limit}
        return self._readable(self._connection.execute(_TODAY, wanted).all())

    def runners(self, coach_id: str) -> Sequence[RunnerLine]:
        """Return his runners by first name."""
        lines = []
        for row in self._connection.execute(_LINES, {"coach_id": coach_id}):
            try:
                runner = open_profile(self._vault, row.id, row.profile)
            except KeyGoneError:  # erased while we looked
                continue
            lines.append(RunnerLine(row.id, runner.first_name, row.last_run, row.unread))
        return sorted(lines, key=lambda line: (line.first_name.casefold(), line.runner_id))

    def runner(self, coach_id: str, runner_id: str, limit: int) -> RunnerPage | None:
        """Return one runner's page; None when he does not share with this coach (now)."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id}
        row = self._connection.execute(_SINCE, wanted).one_or_none()
        if row is None:
            return None
        rows = self._connection.execute(_OF_RUNNER, {**wanted, "at_most": limit}).all()
        try:
            runner = open_profile(self._vault, runner_id, row.profile)
        except KeyGoneError:  # erased while we looked
            return None
        return RunnerPage(runner, row.since, self._readable(rows))

    def record(self, coach_id: str, runner_id: str, first: date) -> RunnerRecord | None:
        """Return one runner's check-ins of `first` and later; None when he does not share now."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id}
        row = self._connection.execute(_SINCE, wanted).one_or_none()
        if row is None:
            return None
        try:
            runner = open_profile(self._vault, runner_id, row.profile)
            record = RunRows(self._connection, self._vault).record_since(runner_id, first)
        except KeyGoneError:  # erased while we looked
            return None
        return RunnerRecord(runner, row.visible_from, record)

    def mark_read(self, coach_id: str, run_ids: Sequence[str], now: datetime) -> None:
        """Mark these summaries as read; what this coach cannot see is left alone."""
        wanted = {"coach_id": coach_id, "ids": list(run_ids)}
        for run_id in self._connection.scalars(_MARKABLE, wanted).all():
            row = {"run_id": run_id, "coach_id": coach_id, "read_at": now}
            self._connection.execute(_MARK, row)

    def _readable(self, rows: Sequence[Row[*tuple[object, ...]]]) -> list[Summary]:
        summaries = []
        for row in rows:
            try:
                summaries.append(self._summary(row))
            except KeyGoneError:  # erased while we looked
                continue
        return summaries

    def _summary(self, row: Row[*tuple[object, ...]]) -> Summary:
        box = self._vault.of(row.runner_id)
        answers = open_answers(box, row.id, row.answers)
        sentence = None
        if row.content is not None:
            sentence = open_sentence(box, row.sentence_id, row.content)
        return Summary(
            run_id=row.id,
            runner_id=row.runner_id,
            first_name=open_profile(self._vault, row.runner_id, row.profile).first_name,
            local_date=row.local_date,
            back_at=row.back_at,
            card=open_card(box, row.id, row.card),
            answers=answers,
            tension_before=_tension(answers.get("tension")),
            tension_after=_tension(answers.get("tension_after")),
            sentence=sentence,
            read=row.read_at is not None,
        )


def _tension(answer: str | None) -> int | None:
    return int(answer) if answer is not None and answer.isdecimal() else None
