"""Raw updates: sealed while they wait, blank when they are done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from bot.storage.collections.rows import COUNTED, Rows, literally
from bot.storage.tables import inbox
from bot.storage.vault import TRANSPORT
from bot.usecases.ports import Backlog, InboxRow

_STORE = (
    insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]).execution_options(**COUNTED)
)
OPEN = (
    select(inbox.c.update_id, inbox.c.chat, inbox.c.body, inbox.c.tries)
    .where(inbox.c.state == literally("open"))
    .order_by(inbox.c.update_id)
    .limit(bindparam("at_most"))
)
_DONE = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("wanted"), inbox.c.state == "open")
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

    def store(self, rows: Sequence[InboxRow], now: datetime) -> Sequence[InboxRow]:
        """Keep the rows; return those that were not known yet."""
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
            }
            if self._connection.execute(_STORE, stored).rowcount == 1:
                new.append(row)
        return new

    def open_rows(self, limit: int) -> Sequence[InboxRow]:
        """Return rows that are not done, by `update_id`."""
        box = self._vault.of(TRANSPORT)
        rows = self._connection.execute(OPEN, {"at_most": limit})
        return [
            InboxRow(row.update_id, row.chat, box.open(row.body, _aad(row.update_id)), row.tries)
            for row in rows
        ]

    def done(self, update_id: int, now: datetime) -> bool:
        """Mark it as done and empty its body; False when it was not open."""
        changed = self._connection.execute(_DONE, {"wanted": update_id, "now": now})
        return changed.rowcount == 1

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


def _aad(update_id: int) -> str:
    return f"inbox·body·{update_id}"
