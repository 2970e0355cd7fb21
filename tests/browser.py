"""Finding a real browser, for every test that needs one.

The browser lives as long as the test process, on its loop: tests and async fixtures that use it say
`loop_scope="session"`.
"""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    async_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NARROW, WIDE, HEIGHT = 360, 1440, 900
NOWHERE = "about:blank"


@dataclass  # without slots: playwright notes on it what it calls
class Window:
    """A window with one page, and all that it did wrong: console errors, requests elsewhere."""

    context: BrowserContext
    page: Page
    language: str
    scripts: bool
    home: str = ""
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Remember from now on what goes wrong in it."""
        self.context.on("console", self._said)
        self.context.on("weberror", self._failed)
        self.context.on("request", self._asked)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.wrong.append(said.text)

    def _failed(self, error: WebError) -> None:
        self.wrong.append(str(error.error))

    def _asked(self, asked: Request) -> None:
        if not asked.url.startswith((self.home, "data:", NOWHERE)):
            self.wrong.append(f"asked {asked.url}")

    async def is_cleared(self) -> bool:
        """Take away what a test left: page, cookies, rights; False where the page is closed."""
        if self.page.is_closed():
            return False
        await self.page.goto(NOWHERE)
        await self.context.clear_cookies()
        await self.context.clear_permissions()
        return len(self.context.pages) == 1


@dataclass(slots=True)
class Windows:
    """The windows of a browser. They are kept: a new one is a process, and a second of work."""

    browser: Browser
    _resting: list[Window] = field(default_factory=list)
    _used: list[Window] = field(default_factory=list)

    async def open(self, home: str, *, dark: bool, scripts: bool, language: str) -> Window:
        """Return a window without any page, cookie or right of another test."""
        found = [w for w in self._resting if (w.language, w.scripts) == (language, scripts)]
        window = found[0] if found else await self._made(language, scripts=scripts)
        self._resting = [one for one in self._resting if one is not window]
        self._used.append(window)
        window.home, window.wrong = home, []
        await window.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        await window.page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="no-preference"
        )
        return window

    async def _made(self, language: str, *, scripts: bool) -> Window:
        context = await self.browser.new_context(java_script_enabled=scripts, locale=language)
        window = Window(context, await context.new_page(), language, scripts)
        window.watch()
        return window

    async def rest(self) -> None:
        """Let the windows that were used rest until the next test."""
        for window in self._used:
            if await window.is_cleared():
                self._resting.append(window)
            else:
                await window.context.close()
        self._used = []


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows(chromium: Browser) -> Windows:
    """Return the windows of this test process."""
    return Windows(chromium)


@pytest_asyncio.fixture(loop_scope="session")
async def browser(windows: Windows) -> AsyncIterator[Windows]:
    """Lend the windows to a test."""
    yield windows
    await windows.rest()


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong for people who see, hear or move differently, and where."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
