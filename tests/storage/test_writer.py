"""Jobs: all or nothing each, together in one commit on SQLite, and nobody waits in vain."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, Event

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.storage import StorageError, open_database
from bot.storage.engines import create, parse_url
from bot.storage.postgres import THREADS
from bot.usecases.ports import Database, UnitOfWork
from tests.databases import DATA_KEY, Addresses, Postgres

MEMORY = Addresses("sqlite://", "sqlite://")


def keep(uow: UnitOfWork, name: str) -> str:
    """Keep a value and return its name."""
    uow.kept.put(name, name)
    return name


def keep_and_fail(uow: UnitOfWork, name: str) -> None:
    """Keep a value, then fail."""
    uow.kept.put(name, name)
    raise LookupError(name)


async def kept(database: Database, *names: str) -> list[str | None]:
    """Return what is kept under these names."""
    return await database.read(lambda uow: [uow.kept.get(name) for name in names])


@contextmanager
def statements() -> Iterator[list[str]]:
    """Write down every statement that goes to any database."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def hold_up(database: Database) -> tuple[Event, asyncio.Task[bool]]:
    """Keep the writer busy until the event is set, so that later jobs wait together."""
    started, go_on = Event(), Event()

    def wait(_uow: UnitOfWork) -> bool:
        started.set()
        return go_on.wait(30)

    task = asyncio.create_task(database.write(wait))
    assert await asyncio.to_thread(started.wait, 30)
    return go_on, task


async def test_a_failing_job_leaves_nothing(database: Database) -> None:
    """An exception undoes all that its job did, and comes out."""
    with pytest.raises(LookupError):
        await database.write(lambda uow: keep_and_fail(uow, "a"))
    assert await kept(database, "a") == [None]


async def test_a_reader_cannot_write(database: Database) -> None:
    """A read that tries to write is refused, and changes nothing."""
    with pytest.raises(DBAPIError):
        await database.read(lambda uow: keep(uow, "a"))
    assert await kept(database, "a") == [None]
    assert await database.write(lambda uow: keep(uow, "b")) == "b"


async def test_after_close_nothing_is_taken(addresses: Addresses) -> None:
    """Waiting jobs are finished by `close`; later ones are refused; closing twice is fine."""
    database = addresses.open()
    waiting = [
        asyncio.create_task(database.write(partial(keep, name=f"k{n}"), first=n % 2 == 0))
        for n in range(20)
    ]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*waiting) == [f"k{n}" for n in range(20)]
    await database.close()
    with pytest.raises(StorageError, match="closed"):
        await database.write(lambda uow: keep(uow, "late"))
    with pytest.raises(StorageError, match="closed"):
        await kept(database, "late")


async def test_errors_tell_no_content(database: Database) -> None:
    """An error of the database shows its statement, never a value."""
    with pytest.raises(DBAPIError) as caught:
        await database.read(lambda uow: uow.kept.put("somebody's secret", "x"))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("writes", [True, False])
async def test_a_postgres_that_was_restarted_fails_nobody(
    postgres: Postgres, postgres_addresses: Addresses, *, writes: bool
) -> None:
    """Every connection is dead at once: what is asked next is done on new ones."""
    database, together = postgres_addresses.open(), Barrier(THREADS)
    await asyncio.gather(*(database.write(lambda _uow: together.wait(30)) for _ in range(THREADS)))
    with psycopg.connect(postgres.server, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lichter_test'"
        )
    do = database.write if writes else database.read
    assert await do(lambda uow: uow.runners.by_chat(1)) is None
    await database.close()


async def test_one_lane_at_a_time(addresses: Addresses) -> None:
    """Two processes never lose an update of the same chat: jobs of a chat wait for each other."""
    one, two = addresses.open(), addresses.open()

    def count(uow: UnitOfWork) -> None:
        uow.kept.put("count", str(int(uow.kept.get("count") or "0") + 1))

    jobs = [database.write(count, chat=5) for _ in range(20) for database in (one, two)]
    await asyncio.gather(*jobs)
    total = await kept(one, "count")
    await one.close()
    await two.close()
    assert total == ["40"]


async def test_waiting_jobs_share_a_commit(sqlite_addresses: Addresses) -> None:
    """Jobs that wait together are committed together (one disk flush for all of them)."""
    database = sqlite_addresses.open()
    go_on, first = await hold_up(database)
    with statements() as seen:
        jobs = [asyncio.create_task(database.write(partial(keep, name=f"k{n}"))) for n in range(30)]
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(first, *jobs)
    await database.close()
    assert seen.count("COMMIT") == 2  # the one that held up, and the thirty


