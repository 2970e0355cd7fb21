"""A running Lichter: what is started, in which order, and how it stops."""

import asyncio
import contextlib
import gc
import platform
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

import structlog
from telegram import Bot

from bot.assembly import roles as role
from bot.assembly import rooms, same_bot
from bot.assembly.front import Front
from bot.assembly.health import Readiness, health_app
from bot.assembly.key_file import with_keys
from bot.assembly.pages import Pages
from bot.assembly.parts import Parts, Place, build
from bot.assembly.returning import NOTED_EVERY, Returning
from bot.assembly.roles import ALL, Role
from bot.assembly.rooms import House
from bot.clock import Clock
from bot.domain.safety import get_ready
from bot.process.http_server import HttpServer
from bot.process.logs import set_up_logs
from bot.process.malloc import give_back
from bot.settings import Settings
from bot.storage import open_bells, open_database
from bot.telegram.leading import Leader
from bot.telegram.limits import Limits
from bot.telegram.menu import set_profiles
from bot.telegram.receiving import Poller, begin
from bot.telegram.right_time import RightTime
from bot.telegram.routing import TelegramApplication, add_routes, build_application
from bot.telegram.sharing import Hands
from bot.telegram.watchdog import Watchdog
from bot.telegram.webhook import Webhook, announce
from bot.telegram.webhook_watch import watch
from bot.usecases.ports import Bells, Database

if TYPE_CHECKING:
    from bot.assembly.demo import Demo

Around: TypeAlias = Callable[[Database], Database]

CLOCK_KEPT = "clock_offset_seconds"

YOUNG: Final = 10_000
"""New objects before garbage is looked for among them. At Python's 700 most of them still serve an
update under way: that cost 5 % of all CPU. It takes 3 MB with 2,000 runners at once."""

WAITS_FOR_TIME: Final = 60.0
"""Seconds: a machine that just woke up hears soon what time it is."""

log = structlog.get_logger()


async def run(
    settings: Settings,
    limits: Limits | None = None,
    roles: frozenset[Role] = ALL,
    around: Around | None = None,
) -> None:
    """Run until SIGTERM or SIGINT, the demo when there is no token.

    `limits`: how fast Telegram may be asked; None: what it allows. `roles`: the part of the work
    that this process does. `around`: what is put around the database; None: nothing. Raises one of
    `TOLD` when something is wrong that a person can mend.
    """
    gc.set_threshold(YOUNG)
    set_up_logs(settings.log_level)
    stop = _stop_on_signal()
    async with AsyncExitStack() as stack:
        demo = None
        if settings.is_demo:
            # Telegram's stand-in and twelve lives: not for those who have a token.
            from bot.assembly.demo import Demo, demo_settings  # noqa: PLC0415

            settings = demo_settings(settings)
            demo = Demo(settings)
        role.check(roles, settings)
        settings = with_keys(settings)
        program = await _opened(settings, demo, stack, around or _nothing)
        program.limits, program.roles = limits, roles
        gc.collect()  # what reading leaves behind, pydantic's models above all: 1.5 MB
        gc.freeze()  # words and content stay: the loop need not stand still to look through them
        try:
            # Telegram may be out of reach for hours: a signal counts from the first moment.
            if await _unless(stop, program.start(stack)):
                await _unless(stop, program.received())
        finally:
            log.info("stopping")
    log.info("stopped")


def _nothing(database: Database) -> Database:
    return database


async def _opened(
    settings: Settings, demo: "Demo | None", stack: AsyncExitStack, around: Around
) -> "Program":
    """Take the port, then open everything on this machine; nothing runs yet."""
    http = HttpServer(settings.http_host, settings.http_port)
    stack.callback(http.close)
    settings = settings.model_copy(update={"http_port": http.port})
    database = around(open_database(settings.database_url, settings.keys_url, settings.keys()))
    stack.push_async_callback(database.close)
    bells = open_bells(settings.database_url)
    if bells is not None:
        stack.push_async_callback(bells.close)
    clock = await _clock(database, demo)
    house = rooms.furnish(
        clock,
        language=settings.default_language,
        zone=settings.default_timezone,
        public_url=settings.public_root(),
        months=settings.retention_months,
    )
    if demo is not None:
        settings = await stack.enter_async_context(demo.opened(settings, house, database))
    return Program(settings, house, database, demo, http, bells=bells)


async def _clock(database: Database, demo: "Demo | None") -> Clock:
    """People's time: the demo's goes on from where it was moved to."""
    if demo is None:
        return Clock()
    kept = await database.read(lambda uow: uow.kept.get(CLOCK_KEPT))
    return Clock(timedelta(seconds=float(kept or 0)))


