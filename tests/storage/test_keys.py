"""The runners' keys: locked anew while others read, and gone without a trace when erased."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, select

from bot.storage import (
    Masters,
    StorageError,
    open_database,
    open_keystore,
    rotate,
)
from bot.storage.backing_up import back_up_data, back_up_keys
from bot.storage.columns import SealedBytes
from bot.storage.keystore import Keystore, Wrapped, key_id
from bot.storage.sealed_file import read_lines
from bot.storage.sealing import KEY_BYTES, Box, Sealed
from bot.storage.tables import metadata
from bot.storage.vault import Vault
from bot.usecases.ports import UnitOfWork
from tests.databases import DATA_KEY, Addresses, Postgres
from tests.storage.people import NOW, SANNE, enrol, moment, run, sentence

NEW_KEY = b"another made-up key for tests 32"
BOTH = [NEW_KEY, DATA_KEY]
OWNERS = [f"runner-{number:04}" for number in range(1200)]
WRAPPED = 12 + KEY_BYTES + 16  # nonce, key, tag


def nobody_waits(_done: int, _total: int) -> None:
    """Show nothing."""


@pytest.fixture(params=["sqlite", "postgres"])
def keystore(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keystore]:
    """Return a keystore with many keys, in each database in turn."""
    url = f"sqlite:///{tmp_path}/keys.db"
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        assert isinstance(server, Postgres)
        url = server.create(f"keys_{tmp_path.name}"[:60])
    opened, masters = open_keystore(url), Masters([DATA_KEY])
    opened.replace([(one, masters.wrap(one, one.ljust(KEY_BYTES).encode())) for one in OWNERS])
    yield opened
    opened.close()


def test_everybody_is_read_during_a_rotation(keystore: Keystore) -> None:
    """A process that knows both keys reads all the while, never wrongly and without an error."""
    over, read, errors = Event(), [0], list[BaseException]()

    def reads() -> None:
        try:
            while not over.is_set():
                vault = Vault(keystore, Masters(BOTH))  # a new one remembers nobody
                for owner in OWNERS[:: 1 + read[0] % 7]:
                    sealed = Box(owner, owner.ljust(KEY_BYTES).encode()).seal("zin", "place")
                    assert vault.of(owner).open(sealed, "place") == "zin"
                    read[0] += 1
        except BaseException as error:  # noqa: BLE001  it is what this test is about
            errors.append(error)

    thread = Thread(target=reads)
    thread.start()
    while read[0] == 0 and not errors:
        over.wait(0.01)
    before = read[0]
    assert rotate(keystore, Masters(BOTH), nobody_waits) == len(OWNERS)
    during = read[0] - before
    over.set()
    thread.join()
    assert errors == []
    assert during > 0
    assert keystore.counts() == {key_id(NEW_KEY): len(OWNERS)}


def test_a_rotation_that_was_cut_short_is_gone_on_with(keystore: Keystore) -> None:
    """Some keys are locked with the new key, some with the old one: both open, the rest follows."""
    masters = Masters(BOTH)
    first = keystore.wrap_anew(masters)
    assert 0 < first < len(OWNERS)
    assert rotate(keystore, masters, nobody_waits) == len(OWNERS) - first
    assert rotate(keystore, masters, nobody_waits) == 0


def test_nothing_is_touched_when_a_key_is_missing(keystore: Keystore) -> None:
    """A key that none of DATA_KEYS opens is told before anything is changed."""
    with pytest.raises(StorageError, match="DATA_KEYS"):
        rotate(keystore, Masters([NEW_KEY]), nobody_waits)
    assert keystore.counts() == {key_id(DATA_KEY): len(OWNERS)}


async def test_after_a_rotation_the_old_key_opens_nothing(sqlite_addresses: Addresses) -> None:
    """The data were not touched, and are read with the new key alone."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    await database.close()
    keystore = open_keystore(sqlite_addresses.keys_url)
    assert rotate(keystore, Masters(BOTH), nobody_waits) == 3  # Sanne's, and Lichter's own two
    keystore.close()
    with pytest.raises(StorageError, match="DATA_KEYS"):
        sqlite_addresses.open()
    database = open_database(sqlite_addresses.url, sqlite_addresses.keys_url, [NEW_KEY])
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) == SANNE
    await database.close()


