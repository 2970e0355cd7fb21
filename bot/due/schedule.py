"""The clock: a few interval jobs. The only file that imports APScheduler.

It knows no due times: those are rows. So a restart loses nothing, and a burst is no misfire.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from secrets import token_hex

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from bot.clock import Clock
from bot.due.ticking import Digests, DueRows, Release
from bot.messages import Messages
from bot.usecases.nudging import NudgeRules
from bot.usecases.ports import Database

SECOND = timedelta(seconds=1)

DIGESTS = timedelta(minutes=1)
"""So often it is looked whose digest is due."""

LOOK_EVERY = 5.0
"""Seconds between two looks whether the machine's clock went back."""

A_MINUTE_ON = timedelta(minutes=1)
"""When what nobody waits for begins: those who wrote while it was down are answered by then."""

STOP_SECONDS = 1.0
"""How long a tick that is going on may take to finish when we stop."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tick:
    """Something done again and again, for the first time `after` the start.

    `run` is never called twice at the same time.
    """

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]
    after: timedelta = timedelta(0)


class Schedule:
    """Runs its ticks until it is stopped; an error in one is logged and stops nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rules: NudgeRules,
        messages: Messages,
        queued: Callable[[], None],
        *,
        more: Sequence[Tick] = (),
        holder: str | None = None,
        is_right: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        """`queued` is called when there is something to send; `more`: what else is to tick.

        `holder` is the name under which the lease is held; None: a random one of this process.
        `is_right`: whether the clock may be gone by, else no tick does anything; None: it is.
        """
        self._clock = clock
        self._is_right = is_right
        self._due = DueRows(database, clock, rules, messages, queued, holder or token_hex(8))
        self._ticks = (
            Tick("due", SECOND, self._due.tick),
            Tick("release", SECOND, Release(database, clock, queued).tick),
            Tick("digest", DIGESTS, Digests(database, clock, messages, queued).tick),
            *more,
        )
        self._going: set[asyncio.Task[None]] = set()
        self._watching: asyncio.Task[None] | None = None
        # UTC: otherwise it would ask the machine for its zone, which may have none.
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin; most ticks run at once, so that what is due after a restart does not wait."""
        for tick in self._ticks:
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=tick.every.total_seconds(), timezone=UTC),
                args=(tick,),
                id=tick.name,
                next_run_time=self._clock.machine_now() + tick.after,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    def wake(self) -> None:
        """Run every tick now: people's time was moved."""
        for tick in self._ticks:
            job = self._scheduler.get_job(tick.name)
            if job is not None:
                job.modify(next_run_time=self._clock.machine_now())

    async def stop(self) -> None:
        """Begin no new tick, and let those that are going on finish (`STOP_SECONDS` at most)."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._watching is not None:
            self._watching.cancel()
        going = {task for task in self._going if not task.done()}
        if going:
            await asyncio.wait(going, timeout=STOP_SECONDS)
        self._scheduler.shutdown(wait=False)
        for task in going:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        with contextlib.suppress(Exception):  # the lease ends by itself
            await self._due.release_lease()

    async def _watch(self) -> None:
        """Bring forward what waits too long: a clock that went back an hour would hold all up."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = self._clock.machine_now()
            for tick in self._ticks:
                job = self._scheduler.get_job(tick.name)
                if job is not None and job.next_run_time > now + max(tick.every, tick.after):
                    log.warning("clock_went_back", tick=tick.name)
                    job.modify(next_run_time=now)

    async def _run(self, tick: Tick) -> None:
        """Run one tick in a task of its own, which `stop` can wait for."""
        task = asyncio.ensure_future(self._guarded(tick))
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        await asyncio.shield(task)

    async def _guarded(self, tick: Tick) -> None:
        try:
            if self._is_right is None or await self._is_right():
                await tick.run()
        except Exception as error:  # noqa: BLE001  the schedule goes on whatever a tick does
            log.error("tick_failed", tick=tick.name, error=type(error).__name__)  # noqa: TRY400  a traceback could hold words
