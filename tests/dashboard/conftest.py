"""Fixtures of the dashboard's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.dashboard.house import House, open_house


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[House]:
    """Return a running dashboard on an empty database."""
    async with open_house(tmp_path, sqlite_template) as one:
        yield one
