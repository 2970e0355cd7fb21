"""Chats in which a run is going on, or just was. `outbox` reads these rows when it claims."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.storage.collections.rows import Rows
from bot.storage.on_conflict import insert
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.tables import silences

CLAIM_LOCK = 4_701_201
"""PostgreSQL's advisory lock between claiming messages and beginning a silence (any number)."""

_INSERT = insert(silences)
_SET = _INSERT.on_conflict_do_update(
    index_elements=["chat"],
    set_={name: _INSERT.excluded[name] for name in ("running", "held_until")},
)
_RUNNING = (silences.c.running.is_(True), silences.c.held_until > bindparam("now"))
_UNTIL = select(silences.c.held_until).where(silences.c.chat == bindparam("chat"), *_RUNNING)
_AMONG = Ready(select(silences.c.chat).where(one_of(silences.c.chat, "chats"), *_RUNNING))


class SilenceRows(Rows):
    """`Silences` of the ports."""

    def begin(self, chat: int, until: datetime) -> None:
        """Hold from this commit on. On PostgreSQL a claim that is under way is waited for."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock_shared(CLAIM_LOCK)))
        self._connection.execute(_SET, {"chat": chat, "running": True, "held_until": until})

    def end(self, chat: int, release_at: datetime) -> None:
        """Let what was held leave at `release_at`."""
        self._connection.execute(_SET, {"chat": chat, "running": False, "held_until": release_at})

    def until(self, chat: int, now: datetime) -> datetime | None:
        """Return when the silence ends by itself; None when the chat is not silent."""
        return self._connection.scalar(_UNTIL, {"chat": chat, "now": now})

    def among(self, chats: Sequence[int], now: datetime) -> frozenset[int]:
        """Return those of these chats that are silent."""
        rows = _AMONG.all(self._connection, {"chats": chats, "now": now})
        return frozenset(row.chat for row in rows)
