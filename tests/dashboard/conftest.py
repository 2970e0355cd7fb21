"""Fixtures of the dashboard's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.browser import browser, browser_path, chromium, windows
from tests.dashboard.house import House, open_house
from tests.databases import sqlite_template

__all__ = ["browser", "browser_path", "chromium", "sqlite_template", "windows"]


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[House]:
    """Return a running dashboard on an empty database."""
    async with open_house(tmp_path, sqlite_template) as one:
        yield one
