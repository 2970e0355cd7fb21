"""What all collections have: the connection of this transaction, and the keys."""

from sqlalchemy import ColumnElement, Connection, String, bindparam, literal_column, update

from bot.storage.ready import Ready
from bot.storage.tables import coachings
from bot.storage.vault import Vault

_CHANGED = Ready(
    update(coachings)
    .where(coachings.c.runner_id == bindparam("of_runner"), coachings.c.ended_at.is_(None))
    .values(changes=coachings.c.changes + 1)
)


def literally(state: str) -> ColumnElement[str]:
    """Return a state as a word of the statement itself: then partial indexes of it are used."""
    return literal_column(f"'{state}'", String)


def stale(connection: Connection, runner_id: str) -> None:
    """Tell that what a coach's pages worked out from this runner's rows is old."""
    _CHANGED.count(connection, {"of_runner": runner_id})


class Rows:
    """Rows of one subject, read and written in the transaction of `connection`."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def _stale(self, runner_id: str) -> None:
        stale(self._connection, runner_id)
