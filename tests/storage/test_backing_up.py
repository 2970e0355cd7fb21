"""Backup and restore, on each database and from each to the other."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from bot.domain.guidance import Guidance
from bot.domain.run import RunState, Sentence
from bot.storage import (
    StorageError,
    open_keystore,
)
from bot.storage.backing_up import LEFT_OUT, back_up_data, back_up_keys
from bot.storage.engines import parse_url
from bot.storage.restoring import Restored, restore_data, restore_keys
from bot.storage.sealed_file import SealedWriter, read_lines
from bot.storage.tables import metadata
from bot.usecases import coaching
from bot.usecases.ports import Author, InboxRow, Message, Note, Session, UnitOfWork
from tests.databases import DATA_KEY, Addresses, Postgres
from tests.storage.people import (
    BRAM,
    COACH,
    DAY,
    NOW,
    SANNE,
    enrol,
    message,
    moment,
    nudge,
    run,
    sentence,
    shared,
)

OTHER_KEY = b"another made-up key for tests 32"
CANARY = "kanariepiet"


def live(uow: UnitOfWork) -> None:
    """Put something into every table that a backup keeps, and into those that it leaves out."""
    enrol(uow, SANNE, BRAM)
    shared(uow, SANNE, COACH)
    uow.coaches.looked(COACH.id, SANNE.id, "runner", NOW)
    uow.coaches.add_link(COACH.id, b"l" * 32, NOW)
    uow.coaches.add_session(Session("session", COACH.id, NOW, NOW, trusted=True), b"s" * 32)
    for number, runner in ((1, SANNE), (2, BRAM)):
        uow.runs.add(run(number, runner, RunState.REFLECTED))
        uow.runs.answer(run(number, runner), "tension", "7", NOW)
        uow.runs.write(sentence(run(number, runner), CANARY, shared=True))
        uow.planning.add_moment(moment(number, runner), NOW)
        uow.planning.plan(nudge(number, runner))
    uow.guiding.guide(SANNE.id, Guidance(cap=20))
    uow.guiding.add_note(Note("note", COACH.id, SANNE.id, CANARY, NOW))
    uow.guiding.set_aside(COACH.id, SANNE.id, {"dip": NOW.date()})
    uow.messages.add(Message("message", COACH.id, SANNE.id, Author.COACH, CANARY, NOW))
    uow.silences.begin(SANNE.chat, NOW)
    uow.kept.put("menu", CANARY)
    uow.inbox.store([InboxRow(1, SANNE.chat, CANARY)], NOW)
    uow.outbox.add(message(1))
    uow.leases.take("tick", "somebody", NOW, NOW)


def rows(url: str) -> Mapping[str, Sequence[tuple[object, ...]]]:
    """Return all rows of all tables."""
    engine = create_engine(parse_url(url, "DATABASE_URL"))
    with engine.connect() as connection:
        found = {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def backup(addresses: Addresses) -> bytes:
    """Return a backup of the data."""
    file = io.BytesIO()
    back_up_data(addresses.url, [DATA_KEY], file, NOW, lambda _done, _total: None)
    return file.getvalue()


def put_back(file: bytes, addresses: Addresses, key: bytes = DATA_KEY) -> Restored:
    """Restore the data, settling nothing."""
    return restore_data(
        addresses.url,
        addresses.keys_url,
        [key],
        io.BytesIO(file),
        lambda _done, _total: None,
        NOW,
        lambda _uow: None,
    )


@pytest.fixture
async def lived(addresses: Addresses) -> Addresses:
    """Return a database in which something was kept, and which is closed."""
    database = addresses.open()
    await database.write(live)
    await database.close()
    return addresses


@pytest.fixture
def empty(lived: Addresses, tmp_path: Path) -> Addresses:
    """Return an empty SQLite file, with the keystore of what was lived."""
    return replace(lived, url=f"sqlite:///{tmp_path}/empty.db")


async def test_everything_is_tried(lived: Addresses) -> None:
    """The life of these tests fills every table of a backup but `erased`: none is forgotten."""
    unused = {name for name, found in rows(lived.url).items() if not found}
    assert unused - LEFT_OUT == {"erased"}


async def test_everything_comes_back_in_sqlite(lived: Addresses, empty: Addresses) -> None:
    """Row by row the same, from SQLite or PostgreSQL; what is on its way stays out."""
    before = rows(lived.url)
    put_back(backup(lived), empty)
    after = rows(empty.url)
    assert {name: after[name] for name in LEFT_OUT} == {name: [] for name in LEFT_OUT}
    kept = set(before) - LEFT_OUT - {"tokens"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


async def test_everything_comes_back_in_postgres(lived: Addresses, postgres: Postgres) -> None:
    """The same the other way, and new rows are numbered on from the old ones."""
    before, file = rows(lived.url), backup(lived)
    postgres.empty()
    there = replace(lived, url=postgres.address)
    put_back(file, there)
    after = rows(there.url)
    kept = set(before) - LEFT_OUT - {"tokens"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    database = there.open()
    await database.write(lambda uow: uow.coaches.looked(COACH.id, BRAM.id, "runner", NOW))
    await database.close()


async def test_a_link_to_sign_in_does_not_come_back(lived: Addresses, empty: Addresses) -> None:
    """It works once, and may have been used since; an invitation does come back."""
    put_back(backup(lived), empty)
    purposes = [{row[1] for row in rows(one.url)["tokens"]} for one in (lived, empty)]
    assert purposes == [{"activation", "invitation", "sign_in"}, {"activation", "invitation"}]


async def test_who_was_erased_since_does_not_come_back(lived: Addresses, empty: Addresses) -> None:
    """Erased after the backup: no row of hers, no key; the others are there."""
    file = backup(lived)
    database = lived.open()
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    assert put_back(file, empty).dropped == 1
    after = rows(empty.url)
    assert SANNE.id not in str({name: after[name] for name in after if name != "erased"})
    assert SANNE.chat not in [one for row in (*after["runners"], *after["silences"]) for one in row]
    database = empty.open()
    found = await database.read(lambda uow: [uow.runners.by_id(x.id) for x in (SANNE, BRAM)])
    await database.close()
    assert found == [None, BRAM]


async def took_back(lived: Addresses) -> None:
    """Let Sanne stop sharing, and Bram keep his sentence to himself; one of his is deleted."""
    database = lived.open()

    def job(uow: UnitOfWork) -> None:
        coaching.withdraw(uow, SANNE, NOW)
        uow.runs.write(replace(sentence(run(2, BRAM), CANARY), shared=False))
        uow.runs.delete_sentence(sentence(run(1), CANARY).id)

    await database.write(job)
    await database.close()


async def still_there(there: Addresses) -> tuple[Sequence[str], bool | None, Sequence[Sentence]]:
    """Return who shares with the coach, whether Bram's sentence is shared, and Sanne's own."""
    database = there.open()

    def look(uow: UnitOfWork) -> tuple[Sequence[str], bool | None, Sequence[Sentence]]:
        of_bram = uow.runs.sentences(BRAM.id, 1)[0].shared
        return uow.coaches.runner_ids(COACH.id), of_bram, uow.runs.sentences(SANNE.id, 1)

    found = await database.read(look)
    await database.close()
    return found


async def test_what_was_taken_back_since_does_not_come_back(
    lived: Addresses, empty: Addresses
) -> None:
    """No coach sees again who left him, or what is private now; what was deleted is gone."""
    file = backup(lived)
    await took_back(lived)
    put_back(file, empty)
    assert await still_there(empty) == ([], False, [])
    database = empty.open()
    assert await database.read(lambda uow: uow.guiding.guidance(SANNE.id)) == Guidance()
    await database.close()


async def test_what_was_taken_back_is_in_the_backup_of_the_keys(
    lived: Addresses, tmp_path: Path
) -> None:
    """The keystore is lost too: the newer backup of the keys knows of it."""
    file, keys = backup(lived), io.BytesIO()
    await took_back(lived)
    back_up_keys(lived.keys_url, [DATA_KEY], keys)
    new = Addresses(f"sqlite:///{tmp_path}/new.db", f"sqlite:///{tmp_path}/new-keys.db")
    keys.seek(0)
    restore_keys(new.keys_url, [DATA_KEY], keys)
    put_back(file, new)
    assert await still_there(new) == ([], False, [])


async def test_what_was_taken_back_is_forgotten_with_its_owner(lived: Addresses) -> None:
    """Who is erased leaves nothing, not even the ids of what she ended."""
    await took_back(lived)
    database = lived.open()
    await database.write(lambda uow: uow.runners.erase(SANNE.id))
    await database.close()
    keystore = open_keystore(lived.keys_url)
    assert {one.owner for one in keystore.taken_back()} == {BRAM.id}
    keystore.close()


async def test_who_shares_again_goes_on_sharing(lived: Addresses, empty: Addresses) -> None:
    """What was taken back is one sharing, not the next one with the same coach."""
    await took_back(lived)
    database = lived.open()
    await database.write(lambda uow: shared(uow, SANNE, COACH, NOW + DAY))
    await database.close()
    put_back(backup(lived), empty)
    assert (await still_there(empty))[0] == [SANNE.id]


async def test_it_is_of_one_moment(lived: Addresses, empty: Addresses) -> None:
    """What is written while the backup is made is not in it, and waits for nothing."""
    database, loop, file = lived.open(), asyncio.get_running_loop(), io.BytesIO()

    def meanwhile(done: int, _total: int) -> None:
        if done == 0:
            job = database.write(lambda uow: uow.runners.erase(BRAM.id))
            asyncio.run_coroutine_threadsafe(job, loop).result()

    made = (lived.url, [DATA_KEY], file, NOW, meanwhile)
    total = await asyncio.to_thread(back_up_data, *made)
    await database.close()
    restored = put_back(file.getvalue(), empty)
    assert (restored.rows, restored.dropped) == (total, 1)


async def test_nothing_can_be_read_without_the_key(lived: Addresses) -> None:
    """Neither words nor chat numbers stand in the file; another key is named as the reason."""
    file = backup(lived)
    assert not [x for x in (CANARY, str(SANNE.chat), SANNE.id, "runners") if x.encode() in file]
    with pytest.raises(StorageError, match="DATA_KEYS lacks the key"):
        put_back(file, lived, OTHER_KEY)


@pytest.mark.parametrize("spoil", [lambda x: x[:-1], lambda x: x[:60] + b"?" + x[61:]])
async def test_a_damaged_file_changes_nothing(
    sqlite_addresses: Addresses, tmp_path: Path, spoil: object
) -> None:
    """Cut off or changed: it is said, and the database is as empty as it was."""
    database = sqlite_addresses.open()
    await database.write(live)
    await database.close()
    assert callable(spoil)
    there = replace(sqlite_addresses, url=f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(StorageError, match="damaged"):
        put_back(spoil(backup(sqlite_addresses)), there)
    engine = create_engine(there.url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").all() == []
    engine.dispose()


async def test_a_backup_of_keys_is_none_of_data(lived: Addresses, empty: Addresses) -> None:
    """Each opens with its own key, so that none is taken for the other."""
    file = io.BytesIO()
    back_up_keys(lived.keys_url, [DATA_KEY], file)
    with pytest.raises(StorageError, match="damaged"):
        put_back(file.getvalue(), empty)


async def test_people_are_not_written_over(lived: Addresses) -> None:
    """A database that holds people is left alone."""
    file, before = backup(lived), rows(lived.url)
    with pytest.raises(StorageError, match="an empty one"):
        put_back(file, lived)
    assert rows(lived.url) == before


async def test_a_lost_keystore_comes_back(lived: Addresses, tmp_path: Path) -> None:
    """With both lost, both backups bring everybody back."""
    data, keys = backup(lived), io.BytesIO()
    assert back_up_keys(lived.keys_url, [DATA_KEY], keys) == 4  # two runners and Lichter's own two
    there = Addresses(f"sqlite:///{tmp_path}/new.db", f"sqlite:///{tmp_path}/new-keys.db")
    with pytest.raises(StorageError, match="--keys"):
        put_back(data, there)
    restore_keys(there.keys_url, [DATA_KEY], io.BytesIO(keys.getvalue()))
    assert put_back(data, there).dropped == 0
    database = there.open()
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) == SANNE
    await database.close()


async def test_older_keys_do_not_come_over_newer_ones(lived: Addresses) -> None:
    """While there are keys of runners, those of a backup would bring erased people back."""
    keys = io.BytesIO()
    back_up_keys(lived.keys_url, [DATA_KEY], keys)
    keystore = open_keystore(lived.keys_url)
    keystore.erase([SANNE.id])
    with pytest.raises(StorageError, match="without --keys"):
        restore_keys(lived.keys_url, [DATA_KEY], io.BytesIO(keys.getvalue()))
    left = keystore.load(SANNE.id)
    keystore.close()
    assert left is None


async def test_an_older_backup_is_brought_up_to_date(lived: Addresses, empty: Addresses) -> None:
    """A backup of the first form goes into tables of that form, which then become today's."""
    lines = list(read_lines(io.BytesIO(backup(lived)), [DATA_KEY], "data"))
    file = io.BytesIO()
    writer = SealedWriter(file, DATA_KEY, "data")
    writer.line({"version": 1, "form": "0001", "rows": 4})
    for line in lines[1:]:
        if isinstance(line, list) and line[0] in {"runners", "consents", "kept"}:
            writer.line(line)
    writer.close()
    put_back(file.getvalue(), empty)
    database = empty.open()
    assert await database.read(lambda uow: uow.runners.by_id(SANNE.id)) == SANNE
    await database.close()


async def test_a_backup_of_a_newer_lichter_is_refused(empty: Addresses) -> None:
    """A form that this one does not know."""
    file = io.BytesIO()
    writer = SealedWriter(file, DATA_KEY, "data")
    writer.line({"version": 1, "form": "9999", "rows": 0})
    writer.close()
    with pytest.raises(StorageError, match="newer Lichter"):
        put_back(file.getvalue(), empty)
