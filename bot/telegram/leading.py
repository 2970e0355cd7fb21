"""Whoever must be one among several processes holds a lease row, and the others stand by."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.usecases.ports import Database, UnitOfWork

LEASE_FOR: Final = timedelta(seconds=3)
"""So long a process that is gone is waited for: with the next look, less than five seconds."""
LOOK_EVERY: Final = 1.0  # seconds between two looks, at the own lease or at somebody else's

log = structlog.get_logger()


@dataclass(slots=True)
class Leader:
    """Does its work only while this process, `holder`, has the lease of that name."""

    database: Database
    clock: Clock
    name: str
    holder: str
    _sure_until: float = 0.0  # machine time

    async def run(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Wait for the lease, work, and stand by again when it is lost; what `work` raises ends it.

        When cancelled it gives the lease back.
        """
        try:
            while True:
                if await self._holds():
                    await self._lead(work)
                    log.warning("lease_lost", lease=self.name)
                await asyncio.sleep(LOOK_EVERY)
        finally:
            with contextlib.suppress(Exception):  # it ends by itself
                await self.database.write(lambda uow: uow.leases.release(self.name, self.holder))

    async def _lead(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        log.info("lease_taken", lease=self.name)
        task = asyncio.create_task(work())
        try:
            while await self._holds():
                await asyncio.wait({task}, timeout=LOOK_EVERY)
                if task.done():
                    task.result()
                    return
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _holds(self) -> bool:
        """Take or renew the lease. While the database is away, it is ours until it ends."""
        began = self.clock.monotonic()
        left = max(self._sure_until - began, LOOK_EVERY)
        try:
            async with asyncio.timeout(left):
                held = await self.database.write(self._take)
        except Exception as error:  # noqa: BLE001 - the database may be away for a while
            log.warning("lease_unknown", lease=self.name, error=type(error).__name__)
            return self.clock.monotonic() < self._sure_until
        self._sure_until = began + LEASE_FOR.total_seconds() if held else 0.0
        return held

    def _take(self, uow: UnitOfWork) -> bool:
        now = self.clock.machine_now()
        return uow.leases.take(self.name, self.holder, now, now + LEASE_FOR)
