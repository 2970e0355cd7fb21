"""A coach's message that arrived in the runner's chat: its slot in the outbox tells which one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.storage.tables import coaches, coachings, messages

_PREFIX = "message:"
_ARRIVED = (
    update(messages)
    .where(messages.c.id == bindparam("wanted"), messages.c.delivered_at.is_(None))
    .returning(messages.c.runner_id)
)
_SHARES = select(coachings.c.coach_id).where(
    coachings.c.runner_id == bindparam("of_runner"), coachings.c.ended_at.is_(None)
)
_SHOWN = update(coaches).where(coaches.c.id.in_(_SHARES)).values(version=coaches.c.version + 1)


def arrived(connection: Connection, slots: Sequence[str | None], now: datetime) -> None:
    """Note when the messages of these slots arrived; the pages of their coach show it live."""
    for slot in slots:
        if slot is None or not slot.startswith(_PREFIX):
            continue
        stored = {"wanted": slot.removeprefix(_PREFIX), "delivered_at": now}
        runner_id = connection.scalar(_ARRIVED, stored)
        if runner_id is not None:
            connection.execute(_SHOWN, {"of_runner": runner_id})
