"""A town: the real bot in this process, a stand-in for Telegram over real HTTP, and people.

The only thing that is not real is what time it is for people; the machine's own time runs on.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import httpx2
from pydantic import SecretStr

from bot.assembly.demo import Demo
from bot.assembly.program import Program
from bot.clock import Clock
from bot.demo.methods.receiving import OTHER_POLLER
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.process.http_server import HttpServer
from bot.settings import Settings
from bot.telegram.reply import Reply, to_row
from bot.usecases import coaching
from bot.usecases.ports import Database, Tells, UnitOfWork
from tests import furnished
from tests.bot_api import assert_all_valid
from tests.databases import Addresses
from tests.people import Coach, Runner
from tests.quick import NO_TLS, QUICK
from tests.telegram.conftest import TOKEN

T = TypeVar("T")

house: Final = furnished.house
ZONE: Final = furnished.ZONE
START: Final = "2026-11-25 10:00"  # a Wednesday
PATIENCE: Final = 30.0  # seconds of machine time that the bot gets to come to rest
COACH: Final = "Noor Verzonnen"
COACH_CHAT: Final = 9001
MOST_WORDS: Final = 70
READING: Final = ("help-title", "privacy-title", "sos-title", "start-title")
"""Titles of what somebody asked to read: only these may be longer."""


def local(when: str) -> datetime:
    """Return a local time in Amsterdam, written as `2026-11-25 16:00`."""
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(ZONE))


class Watched:
    """A database that rings after each write: so nobody has to look again and again."""

    def __init__(self, database: Database, ring: Callable[[], None]) -> None:
        self._database = database
        self._ring = ring

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write, then ring."""
        try:
            return await self._database.write(job, chat=chat, first=first)
        finally:
            self._ring()

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Pass on."""
        await self._database.close()


class Backstage(Demo):
    """What the program tells the demo: the coach signed in, and how to wake what is due."""

    wakes: Sequence[Callable[[], None]] = ()

    def ready(self, dashboard: str, wake: Sequence[Callable[[], None]]) -> None:
        """Keep it, and print nothing."""
        del dashboard
        self.wakes = wake


@dataclass(slots=True)
class Town:
    """Everybody, and the bot. `expected`: descriptions of errors that a test brings about."""

    addresses: Addresses
    standin: Standin
    api_url: str
    clock: Clock
    runners: list[Runner] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    coach_id: str = ""
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _database: Watched | None = None
    _backstage: Backstage | None = None
    _dashboard: str = ""
    _browser: httpx2.AsyncClient | None = None
    _woken: tuple[bool, bool] = (False, False)
    _newest_taken: int = 0  # rows of done updates are pruned when days go by

    # ------------------------------------------------------------------ people
    async def runner(self, name: str, language: str = "nl") -> Runner:
        """Somebody who never wrote to the bot."""
        person = self.standin.person(name, language_code=language)
        known = Runner(person, self.settles, house().words.of(language))
        self.runners.append(known)
        return known

    async def coach(self) -> Coach:
        """The coach of this town: activated, and signed in on her dashboard."""
        person = self.standin.person(COACH, id=COACH_CHAT, started=True)
        phone = Runner(person, self.settles, house().words.of("nl"))
        self.runners.append(phone)
        return Coach(phone, self._open_browser)

    # ------------------------------------------------------------------ time
    def now(self) -> datetime:
        """People's time in Amsterdam."""
        return self.clock.now().astimezone(ZoneInfo(ZONE))

    async def later(self, *, hours: float = 0, minutes: float = 0) -> None:
        """Let time pass, and everything that became due happen."""
        await self._move(timedelta(hours=hours, minutes=minutes))

    async def on(self, when: str) -> None:
        """Wait until this local time."""
        wait = local(when) - self.clock.now()
        assert wait > timedelta(), "time does not run back"
        await self._move(wait)

    async def _move(self, by: timedelta) -> None:
        for one in self.runners:
            one.looks_away()
        self.clock.move_to(self.clock.offset + by)
        self._wake()
        await self.settles()

    # ------------------------------------------------------------------ the bot
    async def start(self) -> None:
        """Start the bot on the database of this town."""
        database = Watched(self.addresses.open(), self.standin.world.bell.ring)
        self._stack.push_async_callback(database.close)
        self.coach_id = self.coach_id or await database.write(self._coach)
        http = HttpServer("127.0.0.1", 0)
        self._stack.callback(http.close)
        settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(TOKEN),
            telegram_api_url=self.api_url,
            webhook_url="",
            http_port=http.port,
            public_url=http.url,
        )
        backstage = Backstage(settings, self.coach_id)
        furnished = replace(house(), clock=self.clock, public_url=http.url)
        program = Program(settings, furnished, database, backstage, http, limits=QUICK)
        await program.start(self._stack)
        self._database, self._backstage = database, backstage
        self._dashboard = http.url

    def _coach(self, uow: UnitOfWork) -> str:
        now = self.clock.now()
        made, token = coaching.add_coach(uow, COACH, "nl", ZONE, now)
        coaching.activate(uow, token, COACH_CHAT, now)
        known = uow.coaches.by_id(made.id) or made
        uow.coaches.save(replace(known, tells=Tells.EACH))  # a note after each run
        return made.id

    async def stop(self) -> None:
        """Stop it, as SIGTERM does."""
        if self._browser is not None:
            await self._browser.aclose()
            self._browser = None
        await self._stack.aclose()
        self._database = None
        self.expected.add(OTHER_POLLER)  # said to the one that is gone, when another begins

    async def restart(self) -> None:
        """Stop the bot, and start another one on the same database."""
        await self.stop()
        self.standin.world.callbacks.clear()  # whoever stopped answers no tap any more
        await self.start()
        await self.settles()

    def _open_browser(self) -> httpx2.AsyncClient:
        """Return the coach's browser, opened when it is looked at for the first time."""
        if self._browser is None:
            self._browser = httpx2.AsyncClient(base_url=self._dashboard, verify=NO_TLS)
        return self._browser

    async def reads(self, job: Callable[[UnitOfWork], T]) -> T:
        """Look into the database."""
        assert self._database is not None
        return await self._database.read(job)

    async def writes(self, job: Callable[[UnitOfWork], T]) -> T:
        """Change the database as a command line or another process would."""
        assert self._database is not None
        return await self._database.write(job)

    async def sends(self, *replies: Reply) -> None:
        """Queue messages that nobody asked for, as a tick or a dashboard does."""
        rows = [to_row(reply, self.clock.now()) for reply in replies]

        def queue(uow: UnitOfWork) -> None:
            for row in rows:
                uow.outbox.add(row)

        await self.writes(queue)
        self._wake()
        await self.settles()

    def _wake(self) -> None:
        if self._backstage is not None:
            for wake in self._backstage.wakes:
                wake()

    def rows(self, table: str, where: str = "1 = 1") -> int:
        """Return how many rows lie in the file, past all of the bot's own code."""
        path = self.addresses.url.removeprefix("sqlite:///")
        with contextlib.closing(sqlite3.connect(path)) as connection:
            count: int = connection.execute(
                f"SELECT count(*) FROM {table} WHERE {where}"  # noqa: S608 - a test says which
            ).fetchone()[0]
            return count

    # ------------------------------------------------------------------ coming to rest
    async def settles(self) -> None:
        """Wait until the bot has nothing more to do. Rung awake by each write and each message."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    rung = asyncio.create_task(self.standin.world.bell.wait())
                    await asyncio.sleep(0)  # so that it listens before we look
                    if await self._rests():
                        rung.cancel()
                        return
                    await rung
        except TimeoutError:
            raise AssertionError("the bot does not come to rest") from None

    async def _rests(self) -> bool:
        newest = self.standin.world.updates.upcoming - 1
        chats = tuple(self.standin.world.chats)

        def all_told(uow: UnitOfWork, now: datetime) -> bool:
            left = sum(uow.outbox.waiting(chat) for chat in chats)
            return left == len(uow.outbox.held(now))

        def look(uow: UnitOfWork) -> tuple[bool, tuple[bool, bool]]:
            self._newest_taken = max(self._newest_taken, uow.inbox.last_update_id() or 0)
            now = self.clock.now()  # after the first look: what a tick planned for now is due then
            taken = newest < 1 or self._newest_taken >= newest
            due = uow.planning.is_due(now), bool(uow.outbox.to_release(now))
            done = taken and not any(due) and not uow.inbox.open_rows(1) and all_told(uow, now)
            return done, due

        done, due = await self.reads(look)
        if any(due) and due != self._woken:
            self._wake()
        self._woken = due
        return done and not self.standin.world.callbacks

    # ------------------------------------------------------------------ at the end
    async def closes(self) -> None:
        """Stop, and hold all that was said against what is allowed."""
        if self._database is not None:
            await self.settles()
            await self.stop()
        assert self.rows("inbox", "state = 'dead'") == 0, "an answer could not be handled"
        assert_all_valid(self.standin)
        self._no_error()
        self._few_words()

    def _no_error(self) -> None:
        errors = {one.error.description for one in self.standin.requests if one.error is not None}
        refused = sorted(errors - self.expected)
        assert refused == [], f"Telegram refused something: {refused}"

    def _few_words(self) -> None:
        words = house().words
        says = [words.of(code) for code in words.languages]
        reading = tuple(say(key, name="|").split("|")[0] for key in READING for say in says)
        for one in self.standin.requests:
            text = str(one.params.get("text", ""))
            assert text.startswith(reading) or len(text.split()) <= MOST_WORDS, text


@contextlib.asynccontextmanager
async def town_of(addresses: Addresses, when: str = START) -> AsyncIterator[Town]:
    """Open a town at a local time; at the end all that was said is checked."""
    machine = Clock()
    clock = Clock(local(when) - machine.machine_now())
    standin = Standin(TOKEN, clock.now)
    async with serving(standin) as url:
        town = Town(addresses, standin, url, clock)
        try:
            await town.start()
            yield town
        except BaseException:
            await town.stop()
            raise
        else:
            await town.closes()
