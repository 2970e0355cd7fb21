"""What is secret stays secret on the disk, in its place, and after its key is gone."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from bot.domain.run import RunState
from bot.storage import StorageError, engines, open_database, open_keystore
from bot.storage.columns import SealedBytes
from bot.storage.sealing import Box
from bot.storage.vault import TRANSPORT
from bot.usecases.ports import InboxRow, Kind, OutboxRow, UnitOfWork
from tests.databases import DATA_KEY, Addresses, Postgres
from tests.storage.people import (
    BRAM,
    COACH,
    NOW,
    SANNE,
    enrol,
    message,
    moment,
    run,
    sentence,
    shared,
)

CANARY = "kanariepiet"
NEW_KEY = b"another made-up key for tests 32"


def sing(uow: UnitOfWork) -> None:
    """Put the canary wherever somebody's words or name may go."""
    runner = replace(SANNE, first_name=CANARY)
    enrol(uow, runner)
    shared(uow, runner, replace(COACH, name=CANARY))
    uow.runs.add(run(1, state=RunState.REFLECTED))
    uow.runs.answer(run(1), CANARY, CANARY, NOW)
    uow.runs.write(sentence(run(1), CANARY, shared=True))
    uow.planning.add_moment(replace(moment(1), label=CANARY), NOW)
    uow.inbox.store([InboxRow(1, SANNE.chat, CANARY)], NOW)
    uow.outbox.add(OutboxRow("m1", SANNE.chat, Kind.REPLY, CANARY, created_at=NOW))
    uow.kept.put("name", CANARY)


def read_all(folder: Path) -> dict[str, bytes]:
    """Return the raw bytes of each file."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_no_plain_text_on_the_disk(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """Neither the files nor their journals hold a word of what somebody said, or a name."""
    database = sqlite_addresses.open()
    await database.write(sing)
    on_disk = read_all(tmp_path)
    await database.close()
    assert len(on_disk["lichter.db-wal"]) > 0
    assert [name for name, content in on_disk.items() if CANARY.encode() in content] == []


async def test_the_canary_is_readable_with_the_key(sqlite_addresses: Addresses) -> None:
    """The same words come back through the door."""
    database = sqlite_addresses.open()
    await database.write(sing)
    (row,) = await database.read(lambda uow: uow.inbox.open_rows(1))
    page = await database.read(lambda uow: uow.views.runner(COACH.id, SANNE.id, 1))
    await database.close()
    assert row.body == CANARY
    assert page is not None
    assert page.summaries[0].sentence == CANARY


async def test_done_leaves_nothing(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """A handled update and a sent message are empty."""

    def job(uow: UnitOfWork) -> None:
        sing(uow)
        uow.inbox.done(1, NOW)
        uow.outbox.claim(NOW, 1)
        uow.outbox.sent("m1", 5, NOW)

    database = sqlite_addresses.open()
    await database.write(job)
    await database.close()
    with sqlite3.connect(tmp_path / "lichter.db") as connection:
        left = connection.execute("SELECT body FROM inbox UNION ALL SELECT payload FROM outbox")
        assert left.fetchall() == [(None,), (None,)]
    connection.close()


async def test_what_was_merged_leaves_nothing(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """A held message is empty once another stands in its place."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.outbox.add(message(1))
        uow.outbox.merge_held(SANNE.chat, [message(1).id], message(2))

    database = sqlite_addresses.open()
    await database.write(job)
    await database.close()
    with sqlite3.connect(tmp_path / "lichter.db") as connection:
        left = dict(connection.execute("SELECT id, payload IS NULL FROM outbox").fetchall())
        assert left == {message(1).id: True, message(2).id: False}
    connection.close()


async def test_ciphertext_of_another_runner_is_refused(
    sqlite_addresses: Addresses, tmp_path: Path
) -> None:
    """A sealed value copied from one runner to another does not open, whatever it is."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for runner in (SANNE, BRAM):
            uow.runs.add(run(1, runner))
            uow.runs.answer(run(1, runner), "tension", "7", NOW)
            uow.planning.add_moment(replace(moment(1, runner), id=runner.id), NOW)

    database = sqlite_addresses.open()
    await database.write(job)
    with sqlite3.connect(tmp_path / "lichter.db") as connection:
        for table, column, owner in (
            ("runners", "profile", "id"),
            ("runs", "answers", "runner_id"),
            ("moments", "content", "runner_id"),
        ):
            connection.execute(
                f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE {owner} = ?)"  # noqa: S608  names of this test
                f" WHERE {owner} = ?",
                (BRAM.id, SANNE.id),
            )
    connection.close()
    reads: tuple[Callable[[UnitOfWork], object], ...] = (
        lambda uow: uow.runners.by_id(SANNE.id),
        lambda uow: uow.runs.answers(run(1).id),
        lambda uow: uow.planning.moments(SANNE.id),
    )
    for read in reads:
        with pytest.raises(StorageError, match="does not belong"):
            await database.read(read)
    await database.close()


async def test_moved_ciphertext_is_refused(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """A sealed value copied to another row, also of the same runner, does not open."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for number in (1, 2):
            uow.runs.add(run(number))
            uow.runs.write(sentence(run(number), f"zin {number}"))

    database = sqlite_addresses.open()
    await database.write(job)
    with sqlite3.connect(tmp_path / "lichter.db") as connection:
        connection.execute(
            "UPDATE sentences SET content = (SELECT content FROM sentences WHERE run_id = ?)"
            " WHERE run_id = ?",
            (run(1).id, run(2).id),
        )
    connection.close()
    with pytest.raises(StorageError, match="does not belong"):
        await database.read(lambda uow: uow.runs.sentence(run(2).id))
    await database.close()


