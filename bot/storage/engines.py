"""Engines for the two databases we speak to, each set up once and in one way."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool, StaticPool

from bot.storage.errors import StorageError
from bot.storage.open_file import OPEN_FILE, check_file, file_at

_BUSY_MS = 10_000  # a command in a second process may hold the file for a moment
_ALIVE = {
    "connect_timeout": "5",  # seconds, as the next three
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",  # milliseconds
}
"""So soon a PostgreSQL that is gone without a word is noticed; Linux itself takes up to hours."""
_IDLE_MS = 5_000  # between two statements of one job; a job takes a few milliseconds
_PAUSE = 0.01  # seconds
_PRIVATE = 0o600


def parse_url(url: str, setting: str) -> URL:
    """Return the URL with its driver; StorageError names the setting that is wrong."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # what SQLAlchemy could not read may be the password
        raise StorageError(
            f"{setting} is not a database address. In a password write @ as %40."
        ) from None
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    raise StorageError(f"{setting} must begin with sqlite:// or postgresql://.")


def staying_alive(url: URL) -> URL:
    """Return the address of a PostgreSQL with the limits above, where it says nothing itself."""
    return url.set(query={**_ALIVE, **url.query})


def is_memory(url: URL) -> bool:
    """Whether this SQLite database lives in memory only."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def is_missing(url: URL) -> bool:
    """Whether this is a SQLite file that was not made yet."""
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


def create(url: URL, connections: int) -> Engine:
    """Return an engine with up to `connections` connections. Nothing is opened yet.

    SQLite: transactions are begun and ended by us (`BEGIN IMMEDIATE`); WAL, `synchronous=FULL`.
    """
    try:
        if url.get_backend_name() == "postgresql":
            return _create_postgres(url, connections)
        return _create_sqlite(url, connections)
    except NoSuchModuleError:
        raise StorageError("The driver of this database is not installed.") from None


def reach(url: URL, connections: int, setting: str) -> Engine:
    """Return an engine as `create`; StorageError names `setting` where the file is not ours."""
    try:
        return create(url, connections)
    except OSError as error:
        raise unreachable(url, error, setting) from None


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Begin at once for writing, commit at the end, undo all on an error: on both databases."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        check_file(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(DBAPIError):  # SQLite may have rolled back by itself
                connection.exec_driver_sql("ROLLBACK")
            raise


def unreachable(url: URL, error: DBAPIError | OSError, setting: str) -> StorageError:
    """Return the sentence for a database that does not answer; the password is never in it."""
    if isinstance(error, OSError):
        reason = error.strerror or "it cannot be opened"
    else:
        lines = str(error.orig).strip().splitlines()
        reason = lines[0] if lines else "no reason given"
    if url.password:
        reason = reason.replace(str(url.password), "***")
    where = url.render_as_string(hide_password=True)
    return StorageError(f"The database {where} cannot be reached ({reason}); check {setting}.")


def _create_postgres(url: URL, connections: int) -> Engine:
    engine = create_engine(
        staying_alive(url), pool_size=connections, max_overflow=0, hide_parameters=True
    )
    event.listen(engine, "connect", _set_limit)
    return engine


def _set_limit(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Whoever stands still in the middle of a transaction must not hold up his chats for good."""
    cursor = connection.cursor()
    cursor.execute(f"SET idle_in_transaction_session_timeout = {_IDLE_MS}")
    cursor.close()
    connection.commit()


def _create_sqlite(url: URL, connections: int) -> Engine:
    if is_memory(url):
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
    else:
        _make_private(Path(str(url.database)))
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            poolclass=QueuePool,
            pool_size=connections,
            max_overflow=0,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
        _stay_at(engine, Path(str(url.database)))
    event.listen(engine, "connect", _set_up)
    return engine


def _stay_at(engine: Engine, path: Path) -> None:
    """Let no connection open another file than the one that is there now."""
    file = file_at(path)

    def check(*_how: object) -> None:  # before: else SQLite would make an empty file
        file.check()

    def remember(_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info[OPEN_FILE] = file

    event.listen(engine, "do_connect", check)
    event.listen(engine, "connect", remember)


def _make_private(path: Path) -> None:
    """Create folder and file so that only their owner can read them.

    A file that is there is left shut: to close it here would take SQLite's locks from whoever has
    it open in this process, and the next process to end would take away the journal under him.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("not a connection of sqlite3")
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}").close()
    _use_wal(connection)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch a new file to its journal; for this alone SQLite does not wait by itself when busy."""
    give_up = monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > give_up:
                raise
            sleep(_PAUSE)
        else:
            return
