"""Updates among several processes: each may handle any of them, and no chat belongs to anybody.

The inbox is the truth. That a process holds a row is a hint, so that two do not do the same work;
what keeps the order is the lane of the chat and `Inbox.done`, inside the transaction. So nothing
goes wrong when a hint is old: a row of a process that died is simply claimed by another one.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from bot.clock import Clock
from bot.telegram.lanes import Lanes
from bot.telegram.leading import LEASE_FOR, LOOK_EVERY
from bot.usecases.ports import WORKER, Bell, Bells, Database, InboxRow, UnitOfWork

MOST_HELD: Final = 64
"""Updates that one process takes upon itself; the others are for whoever has time."""

log = structlog.get_logger()


class Hands(Protocol):
    """Who handles what is received."""

    @property
    def holder(self) -> str | None:
        """In whose name to store it; None: for whoever has time."""

    def take(self, rows: Sequence[InboxRow]) -> None:
        """Handle what was stored in this name."""

    def call(self) -> None:
        """There is something stored in nobody's name."""

    async def below(self, number: int) -> None:
        """Wait until fewer than `number` updates are waiting here."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """This process only receives: others handle it."""

    bells: Bells
    holder: None = None

    def take(self, rows: Sequence[InboxRow]) -> None:
        """Nothing is stored in our name."""
        raise AssertionError(rows)

    def call(self) -> None:
        """Wake those who handle updates."""
        self.bells.ring(Bell.INBOX)

    async def below(self, number: int) -> None:
        """Nothing waits here."""


@dataclass(slots=True)
class SharedLanes:
    """The lanes of this process among those of others: it claims what nobody handles."""

    lanes: Lanes
    database: Database
    clock: Clock
    bells: Bells
    name: str  # of this process
    _rung: asyncio.Event = field(default_factory=asyncio.Event)
    _claiming: asyncio.Task[None] | None = None
    _renewed: float = float("-inf")

    @property
    def holder(self) -> str | None:
        """This process, as long as it can keep up."""
        return self.name if self.lanes.waiting < MOST_HELD else None

    def take(self, rows: Sequence[InboxRow]) -> None:
        """Handle them here, without another look into the table."""
        self.lanes.take(rows)

    def call(self) -> None:
        """Wake the others; we look too, as soon as there is room."""
        self._rung.set()
        self.bells.ring(Bell.INBOX)

    async def below(self, number: int) -> None:
        """Wait until fewer than `number` updates are waiting here."""
        await self.lanes.below(number)

    async def start(self) -> None:
        """Take up what nobody handles, now and whenever the bell rings."""
        self.lanes.take(await self.database.write(self._claim))
        self.bells.on(Bell.INBOX, self._rung.set)
        self._claiming = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Claim nothing more; after the lanes stopped, leave what is left to the others."""
        if self._claiming is not None:
            self._claiming.cancel()
            await asyncio.gather(self._claiming, return_exceptions=True)
        await self.lanes.stop()
        with contextlib.suppress(Exception):  # the lease ends by itself
            lease = f"{WORKER}{self.name}"
            await self.database.write(lambda uow: uow.leases.release(lease, self.name))
        self.bells.ring(Bell.INBOX)

    async def _run(self) -> None:
        while True:
            self._rung.clear()
            try:
                rows = await self.database.write(self._claim)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
                log.warning("inbox_unreadable", error=type(error).__name__)
                rows = []
            self.lanes.take(rows)
            await self._listen()

    async def _listen(self) -> None:
        """Wait for room, then for the bell; for either no longer than until the next look."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                if self.lanes.waiting >= MOST_HELD:
                    await self.lanes.below(MOST_HELD)
                else:
                    await self._rung.wait()

    def _claim(self, uow: UnitOfWork) -> Sequence[InboxRow]:
        now, machine = self.clock.monotonic(), self.clock.machine_now()
        if now - self._renewed >= LOOK_EVERY:
            uow.leases.take(f"{WORKER}{self.name}", self.name, machine, machine + LEASE_FOR)
            self._renewed = now
        waiting = self.lanes.waiting
        if waiting >= MOST_HELD:
            return ()
        # With empty hands also what is ours: the answer to a claim may have been lost.
        return uow.inbox.claim(self.name, machine, MOST_HELD - waiting, own=waiting == 0)
