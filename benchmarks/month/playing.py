"""The month itself: hour after hour of people's time, with faults, and what came of each day."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.month.people import Habits, Reader
from benchmarks.road.playing import memory_of
from bot.clock import Clock
from bot.demo.standin import Standin
from bot.usecases.ports import Backlog, Database, UnitOfWork
from tests.telegram.weather import Weather

ZONE = ZoneInfo("Europe/Amsterdam")
HOURS = range(7, 23)
COACHES_READ = (8, 9, 20)
MILD, ROUGH = 2, 30
"""Of a hundred requests so many go wrong: usually, and in one hour of each day."""

OUTAGE = timedelta(minutes=10)
OUTAGE_SECONDS = 1.5  # of machine time, after which those ten minutes are over
LOOK_EVERY = 0.02
CALM_ROUNDS = 15  # so often nobody did anything: whoever is at it still waits for what never comes
PATIENCE = 120.0  # seconds of machine time for one hour of theirs


@dataclass(frozen=True, slots=True)
class Day:
    """What came of one day. `dead` by reason; `waits`: seconds the oldest message waited."""

    number: int
    answers: int
    sent: int
    nudges: int
    again: int  # tries that failed and were made again
    waits: float
    dead: Counter[str]
    pages: int
    memory: float  # MB, after garbage was collected


@dataclass(slots=True)
class Month:
    """Everybody, and the process in which the bot runs."""

    standin: Standin
    weather: Weather
    clock: Clock
    database: Database  # to look, never to write
    process: asyncio.subprocess.Process
    web: httpx2.AsyncClient
    people: Sequence[Habits]
    readers: Sequence[Reader]
    chance: random.Random
    restless: int = 0  # hours after which the bot did not come to rest
    _waits: float = 0.0
    _moved_at: float = 0.0
    _hours: int = 0
    _before: Counter[str] = field(default_factory=Counter)

    async def day(self, number: int, day: date) -> Day:
        """Live one day."""
        said, read = self._answers, self._pages
        self._waits = 0.0
        rough, outage = self.chance.choice(HOURS), self.chance.choice(HOURS)
        for hour in HOURS:
            await self._to(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE))
            self.weather.percent = ROUGH if hour == rough else MILD
            await self._hour(day, hour, outage=hour == outage)
        for one in self.people:
            one.forgets()
        for reader in self.readers:
            del reader.person.chat.history[:-1]
        self._tidy()
        return await self._told(number, said, read)

    async def rests(self) -> bool:
        """Wait until everything is taken, handled and sent; False when that lasts too long."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if await self._at_rest():
                return True
            await asyncio.sleep(LOOK_EVERY)
        return False

    async def ends(self) -> bool:
        """Let the weather clear, and everything come to rest."""
        self.weather.percent = 0
        return await self.rests()

    # ------------------------------------------------------------------ an hour
    async def _hour(self, day: date, hour: int, *, outage: bool) -> None:
        self._hours += 1
        for one in self.people:
            one.hour_comes(day, hour, self._hours)
        if hour in COACHES_READ:
            for reader in self.readers:
                await reader.reads()
        if outage:
            await self._goes_down()
        await self._plays()
        self.restless += not await self.rests()

    async def _plays(self) -> None:
        """Let everybody do what he is at, until nobody has anything left to do."""
        calm, end = 0, time.monotonic() + PATIENCE
        while calm < CALM_ROUNDS and time.monotonic() < end:
            before = self._answers
            for one in self.people:
                one.acts(self._hours)
            if not any(one.busy for one in self.people):
                return
            await asyncio.sleep(LOOK_EVERY)
            moved = self._answers != before or not await self._at_rest()
            calm = 0 if moved else calm + 1

    async def _goes_down(self) -> None:
        """Ten minutes without Telegram, while people tap on."""
        self.standin.goes_down(self.chance.choice(("cut", "502")))
        end = time.monotonic() + OUTAGE_SECONDS
        while time.monotonic() < end:
            for one in self.people:
                one.acts(self._hours)
            await self._at_rest()
            await asyncio.sleep(LOOK_EVERY)
        await self._to(self.clock.now() + OUTAGE)
        self.standin.comes_back()

    async def _at_rest(self) -> bool:
        now = self.clock.now()

        def look(uow: UnitOfWork) -> tuple[Backlog, Backlog, bool]:
            return uow.inbox.backlog(), uow.outbox.backlog(now), uow.planning.is_due(now)

        inbox, outbox, due = await self.database.read(look)
        if outbox.rows:
            # What became due while the clock was moved has waited since then.
            age = (now - outbox.since).total_seconds() if outbox.since else 0.0
            self._waits = max(self._waits, min(age, time.monotonic() - self._moved_at))
        return not (inbox.rows or outbox.rows or due or self.standin.world.updates.pending)

    # ------------------------------------------------------------------ time and figures
    async def _to(self, when: datetime) -> None:
        """Move people's time on, here and there."""
        self.clock.move_to(self.clock.offset + (when - self.clock.now()))
        self._moved_at = time.monotonic()
        await self._tells(f"to {self.clock.offset.total_seconds()}")

    async def _tells(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n".encode())
        async with asyncio.timeout(PATIENCE):
            assert await self.process.stdout.readline() == b"done\n", "the bot is gone"

    def _tidy(self) -> None:
        """Forget what nobody asks for, so that a month fits in the memory of this process."""
        world = self.standin.world
        self.standin.requests.clear()
        for kept in (world.history, world.updates.given, world.callbacks):
            kept.clear()

    async def _told(self, number: int, said: int, read: int) -> Day:
        await self._tells("rest")
        counted = await self._counted()
        new = counted - self._before
        self._before = counted
        dead = {key: times for key, times in new.items() if key.startswith(("update", "message"))}
        return Day(
            number=number,
            answers=self._answers - said,
            sent=new["sent"],
            nudges=new["nudges"],
            again=new["again"],
            waits=self._waits,
            dead=Counter(dead),
            pages=self._pages - read,
            memory=memory_of(self.process.pid, "VmRSS"),
        )

    async def _counted(self) -> Counter[str]:
        """Return what /metrics counted since the start; dead letters by reason."""
        found: Counter[str] = Counter()
        page = (await self.web.get("/metrics")).text
        for family in text_string_to_metric_families(page):
            for one in family.samples:
                outcome, number = one.labels.get("outcome", ""), int(one.value)
                if one.name == "lichter_messages_total":
                    known = outcome in {"sent", "again"}
                    found[outcome if known else f"message {outcome}"] += number
                    if one.labels["kind"] == "nudge" and outcome == "sent":
                        found["nudges"] += number
                elif one.name == "lichter_updates_total" and outcome == "dead":
                    found["update dead"] += number
        return +found

    @property
    def _answers(self) -> int:
        return sum(one.walker.answers for one in self.people)

    @property
    def _pages(self) -> int:
        return sum(one.pages for one in self.readers)
