"""Planned moments, and the due rows that they and runs lead to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from bot.domain.planning import NUDGE_KINDS, Moment, Nudge, NudgeState
from bot.storage.collections.rows import COUNTED, Rows, literally
from bot.storage.ready import Ready
from bot.storage.records import Record
from bot.storage.sealing import Sealed
from bot.storage.tables import moments, nudges

_moment = Record(TypeAdapter(Moment))
_KINDS = sorted(NUDGE_KINDS)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_MOMENTS = Ready(
    select(moments.c.id, moments.c.content)
    .where(moments.c.runner_id == bindparam("runner_id"))
    .order_by(moments.c.created_at, moments.c.id)
)
_MINE = nudges.c.runner_id == bindparam("runner_id")
_PLAN = (
    insert(nudges)
    .on_conflict_do_nothing(index_elements=["runner_id", "kind", "local_date", "slot"])
    .execution_options(**COUNTED)
)
_DUE = (
    select(nudges)
    .where(nudges.c.state == literally("due"), nudges.c.due_at <= bindparam("now"))
    .order_by(nudges.c.due_at, nudges.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
ANY_DUE = (
    select(nudges.c.id)
    .where(nudges.c.state == literally("due"), nudges.c.due_at <= bindparam("now"))
    .limit(1)
)
_POSTPONE = (
    update(nudges)
    .where(nudges.c.id == bindparam("wanted"), nudges.c.state == literally("due"))
    .values(due_at=bindparam("again"))
)
_SETTLE = (
    update(nudges)
    .where(nudges.c.id == bindparam("wanted"))
    .values(state=bindparam("new_state"), settled_at=bindparam("now"))
)
_ONE = select(nudges).where(_MINE, nudges.c.id == bindparam("nudge_id"))
_SENT_SINCE = (
    select(nudges)
    .where(
        _MINE,
        nudges.c.kind.in_(_KINDS),
        nudges.c.state.in_(["sent", "answered"]),
        nudges.c.local_date >= bindparam("first"),
    )
    .order_by(nudges.c.local_date, nudges.c.id)
)
_LAST_ANSWER = select(func.max(nudges.c.settled_at)).where(
    _MINE, nudges.c.kind.in_(_KINDS), nudges.c.state == "answered"
)
_UNANSWERED = (
    select(func.count())
    .select_from(nudges)
    .where(
        _MINE,
        nudges.c.kind.in_(_KINDS),
        nudges.c.state == "sent",
        nudges.c.settled_at > bindparam("answered_at"),
    )
)
_SETTLED = nudges.c.state != literally("due")
_NEXT_DUE = (
    select(nudges.c.due_at)
    .where(nudges.c.state == literally("due"), nudges.c.kind.in_(_KINDS))
    .order_by(nudges.c.due_at)
    .limit(1)
)


class PlanningRows(Rows):
    """`Planning` of the ports."""

    def add_moment(self, moment: Moment, now: datetime) -> None:
        """Store a planned moment."""
        box = self._vault.of(moment.runner_id)
        row = {
            "id": moment.id,
            "runner_id": moment.runner_id,
            "created_at": now,
            "content": box.seal(_moment.dump(moment), _moment_aad(moment.id)),
        }
        self._connection.execute(insert(moments), row)
        self._stale(moment.runner_id)

    def moments(self, runner_id: str) -> Sequence[Moment]:
        """Return the moments, the oldest first."""
        rows = _MOMENTS.all(self._connection, {"runner_id": runner_id})
        if not rows:
            return []
        box = self._vault.of(runner_id)
        return [_moment.load(box.open(row.content, _moment_aad(row.id))) for row in rows]

    def remove_moment(self, runner_id: str, moment_id: str) -> bool:
        """Remove a moment and its due nudges; False when it is not this runner's or gone."""
        mine = (moments.c.runner_id == runner_id, moments.c.id == moment_id)
        if self._connection.execute(delete(moments).where(*mine)).rowcount == 0:
            return False
        self._stale(runner_id)
        due = (nudges.c.runner_id == runner_id, nudges.c.state == literally("due"))
        self._connection.execute(delete(nudges).where(*due, nudges.c.slot == moment_id))
        return True

    def plan(self, nudge: Nudge) -> bool:
        """Add a due row; False when one with its unique key exists already."""
        row = {
            "id": nudge.id,
            "runner_id": nudge.runner_id,
            "kind": nudge.kind,
            "local_date": nudge.local_date,
            "slot": nudge.slot,
            "due_at": nudge.due_at,
            "fits_until": nudge.fits_until,
            "moment_at": self._sealed_moment(nudge),
            "state": str(nudge.state),
            "settled_at": None,
        }
        return self._connection.execute(_PLAN, row).rowcount == 1

    def clear_due(self, runner_id: str) -> None:
        """Remove every nudge that is still due; other due rows (a run's) stay."""
        due = (nudges.c.runner_id == runner_id, nudges.c.state == literally("due"))
        self._connection.execute(delete(nudges).where(*due, nudges.c.kind.in_(_KINDS)))

    def claim_due(self, now: datetime, limit: int) -> Sequence[Nudge]:
        """Return rows due at `now`, the oldest first; locked for this job, others skip them."""
        rows = self._connection.execute(_DUE, {"now": now, "at_most": limit})
        return [self._nudge(row) for row in rows]

    def is_due(self, now: datetime) -> bool:
        """Whether anything is due: one look into an index of what is due."""
        return self._connection.scalar(ANY_DUE, {"now": now}) is not None

    def postpone(self, nudge_id: str, due_at: datetime) -> None:
        """Look at a due row again at `due_at`; one that is settled stays so."""
        self._connection.execute(_POSTPONE, {"wanted": nudge_id, "again": due_at})

    def settle(self, nudge_id: str, state: str, now: datetime) -> None:
        """Give a due row its new state; ValueError when there is no such state."""
        changed = {"wanted": nudge_id, "new_state": str(NudgeState(state)), "now": now}
        self._connection.execute(_SETTLE, changed)

    def nudge(self, runner_id: str, nudge_id: str) -> Nudge | None:
        """Return the nudge, if it is this runner's."""
        wanted = {"runner_id": runner_id, "nudge_id": nudge_id}
        row = self._connection.execute(_ONE, wanted).one_or_none()
        return None if row is None else self._nudge(row)

    def sent_since(self, runner_id: str, first: date) -> Sequence[Nudge]:
        """Return nudges sent or answered on `first` and later local dates."""
        wanted = {"runner_id": runner_id, "first": first}
        return [self._nudge(row) for row in self._connection.execute(_SENT_SINCE, wanted)]

    def unanswered(self, runner_id: str) -> int:
        """Return how many nudges were sent since the last tap on any of them."""
        wanted = {"runner_id": runner_id}
        answered_at = self._connection.scalar(_LAST_ANSWER, wanted) or _EPOCH
        return self._connection.scalar(_UNANSWERED, {**wanted, "answered_at": answered_at}) or 0

    def old(self, before: datetime, limit: int, *, are_nudges: bool) -> Sequence[str]:
        """Return ids of rows settled before this time, nudges or all others; for a reader."""
        kind = nudges.c.kind.in_(_KINDS)
        old = (_SETTLED, nudges.c.settled_at < before, kind if are_nudges else ~kind)
        return self._connection.scalars(select(nudges.c.id).where(*old).limit(limit)).all()

    def prune(self, nudge_ids: Sequence[str]) -> None:
        """Remove these rows if they are settled."""
        these = delete(nudges).where(nudges.c.id.in_(nudge_ids), _SETTLED)
        self._connection.execute(these)

    def next_due(self) -> datetime | None:
        """Return when the next nudge of anybody is due."""
        return self._connection.scalar(_NEXT_DUE)

    def _sealed_moment(self, nudge: Nudge) -> Sealed | None:
        if nudge.moment_at is None:
            return None
        text = nudge.moment_at.astimezone(UTC).isoformat()
        return self._vault.of(nudge.runner_id).seal(text, _nudge_aad(nudge.id))

    def _nudge(self, row: Row[*tuple[object, ...]]) -> Nudge:
        moment_at = None
        if row.moment_at is not None:
            box = self._vault.of(row.runner_id)
            moment_at = datetime.fromisoformat(box.open(row.moment_at, _nudge_aad(row.id)))
        return Nudge(
            id=row.id,
            runner_id=row.runner_id,
            kind=row.kind,
            local_date=row.local_date,
            slot=row.slot,
            due_at=row.due_at,
            fits_until=row.fits_until,
            moment_at=moment_at,
            state=NudgeState(row.state),
        )


def _moment_aad(moment_id: str) -> str:
    return f"moments·content·{moment_id}"


def _nudge_aad(nudge_id: str) -> str:
    return f"nudges·moment_at·{nudge_id}"
