"""What looking at due rows costs: idle ticks, and the ticks of a burst."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import ParamSpec, TypeVar

from benchmarks.burst.filling import SOON
from bot.assembly.program import YOUNG
from bot.assembly.rooms import furnish
from bot.clock import Clock
from bot.due.many_nudges import Worded
from bot.due.ticking import DueRows
from bot.storage.collections.outbox import OutboxRows
from bot.usecases import nudging
from bot.usecases.ports import Database

P = ParamSpec("P")
R = TypeVar("R")

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


@dataclass(slots=True)
class Spent:
    """CPU seconds of the threads that do it: whole jobs, and of these the judging, the messages."""

    jobs: list[float] = field(default_factory=list)
    judging: list[float] = field(default_factory=list)
    messages: list[float] = field(default_factory=list)

    @contextlib.contextmanager
    def counting(self) -> Iterator[None]:
        """Count while the block goes on."""
        before = DueRows._batch, Worded.rows, OutboxRows.add_all  # noqa: SLF001
        decide = nudging.decide
        nudging.decide = _timed(decide, self.judging)
        DueRows._batch = _timed(before[0], self.jobs)  # type: ignore[method-assign]  # noqa: SLF001
        Worded.rows = _timed(before[1], self.messages)  # type: ignore[method-assign]
        OutboxRows.add_all = _timed(before[2], self.messages)  # type: ignore[method-assign]
        try:
            yield
        finally:
            nudging.decide = decide
            DueRows._batch, Worded.rows, OutboxRows.add_all = before  # type: ignore[method-assign]  # noqa: SLF001


def _timed(function: Callable[P, R], tooks: list[float]) -> Callable[P, R]:
    def timed(*args: P.args, **kwargs: P.kwargs) -> R:
        began = time.thread_time()
        try:
            return function(*args, **kwargs)
        finally:
            tooks.append(time.thread_time() - began)

    return timed


@dataclass(frozen=True, slots=True)
class Settled:
    """Seconds, for all that was due; `still`: the longest for which the loop answered nobody.

    `cpu` is of the whole process. `planned`: what was due claimed and settled, the next of each
    planned; `judged`: whether it may go, by the record of its runner; `queued`: its message put
    into words, sealed, and added to the outbox.
    """

    took: float
    cpu: float
    planned: float
    judged: float
    queued: float
    still: float


async def burst(database: Database) -> Settled:
    """Let everything that is due at `SOON` leave for the outbox."""
    due, still, spent = ticker(database, SOON), StandStill(), Spent()
    gc.collect()
    gc.freeze()  # as the program does when it starts
    gc.set_threshold(YOUNG)
    cpu, began = time.process_time(), time.perf_counter()
    with spent.counting():
        async with still.watching():
            while await database.read(lambda uow: uow.planning.is_due(SOON)):
                await due.tick()
    judged, queued = sum(spent.judging), sum(spent.messages)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    planned = sum(spent.jobs) - judged - queued
    return Settled(took, cpu, planned, judged, queued, still.longest)


async def rest(seconds: float) -> float:
    """Return the longest stand-still while nothing is done: what the machine itself adds."""
    still = StandStill()
    async with still.watching():
        await asyncio.sleep(seconds)
    return still.longest
