"""Migrations: run at a start that needs them, by one process at a time, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.storage import engines
from bot.storage.errors import StorageError
from bot.storage.schema import known_forms, present_form

_LOCK = 4_701_202
"""PostgreSQL's advisory lock around migrating (any number)."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's settings; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def rebuilt(engine: Engine, form: str) -> Iterator[Connection]:
    """Empty a database and give it the tables of `form`; what the block adds is brought up to date.

    All of it is one transaction, under the lock of migrations: an error leaves all as it was.
    """
    with engine.connect() as connection:
        _lock(connection)
        try:
            if present_form(connection) is not None:
                command.downgrade(alembic_config(connection), "base")
            command.upgrade(alembic_config(connection), form)
            yield connection
            _unlock(connection)
        except BaseException:
            _undo(connection)
            raise


def to_newest(connection: Connection) -> None:
    """Bring the schema up to date in the transaction of `rebuilt`."""
    command.upgrade(alembic_config(connection), "head")


def upgrade_to_head(url: str) -> None:
    """Bring the schema of the database at `url` to its newest revision; StorageError: newer yet."""
    engine = engines.create(engines.parse_url(url, "DATABASE_URL"), connections=1)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str) -> None:
    """Take the schema back to `revision` (`base`: nothing is left)."""
    engine = engines.create(engines.parse_url(url, "DATABASE_URL"), connections=1)
    try:
        with engine.connect() as connection:
            _lock(connection)
            command.downgrade(alembic_config(connection), revision)
            _unlock(connection)
    finally:
        engine.dispose()


def upgrade(engine: Engine) -> None:
    """Migrate under a lock; nothing is done to a database that is up to date."""
    with engine.connect() as connection:
        _lock(connection)
        if present_form(connection) not in {None, *known_forms()}:
            raise StorageError("The database was written by a newer Lichter; upgrade this one.")
        command.upgrade(alembic_config(connection), "head")
        _unlock(connection)


def _lock(connection: Connection) -> None:
    """Let nobody else migrate until `_unlock` commits; a crash undoes everything."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    else:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")


def _unlock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.commit()
    else:
        connection.exec_driver_sql("COMMIT")


def _undo(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.rollback()
    else:
        with suppress(DBAPIError):  # SQLite may have rolled back by itself
            connection.exec_driver_sql("ROLLBACK")
