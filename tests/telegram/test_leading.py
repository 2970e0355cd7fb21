"""Whoever must be one holds a lease, and stops when it loses it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram import sending
from bot.telegram.leading import LEASE_FOR, Leader
from bot.telegram.reply import Reply
from bot.usecases.ports import Database, UnitOfWork
from tests.telegram import steps
from tests.telegram.road import Away, road
from tests.telegram.seeing import heard, until

NAME = "poller"
FAILOVER = 5.0  # seconds, as promised


@contextlib.asynccontextmanager
async def leading(
    database: Database, clock: Clock, name: str, busy: list[str]
) -> AsyncIterator[asyncio.Task[None]]:
    """Let a process lead if it can; `busy` are those who work at this moment."""

    async def work() -> None:
        busy.append(name)
        try:
            await asyncio.Event().wait()
        finally:
            busy.remove(name)

    task = asyncio.create_task(Leader(database, clock, NAME, name).run(work))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def works(busy: list[str], *names: str) -> None:
    """Wait until exactly these work."""

    async def look() -> bool:
        assert len(busy) <= 1, "two at the same time"
        return busy == [*names]

    await until(look, FAILOVER)


def steal(uow: UnitOfWork, clock: Clock) -> None:
    """Take the lease as another process does when it has run out."""
    later = clock.machine_now() + 2 * LEASE_FOR
    assert uow.leases.take(NAME, "thief", later, later + LEASE_FOR)


async def test_one_works_and_the_next_takes_over(database: Database, clock: Clock) -> None:
    """The second stands by; when the first ends it goes on, and never both work."""
    busy: list[str] = []
    async with leading(database, clock, "a", busy) as first:
        await works(busy, "a")
        async with leading(database, clock, "b", busy):
            first.cancel()
            await works(busy, "b")


async def test_who_lost_the_lease_stops(database: Database, clock: Clock) -> None:
    """It stood still too long and another has it: its work is cut short."""
    busy: list[str] = []
    async with leading(database, clock, "a", busy):
        await works(busy, "a")
        await database.write(lambda uow: steal(uow, clock))
        await works(busy)


async def test_a_database_that_stumbles_ends_no_work(database: Database, clock: Clock) -> None:
    """One renewal that fails is no loss: the lease has not run out."""
    busy: list[str] = []
    away = Away(database, failures=0)
    async with leading(away, clock, "a", busy):
        await works(busy, "a")
        away.failures = 1

        async def stumbled() -> bool:
            return away.failures == 0

        await until(stumbled)
        assert busy == ["a"]


async def test_who_leads_leaves_the_database_alone_meanwhile(
    database: Database, clock: Clock
) -> None:
    """The lease is renewed once a second, not without end."""
    busy: list[str] = []
    away = Away(database, failures=0)
    async with leading(away, clock, "a", busy):
        await works(busy, "a")
        away.failures = 100
        await asyncio.sleep(0.05)
        assert away.failures >= 99


async def test_what_ends_the_work_comes_out(database: Database, clock: Clock) -> None:
    """As a refused token does."""

    async def fails() -> None:
        raise LookupError("made up")

    with pytest.raises(LookupError):
        await Leader(database, clock, NAME, "a").run(fails)


async def test_a_sender_that_lost_its_lease_sends_no_more(
    url: str, standin: Standin, database: Database, anna: Person, clock: Clock
) -> None:
    """What it still wanted to try again is somebody else's now: it comes once."""
    standin.fail("sendMessage", error=429, retry_after=1)
    async with road(url, database, steps.routes(), poll=False, holder="a") as running:
        await running.sends(Reply(anna.id, "hoi"))

        async def refused() -> bool:
            return bool(standin.calls("sendMessage"))

        await until(refused)

        def job(uow: UnitOfWork) -> None:
            later = clock.machine_now() + 2 * LEASE_FOR
            long = later + timedelta(minutes=1)
            assert uow.leases.take(sending.LEASE, "b", later, long)
            (row,) = uow.outbox.claim(clock.now(), 9) or (None,)
            assert row is None  # it is claimed still: whoever leads now recovers it
            uow.outbox.recover(clock.now())

        await database.write(job)

        async def gave_way() -> bool:
            return not running.sender.leads

        await until(gave_way)
        await asyncio.sleep(1.2)  # longer than it was told to wait
        assert len(standin.calls("sendMessage")) == 1
        await database.write(lambda uow: uow.leases.release(sending.LEASE, "b"))
        await heard(anna, "hoi")
