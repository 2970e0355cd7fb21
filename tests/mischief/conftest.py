"""What hostile hands meet: the real steps on a real database."""

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.databases import Addresses
from tests.leaks import leaked
from tests.logged import written_logs
from tests.mischief.mill import Mill, mill
from tests.telegram.conftest import TOKEN


@pytest.fixture(autouse=True)
def logs() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Keep what is logged off the screen."""
    with written_logs() as written:
        yield written


@pytest.fixture
async def grinding(
    tmp_path: Path, nightly_addresses: Addresses, logs: tuple[io.StringIO, io.StringIO]
) -> AsyncIterator[Mill]:
    """A mill; after the test, nothing that was typed stands in its files or in a log."""
    async with mill(nightly_addresses) as opened:
        yield opened
        found = leaked(tmp_path, nightly_addresses.url, logs, TOKEN)
    assert found == []
