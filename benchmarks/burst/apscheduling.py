"""The same plan as APScheduler's own jobs, one a runner, in memory."""

import asyncio
import logging
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from benchmarks.burst.ticks import StandStill
from benchmarks.road.playing import memory_of

FOR_ADDING = timedelta(microseconds=600)
"""So much of the real clock for each job, before all of them are due."""

FOR_FIRING = 30.0
"""Seconds after that."""


@dataclass(frozen=True, slots=True)
class Fired:
    """What so many jobs cost. `memory`: MB at most; `fired`: the others came too late."""

    cpu: float  # seconds
    memory: float
    fired: int
    still: float


async def apscheduler(jobs: int) -> Fired:
    """Add so many jobs, all due at one moment, and wait for it."""
    fired = 0

    def fire() -> None:
        nonlocal fired
        fired += 1

    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a line for each that it leaves
    scheduler, still = AsyncIOScheduler(timezone=UTC), StandStill()
    memory, cpu = memory_of(os.getpid(), "VmRSS"), time.process_time()
    at = _now() + jobs * FOR_ADDING + timedelta(seconds=5)
    scheduler.start(paused=True)
    for number in range(jobs):
        scheduler.add_job(fire, "date", run_date=at, id=str(number))
    scheduler.resume()
    async with still.watching():
        await asyncio.sleep(max(0.0, (at - _now()).total_seconds()) + FOR_FIRING)
    cpu, memory = time.process_time() - cpu, memory_of(os.getpid(), "VmHWM") - memory
    scheduler.shutdown(wait=False)
    return Fired(cpu, memory, fired, still.longest)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  APScheduler looks at the real clock
