"""Opening the storage: both databases reached, the schema at its newest, the keys at hand."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache

from sqlalchemy import URL, Engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from bot.storage import engines
from bot.storage.erasing import erase_keys, keys_to_erase
from bot.storage.errors import StorageError
from bot.storage.keystore import Keystore, Masters
from bot.storage.schema import is_newest
from bot.storage.tables import metadata
from bot.storage.vault import INSTALLATION, TRANSPORT, Vault
from bot.storage.writer import READERS, SQLiteDatabase
from bot.usecases.ports import Bells, Database

DATA = "DATABASE_URL"
KEYS = "KEYS_DATABASE_URL (empty: a file beside DATABASE_URL)"


def open_database(url: str, keys_url: str, data_keys: Sequence[bytes]) -> Database:
    """Open the data at `url` and the keystore at `keys_url`, creating and migrating as needed.

    `data_keys`: master keys of 32 bytes; the first wraps new keys, all of them open. Blocks while
    it works. StorageError says in one sentence what is wrong. `sqlite://` is a database in memory.
    """
    data_url = engines.parse_url(url, DATA)
    keystore_url = engines.parse_url(keys_url, KEYS)
    if data_url == keystore_url and not engines.is_memory(data_url):
        raise StorageError("The keystore must be a database of its own, outside the data.")
    masters = Masters(data_keys)
    keystore = open_keystore(keys_url)
    try:
        vault = Vault(keystore, masters)
        vault.create(TRANSPORT)
        vault.create(INSTALLATION)
        return _open_data(data_url, vault)
    except BaseException:
        keystore.close()
        raise


def open_bells(url: str) -> Bells | None:
    """Return the bells of a database that several processes may share; None: this one is alone."""
    parsed = engines.parse_url(url, DATA)
    if parsed.get_backend_name() != "postgresql":
        return None
    from bot.storage.bells import PostgresBells  # noqa: PLC0415  psycopg, as below

    plain = engines.staying_alive(parsed).set(drivername="postgresql")
    return PostgresBells(plain.render_as_string(hide_password=False))


def open_keystore(keys_url: str) -> Keystore:
    """Open the keystore alone, for rotation; StorageError when it cannot be reached."""
    url = engines.parse_url(keys_url, KEYS)
    keystore = Keystore(engines.reach(url, READERS + 1, KEYS))
    try:
        keystore.prepare()
    except BaseException as error:
        keystore.close()
        if isinstance(error, DBAPIError):
            raise engines.unreachable(url, error, KEYS) from None
        raise
    return keystore


def _open_data(url: URL, vault: Vault) -> Database:
    if url.get_backend_name() == "sqlite":
        engine = _prepared(url, vault, READERS + 1)
        return SQLiteDatabase(engine, vault, in_memory=engines.is_memory(url))
    # psycopg takes 10 MB, and with SQLite nobody needs it.
    from bot.storage.postgres import THREADS, PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(_prepared(url, vault, THREADS), vault)


def _prepared(url: URL, vault: Vault, connections: int) -> Engine:
    """Return an engine for this many connections, on a database that is up to date."""
    engine = engines.reach(url, connections, DATA)
    try:
        _prepare(engine, vault, in_memory=engines.is_memory(url))
    except BaseException as error:
        engine.dispose()
        if isinstance(error, DBAPIError):
            raise engines.unreachable(url, error, DATA) from None
        raise
    return engine


def _prepare(engine: Engine, vault: Vault, *, in_memory: bool) -> None:
    """Bring the schema up to date, and finish erasures that a crash cut short."""
    if in_memory:
        with engines.transaction(engine) as connection:
            for statement in _all_that_creates():
                connection.exec_driver_sql(statement)
    elif not is_newest(engine):
        # Alembic takes 10 MB and 0.15 s, and nearly every start needs none of it.
        from bot.storage.migrating import upgrade  # noqa: PLC0415

        upgrade(engine)
    with engines.transaction(engine) as connection:
        gone = keys_to_erase(connection)
        if gone:
            with suppress(StorageError):  # then at the next start
                erase_keys(connection, vault, gone)


@cache
def _all_that_creates() -> tuple[str, ...]:
    """Return what makes all tables in a database in memory: writing it costs far more than that."""
    made: list[ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        made += [CreateTable(table), *map(CreateIndex, table.indexes)]
    return tuple(str(one.compile(dialect=sqlite.dialect())) for one in made)
