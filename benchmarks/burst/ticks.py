"""What looking at due rows costs: idle ticks, and the ticks of a burst."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from benchmarks.burst.filling import SOON
from bot.assembly.rooms import furnish
from bot.clock import Clock
from bot.ticking import DueRows
from bot.usecases.ports import Database

IDLE_TICKS = 200
LOOK_EVERY = 0.005
"""Seconds between two looks at the event loop: often enough, and little CPU of our own."""


class Stopped(Clock):
    """People's time stands still, at `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """Return the time that was set."""
        return self.at


@dataclass(slots=True)
class StandStill:
    """Watches the event loop: the longest time between two looks, less the pause."""

    longest: float = 0.0

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch while the block goes on."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(LOOK_EVERY)
            self.longest = max(self.longest, time.perf_counter() - began - LOOK_EVERY)


def ticker(database: Database, at: datetime) -> DueRows:
    """Return what looks at due rows, at this moment of people's time."""
    house = furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url="https://a.example")
    return DueRows(database, Stopped(at), house.nudge_rules, house.messages, lambda: None)


async def idle(database: Database, at: datetime) -> float:
    """Return the seconds of a tick when nothing is due."""
    due, took = ticker(database, at), []
    for _ in range(IDLE_TICKS):
        began = time.perf_counter()
        await due.tick()
        took.append(time.perf_counter() - began)
    return median(took)


@dataclass(frozen=True, slots=True)
class Settled:
    """Seconds, for all that was due; `still`: the longest for which the loop answered nobody."""

    took: float
    cpu: float
    still: float


async def burst(database: Database) -> Settled:
    """Let everything that is due at `SOON` leave for the outbox."""
    due, still = ticker(database, SOON), StandStill()
    gc.collect()
    gc.freeze()  # as the program does when it starts
    cpu, began = time.process_time(), time.perf_counter()
    async with still.watching():
        while await database.read(lambda uow: uow.planning.is_due(SOON)):
            await due.tick()
    return Settled(time.perf_counter() - began, time.process_time() - cpu, still.longest)


async def rest(seconds: float) -> float:
    """Return the longest stand-still while nothing is done: what the machine itself adds."""
    still = StandStill()
    async with still.watching():
        await asyncio.sleep(seconds)
    return still.longest
