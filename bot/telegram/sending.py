"""The outbox and its one sender: silence, priorities, limits, retries.

Nothing else sends a message. Silence is kept by `Outbox.claim`, in the same transaction that
marks a row as being sent: after the commit of *Ik ga lopen* nothing that it holds is claimed.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import structlog
from telegram import Bot

from bot.clock import Clock
from bot.telegram.carrying import Carrier, OnBlocked
from bot.telegram.delivering import Recipe
from bot.telegram.leading import LEASE_FOR, LOOK_EVERY
from bot.telegram.limits import Limits, Pace
from bot.usecases.ports import Database, OutboxRow, UnitOfWork

LEASE: Final = "sender"
# So many chats may have an answer that waits for Telegram to come back.
MOST_ROWS: Final = 2_000
# What is on its way when a process dies is sent again: so one that has just started, and may die of
# what the last one died of, begins with few.
FIRST_IN_FLIGHT: Final = 4
KEPT_FOR_ONE_MORE: Final = 4
STOP_SECONDS: Final = 1.0  # the program has two for everything

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one look into the table gave; `leads`: this process is the one that sends.

    So it has been since `since` (machine time in seconds), and so it is until `ends`.
    """

    rows: tuple[OutboxRow, ...]
    leads: bool
    since: float
    ends: datetime


class Sender:
    """Takes rows out of the outbox and brings them to Telegram.

    `recipes` make attachments by name. `holder` names this process where several share a
    database: the one with the lease sends. None: there is no other.
    """

    def __init__(
        self,
        database: Database,
        bot: Bot,
        clock: Clock,
        *,
        limits: Limits | None = None,
        recipes: Mapping[str, Recipe] | None = None,
        on_blocked: OnBlocked | None = None,
        holder: str | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits or Limits()
        self._holder = holder
        self._pace = Pace(self._limits)
        self._carrier = Carrier(
            *(database, bot, clock, self._limits, self._pace, recipes or {}, on_blocked),
            leads=self._surely_leads,
        )
        self._bell = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._next: dict[str, OutboxRow] = {}
        self._leads = False
        self._claimed = Claimed((), leads=False, since=float("-inf"), ends=_LONG_AGO)
        self._main: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what an earlier process left, and go on until `stop`."""
        self._main = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Something was committed to the outbox."""
        self._bell.set()

    @property
    def leads(self) -> bool:
        """Whether this process is the one that sends."""
        return self._leads

    def _surely_leads(self) -> bool:
        """Whether our lease cannot have ended yet, by neither clock: either may be set or stop."""
        if self._holder is None:
            return True
        ago = self._clock.monotonic() - self._claimed.since
        return ago < LEASE_FOR.total_seconds() and self._clock.machine_now() < self._claimed.ends

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Claim nothing more and let what is on its way arrive, for at most so many seconds."""
        self._carrier.stopping.set()
        self._bell.set()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        for tasks in ([self._main] if self._main else [], self._tasks.values()):
            if waiting := list(tasks):
                _, late = await asyncio.wait(waiting, timeout=max(0.0, end - loop.time()))
                for task in late:
                    task.cancel()
                await asyncio.gather(*late, return_exceptions=True)
        if self._leads and (holder := self._holder) is not None:
            await self._database.write(lambda uow: uow.leases.release(LEASE, holder))

    async def _run(self) -> None:
        while not self._carrier.stopping.is_set():
            self._bell.clear()
            room, rest = self._room()
            claimed = await self._claim(room, rest)
            if self._leads and not claimed.leads:
                self._give_way()
            self._leads = claimed.leads
            for row in claimed.rows:
                self._begin(row)
            if not self._leads:
                await self._carrier.nap(self._limits.scan_every)
            elif room == 0 or len(claimed.rows) < room:
                await self._listen(self._limits.scan_every if rest else self._soon())

    def _give_way(self) -> None:
        """Somebody else sends now, and has taken over all that was under way here."""
        log.warning("lease_lost", lease=LEASE, under_way=len(self._tasks))
        self._next.clear()
        for task in self._tasks.values():
            task.cancel()

    def _soon(self) -> float:
        """Seconds until there may be room again for what nobody asked for."""
        soon = 1 / self._limits.overall_per_second
        return min(self._limits.scan_every, soon)

    async def _listen(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), seconds)

    def _room(self) -> tuple[int, int]:
        """How many rows may be taken now: answers, and of the rest."""
        now = self._clock.monotonic()
        busy = len(self._tasks) - self._carrier.napping
        room = max(0, min(self._in_flight() - busy, MOST_ROWS - len(self._tasks)))
        if self._pace.all_paused(now):
            room = 0
        return room, min(room, self._pace.room(now))

    def _in_flight(self) -> int:
        """How many may be on their way at once: more and more, as they arrive."""
        return min(
            self._limits.in_flight, FIRST_IN_FLIGHT + self._carrier.kept // KEPT_FOR_ONE_MORE
        )

    async def _claim(self, room: int, rest: int) -> Claimed:
        ago = self._clock.monotonic() - self._claimed.since
        if room == 0 and (self._holder is None or ago < LOOK_EVERY):
            return replace(self._claimed, rows=())
        try:
            claimed = await self._database.write(lambda uow: self._claim_job(uow, room, rest))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
            log.warning("outbox_unreadable", error=type(error).__name__)
            await self._listen(self._limits.first_pause)
            return replace(self._claimed, rows=())
        self._claimed = claimed
        return claimed

    def _claim_job(self, uow: UnitOfWork, room: int, rest: int) -> Claimed:
        # Here, and not before: on a busy machine the job itself waits for its turn.
        since, machine = self._clock.monotonic(), self._clock.machine_now()
        ends = machine + LEASE_FOR
        if self._holder is not None and not uow.leases.take(LEASE, self._holder, machine, ends):
            return Claimed((), leads=False, since=since, ends=machine)
        now = self._clock.now()
        if not self._leads:
            uow.outbox.recover(now)
        rows = [*uow.outbox.claim(now, room, urgent_only=True)] if room else []
        rest = min(rest, room - len(rows))
        if rest > 0:
            rows += uow.outbox.claim(now, rest)
        return Claimed(tuple(rows), leads=True, since=since, ends=ends)

    def _begin(self, row: OutboxRow) -> None:
        if row.id in self._tasks:
            # It went back to the table, or the lease was lost and won again, and the one who
            # carried it last has not ended yet: then it is the turn of this one.
            self._next[row.id] = row
            return
        task = asyncio.create_task(self._carrier.carry(row))
        self._tasks[row.id] = task
        task.add_done_callback(lambda done: self._carried(row.id, done))

    def _carried(self, row_id: str, task: asyncio.Task[None]) -> None:
        del self._tasks[row_id]
        self._bell.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("message_stuck", error=type(error).__name__, row=row_id)
        row = self._next.pop(row_id, None)
        if row is not None and not self._carrier.stopping.is_set():
            self._begin(row)
