"""Coaches; how they get in and who shares with them are in the files beside this one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.storage.collections.sharing import SharingRows
from bot.storage.collections.sign_ins import ACTIVATION, open_coach, seal_coach
from bot.storage.tables import coaches
from bot.usecases.ports import Coach

_BY_CHAT = select(coaches.c.id, coaches.c.profile).where(coaches.c.chat == bindparam("wanted"))
_ALL = select(coaches.c.id, coaches.c.profile)


class CoachRows(SharingRows):
    """`Coaches` of the ports."""

    def add(self, coach: Coach, activation_hash: bytes, expires: datetime) -> None:
        """Store a new coach with the hash of his activation token."""
        row = {
            "id": coach.id,
            "chat": coach.chat,
            "profile": seal_coach(self._vault, coach),
            "version": 0,
        }
        self._connection.execute(insert(coaches), row)
        self._add_token(coach.id, activation_hash, ACTIVATION, expires)

    def by_id(self, coach_id: str) -> Coach | None:
        """Return the coach with this id."""
        return self._coach(coach_id)

    def by_chat(self, chat: int) -> Coach | None:
        """Return the coach of this chat."""
        row = self._connection.execute(_BY_CHAT, {"wanted": chat}).one_or_none()
        return None if row is None else open_coach(self._vault, row)

    def all(self) -> Sequence[Coach]:
        """Return all coaches, by name."""
        everybody = [open_coach(self._vault, row) for row in self._connection.execute(_ALL)]
        return sorted(everybody, key=lambda coach: (coach.name.casefold(), coach.id))

    def save(self, coach: Coach) -> None:
        """Store all fields of a known coach."""
        row = {"chat": coach.chat, "profile": seal_coach(self._vault, coach)}
        self._connection.execute(update(coaches).where(coaches.c.id == coach.id), row)
