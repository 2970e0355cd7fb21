"""A SQLite file that is taken away, or another put in its place, while Lichter has it open."""

import shutil
from pathlib import Path

import pytest

from bot.storage import Masters, StorageError, open_keystore
from bot.usecases.ports import UnitOfWork
from tests.databases import DATA_KEY, Addresses
from tests.storage.people import SANNE, enrol
from tests.storage.test_writer import keep, kept


def path_of(url: str) -> Path:
    """Return the file of a SQLite address."""
    return Path(url.removeprefix("sqlite:///"))


async def test_while_its_file_is_away_nothing_is_taken(sqlite_addresses: Addresses) -> None:
    """What it took would be lost with the process; when the file is back all goes on."""
    database, path = sqlite_addresses.open(), path_of(sqlite_addresses.url)
    await database.write(lambda uow: keep(uow, "before"))
    away = path.rename(path.with_name("away"))
    with pytest.raises(StorageError, match="no longer there"):
        await database.write(lambda uow: keep(uow, "meanwhile"))
    with pytest.raises(StorageError, match="no longer there"):  # so that /readyz says it
        await kept(database, "before")
    assert not path.exists(), "an empty file in its place would be worse"
    away.rename(path)
    await database.write(lambda uow: keep(uow, "after"))
    assert await kept(database, "before", "meanwhile", "after") == ["before", None, "after"]
    await database.close()


async def test_another_file_in_its_place_gets_nothing(sqlite_addresses: Addresses) -> None:
    """Somebody copied an older one there: no answer goes to the one that nobody can open again."""
    database, path = sqlite_addresses.open(), path_of(sqlite_addresses.url)
    older = shutil.copy(path, path.with_name("older"))
    shutil.move(older, path)
    with pytest.raises(StorageError, match="Another file"):
        await database.write(lambda uow: keep(uow, "answer"))
    await database.close()


def test_a_keystore_that_is_away_takes_no_key(tmp_path: Path) -> None:
    """What is locked with a key that is lost could never be read again."""
    keystore = open_keystore(f"sqlite:///{tmp_path}/keys.db")
    masters = Masters([DATA_KEY])
    (tmp_path / "keys.db").unlink()
    with pytest.raises(StorageError, match="no longer there"):
        keystore.add("sanne", masters.wrap("sanne", DATA_KEY))
    keystore.close()


async def test_a_keystore_that_is_away_is_no_fault_of_a_job(sqlite_addresses: Addresses) -> None:
    """Else an update would be set aside after three tries, though nothing is wrong with it."""
    database = sqlite_addresses.open()
    own: list[StorageError] = []

    def job(uow: UnitOfWork) -> None:
        try:
            enrol(uow, SANNE)
        except StorageError as error:
            own.append(error)
            raise

    path_of(sqlite_addresses.keys_url).unlink()
    with pytest.raises(StorageError) as told:
        await database.write(job)
    assert told.value is not own[-1]
    await database.close()
