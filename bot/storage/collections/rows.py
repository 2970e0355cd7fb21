"""What all collections have: the connection of this transaction, and the keys."""

from sqlalchemy import ColumnElement, Connection, String, literal_column

from bot.storage.vault import Vault

# An INSERT tells how many rows it made only when asked; "0" is how a conflict shows.
COUNTED = {"preserve_rowcount": True}


def literally(state: str) -> ColumnElement[str]:
    """Return a state as a word of the statement itself: then partial indexes of it are used."""
    return literal_column(f"'{state}'", String)


class Rows:
    """Rows of one subject, read and written in the transaction of `connection`."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
