"""Fixtures of the dashboard's tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.dashboard.house import House, open_house
from tests.leaks import leaked
from tests.logged import written_logs


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[House]:
    """Return a running dashboard on an empty database."""
    async with open_house(tmp_path, sqlite_template) as one:
        yield one


@pytest.fixture
def discreet(house: House) -> Iterator[None]:
    """Hold that after the test no canary stands in a file of the house or in what was logged."""
    with written_logs() as logs:
        yield
        leaks = leaked(house.folder, "sqlite://", logs)
    assert leaks == []
