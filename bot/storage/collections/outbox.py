"""Messages on their way: sealed while they wait, blank when they are sent or dropped."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Row, Select, bindparam, delete, exists, func, select, union_all, update

from bot.storage.collections import outbox_rules as rules
from bot.storage.collections.arrivals import arrived
from bot.storage.collections.rows import literally
from bot.storage.collections.silences import CLAIM_LOCK
from bot.storage.collections.slots import SlotRows
from bot.storage.many import Many
from bot.storage.on_conflict import insert
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.sealing import Sealed
from bot.storage.tables import outbox, silences, slots
from bot.storage.vault import TRANSPORT
from bot.usecases.ports import AT_MOST_ONCE, Backlog, HeldRow, Kind, OutboxRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # a row without any time is ready at once

_ONE = outbox.c.id == bindparam("wanted")
_ADD = Many(
    insert(outbox),
    *("id", "chat", "kind", "priority", "state", "slot", "edits", "attachment", "payload"),
    *("created_at", "ready_at", "expires", "tries"),
)
REPLACED = Ready(
    delete(outbox).where(
        outbox.c.chat == bindparam("of_chat"),
        outbox.c.slot == bindparam("of_slot"),
        rules.live(outbox),
        outbox.c.state == literally("waiting"),
    )
)
_NAMED = Ready(
    select(outbox.c.chat, outbox.c.slot).where(
        one_of(outbox.c.chat, "chats"), rules.live(outbox), outbox.c.slot.is_not(None)
    )
)
_SENT = Ready(
    update(outbox)
    .where(_ONE)
    .values(state="sent", payload=None, outcome="sent")
    .returning(outbox.c.chat, outbox.c.slot, outbox.c.kind)
)
_IN_IT = select(outbox.c.slot).where(
    outbox.c.chat == bindparam("chat"), outbox.c.outcome == bindparam("merged_into")
)
_RETRY = (
    update(outbox)
    .where(_ONE, outbox.c.state == "claimed")
    .values(state="waiting", tries=outbox.c.tries + 1, ready_at=bindparam("again"))
    .returning(outbox.c.chat, outbox.c.slot)
)
_NEWER = select(outbox.c.id).where(
    outbox.c.chat == bindparam("of_chat"),
    outbox.c.slot == bindparam("of_slot"),
    rules.live(outbox),
    outbox.c.state == literally("waiting"),
    outbox.c.id > bindparam("wanted"),
)
_DROP = update(outbox).where(_ONE).values(state="dropped", payload=None, outcome=bindparam("why"))
_OVER = outbox.c.state.in_(["sent", "dropped"])
_WAITING = Ready(
    select(outbox.c.chat).where(one_of(outbox.c.chat, "chats"), rules.live(outbox)).distinct()
)


def _newest(kind: Kind, state: str) -> Select[str | None, datetime, str]:
    newest = (
        select(outbox.c.slot, outbox.c.created_at, outbox.c.id)
        .where(outbox.c.chat == bindparam("chat"), outbox.c.state == literally(state))
        .where(outbox.c.kind == literally(str(kind)))
        .order_by(outbox.c.id.desc())
        .limit(1)
        .subquery()
    )
    return select(newest.c.slot, newest.c.created_at, newest.c.id)


def _last(kind: Kind) -> Ready:
    # One look for each state, from the newest on: what a chat got in a week is not looked through.
    states = ("waiting", "claimed", "sent", "dropped")
    newest = union_all(*(_newest(kind, state) for state in states)).subquery()
    return Ready(select(newest.c.slot, newest.c.created_at).order_by(newest.c.id.desc()).limit(1))


LAST_REPLY, _LAST_NUDGE = _last(Kind.REPLY), _last(Kind.NUDGE)


class OutboxRows(SlotRows):
    """`Outbox` of the ports."""

    def add(self, row: OutboxRow) -> None:
        """Queue a message; an unclaimed row of the same chat and slot is replaced."""
        if row.slot is not None:
            REPLACED.count(self._connection, {"of_chat": row.chat, "of_slot": row.slot})
        _ADD.count(self._connection, self._new(row))

    def add_all(self, rows: Sequence[OutboxRow]) -> None:
        """Queue messages, each in the place of an unclaimed row of its chat and slot."""
        named = _NAMED.all(self._connection, {"chats": [row.chat for row in rows]})
        waiting = {(row.chat, row.slot) for row in named} & {(row.chat, row.slot) for row in rows}
        old = [{"of_chat": chat, "of_slot": slot} for chat, slot in waiting]
        REPLACED.each(self._connection, old)
        _ADD.each(self._connection, [self._new(row) for row in rows])

    def _new(self, row: OutboxRow) -> Mapping[str, str | int | datetime | Sealed | None]:
        created = row.created_at or _EPOCH
        return {
            "id": row.id,
            "chat": row.chat,
            "kind": str(row.kind),
            "priority": rules.PRIORITY[row.kind],
            "state": "waiting",
            "slot": row.slot,
            "edits": row.edits,
            "attachment": row.attachment,
            "payload": self._vault.of(TRANSPORT).seal(row.payload, _aad(row.id)),
            "created_at": created,
            "ready_at": row.not_before or created,
            "expires": row.expires,
            "tries": row.tries,
        }

    def claim(self, now: datetime, limit: int, *, urgent_only: bool = False) -> Sequence[OutboxRow]:
        """Mark up to `limit` sendable rows as being sent and return them; idle costs one look."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(CLAIM_LOCK)))
        look = rules.LOOK.first(self._connection, {"now": now})
        if look is not None and look.expired:
            self._connection.execute(rules.EXPIRE, {"now": now})
        if look is None or not look.ready:
            return []
        urgency = rules.URGENT if urgent_only else max(rules.PRIORITY.values())
        wanted = {"now": now, "urgency": urgency, "at_most": limit}
        rows = rules.CLAIM.all(self._connection, wanted)
        return [self._row(row) for row in sorted(rows, key=lambda row: (row.priority, row.id))]

    def sent(self, row_id: str, message_id: int | None, now: datetime) -> None:
        """Empty the payload, remember the message of the slot; a coach's message has arrived."""
        row = _SENT.first(self._connection, {"wanted": row_id})
        if row is None:
            return
        slots_of = [row.slot]
        if row.kind == Kind.NOTICE:  # what silence held may have become this one message
            in_it = {"chat": row.chat, "merged_into": row_id}
            slots_of += self._connection.scalars(_IN_IT, in_it).all()
        arrived(self._connection, slots_of, now)
        if row.slot is not None and message_id is not None:
            self._remember_slot(row.chat, row.slot, message_id)

    def retry(self, row_id: str, not_before: datetime) -> None:
        """Give a claimed row back, unless a newer row of its slot waits already."""
        again = {"wanted": row_id, "again": not_before}
        row = self._connection.execute(_RETRY, again).one_or_none()
        if row is None or row.slot is None:
            return
        of_slot = {"of_chat": row.chat, "of_slot": row.slot, "wanted": row_id}
        if self._connection.execute(_NEWER, of_slot).first() is not None:
            self.drop(row_id, "replaced")

    def drop(self, row_id: str, reason: str) -> None:
        """Give a row up; its payload is emptied."""
        self._connection.execute(_DROP, {"wanted": row_id, "why": reason[:32]})

    def recover(self, now: datetime) -> int:  # noqa: ARG002  the port's signature
        """Let claimed rows wait again; those that may be sent only once are dropped as unknown."""
        claimed = update(outbox).where(outbox.c.state == "claimed")
        once = outbox.c.kind.in_([str(kind) for kind in AT_MOST_ONCE])
        unknown = claimed.where(once).values(state="dropped", payload=None, outcome="unknown")
        self._connection.execute(unknown)
        return self._connection.execute(claimed.values(state="waiting")).rowcount

    def held(self, now: datetime) -> Sequence[HeldRow]:
        """Return rows that silence holds back now, the oldest first."""
        return [self._held(row) for row in self._connection.execute(rules.HELD_NOW, {"now": now})]

    def to_release(self, now: datetime) -> Sequence[HeldRow]:
        """Return rows that were held until a release time that has come, the oldest first."""
        return [self._held(row) for row in self._connection.execute(rules.TO_RELEASE, {"now": now})]

    def merge_held(self, chat: int, row_ids: Sequence[str], into: OutboxRow) -> None:
        """Put one message in the place of held ones; the silence of this chat is over with it."""
        merged = update(outbox).where(
            outbox.c.id.in_(row_ids), outbox.c.chat == chat, outbox.c.state == "waiting"
        )
        # They leave with `into`: when that has arrived, so have they (see `sent`).
        self._connection.execute(merged.values(state="dropped", payload=None, outcome=into.id))
        over = silences.c.held_until <= (into.created_at or _EPOCH)
        self._connection.execute(delete(silences).where(silences.c.chat == chat, over))
        self.add(into)

    def backlog(self, now: datetime) -> Backlog:
        """Return how many rows may leave and have not, and since when the oldest may."""
        rows, since = self._connection.execute(rules.BACKLOG, {"now": now}).one()
        return Backlog(rows, since)

    def waiting(self, chat: int) -> int:
        """Return how many rows of this chat are not yet sent."""
        live = (outbox.c.chat == chat, rules.live(outbox))
        return self._connection.scalar(select(func.count()).where(*live)) or 0

    def waiting_among(self, chats: Sequence[int]) -> frozenset[int]:
        """Return those of these chats that have a row that is not yet sent."""
        return frozenset(row.chat for row in _WAITING.all(self._connection, {"chats": chats}))

    def last_reply(self, chat: int) -> tuple[str, datetime] | None:
        """Return slot and time of the newest reply of this chat, if it has a slot."""
        row = LAST_REPLY.first(self._connection, {"chat": chat})
        return None if row is None or row.slot is None else (row.slot, row.created_at)

    def last_nudge(self, chat: int) -> tuple[str, datetime] | None:
        """Return slot and time of the newest nudge of this chat."""
        row = _LAST_NUDGE.first(self._connection, {"chat": chat})
        return None if row is None or row.slot is None else (row.slot, row.created_at)

    def replied_since(self, since: datetime) -> Sequence[int]:
        """Return the chats in which something was asked or answered since then."""
        replies = (outbox.c.kind == str(Kind.REPLY), outbox.c.created_at >= since)
        chats = select(outbox.c.chat).where(*replies, outbox.c.slot.is_not(None)).distinct()
        return self._connection.scalars(chats.order_by(outbox.c.chat)).all()

    def old(self, before: datetime, limit: int) -> Sequence[str]:
        """Return ids of rows that are over and were made before this time; for a reader."""
        old = select(outbox.c.id).where(_OVER, outbox.c.created_at < before)
        return self._connection.scalars(old.order_by(outbox.c.id).limit(limit)).all()

    def prune(self, row_ids: Sequence[str]) -> None:
        """Remove these rows if they are over, and the slots that only they spoke of."""
        these = delete(outbox).where(outbox.c.id.in_(row_ids), _OVER)
        gone = self._connection.execute(these.returning(outbox.c.chat, outbox.c.slot)).all()
        spoken_of = exists().where(outbox.c.chat == slots.c.chat, outbox.c.slot == slots.c.slot)
        for chat, slot in sorted({(row.chat, row.slot) for row in gone if row.slot is not None}):
            mine = (slots.c.chat == chat, slots.c.slot == slot)
            self._connection.execute(delete(slots).where(*mine, ~spoken_of))

    def _row(self, row: Row[*tuple[object, ...]]) -> OutboxRow:
        known = None if row.slot is None else self.message_of(row.chat, row.slot)
        return OutboxRow(
            id=row.id,
            chat=row.chat,
            kind=Kind(row.kind),
            payload=self._vault.of(TRANSPORT).open(row.payload, _aad(row.id)),
            slot=row.slot,
            edits=row.edits,
            attachment=row.attachment,
            created_at=row.created_at,
            expires=row.expires,
            tries=row.tries,
            message_id=known,
        )

    def _held(self, row: Row[*tuple[object, ...]]) -> HeldRow:
        return HeldRow(
            id=row.id,
            chat=row.chat,
            kind=Kind(row.kind),
            payload=self._vault.of(TRANSPORT).open(row.payload, _aad(row.id)),
            since=row.ready_at,
            until=row.until,
        )


def _aad(row_id: str) -> str:
    return f"outbox·payload·{row_id}"
