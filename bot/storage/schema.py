"""Migrations: run at start, by one process at a time, all or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bot.storage import engines
from bot.storage.errors import StorageError

_LOCK = 4_701_202
"""PostgreSQL's advisory lock around migrating (any number)."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's settings; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


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
    """Migrate under a lock; a database that is up to date is only looked at."""
    config = alembic_config()
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        if (
            MigrationContext.configure(connection).get_current_revision()
            == scripts.get_current_head()
        ):
            return
        connection.rollback()
        _lock(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in scripts.walk_revisions()}
        if current is not None and current not in known:
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
