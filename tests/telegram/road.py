"""The whole road, small: receiver, lanes and sender around a database, against the stand-in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from telegram import Bot

from bot.clock import Clock
from bot.telegram.carrying import OnBlocked
from bot.telegram.delivering import Recipe
from bot.telegram.lanes import Lanes
from bot.telegram.limits import Limits
from bot.telegram.receiving import Poller, Polling, begin
from bot.telegram.reply import Reply, to_row
from bot.telegram.routing import Routes, TelegramApplication, build_application
from bot.telegram.sending import Sender
from bot.usecases.ports import Database, OutboxRow, UnitOfWork
from tests.quick import QUICK
from tests.telegram.conftest import TOKEN

POLLING: Final = Polling(
    long_poll=2, margin=2, first_pause=0.02, longest_pause=0.1, conflict_pause=0.02
)
SORRY: Final = "Sorry, dat lukte niet."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Road:
    """All the parts, running."""

    database: Database
    application: TelegramApplication
    clock: Clock
    lanes: Lanes
    sender: Sender
    poller: Poller | None
    polling: asyncio.Task[None] | None

    @property
    def bot(self) -> Bot:
        """Return the bot."""
        bot: Bot = self.application.bot
        return bot

    async def sends(self, *replies: Reply) -> None:
        """Queue messages as a step or a tick would."""
        now = self.clock.now()
        for reply in replies:
            await self.database.write(partial(_add, to_row(reply, now)))
        self.sender.wake()

    async def open_updates(self) -> int:
        """Return how many updates are not yet handled."""
        return len(await self.database.read(lambda uow: uow.inbox.open_rows(1000)))


def _add(row: OutboxRow, uow: UnitOfWork) -> None:
    uow.outbox.add(row)


class Slow:
    """A database in which the jobs of one chat wait until they may go on, but for the first."""

    def __init__(self, database: Database, chat: int) -> None:
        self._database = database
        self._chat = chat
        self.may_go_on = asyncio.Event()

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Wait if it is that chat's, then pass on."""
        if chat == self._chat and not first:
            await self.may_go_on.wait()
        return await self._database.write(job, chat=chat, first=first)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


class Away:
    """A database that refuses the first few writes."""

    def __init__(self, database: Database, failures: int) -> None:
        self._database = database
        self.failures = failures

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Refuse, or pass on."""
        if self.failures:
            self.failures -= 1
            raise OSError("a made-up outage")
        return await self._database.write(job, chat=chat, first=first)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


def apology(chat: int, language: str, text: str) -> list[Reply]:
    """Say sorry in a language, for what was written."""
    return [Reply(chat, f"{SORRY} [{language}]{text and f' {text}'}")]


@contextlib.asynccontextmanager
async def road(
    url: str,
    database: Database,
    routes: Routes,
    *,
    clock: Clock | None = None,
    limits: Limits = QUICK,
    polling: Polling = POLLING,
    recipes: Mapping[str, Recipe] | None = None,
    on_blocked: OnBlocked | None = None,
    holder: str | None = None,
    poll: bool = True,
    answers_taps: bool = True,
) -> AsyncIterator[Road]:
    """Run the whole road while the block runs."""
    clock = clock or Clock()
    application = build_application(TOKEN, url, routes)
    await begin(application)
    sender = Sender(
        database,
        application.bot,
        clock,
        limits=limits,
        recipes=recipes,
        on_blocked=on_blocked,
        holder=holder,
    )
    lanes = Lanes(*(database, application, clock, sender.wake, apology), answers_taps=answers_taps)
    await sender.start()
    await lanes.start()
    poller = Poller(application.bot, database, lanes, clock, polling)
    task = asyncio.create_task(poller.run()) if poll else None
    try:
        yield Road(database, application, clock, lanes, sender, poller, task)
    finally:
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await lanes.stop()
        await sender.stop()
        await application.shutdown()
