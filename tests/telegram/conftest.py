"""What the tests of the road to Telegram stand on: the stand-in over real HTTP, and a bot."""

from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs
from telegram import Bot

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.telegram.transport import AiohttpRequest

TOKEN = "4242:TEST-token-that-is-plainly-made-up"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep what is logged off the screen: drawing one traceback takes half a second."""
    with capture_logs():
        yield


@pytest.fixture
def clock() -> Clock:
    """Return the real clock."""
    return Clock()


@pytest.fixture
def standin(clock: Clock) -> Standin:
    """Return a server in Telegram's place, not yet serving."""
    return Standin(TOKEN, clock.now)


@pytest.fixture
async def url(standin: Standin) -> AsyncIterator[str]:
    """Serve the stand-in on a free port."""
    async with serving(standin) as root:
        yield root


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    """Return an initialised bot on our transport."""
    made = Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    async with made:
        yield made


@pytest.fixture
def anna(standin: Standin) -> Person:
    """Return somebody who pressed START."""
    return standin.person("Anna Verzonnen", started=True)