async def test_a_key_of_newer_settings_is_no_fault_of_a_job(addresses: Addresses) -> None:
    """Else what came to a process not yet started again would be set aside after three tries."""
    own: list[StorageError] = []

    def job(uow: UnitOfWork) -> None:
        try:
            uow.runners.by_id(SANNE.id)
        except StorageError as error:
            own.append(error)
            raise

    older = addresses.open()
    newer = open_database(addresses.url, addresses.keys_url, BOTH)
    await newer.write(lambda uow: enrol(uow, SANNE))
    with pytest.raises(StorageError, match="DATA_KEYS") as told:
        await older.write(job)
    assert told.value is not own[-1]
    await newer.close()
    await older.close()


def sealed_values(url: str) -> Sequence[bytes]:
    """Return everything sealed of Sanne that is stored now."""
    engine = create_engine(url)
    found: list[bytes] = []
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            owner = table.c.id if table.name == "runners" else table.c.get("runner_id")
            for column in table.c:
                if owner is not None and isinstance(column.type, SealedBytes):
                    query = select(column).where(owner == SANNE.id, column.is_not(None))
                    found += [one.content for one in connection.scalars(query)]
    engine.dispose()
    return found


def keys_of(raw: bytes) -> list[bytes]:
    """Return each key of Sanne that whoever has DATA_KEYS finds in these bytes, at any place."""
    masters, found = Masters([DATA_KEY]), []
    for at in range(len(raw) - WRAPPED + 1):
        try:
            wrapped = Wrapped(key_id(DATA_KEY), raw[at : at + WRAPPED])
            found.append(masters.unwrap(SANNE.id, wrapped))
        except StorageError:
            continue
    return found


def files(folder: Path, name: str) -> bytes:
    """Return the raw bytes of a database with its journals."""
    return b"".join(one.read_bytes() for one in sorted(folder.glob(f"{name}*")))


async def test_erased_is_erased_to_the_last_byte(
    sqlite_addresses: Addresses, tmp_path: Path
) -> None:
    """With every file and DATA_KEYS at hand, while Lichter runs: no key of hers, so no word."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    await database.write(lambda uow: uow.runs.add(run(1)))
    await database.write(lambda uow: uow.runs.write(sentence(run(1), "verzonnen zin")))
    await database.write(lambda uow: uow.planning.add_moment(moment(1), NOW))
    values, backup = sealed_values(sqlite_addresses.url), io.BytesIO()
    back_up_data(sqlite_addresses.url, [DATA_KEY], backup, NOW, nobody_waits)
    (key,) = set(keys_of(files(tmp_path, "keys.db")))
    assert len(values) == 4
    assert Box(SANNE.id, key).open(Sealed(values[0]), f"runners·profile·{SANNE.id}")

    await database.write(lambda uow: uow.runners.erase(SANNE.id))

    assert files(tmp_path, "lichter.db").count(b"SQLite format 3") == 1
    assert keys_of(files(tmp_path, "keys.db")) == []
    data = (tmp_path / "lichter.db").read_bytes()
    assert [one for one in values if one in data] == []
    await database.close()
    backup.seek(0)
    older = str(list(read_lines(backup, [DATA_KEY], "data")))
    assert SANNE.id in older  # her rows are in that backup, and nothing opens them
    assert key.hex() not in older


async def test_a_new_backup_of_keys_forgets_who_was_erased(sqlite_addresses: Addresses) -> None:
    """Of keys one generation is kept: the next one has no key of hers."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE, replace(SANNE, id="other", chat=5)))
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    file = io.BytesIO()
    back_up_keys(sqlite_addresses.keys_url, [DATA_KEY], file)
    file.seek(0)
    told = str(list(read_lines(file, [DATA_KEY], "keys")))
    assert SANNE.id not in told
    assert "other" in told
