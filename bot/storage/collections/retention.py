"""What is old enough to go: rows of runners by their age, and runners who are silent for long."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, exists, func, or_, select

from bot.storage.collections.rows import Rows, literally
from bot.storage.tables import (
    coachings,
    consents,
    inbox,
    messages,
    moments,
    notes,
    nudges,
    runners,
    runs,
    sentences,
    tokens,
    visits,
)

AGES: tuple[tuple[Table, ColumnElement[datetime | None]], ...] = (
    (messages, messages.c.written_at),
    (notes, notes.c.written_at),
    (visits, visits.c.at),
    (coachings, coachings.c.ended_at),
    (runs, runs.c.checked_in_at),
)
"""What has an age of its own. Sentences and answers go with their run."""

_SIGNS: tuple[tuple[Table, ColumnElement[datetime | None], ColumnElement[bool] | None], ...] = (
    (consents, consents.c.given_at, None),
    (runs, runs.c.checked_in_at, None),
    (moments, moments.c.created_at, None),
    (messages, messages.c.written_at, messages.c.from_coach.is_(False)),
    (nudges, nudges.c.settled_at, nudges.c.state == literally("answered")),
)
"""What a runner does leaves a time here."""


class RetentionRows(Rows):
    """`Retention` of the ports."""

    def with_old(self, before: datetime, limit: int, beyond: str = "") -> Sequence[str]:
        """Return ids of runners of whom something is older than `before`."""
        old = [exists().where(_of(table), age < before) for table, age in AGES]
        invited = exists().where(tokens.c.used_by == runners.c.id, tokens.c.expires < before)
        query = select(runners.c.id).where(runners.c.id > beyond, or_(invited, *old))
        return self._connection.scalars(query.order_by(runners.c.id).limit(limit)).all()

    def forget(self, runner_id: str, before: datetime) -> int:
        """Remove this runner's rows that are older; what the coach sees follows."""
        old_runs = select(runs.c.id).where(
            runs.c.runner_id == runner_id, runs.c.checked_in_at < before
        )
        gone = [delete(sentences).where(sentences.c.run_id.in_(old_runs))]
        gone += [delete(tokens).where(tokens.c.used_by == runner_id, tokens.c.expires < before)]
        gone += [
            delete(table).where(table.c.runner_id == runner_id, age < before) for table, age in AGES
        ]
        counts = [self._connection.execute(one).rowcount for one in gone]
        if any(counts):
            self._stale(runner_id)
        return sum(counts)

    def forget_letters(self, before: datetime) -> int:
        """Remove dead letters: what somebody sent stands in them still."""
        dead = (inbox.c.state == "dead", inbox.c.done_at < before)
        return self._connection.execute(delete(inbox).where(*dead)).rowcount

    def silent(self, before: datetime, limit: int, beyond: str = "") -> Sequence[str]:
        """Return ids of runners who gave no sign since `before`."""
        signs = [
            ~exists().where(_of(table), at >= before, *(() if only is None else (only,)))
            for table, at, only in _SIGNS
        ]
        query = select(runners.c.id).where(
            runners.c.created_at < before, runners.c.id > beyond, *signs
        )
        return self._connection.scalars(query.order_by(runners.c.id).limit(limit)).all()

    def last_sign(self, runner_id: str) -> datetime | None:
        """Return when he last did something here."""
        times = [select(runners.c.created_at).where(runners.c.id == runner_id)]
        for table, at, only in _SIGNS:
            query = select(func.max(at)).where(table.c.runner_id == runner_id)
            times.append(query if only is None else query.where(only))
        found = [self._connection.scalar(query) for query in times]
        return max((one for one in found if one is not None), default=None)


def _of(table: Table) -> ColumnElement[bool]:
    column: ColumnElement[str] = table.c.runner_id
    return column == runners.c.id
