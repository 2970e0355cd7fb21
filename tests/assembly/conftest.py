"""The databases and the server in Telegram's place that these tests run on."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from tests.processes import TOKEN


@pytest.fixture
def standin() -> Standin:
    """Return a server in Telegram's place, not yet serving."""
    return Standin(TOKEN, Clock().now)


@pytest.fixture
async def api(standin: Standin) -> AsyncIterator[str]:
    """Serve the stand-in; gives its root."""
    async with serving(standin) as url:
        yield url
