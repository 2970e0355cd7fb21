"""What was taken back since a backup is not brought back by it: sharing, and sentences.

The keystore knows of it, as of whose key is gone: it is outside the data and their backups.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.storage.backing_up import STEP
from bot.storage.tables import coachings, sentences
from bot.storage.unit_of_work import Transaction
from bot.storage.vault import SENTENCE, SHARED, SHARING, Vault
from bot.usecases import coaching


def end_taken_back(connection: Connection, vault: Vault, now: datetime) -> None:
    """End what was ended since the backup: no coach sees again what he no longer may."""
    whole = Transaction(connection, vault)
    for some in _by_step(vault.taken_back(SHARING)):
        going_on = select(coachings.c.runner_id).where(
            coachings.c.id.in_(some), coachings.c.ended_at.is_(None)
        )
        for runner_id in connection.scalars(going_on).all():
            runner = whole.runners.by_id(runner_id)
            if runner is not None:
                coaching.withdraw(whole, runner, now)
    for some in _by_step(vault.taken_back(SENTENCE)):
        connection.execute(delete(sentences).where(sentences.c.id.in_(some)))
    for some in _by_step(vault.taken_back(SHARED)):
        these = update(sentences).where(sentences.c.id.in_(some))
        connection.execute(these, {"shared": False})


def _by_step(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + STEP] for start in range(0, len(ids), STEP))
