"""Killed again and again while people answer: nothing is lost, nothing counted twice."""

import asyncio
import contextlib
import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.storage import open_database
from bot.usecases.ports import Database, UnitOfWork
from tests.crashes.account import Stored, account, stored
from tests.crashes.crowd import Crowd, gather
from tests.crashes.figures import Figures
from tests.crashes.killing import Deaths, kill, nursery
from tests.processes import TOKEN, free_port, real

KILLS, ANSWERS = 60, 2_000
PATIENCE = 30.0  # seconds that the last life gets to finish everything
LOOK_EVERY = 0.1
SEED = 20_261_122  # the same people and the same moments each time, as far as a machine allows
KEY = b"made up for tests, not a secret!"


def at_noon() -> str:
    """Return a time zone in which it is about noon: no quiet hours, and one day for the test."""
    ahead = 12 - Clock().now().hour
    return f"Etc/GMT{-ahead:+d}"


async def first_word(standin: Standin) -> None:
    """Wait until the bot asks something of Telegram."""
    before = len(standin.requests)
    while len(standin.requests) == before:  # noqa: ASYNC110 - nothing rings for a mere request
        await asyncio.sleep(0.01)


async def finished(crowd: Crowd, standin: Standin) -> None:
    """Wait until everything was taken, handled and sent; TimeoutError after `PATIENCE`."""
    chats = tuple(standin.world.chats)
    clock = Clock()

    def rests(uow: UnitOfWork) -> bool:
        waiting = any(uow.outbox.waiting(chat) for chat in chats)
        return not (waiting or uow.inbox.open_rows(1) or uow.planning.is_due(clock.now()))

    async with asyncio.timeout(PATIENCE):
        while True:
            if not standin.world.updates.pending and await crowd.database.read(rests):
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(standin.world.bell.wait(), LOOK_EVERY)


async def all_kept(crowd: Crowd) -> dict[int, Stored | None]:
    """Read what the bot kept of everybody."""
    chats = [one.phone.person.id for one in crowd.walkers]

    def look(uow: UnitOfWork) -> dict[int, Stored | None]:
        return {chat: stored(uow, chat) for chat in chats}

    return await crowd.database.read(look)


async def live_and_die(
    folder: Path, settings: Mapping[str, str], crowd: Crowd, standin: Standin
) -> None:
    """Go through all lives, and give the last one time to finish."""
    deaths = Deaths(crowd.chance, ANSWERS, lambda: first_word(standin), crowd.answer)
    async with nursery("tests.crashes.alive:live", folder, settings) as born:
        await deaths.happen(born, KILLS)
        last = await born.life()
        try:
            await finished(crowd, standin)
        except TimeoutError:
            pass  # the figures tell what is missing
        finally:
            kill(last)


async def lived(folder: Path, database: Database, standin: Standin, way: str, url: str) -> Figures:
    """Let the crowd live with a bot that is killed; return the account."""
    zone, port = at_noon(), free_port()
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    crowd = await gather(standin, database, chance, zone)
    webhook = f"http://127.0.0.1:{port}/telegram" if way == "webhook" else ""
    settings = real(
        folder,
        url,
        webhook_url=webhook,
        webhook_secret="a-made-up-secret",
        http_port=port,
        public_url="https://lichter.example",
        default_timezone=zone,
        log_level="ERROR",
    )
    told = {name.upper(): str(value) for name, value in settings.items()}
    await live_and_die(folder, told, crowd, standin)
    return account(crowd, KILLS, await all_kept(crowd), folder / "lichter.db")


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_sixty_kills_over_two_thousand_answers(
    tmp_path: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    began = time.monotonic()
    standin = Standin(TOKEN, Clock().now)
    keys = f"sqlite:///{tmp_path / 'keys.db'}"
    database = open_database(f"sqlite:///{tmp_path / 'lichter.db'}", keys, [KEY])
    try:
        async with serving(standin) as url:
            figures = await lived(tmp_path, database, standin, way, url)
    finally:
        await database.close()
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(f"\n{way}, seed {SEED}, {seconds:.0f} s\n{figures.table()}")  # noqa: T201 - the figures are the point
    assert figures.faults == 0
    assert figures.answers >= ANSWERS
    assert figures.nudges_arrived > figures.nudges // 2, "hardly any nudge: this proved nothing"
