"""Finding a real browser, for every test that needs one."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
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


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong for people who see, hear or move differently, and where."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
