"""A database that cannot be used says why in one sentence, without a secret in it."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.storage import StorageError, open_database
from tests.databases import DATA_KEY, Addresses

PASSWORD = "geheim-verzonnen"
KEYS = "sqlite://"
BAD = {
    "nobody listens": f"postgresql://lichter:{PASSWORD}@127.0.0.1:1/lichter",
    "no such host": f"postgresql://lichter:{PASSWORD}@nowhere.invalid/lichter",
    "an at sign in the password": f"postgresql://lichter:8@8:{PASSWORD}@127.0.0.1:1/lichter",
    "another kind": f"mysql://lichter:{PASSWORD}@127.0.0.1/lichter",
    "no address": "lichter",
    "empty": "",
    "no folder": "sqlite:////dev/null/lichter.db",
}


@pytest.mark.parametrize("url", BAD.values(), ids=BAD)
def test_one_sentence(url: str) -> None:
    """What is wrong with DATABASE_URL is one line that names it and no password."""
    with pytest.raises(StorageError, match="DATABASE_URL") as caught:
        open_database(url, KEYS, [DATA_KEY])
    said = str(caught.value)
    assert PASSWORD not in said
    assert "\n" not in said
    assert said.endswith(".")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file of something else is left alone."""
    path = tmp_path / "lichter.db"
    path.write_text("this is a letter to a friend, not a database\n" * 40)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="not a database"):
        open_database(f"sqlite:///{path}", KEYS, [DATA_KEY])
    assert path.read_bytes() == before


def test_keys_beside_the_data_are_refused(tmp_path: Path) -> None:
    """The keystore must be a database of its own."""
    url = f"sqlite:///{tmp_path}/lichter.db"
    with pytest.raises(StorageError, match="of its own"):
        open_database(url, url, [DATA_KEY])


async def test_the_folder_is_made(tmp_path: Path) -> None:
    """A first start needs no folder."""
    url = f"sqlite:///{tmp_path}/new/deep/lichter.db"
    database = open_database(url, f"sqlite:///{tmp_path}/keys/keys.db", [DATA_KEY])
    await database.close()


async def test_to_open_a_file_twice_leaves_the_first_its_journal(
    sqlite_addresses: Addresses, tmp_path: Path
) -> None:
    """Another process that ends takes the journal away only when nobody has the file open."""
    first, second = sqlite_addresses.open(), sqlite_addresses.open()
    look = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version')"
    for name in ("lichter.db", "keys.db"):
        assert (tmp_path / f"{name}-wal").exists()
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", look, tmp_path / name)
        assert await other.wait() == 0
        assert (tmp_path / f"{name}-wal").exists()
    await second.close()
    await first.close()


async def test_a_newer_schema_is_refused(addresses: Addresses) -> None:
    """Data that a newer Lichter wrote are not touched by an older one."""
    await addresses.open().close()
    engine = create_engine(addresses.url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        was = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="newer"):
        addresses.open()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :was"), {"was": was})
    engine.dispose()


async def test_another_master_key_is_refused_at_once(sqlite_addresses: Addresses) -> None:
    """A wrong DATA_KEYS is told at the start, not at the first runner."""
    await sqlite_addresses.open().close()
    with pytest.raises(StorageError, match="DATA_KEYS"):
        open_database(sqlite_addresses.url, sqlite_addresses.keys_url, [b"w" * 32])


async def test_two_starts_at_once(tmp_path: Path) -> None:
    """Two processes that start on an empty folder both get a whole database."""
    where = Addresses(f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/k.db")
    opened = await asyncio.gather(*(asyncio.to_thread(where.open) for _ in range(3)))
    found = [await database.read(lambda uow: uow.runners.by_chat(1)) for database in opened]
    for database in opened:
        await database.close()
    assert found == [None, None, None]
