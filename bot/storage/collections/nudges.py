"""Due rows: nudges, and whatever else must happen at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import Row, bindparam, case, delete, select, update

from bot.domain.nudges import Sent
from bot.domain.planning import NUDGE_KINDS, DueRow, DueState
from bot.storage.collections.rows import Rows, literally
from bot.storage.columns import UTCDateTime
from bot.storage.many import Many
from bot.storage.on_conflict import insert
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.tables import nudges

_PLAN = Many(
    insert(nudges).on_conflict_do_nothing(
        index_elements=["runner_id", "kind", "local_date", "slot"]
    ),
    *("id", "runner_id", "kind", "local_date", "slot", "due_at", "fits_until"),
    *("state", "settled_at", "look_at"),
)
_IS_DUE = nudges.c.state == literally("due")
_IS_NUDGE = nudges.c.kind.in_([literally(kind) for kind in sorted(NUDGE_KINDS)])
_ITS_TIME = nudges.c.look_at <= bindparam("now")
_ROWS = select(
    *(nudges.c[name] for name in ("id", "runner_id", "kind", "local_date", "slot")),
    *(nudges.c[name] for name in ("due_at", "fits_until", "state")),
)
DUE = Ready(
    _ROWS.where(_ITS_TIME)
    .order_by(nudges.c.look_at, nudges.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
ANY_DUE = Ready(select(nudges.c.id).where(_ITS_TIME).limit(1))
_STILL_DUE = Ready(select(nudges.c.id).where(nudges.c.id == bindparam("wanted"), _ITS_TIME))
_AGAIN = bindparam("again", type_=UTCDateTime)
_POSTPONE = Ready(
    update(nudges)
    .where(nudges.c.id == bindparam("wanted"), nudges.c.look_at.is_not(None))
    .values(look_at=_AGAIN, due_at=case((_IS_DUE, _AGAIN), else_=nudges.c.due_at))
)
_THESE = one_of(nudges.c.id, "wanted")
_SETTLE = Ready(
    update(nudges)
    .where(_THESE)
    .values(state=bindparam("new"), settled_at=bindparam("now"), look_at=None)
)
_SHOW = Ready(
    update(nudges)
    .where(_THESE)
    .values(state="sent", settled_at=bindparam("now"), look_at=nudges.c.fits_until)
)
_END = Ready(update(nudges).where(_THESE).values(look_at=None))
_ANSWERED = Ready(
    update(nudges)
    .where(nudges.c.id == bindparam("wanted"))
    .values(state="answered", settled_at=bindparam("now"))
)
_ONE = Ready(
    _ROWS.where(nudges.c.id == bindparam("nudge_id"), nudges.c.runner_id == bindparam("runner_id"))
)
_ADDED = Ready(select(nudges.c.id).where(_THESE))
_SENT = Ready(
    select(nudges.c.runner_id, nudges.c.due_at, nudges.c.settled_at, nudges.c.state)
    .where(
        one_of(nudges.c.runner_id, "runner_ids"),
        _IS_NUDGE,
        nudges.c.state.in_([literally("sent"), literally("answered")]),
        nudges.c.local_date >= bindparam("first"),
    )
    .order_by(nudges.c.local_date, nudges.c.id)
)
_NEXT_DUE = (
    select(nudges.c.look_at)
    .where(nudges.c.look_at.is_not(None), _IS_DUE, _IS_NUDGE)
    .order_by(nudges.c.look_at)
    .limit(1)
)

_STATES = {state.value: state for state in DueState}

Stored: TypeAlias = str | date | datetime | None


class NudgeRows(Rows):
    """The due rows of `Planning`."""

    def plan(self, row: DueRow) -> bool:
        """Add a due row; False when one with its unique key exists already."""
        return _PLAN.count(self._connection, self._row(row)) == 1

    def plan_all(self, them: Sequence[DueRow]) -> frozenset[str]:
        """Add these due rows; returns the ids of those whose unique key was free."""
        ids = [row.id for row in them]
        if _PLAN.each(self._connection, [self._row(row) for row in them]) == len(them):
            return frozenset(ids)
        return frozenset(row.id for row in _ADDED.all(self._connection, {"wanted": ids}))

    def clear_due(self, runner_id: str) -> None:
        """Remove every nudge that is still due; other due rows (a run's) stay."""
        due = (nudges.c.runner_id == runner_id, _IS_DUE)
        self._connection.execute(delete(nudges).where(*due, _IS_NUDGE))

    def claim_due(self, now: datetime, limit: int) -> Sequence[DueRow]:
        """Return rows to look at by `now`, oldest first; locked for this job, others skip them."""
        return self._nudges(DUE, {"now": now, "at_most": limit})

    def is_due(self, now: datetime) -> bool:
        """Whether there is anything to look at: one look into an index of what is to come."""
        return ANY_DUE.first(self._connection, {"now": now}) is not None

    def still_due(self, row_id: str, now: datetime) -> bool:
        """Whether this row is still to be looked at by `now`."""
        return _STILL_DUE.first(self._connection, {"wanted": row_id, "now": now}) is not None

    def postpone(self, again: Mapping[str, datetime]) -> None:
        """Look at rows again at these times, by id; one that is done with stays so."""
        rows = [{"wanted": row_id, "again": at} for row_id, at in again.items()]
        _POSTPONE.each(self._connection, rows)

    def settle(self, nudge_id: str, state: str, now: datetime) -> None:
        """Give a due row its new state; ValueError when there is no such state."""
        self.settle_all([nudge_id], state, now)

    def settle_all(self, nudge_ids: Sequence[str], state: str, now: datetime) -> None:
        """Give due rows the same new state for good; ValueError when there is no such state."""
        if nudge_ids:
            changed = {"wanted": nudge_ids, "new": str(DueState(state)), "now": now}
            _SETTLE.count(self._connection, changed)

    def sent_all(self, nudge_ids: Sequence[str], now: datetime) -> None:
        """Settle nudges as sent; each is looked at once more, when it no longer fits."""
        if nudge_ids:
            _SHOW.count(self._connection, {"wanted": nudge_ids, "now": now})

    def answered(self, nudge_id: str, now: datetime) -> None:
        """A nudge that was sent is answered; it is still looked at when it no longer fits."""
        _ANSWERED.count(self._connection, {"wanted": nudge_id, "now": now})

    def over_all(self, nudge_ids: Sequence[str]) -> None:
        """Look at nudges that were sent no more; they stay sent, or answered."""
        if nudge_ids:
            _END.count(self._connection, {"wanted": nudge_ids})

    def nudge(self, runner_id: str, nudge_id: str) -> DueRow | None:
        """Return the nudge, if it is this runner's."""
        found = self._nudges(_ONE, {"runner_id": runner_id, "nudge_id": nudge_id})
        return found[0] if found else None

    def sent_since(self, runner_ids: Sequence[str], first: date) -> Mapping[str, Sequence[Sent]]:
        """Return nudges sent or answered on `first` and later local dates, by runner."""
        found: dict[str, list[Sent]] = defaultdict(list)
        for row in _SENT.all(self._connection, {"runner_ids": runner_ids, "first": first}):
            sent = Sent(row.due_at, row.settled_at, answered=row.state == DueState.ANSWERED)
            found[row.runner_id].append(sent)
        return found

    def old(self, before: datetime, limit: int, *, are_nudges: bool) -> Sequence[str]:
        """Return ids of rows settled before this time, nudges or all others; for a reader."""
        old = (~_IS_DUE, nudges.c.settled_at < before, _IS_NUDGE if are_nudges else ~_IS_NUDGE)
        return self._connection.scalars(select(nudges.c.id).where(*old).limit(limit)).all()

    def prune(self, nudge_ids: Sequence[str]) -> None:
        """Remove these rows if they are settled."""
        these = delete(nudges).where(nudges.c.id.in_(nudge_ids), ~_IS_DUE)
        self._connection.execute(these)

    def next_due(self) -> datetime | None:
        """Return when the next nudge of anybody is due."""
        return self._connection.scalar(_NEXT_DUE)

    def _row(self, row: DueRow) -> Mapping[str, Stored]:
        return {
            "id": row.id,
            "runner_id": row.runner_id,
            "kind": row.kind,
            "local_date": row.local_date,
            "slot": row.slot,
            "due_at": row.due_at,
            "fits_until": row.fits_until,
            "state": str(row.state),
            "settled_at": None,
            "look_at": row.due_at,
        }

    def _nudges(self, query: Ready, wanted: Mapping[str, object]) -> list[DueRow]:
        return [_nudge(row) for row in query.all(self._connection, wanted)]


def _nudge(row: Row[*tuple[object, ...]]) -> DueRow:
    return DueRow(
        id=row.id,
        runner_id=row.runner_id,
        kind=row.kind,
        local_date=row.local_date,
        slot=row.slot,
        due_at=row.due_at,
        fits_until=row.fits_until,
        state=_STATES[row.state],
    )