async def test_what_goes_first_is_committed_before_what_waits(sqlite_addresses: Addresses) -> None:
    """Jobs that waited longer run after its COMMIT, not with it."""
    database = sqlite_addresses.open()
    go_on, held_up = await hold_up(database)
    with statements() as seen:
        jobs = [
            asyncio.create_task(database.write(lambda _uow: seen.append("waited"))),
            asyncio.create_task(database.write(lambda _uow: seen.append("waited"))),
            asyncio.create_task(database.write(lambda _uow: seen.append("first"), first=True)),
        ]
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(held_up, *jobs)
    await database.close()
    ours = [one for one in seen if one in {"waited", "first", "COMMIT"}]
    assert ours == ["COMMIT", "first", "COMMIT", "waited", "waited", "COMMIT"]


async def test_a_bad_job_rolls_back_alone(sqlite_addresses: Addresses) -> None:
    """Of jobs in one commit a failing one takes nobody with it."""
    database = sqlite_addresses.open()
    go_on, first = await hold_up(database)
    good = asyncio.create_task(database.write(lambda uow: keep(uow, "a")))
    bad = asyncio.create_task(database.write(lambda uow: keep_and_fail(uow, "b")))
    last = asyncio.create_task(database.write(lambda uow: keep(uow, "c")))
    await asyncio.sleep(0)
    go_on.set()
    results = await asyncio.gather(first, good, bad, last, return_exceptions=True)
    stored = await kept(database, "a", "b", "c")
    await database.close()
    assert [type(result) for result in results] == [bool, str, LookupError, str]
    assert stored == ["a", None, "c"]


async def test_a_failed_commit_fails_all(sqlite_addresses: Addresses) -> None:
    """When the COMMIT fails nobody is told that it worked, and the next job works again."""
    database = sqlite_addresses.open()
    go_on, first = await hold_up(database)
    jobs = [asyncio.create_task(database.write(partial(keep, name=n))) for n in "ab"]
    await asyncio.sleep(0)

    def full_disk(_connection: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if sql == "COMMIT":
            raise OperationalError("COMMIT", None, RuntimeError("disk is full"))

    event.listen(Engine, "before_cursor_execute", full_disk)
    go_on.set()
    results = await asyncio.gather(first, *jobs, return_exceptions=True)
    event.remove(Engine, "before_cursor_execute", full_disk)
    assert [type(result) for result in results] == [StorageError] * 3
    assert await kept(database, "a", "b") == [None, None]
    assert await database.write(lambda uow: keep(uow, "c")) == "c"
    await database.close()


async def test_results_come_after_the_commit(sqlite_addresses: Addresses) -> None:
    """Whoever has his result finds it in another process too."""
    one, two = sqlite_addresses.open(), sqlite_addresses.open()
    await one.write(lambda uow: keep(uow, "a"))
    found = await kept(two, "a")
    await one.close()
    await two.close()
    assert found == ["a"]


async def test_a_cancelled_job_does_not_run(sqlite_addresses: Addresses) -> None:
    """A job that nobody waits for any more, and that has not begun, is left out."""
    database = sqlite_addresses.open()
    go_on, first = await hold_up(database)
    job = asyncio.create_task(database.write(lambda uow: keep(uow, "a")))
    await asyncio.sleep(0)
    job.cancel()
    await asyncio.wait([job])
    go_on.set()
    await first
    stored = await kept(database, "a")
    await database.close()
    assert stored == [None]


async def test_in_memory() -> None:
    """A database in memory does the same: jobs, rolling back, reading without writing."""
    database = open_database(MEMORY.url, MEMORY.keys_url, [DATA_KEY])
    await database.write(lambda uow: keep(uow, "a"))
    with pytest.raises(LookupError):
        await database.write(lambda uow: keep_and_fail(uow, "b"))
    with pytest.raises(DBAPIError):
        await database.read(lambda uow: keep(uow, "c"))
    stored = await kept(database, "a", "b", "c")
    await database.close()
    assert stored == ["a", None, None]


def test_opens_with_full_safety(tmp_path: Path) -> None:
    """A connection flushes at each commit and checks foreign keys; its file is private."""
    engine = create(parse_url(f"sqlite:///{tmp_path}/lichter.db", "DATABASE_URL"), connections=1)
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    with engine.connect() as connection:
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    engine.dispose()
    assert values == ["wal", 2, 1, 1]
    assert (tmp_path / "lichter.db").stat().st_mode & 0o077 == 0
