"""Finding a real browser, for every test that needs one."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def browser_path() -> str:
    """Return the path of a Chromium: from CHROMIUM, else the PATH; none in CI is a failure."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is not None:
        return found
    reason = f"no browser: set CHROMIUM, or install one of {', '.join(NAMES)}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    """Return a headless browser."""
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=browser_path, args=list(QUIET))
        yield one
        await one.close()
