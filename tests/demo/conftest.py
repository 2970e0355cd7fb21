"""A stand-in over real HTTP, and python-telegram-bot as the bot that talks to it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import telegram
from telegram.request import HTTPXRequest

from bot.demo.people import Person
from bot.demo.serving import serving
from bot.demo.standin import Standin
from tests.bot_api import assert_all_valid
from tests.quick import NO_TLS

TOKEN = "42:made-up"


@dataclass(slots=True)
class HandClock:
    """A clock that moves only when told."""

    moment: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def move(self, **how: float) -> None:
        """Move on by a timedelta's words."""
        self.moment += timedelta(**how)


@pytest.fixture
def clock() -> HandClock:
    """Return a clock for the stand-in."""
    return HandClock()


@pytest.fixture
def standin(clock: HandClock) -> Standin:
    """Return a stand-in with nobody in it."""
    return Standin(TOKEN, now=clock.now)


@pytest.fixture
async def url(standin: Standin) -> AsyncIterator[str]:
    """Serve the stand-in; afterwards all that was said must be Bot API."""
    async with serving(standin) as root:
        yield root
    assert_all_valid(standin)


@contextlib.asynccontextmanager
async def talking(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    """Open python-telegram-bot's own Bot, talking to the stand-in."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else reading a RetryAfter warns
    asks, polls = (HTTPXRequest(httpx_kwargs={"verify": NO_TLS}) for _ in range(2))
    async with telegram.Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=asks,
        get_updates_request=polls,
    ) as one:
        yield one


@pytest.fixture
async def bot(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    """Return a bot."""
    async with talking(url, monkeypatch) as one:
        yield one


@pytest.fixture
def sanne(standin: Standin) -> Person:
    """Return a made-up runner who has started the chat and whose /start was taken."""
    person = standin.person("Sanne")
    person.starts()
    standin.world.updates.clear()
    return person
