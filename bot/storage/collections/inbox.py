"""Raw updates: sealed while they wait, blank when they are done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, Row, and_, bindparam, delete, exists, func, or_, select, update

from bot.storage.collections.rows import Rows, literally
from bot.storage.columns import UTCDateTime
from bot.storage.on_conflict import insert
from bot.storage.ready import Ready
from bot.storage.tables import inbox, leases
from bot.storage.vault import TRANSPORT
from bot.usecases.ports import WORKER, Backlog, InboxRow

_STORE = Ready(
    insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]),
    *("update_id", "chat", "state", "body", "tries", "received_at", "holder"),
)
_is_open = inbox.c.state == literally("open")
_STORED = select(inbox.c.update_id).where(inbox.c.update_id == bindparam("wanted"), _is_open)
_ROWS = select(inbox.c.update_id, inbox.c.chat, inbox.c.body, inbox.c.tries).where(_is_open)
OPEN = _ROWS.order_by(inbox.c.update_id).limit(bindparam("at_most"))
EARLIER = (
    _ROWS.where(inbox.c.chat == bindparam("of_chat"), inbox.c.update_id < bindparam("wanted"))
    .order_by(inbox.c.update_id)
    .limit(1)
)
_WAITING = select(inbox.c.update_id).where(inbox.c.chat == bindparam("of_chat"), _is_open).limit(1)
_holder_lives = exists().where(
    leases.c.name == WORKER + inbox.c.holder,
    leases.c.until > bindparam("now", type_=UTCDateTime),
)
FREE = (
    OPEN.where(
        or_(
            inbox.c.holder.is_(None),
            and_(inbox.c.holder != bindparam("holder"), ~_holder_lives),
            and_(inbox.c.holder == bindparam("holder"), bindparam("own", type_=Boolean)),
        )
    )
).with_for_update(skip_locked=True, of=inbox)
_HELD = update(inbox).values(holder=bindparam("by"))
_before = inbox.alias("b")
_HAS_EARLIER = exists().where(
    _before.c.chat == inbox.c.chat,
    _before.c.chat != 0,  # what has no chat has no order
    _before.c.state == literally("open"),
    _before.c.update_id < bindparam("wanted"),
)
_DONE = Ready(
    update(inbox)
    .where(inbox.c.update_id == bindparam("wanted"), inbox.c.state == "open", ~_HAS_EARLIER)
    .values(state="done", body=None, done_at=bindparam("now"))
)
_TRIES = select(inbox.c.tries).where(inbox.c.update_id == bindparam("wanted")).with_for_update()
_FAILED = update(inbox).where(inbox.c.update_id == bindparam("wanted"))
_BACKLOG = select(func.count(), func.min(inbox.c.received_at)).where(
    inbox.c.state == literally("open")
)
_LAST = select(func.max(inbox.c.update_id))


class InboxRows(Rows):
    """`Inbox` of the ports."""

    def store(
        self, rows: Sequence[InboxRow], now: datetime, holder: str | None = None
    ) -> Sequence[InboxRow]:
        """Keep the rows; return those that are still to be handled."""
        box = self._vault.of(TRANSPORT)
        new = []
        for row in rows:
            stored = {
                "update_id": row.update_id,
                "chat": row.chat,
                "state": "open",
                "body": box.seal(row.body, _aad(row.update_id)),
                "tries": row.tries,
                "received_at": now,
                "holder": holder,
            }
            if _STORE.count(self._connection, stored) == 1 or self._is_open(row):
                new.append(row)
        return new

    def open_rows(self, limit: int) -> Sequence[InboxRow]:
        """Return rows that are not done, by `update_id`."""
        return list(map(self._row, self._connection.execute(OPEN, {"at_most": limit})))

    def done(self, update_id: int, now: datetime) -> bool:
        """Mark it as done and empty its body; False when it was not open, or not its turn."""
        return _DONE.count(self._connection, {"wanted": update_id, "now": now}) == 1

    def earlier(self, row: InboxRow) -> InboxRow | None:
        """Return the earliest open update of this chat, if it comes before this one."""
        wanted = {"wanted": row.update_id, "of_chat": row.chat}
        found = self._connection.execute(EARLIER, wanted).one_or_none() if row.chat else None
        return None if found is None else self._row(found)

    def is_waiting(self, chat: int) -> bool:
        """Whether an update of this chat is not done."""
        return self._connection.scalar(_WAITING, {"of_chat": chat}) is not None

    def claim(
        self, holder: str, now: datetime, limit: int, *, own: bool = False
    ) -> Sequence[InboxRow]:
        """Return open rows that nobody handles; from now on `holder` does."""
        wanted = {"holder": holder, "now": now, "at_most": limit, "own": own}
        rows = [self._row(row) for row in self._connection.execute(FREE, wanted)]
        if rows:
            these = inbox.c.update_id.in_([row.update_id for row in rows])
            self._connection.execute(_HELD.where(these), {"by": holder})
        return rows

    def failed(self, update_id: int, now: datetime, *, dead: bool) -> int:
        """Count a failed try; `dead`: it is not tried again, its body is kept."""
        tries = (self._connection.scalar(_TRIES, {"wanted": update_id}) or 0) + 1
        changed = _FAILED.values(tries=tries)
        if dead:
            changed = changed.values(state="dead", done_at=now)
        self._connection.execute(changed, {"wanted": update_id})
        return tries

    def backlog(self) -> Backlog:
        """Return how many updates are not done, and since when the oldest is not."""
        rows, since = self._connection.execute(_BACKLOG).one()
        return Backlog(rows, since)

    def last_update_id(self) -> int | None:
        """Return the highest update id that is stored."""
        last: int | None = self._connection.scalar(_LAST)
        return last

    def old(self, before: datetime, limit: int) -> Sequence[int]:
        """Return numbers of updates done before this time: a scan, so for a reader."""
        done = (inbox.c.state == literally("done"), inbox.c.done_at < before)
        return self._connection.scalars(select(inbox.c.update_id).where(*done).limit(limit)).all()

    def prune(self, update_ids: Sequence[int]) -> None:
        """Remove these rows if they are done."""
        done = (inbox.c.update_id.in_(update_ids), inbox.c.state == literally("done"))
        self._connection.execute(delete(inbox).where(*done))

    def _is_open(self, row: InboxRow) -> bool:
        return self._connection.scalar(_STORED, {"wanted": row.update_id}) is not None

    def _row(self, row: Row[*tuple[object, ...]]) -> InboxRow:
        body = self._vault.of(TRANSPORT).open(row.body, _aad(row.update_id))
        return InboxRow(row.update_id, row.chat, body, row.tries)


def _aad(update_id: int) -> str:
    return f"inbox·body·{update_id}"
