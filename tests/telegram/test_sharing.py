"""Several processes share the updates: whoever comes, in the order of each chat, none lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence

from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.raw import inbox_row
from bot.telegram.receiving import store
from bot.telegram.sharing import MOST_HELD, Elsewhere, SharedLanes
from bot.usecases.ports import WORKER, Bell, Database, InboxRow, UnitOfWork
from tests.telegram import steps
from tests.telegram.road import Road, road
from tests.telegram.seeing import heard, kept

KEEPING = steps.routes(text=steps.keeping())


class Handbell:
    """Bells without a database: what is rung here is heard here."""

    def __init__(self) -> None:
        self.rung: list[Bell] = []
        self._heard: list[tuple[Bell, Callable[[], None]]] = []

    def ring(self, bell: Bell) -> None:
        """Ring."""
        self.rung.append(bell)
        for one, wake in self._heard:
            if one is bell:
                wake()

    def on(self, bell: Bell, heard: Callable[[], None]) -> None:
        """Listen."""
        self._heard.append((bell, heard))

    async def close(self) -> None:
        """Nothing is open."""


def shared(running: Road, bells: Handbell, name: str) -> SharedLanes:
    """Return the lanes of a road as those of one process among others."""
    return SharedLanes(running.lanes, running.database, running.clock, bells, name)


@contextlib.asynccontextmanager
async def sharing(running: Road, bells: Handbell, name: str = "a") -> AsyncIterator[SharedLanes]:
    """Claim while the block runs."""
    one = shared(running, bells, name)
    await one.start()
    try:
        yield one
    finally:
        await one.stop()


def says(standin: Standin, person: Person, *texts: str) -> list[InboxRow]:
    """Let somebody say something; returns the rows to be stored."""
    before = len(standin.world.updates.given)
    for text in texts:
        person.says(text)
    return [inbox_row(told) for told in standin.world.updates.given[before:]]


async def test_an_earlier_update_goes_first_whoever_holds_it(
    url: str, standin: Standin, database: Database
) -> None:
    """Another process stored it and has not come to it: it is not overtaken, and counts once."""
    anna = standin.person("Anna Verzonnen")
    one, two, three = says(standin, anna, "een", "twee", "drie")
    async with road(url, database, KEEPING, poll=False) as running:
        now = running.clock.now()
        await database.write(lambda uow: uow.inbox.store([one, two], now, "another"))
        await database.write(lambda uow: uow.inbox.store([three], now, "a"))
        running.lanes.take([three])
        await heard(anna, "een", "twee", "drie")
        running.lanes.take([one, two])  # as the other process would, late
        await running.lanes.below(1)
        assert await kept(database, anna.id) == "een twee drie"


async def test_what_a_process_left_behind_is_taken_up(
    url: str, standin: Standin, database: Database
) -> None:
    """Its lease is over: whoever lives handles it, without a start of anybody."""
    anna = standin.person("Anna Verzonnen")
    rows = says(standin, anna, "een", "twee")
    async with road(url, database, KEEPING, poll=False) as running, sharing(running, Handbell()):
        now = running.clock.now()
        await database.write(lambda uow: uow.inbox.store(rows, now, "gone"))
        await heard(anna, "een", "twee")


async def test_what_another_holds_is_left_to_it(
    url: str, standin: Standin, database: Database
) -> None:
    """As long as it lives nobody else does its work."""
    anna, bram = standin.person("Anna Verzonnen"), standin.person("Bram Verzonnen")
    theirs, ours = says(standin, anna, "een"), says(standin, bram, "hoi")
    bells = Handbell()
    async with road(url, database, KEEPING, poll=False) as running:
        now, machine = running.clock.now(), running.clock.machine_now()

        def job(uow: UnitOfWork) -> None:
            uow.leases.take(f"{WORKER}b", "b", machine, machine.replace(year=machine.year + 1))
            uow.inbox.store(theirs, now, "b")
            uow.inbox.store(ours, now)

        await database.write(job)
        async with sharing(running, bells):
            await heard(bram, "hoi")
            await heard(anna)


async def test_what_it_holds_is_left_to_it(url: str, standin: Standin, database: Database) -> None:
    """That it lives is known to the others from its start."""
    rows = says(standin, standin.person("Anna Verzonnen"), "een")
    async with road(url, database, KEEPING, poll=False) as running, sharing(running, Handbell()):
        now, machine = running.clock.now(), running.clock.machine_now()

        def job(uow: UnitOfWork) -> Sequence[InboxRow]:
            uow.inbox.store(rows, now, "a")
            return uow.inbox.claim("b", machine, 9, own=False)

        assert not await database.write(job)


async def test_a_receiver_alone_calls_the_others(
    url: str, standin: Standin, database: Database
) -> None:
    """It stores in nobody's name and rings; who hears it answers, before its next look."""
    anna = standin.person("Anna Verzonnen")
    bells = Handbell()
    async with road(url, database, KEEPING, poll=False) as running, sharing(running, bells):
        await store(database, Elsewhere(bells), running.clock, says(standin, anna, "hoi"))
        async with asyncio.timeout(0.9):
            await anna.reads()
    assert Bell.INBOX in bells.rung


async def test_who_cannot_keep_up_leaves_it_to_others(
    url: str, standin: Standin, database: Database
) -> None:
    """With its hands full a process stores in nobody's name; it all comes to be answered."""
    anna = standin.person("Anna Verzonnen")
    texts = [str(number) for number in range(MOST_HELD + 5)]
    bells = Handbell()
    async with road(url, database, KEEPING, poll=False) as running, sharing(running, bells) as one:
        rows = says(standin, anna, *texts)
        before = one.holder
        await store(database, one, running.clock, rows[:MOST_HELD])
        assert (before, one.holder) == ("a", None)
        await store(database, one, running.clock, rows[MOST_HELD:])
        assert bells.rung == [Bell.INBOX]
        await heard(anna, *texts)


async def test_a_stop_leaves_the_rest_to_others(
    url: str, standin: Standin, database: Database
) -> None:
    """Its lease ends with it, so that nobody waits for it to run out."""
    anna = standin.person("Anna Verzonnen")
    bells = Handbell()
    async with road(url, database, KEEPING, poll=False) as first:
        one = shared(first, bells, "a")
        await one.start()
        await one.stop()
        now = first.clock.now()
        rows = says(standin, anna, "hoi")
        await database.write(lambda uow: uow.inbox.store(rows, now, "a"))
        async with road(url, database, KEEPING, poll=False) as second, sharing(second, bells, "b"):
            async with asyncio.timeout(0.9):
                await anna.reads()
    assert Bell.INBOX in bells.rung
