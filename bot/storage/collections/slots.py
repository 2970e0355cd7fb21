"""Slots: which message of a chat may be edited later, by name."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from bot.storage.collections.rows import Rows
from bot.storage.on_conflict import insert
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.tables import slots

_INSERT_SLOT = insert(slots)
_REMEMBER = Ready(
    _INSERT_SLOT.on_conflict_do_update(
        index_elements=["chat", "slot"], set_={"message_id": _INSERT_SLOT.excluded.message_id}
    ),
    *("chat", "slot", "message_id"),
)
_FORGET = Ready(
    delete(slots).where(slots.c.chat == bindparam("of_chat"), slots.c.slot == bindparam("of_slot"))
)
_SLOT = Ready(
    select(slots.c.message_id).where(
        slots.c.chat == bindparam("chat"), slots.c.slot == bindparam("slot")
    )
)
_SHOWN = Ready(
    select(slots.c.chat, slots.c.slot).where(
        one_of(slots.c.chat, "chats"), one_of(slots.c.slot, "wanted")
    )
)
_SLOT_OF = select(slots.c.slot).where(
    slots.c.chat == bindparam("chat"), slots.c.message_id == bindparam("message_id")
)


class SlotRows(Rows):
    """The slots of `Outbox`."""

    def forget_slot(self, chat: int, slot: str) -> None:
        """Forget the message of this slot."""
        _FORGET.count(self._connection, {"of_chat": chat, "of_slot": slot})

    def message_of(self, chat: int, slot: str) -> int | None:
        """Return the message id of a slot, if it was sent."""
        row = _SLOT.first(self._connection, {"chat": chat, "slot": slot})
        return None if row is None else int(row.message_id)

    def slot_of(self, chat: int, message_id: int) -> str | None:
        """Return the slot of a message, if it has one."""
        return (
            self._connection.execute(_SLOT_OF, {"chat": chat, "message_id": message_id})
            .scalars()
            .first()
        )

    def shown_among(self, wanted: Mapping[int, str]) -> frozenset[int]:
        """Return those of these chats in which a message of this slot, by chat, was sent."""
        names = {"chats": list(wanted), "wanted": list(wanted.values())}
        rows = _SHOWN.all(self._connection, names)
        return frozenset(row.chat for row in rows if wanted[row.chat] == row.slot)

    def _remember_slot(self, chat: int, slot: str, message_id: int) -> None:
        stored = {"chat": chat, "slot": slot, "message_id": message_id}
        _REMEMBER.count(self._connection, stored)
