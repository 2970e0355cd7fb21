"""What hostile hands meet: the real steps on a real database."""

from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs

from tests.databases import Addresses
from tests.mischief.mill import Mill, mill


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep what is logged off the screen: drawing one traceback takes half a second."""
    with capture_logs():
        yield


@pytest.fixture
async def grinding(sqlite_addresses: Addresses) -> AsyncIterator[Mill]:
    """A mill on SQLite."""
    async with mill(sqlite_addresses) as opened:
        yield opened