async def test_erased_stays_erased_in_a_backup(sqlite_addresses: Addresses, tmp_path: Path) -> None:
    """A copy of the data made before erasing cannot be read once the key is destroyed."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    with sqlite3.connect(tmp_path / "lichter.db") as source:
        backup = sqlite3.connect(tmp_path / "backup.db")
        source.backup(backup)
        backup.close()
    source.close()
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    restored = replace(sqlite_addresses, url=f"sqlite:///{tmp_path}/backup.db").open()
    with pytest.raises(StorageError, match="destroyed"):
        await restored.read(lambda uow: uow.runners.by_id(SANNE.id))
    await restored.close()


async def test_an_interrupted_erasure_is_finished_at_the_next_start(
    sqlite_addresses: Addresses,
) -> None:
    """When the process dies between the erasing commit and the key, the next start destroys it."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    await database.close()
    keystore = open_keystore(sqlite_addresses.keys_url)
    saved = keystore.load(SANNE.id)
    assert saved is not None
    database = sqlite_addresses.open()
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    keystore.add(SANNE.id, saved)  # as if the crash had come before the key was destroyed
    path = sqlite_addresses.url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO erased VALUES (?)", (SANNE.id,))
    connection.close()
    await sqlite_addresses.open().close()
    left = keystore.load(SANNE.id)
    keystore.close()
    assert left is None


async def test_a_keystore_that_is_away_stops_nobody(sqlite_addresses: Addresses) -> None:
    """Her rows are gone, the others are served, and her key goes when it is there again."""
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    path = sqlite_addresses.keys_url.removeprefix("sqlite:///")
    shutil.move(path, f"{path}.away")
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    async with asyncio.timeout(5):
        await database.write(lambda uow: uow.kept.put("another", "served"))
    shutil.move(f"{path}.away", path)
    await database.close()
    await sqlite_addresses.open().close()
    keystore = open_keystore(sqlite_addresses.keys_url)
    left = keystore.load(SANNE.id)
    keystore.close()
    assert left is None


def stands_in(file: Path, word: str) -> bool:
    """Whether the raw bytes of a file hold this word."""
    return word.encode() in file.read_bytes()


async def test_a_key_that_stays_in_the_journal_is_not_forgotten(
    sqlite_addresses: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a backup of the keys is being made the journal cannot be emptied: so it is later."""
    monkeypatch.setattr(engines, "_BUSY_MS", 50)
    database = sqlite_addresses.open()
    await database.write(lambda uow: enrol(uow, SANNE))
    journal = Path(f"{sqlite_addresses.keys_url.removeprefix('sqlite:///')}-wal")
    with contextlib.closing(sqlite3.connect(journal.with_name("keys.db"))) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM keys").fetchone()
        await database.write(lambda uow: uow.runners.erase(SANNE.id))
        assert stands_in(journal, SANNE.id), "it was no hindrance: this proves nothing"
    again = sqlite_addresses.open()
    assert not stands_in(journal, SANNE.id)
    await again.close()
    await database.close()


async def test_a_later_key_still_opens(sqlite_addresses: Addresses) -> None:
    """With a new first key everybody can be read, and new runners get the new key."""
    database = sqlite_addresses.open()
    await database.write(sing)
    await database.close()
    keys = [NEW_KEY, DATA_KEY]
    database = open_database(sqlite_addresses.url, sqlite_addresses.keys_url, keys)
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) is not None
    await database.write(lambda uow: enrol(uow, replace(SANNE, id="runner-new", chat=5)))
    await database.close()
    keystore = open_keystore(sqlite_addresses.keys_url)
    old, new = keystore.load(SANNE.id), keystore.load("runner-new")
    keystore.close()
    assert old is not None
    assert new is not None
    assert old.key_id != new.key_id


async def test_keys_in_postgres(postgres_addresses: Addresses, postgres: Postgres) -> None:
    """The keystore may be a PostgreSQL database of its own."""
    addresses = replace(postgres_addresses, keys_url=postgres.create("lichter_keys"))
    database = addresses.open()
    await database.write(sing)
    await database.close()
    database = addresses.open()
    found = await database.read(lambda uow: uow.runners.by_id(SANNE.id))
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    assert found is not None
    keystore = open_keystore(addresses.keys_url)
    left = [keystore.load(owner) is not None for owner in (SANNE.id, TRANSPORT)]
    keystore.close()
    assert left == [False, True]


@pytest.mark.parametrize("keys", [[], [b"short"], [DATA_KEY, b"short"]])
def test_bad_data_keys(sqlite_addresses: Addresses, keys: list[bytes]) -> None:
    """Missing or short master keys are refused in one sentence that names the setting."""
    with pytest.raises(StorageError, match="DATA_KEYS"):
        open_database(sqlite_addresses.url, sqlite_addresses.keys_url, keys)


def test_one_text_seals_differently_each_time() -> None:
    """Equal texts cannot be told to be equal."""
    box = Box("somebody", DATA_KEY)
    assert box.seal("niets", "a") != box.seal("niets", "a")


def test_another_owner_cannot_open() -> None:
    """The owner is part of the place, also under the same key."""
    sealed = Box("somebody", DATA_KEY).seal("niets", "a")
    with pytest.raises(StorageError):
        Box("else", DATA_KEY).open(sealed, "a")


def test_only_sealed_values_get_in() -> None:
    """The column guards: a plain text is refused before it reaches the database."""
    process = SealedBytes().bind_processor(sqlite.dialect())
    with pytest.raises(TypeError, match="sealed"):
        process(CANARY.encode())  # type: ignore[arg-type]
