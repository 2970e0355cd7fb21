"""What a test of crashes stands on: a stand-in, a crowd, and the settings of a bot between them."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.storage import open_database
from bot.usecases.ports import UnitOfWork
from tests.crashes.account import Stored, account, stored
from tests.crashes.crowd import Crowd, gather
from tests.crashes.figures import Figures
from tests.crashes.secrecy import leaks, strangers_in, taken_along
from tests.processes import TOKEN, free_port, real

LOOK_EVERY = 0.1
SEED = 20_261_122  # the same people each time, and the same moments as far as a machine allows
KEY = b"made up for tests, not a secret!"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody but the bot. `settings` are those of the bot, by their names in the environment.

    `said`: what the bot said to whoever runs it, past its files, by where that was.
    """

    folder: Path
    url: str  # of the database
    standin: Standin
    crowd: Crowd
    settings: Mapping[str, str]
    said: dict[str, str] = field(default_factory=dict)

    async def first_word(self) -> None:
        """Wait until the bot asks something of Telegram."""
        before = len(self.standin.requests)
        while len(self.standin.requests) == before:  # noqa: ASYNC110 - nothing rings for a request
            await asyncio.sleep(0.01)

    async def finished(self, within: float) -> bool:
        """Wait until all is taken, handled and sent; False when that lasts too long (seconds)."""
        chats = tuple(self.standin.world.chats)
        clock = Clock()

        def rests(uow: UnitOfWork) -> bool:
            waiting = any(uow.outbox.waiting(chat) for chat in chats)
            return not (waiting or uow.inbox.open_rows(1) or uow.planning.is_due(clock.now()))

        updates, database = self.standin.world.updates, self.crowd.database
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while updates.pending or not await database.read(rests):
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self.standin.world.bell.wait(), LOOK_EVERY)
                return True
        return False

    async def measured(self) -> None:
        """Ask the bot for its own figures; keep what it says."""
        async with httpx2.AsyncClient() as browser:
            answer = await browser.get(f"http://127.0.0.1:{self.settings['HTTP_PORT']}/metrics")
        assert answer.status_code == httpx2.codes.OK
        self.said["metrics"] = answer.text

    async def figures(self, kills: int) -> Figures:
        """Return the account, after the last life."""
        chats = [one.phone.person.id for one in self.crowd.walkers]

        def look(uow: UnitOfWork) -> tuple[dict[int, Stored | None], dict[str, bytes]]:
            return {chat: stored(uow, chat) for chat in chats}, taken_along(self.crowd, uow)

        kept, taken = await self.crowd.database.read(look)
        hits = strangers_in(self.crowd.canaries, taken)
        keys_url = self.settings["KEYS_DATABASE_URL"]
        hits += leaks(self.folder, self.url, keys_url, KEY, self.said)
        return account(self.crowd, kills, kept, self.url, hits)


@contextlib.asynccontextmanager
async def scene(
    folder: Path,
    way: str,
    postgres: str = "",
    keystore: str = "",
    data_keys: Sequence[bytes] = (KEY,),
) -> AsyncIterator[Scene]:
    """Set the scene, with the bot's data in `folder`; `way`: polling or webhook.

    `postgres`, `keystore`: addresses of empty PostgreSQL databases, to be used instead of SQLite.
    `data_keys`: those that are ever used; the settings have the first alone.
    """
    data = postgres or f"sqlite:///{folder / 'lichter.db'}"
    standin = Standin(TOKEN, Clock().now)
    keys = keystore or f"sqlite:///{folder / 'keys.db'}"
    database = open_database(data, keys, data_keys)
    try:
        async with serving(standin) as url:
            chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
            zone = at_noon()
            crowd = await gather(standin, database, chance, zone)
            told = settings(folder, url, way, zone)
            told |= {"DATABASE_URL": data, "KEYS_DATABASE_URL": keys}
            yield Scene(folder, data, standin, crowd, told)
    finally:
        await database.close()


def settings(folder: Path, url: str, way: str, zone: str) -> dict[str, str]:
    """Return the settings of a real bot with this stand-in."""
    port = free_port()
    told = real(
        folder,
        url,
        webhook_url=f"http://127.0.0.1:{port}/telegram" if way == "webhook" else "",
        webhook_secret="a-made-up-secret",
        http_port=port,
        public_url="https://lichter.example",
        default_timezone=zone,
        log_level="DEBUG",  # whatever a log might tell is searched for what it must not
    )
    return {name.upper(): str(value) for name, value in told.items()}


def at_noon() -> str:
    """Return a time zone in which it is about noon: no quiet hours, and one day for the test."""
    ahead = 12 - Clock().now().hour
    return f"Etc/GMT{-ahead:+d}"
