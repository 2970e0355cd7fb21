"""Which form a database has, and which forms there are. Known without Alembic.

Nearly every start finds a database that is up to date, and should not wait for what migrates it.
"""

from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.storage.errors import StorageError, blamed

VERSIONS: Final = Path(__file__).parent / "migrations" / "versions"
"""Each file's name begins with its revision, which is a number: 0002_coach_and_runner.py."""

_NOTED: Final = "alembic_version"


def present_form(connection: Connection) -> str | None:
    """Return the revision that this database is at; None: it is empty."""
    if not inspect(connection).has_table(_NOTED):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {_NOTED}"))  # noqa: S608  our own name
    return None if found is None else str(found)


def is_newest(engine: Engine) -> bool:
    """Whether this database is up to date; it is only looked at."""
    with engine.connect() as connection:
        return present_form(connection) == newest_form()


def excused(error: Exception, connection: Connection) -> Exception:
    """Return the error of a job as `blamed` does; of upgraded tables its owner hears that alone.

    Processes are upgraded one by one: those of before go on for a while, and find other tables.
    """
    if isinstance(error, DBAPIError) and present_form(connection) not in {None, newest_form()}:
        return StorageError("The database was upgraded meanwhile: start the new Lichter here too.")
    return blamed(error)


def newest_form() -> str:
    """Return the revision that this Lichter works with."""
    return max(known_forms())


@cache
def known_forms() -> frozenset[str]:
    """Return every revision there ever was."""
    return frozenset(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*.py"))
