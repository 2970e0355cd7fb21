"""What goes wrong with storage, in one plain sentence each."""

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError

_AWAY: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
    }
)
_AWAY_CLASSES: Final = frozenset({"08", "40", "53", "55", "57", "58"})
"""Of PostgreSQL's: connection, rolled back, resources, locked, operator's intervention, system."""


class StorageError(Exception):
    """The storage cannot do its work. The message is one sentence for a person, without secrets."""


class KeyGoneError(StorageError):
    """The key of these rows was destroyed: nobody can read them any more."""


class KeyUnknownError(StorageError):
    """None of `DATA_KEYS` opens the key of these rows: another process has a newer one."""


class FileGoneError(StorageError):
    """The file of a database is not where it was when it was opened."""


def blamed(error: Exception) -> Exception:
    """Return the error of a job as its owner is to hear it.

    Of a database that is gone, full or locked, data or keys, and of a key that only a process with
    newer settings knows, he hears that alone: no statement of his is at fault, so what he does may
    be done again.
    """
    if isinstance(error, FileGoneError | KeyUnknownError):  # that of the keys: no job is at fault
        return StorageError(str(error))
    if isinstance(error, OperationalError) and _is_away(error):
        return StorageError("The database cannot do it now.")
    return error


def _is_away(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _AWAY
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state is None or state[:2] in _AWAY_CLASSES
