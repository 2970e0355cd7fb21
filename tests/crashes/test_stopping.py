"""Stopped in the worst moment, the real bot is out within two seconds and has lost nothing."""

import asyncio
import contextlib
import itertools
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.standin import Request
from tests.crashes.crowd import Crowd
from tests.crashes.scene import Scene, scene
from tests.nightly import NIGHTLY
from tests.processes import Running, lichter

SECONDS_TO_STOP = 2.0
BETWEEN = 0.1  # seconds between two SIGTERMs
HANGS = 30.0  # seconds that Telegram takes for each message
SHARE, AFTER = (120, 40) if NIGHTLY else (30, 20)  # answers before each stop, and after the last
PATIENCE = 40.0  # seconds for one part of a test; nobody waits for it when all is well
EVERY = 0.005 if NIGHTLY else 0.02  # seconds between two updates; what pours in is answered later
SENDS = ("sendMessage", "editMessageText")


@contextlib.asynccontextmanager
async def pouring(crowd: Crowd) -> AsyncIterator[None]:
    """Let people ask for help and tap again, without a pause and without an answer."""

    async def pour() -> None:
        for number in itertools.count():
            phone = crowd.walkers[number % len(crowd.walkers)].phone
            phone.types("/help") if number % 3 else phone.repeats()
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(pour())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until_one_hangs(here: Scene) -> None:
    """Wait until a message is on its way that Telegram does not answer."""
    async with asyncio.timeout(PATIENCE):
        while not any(one.method in SENDS and one.outcome == "open" for one in _latest(here)):  # noqa: ASYNC110 - nothing rings for a request
            await asyncio.sleep(0.01)


def _latest(here: Scene) -> list[Request]:
    return here.standin.requests[-100:]


async def stop_in_the_worst_moment(here: Scene, running: Running) -> float:
    """Let every message hang while updates pour in, then SIGTERM twice; returns its seconds."""
    async with pouring(here.crowd):
        for method in SENDS:
            here.standin.fail(method, times=None, latency=HANGS)
        await until_one_hangs(here)
        running.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(BETWEEN)  # whoever is impatient sends it once more
        ended, seconds = await running.stops()
    here.said[f"what life {len(here.said)} said"] = ended.out + ended.err
    assert ended.code == 0, ended.err
    assert "Traceback" not in ended.err
    here.standin.faults.clear()
    return BETWEEN + seconds


@pytest.mark.parametrize(("way", "stops"), [("polling", 2 if NIGHTLY else 1), ("webhook", 1)])
async def test_it_stops_while_sends_hang_and_updates_pour_in(
    tmp_path: Path, way: str, stops: int
) -> None:
    """Two seconds each time, and in the end 0 answers lost, doubled or out of order."""
    async with scene(tmp_path, way) as here:
        seconds = 0.0
        for number in range(1, stops + 1):
            async with lichter(tmp_path, **here.settings) as running, asyncio.timeout(PATIENCE):
                await running.says('"started"')
                await here.crowd.answer(number * SHARE)
                seconds = max(seconds, await stop_in_the_worst_moment(here, running))
        async with lichter(tmp_path, **here.settings) as again, asyncio.timeout(2 * PATIENCE):
            await again.says('"started"')
            await here.crowd.answer(stops * SHARE + AFTER)
            assert await here.finished(PATIENCE)
            await here.measured()
        ended = await again.ends()
        here.said["what the last life said"] = ended.out + ended.err
        figures = await here.figures(kills=0)
    assert seconds < SECONDS_TO_STOP
    assert figures.faults == 0, figures.table()
