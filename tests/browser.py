"""Finding a real browser, for every test that needs one.

The browser lives as long as the test process, on its loop: tests and async fixtures that use it say
`loop_scope="session"`.
"""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Return the path of a Chromium: from CHROMIUM, else the PATH; none in CI is a failure."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is not None:
        return found
    reason = f"no browser: set CHROMIUM, or install one of {', '.join(NAMES)}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(browser_path: str) -> AsyncIterator[Browser]:
    """Start a headless browser once for this test process: that takes a second each time."""
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=browser_path, args=list(QUIET))
        yield one
        await one.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """Return a browser without any window, cookie or cache of another test."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong for people who see, hear or move differently, and where."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
