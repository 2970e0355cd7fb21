"""Polling that does not come back ends the program; Telegram being away does not."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from bot.demo.standin import Standin
from bot.telegram.receiving import Poller, Polling
from bot.telegram.watchdog import Patience, PollingStopped, Watchdog
from bot.usecases.ports import Database
from tests.telegram import steps
from tests.telegram.road import road
from tests.telegram.seeing import heard, until

HANGS = 60.0  # seconds: longer than the test is patient
PATIENCE = Patience(quiet=0.3, there=1.5, look_every=0.05)
POLLING = Polling(long_poll=0, margin=1, first_pause=0.02, longest_pause=0.1)


@contextlib.asynccontextmanager
async def watched(url: str, database: Database) -> AsyncIterator[asyncio.Task[None]]:
    """Poll under the eyes of the watchdog."""
    async with road(url, database, steps.routes(), poll=False) as running:
        poller = Poller(running.bot, database, running.lanes, running.clock, POLLING)
        dog = Watchdog(running.bot, running.clock, lambda: poller.silent_for, PATIENCE)
        task = asyncio.create_task(dog.guard(poller.run()))
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_poller_that_hangs_ends_the_program(
    url: str, standin: Standin, database: Database
) -> None:
    """Telegram answers all but the polls: a sentence says what happens."""
    standin.fail("getUpdates", times=None, latency=HANGS)
    async with watched(url, database) as task:
        with pytest.raises(PollingStopped) as caught:
            await asyncio.wait_for(task, 10)
    assert "Nothing is lost" in str(caught.value)


@pytest.mark.parametrize("error", [404, 409, 500])
async def test_a_poller_that_is_refused_ends_the_program(
    url: str, standin: Standin, database: Database, error: int
) -> None:
    """Whatever the refusal is, the program does not live on deaf."""
    standin.fail("getUpdates", times=None, error=error)
    async with watched(url, database) as task:
        with pytest.raises(Exception, match=r"(?i)telegram|another program"):
            await asyncio.wait_for(task, 10)


async def test_an_outage_ends_nothing(url: str, standin: Standin, database: Database) -> None:
    """As long as nothing answers it waits, and polls again when Telegram is back."""
    anna = standin.person("Anna Verzonnen")
    async with watched(url, database) as task:

        async def polled() -> bool:
            return bool(standin.calls("getUpdates"))

        await until(polled)
        standin.goes_down("502")
        await asyncio.sleep(PATIENCE.quiet + PATIENCE.there + 0.2)
        assert not task.done()
        standin.comes_back()
        anna.says("hoi")
        await heard(anna, "text: hoi")
        assert not task.done()