def _stop_on_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(number, stop.set)
    return stop


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Do `work`, whose error comes out; False when the signal came first and cut it short."""
    working, waiting = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([working, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if working.done():
        working.result()
        return not stop.is_set()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    return False


@dataclass(slots=True)
class Program:
    """Everything that runs. Started from the inside out, stopped from the outside in."""

    settings: Settings
    house: House
    database: Database
    demo: "Demo | None"
    http: HttpServer
    limits: Limits | None = None  # how fast Telegram may be asked; None: what it allows
    bells: Bells | None = None  # None: this process shares its database with nobody
    roles: frozenset[Role] = ALL
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, stack: AsyncExitStack) -> None:
        """Start everything; what was started is stopped by `stack`, last first."""
        settings, house = self.settings, self.house
        token = settings.telegram_bot_token.get_secret_value()
        application = build_application(token, settings.telegram_api_url)
        place = Place(
            *(self.database, self.bells, self.roles, await self._name()),
            webhook=bool(settings.webhook_url),
        )
        right_time = RightTime(application.bot, house.clock)
        parts = build(place, house, application, self.limits, right_time)
        health = Readiness(self.database, house.clock)
        front = Front(health_app(health))
        self.http.start(front)
        stack.push_async_callback(self.http.stop)
        # Beside the rest: who taps or gives a command need not wait for it, who writes does.
        words = house.library.safety_words
        hearing = asyncio.create_task(asyncio.to_thread(get_ready, words))
        await begin(application)
        stack.push_async_callback(application.shutdown)
        await same_bot.hold_to(application.bot.id, application.bot.username, self.database)
        await right_time.comes(WAITS_FOR_TIME)
        add_routes(application, rooms.routes(house, application.bot.username))
        pages = self._mount(front, parts.hands, application.bot.username)
        stack.push_async_callback(pages.stop)
        await parts.start()
        # Side by side: each may take nearly all of the two seconds that a stop is given.
        stack.push_async_callback(_together, pages.stop, self.http.stop, *parts.stops)
        await stack.enter_async_context(self._receiving(application, parts, health))
        if Role.SEND in self.roles:
            self._tasks.append(asyncio.create_task(self._menu(application.bot)))
        await hearing
        give_back()
        health.started = True
        if self.demo is not None:
            self.demo.ready(self.http.url, parts.wakes)
        log.info("started", address=self.http.url, roles=sorted(self.roles))

    async def _name(self) -> str:
        """Name this process, and end the leases of the one that listened here before it.

        Otherwise nothing would be sent or come due for some seconds after each crash.
        """
        place = f"{platform.node()[:40]}:{self.http.port}"
        await self.database.write(lambda uow: uow.leases.bury(place))
        return f"{place}#{token_hex(4)}"

    async def received(self) -> None:
        """Wait for the receiver, which ends by an error only."""
        await asyncio.gather(*(one for one in self._tasks if one.get_name() == "receiving"))

    def _mount(self, front: Front, hands: Hands, bot_name: str) -> Pages:
        """Add webhook and dashboard beside each other: the pages refuse what is not their own."""
        settings, house = self.settings, self.house
        if settings.webhook_url and Role.RECEIVE in self.roles:
            secret = settings.webhook_secret.get_secret_value()
            front.path = urlsplit(settings.webhook_url).path or "/"
            front.webhook = Webhook(secret, self.database, hands, house.clock)
        coach = None if self.demo is None else self.demo.coach_id
        pages = Pages(self.database, house, settings.public_root(), bot_name, coach)
        if Role.DASHBOARD in self.roles:
            front.pages.mount("/", pages)
        return pages

    @contextlib.asynccontextmanager
    async def _receiving(
        self, application: TelegramApplication, parts: Parts, health: Readiness
    ) -> AsyncIterator[None]:
        work = self._receiver(application.bot, parts, health)
        task = asyncio.create_task(work, name="receiving")
        self._tasks.append(task)
        try:
            yield
        finally:
            task.cancel()
            for one in self._tasks:
                one.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _receiver(self, bot: Bot, parts: Parts, health: Readiness) -> None:
        """Receive until cancelled; whoever only polls when its turn comes stands by meanwhile."""
        settings, place = self.settings, parts.place

        async def poll() -> None:
            told = self._returning(parts).heard
            poller = Poller(bot, self.database, parts.hands, self.house.clock, heard=told)
            health.poller = poller
            watchdog = Watchdog(bot, self.house.clock, lambda: poller.silent_for)
            try:
                await watchdog.guard(poller.run())
            finally:
                health.poller = None

        if Role.RECEIVE not in self.roles:
            await asyncio.Event().wait()
        elif settings.webhook_url:
            await announce(bot, settings.webhook_url, settings.webhook_secret.get_secret_value())
            # From here on Telegram calls.
            await asyncio.gather(self._noting(parts), watch(bot, settings.webhook_url))
        elif self.bells is None:
            await poll()
        else:
            await Leader(self.database, self.house.clock, "poller", place.name).run(poll)

    async def _noting(self, parts: Parts) -> None:
        returning = self._returning(parts)
        while True:
            await returning.heard()
            await asyncio.sleep(NOTED_EVERY.total_seconds())

    def _returning(self, parts: Parts) -> Returning:
        house, again = self.house, rooms.asking_again(self.house)
        return Returning(
            self.database, house.clock, again.replies, house.library.nudges, parts.wake
        )

    async def _menu(self, bot: Bot) -> None:
        await set_profiles(bot, self.database, rooms.profiles(self.house))


async def _together(*stops: Callable[[], Awaitable[None]]) -> None:
    """Stop these at the same time; the error of one does not cut the other short."""
    outcomes = await asyncio.gather(*(stop() for stop in stops), return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
