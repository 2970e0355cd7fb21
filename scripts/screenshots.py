"""The pictures of the docs, taken from the demo as it really is: `make screenshots`.

Starts the demo in a folder of its own, lets a made-up runner go for three runs, and photographs
phone and dashboard; then another one, whose twelve runners have twelve weeks behind them, for the
pages of the coach. Needs a Chromium (its path in CHROMIUM, or on the PATH).
"""

import asyncio
import base64
import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

import content
from bot.words import Words
from tests.browser import NAMES, QUIET
from tests.processes import lichter

SAY = Words.load(Path(content.__file__).parent / "locales").of("nl")
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NARROW: ViewportSize = {"width": 400, "height": 800}
WIDE: ViewportSize = {"width": 820, "height": 800}
STYLE = """
<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#e8ece6;width:max-content}
img{height:800px;border-radius:14px;box-shadow:0 6px 24px #0003}</style>
"""
PAGES = ("", "attention", "runners")
"""The coach's pages that are photographed on a phone, light and dark beside each other."""
IMAGE = '<img src="data:image/png;base64,%s">'


@dataclass(frozen=True, slots=True)
class Outing:
    """One made-up run: what is tapped before and after, and the sentence."""

    tension: str
    need: str
    head: str  # asked only when it matters
    sentence: str
    after: str


OUTINGS = (
    Outing("6", "silence", "tired", "Mijn schouders hangen weer laag.", "4"),
    Outing("7", "fresh-air", "full", "De mail van vanochtend is kleiner nu.", "4"),
    Outing("8", "movement", "restless", "Ik hoorde de merels weer.", "5"),
)


@dataclass(frozen=True, slots=True)
class Phone:
    """The phone page, used as a person would."""

    page: Page
    card: list[bytes] = field(default_factory=list)

    async def taps(self, *labels: str) -> None:
        """Tap buttons one after the other, the newest with each label."""
        for label in labels:
            log = self.page.locator("#log")
            await log.get_by_role("button", name=label, exact=True).last.click()

    async def writes(self, text: str) -> None:
        """Send a text."""
        await self.page.locator("#text").fill(text)
        await self.page.get_by_role("button", name="Stuur", exact=True).click()

    async def clock(self, *steps: str) -> None:
        """Move the clock of the demo forward."""
        for step in steps:
            await self.page.evaluate(
                """step => fetch("/phone/api/stage", {method: "POST", body: JSON.stringify({step}),
                headers: {"Content-Type": "application/json"}}).then(got => got.json())""",
                step,
            )

    async def goes_out(self, outing: Outing, *, first: bool) -> None:
        """Check in, run for an hour, come back, and write the sentence."""
        if not first:
            await self.clock("tomorrow", "tomorrow", "hour", "hour")
            await self.writes("/checkin")
        need, short = SAY(f"check-in-need-{outing.need}"), SAY("check-in-length-short")
        await self.taps(outing.tension, need, short)
        go, head = SAY("card-go-run"), SAY(f"check-in-head-{outing.head}")
        card_or_head = re.compile(f"^({re.escape(go)}|{re.escape(head)})$")
        await self.page.locator("#log").get_by_role("button", name=card_or_head).last.wait_for()
        if await self.page.get_by_role("button", name=head, exact=True).count():
            await self.taps(head)
        await self.page.get_by_role("button", name=go, exact=True).wait_for()
        if first:
            self.card.append(await self.page.screenshot())
        await self.taps(go)
        await self.clock("hour")
        welcomes = self.page.get_by_text(SAY("run-welcome-back-run"))
        earlier = await welcomes.count()
        await self.taps(SAY("run-back"))
        await welcomes.nth(earlier).wait_for()
        await self.writes(outing.sentence)
        if first:
            await self.taps(SAY("invitation-share"))
        talked, done = SAY("reflection-talk-test-yes"), SAY("reflection-done")
        await self.taps(SAY("sentence-share"), outing.after, talked, done)
        await self.taps(SAY("reflection-pain-none"))


@contextlib.asynccontextmanager
async def opened(path: str) -> AsyncIterator[Browser]:
    """Open a browser while the block runs."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        await browser.close()


async def photograph(browser: Browser, phone_url: str, dashboard_url: str) -> None:
    """Live three days, and take the pictures."""
    page = await browser.new_page(viewport=NARROW, device_scale_factor=1.5, color_scheme="light")
    page.set_default_timeout(20_000)
    await page.goto(phone_url)
    phone = Phone(page)
    await phone.clock("tomorrow", "hour", "hour")
    await page.get_by_role("button", name="START", exact=True).click()
    await phone.taps(*map(SAY, ("start-agree", "safety-clear", "start-standing-used")))
    for number, outing in enumerate(OUTINGS):
        await phone.goes_out(outing, first=number == 0)
    coach = await browser.new_page(viewport=WIDE, device_scale_factor=1.5, color_scheme="light")
    await coach.goto(dashboard_url)
    await coach.get_by_text(OUTINGS[-1].sentence).first.wait_for()
    await side_by_side(browser, (*phone.card, await coach.screenshot()), "phone-and-dashboard.png")
    await coach.get_by_role("link", name="Sanne").first.click()
    await coach.locator("figure").first.wait_for()
    await coach.screenshot(path=PICTURES / "runner.png")


async def photograph_pages(browser: Browser, dashboard_url: str) -> None:
    """Take the coach's pages on a phone, light and dark."""
    for page_name in PAGES:
        shots = []
        for dark in (False, True):
            page = await browser.new_page(
                viewport=NARROW, device_scale_factor=1.5, color_scheme="dark" if dark else "light"
            )
            await page.goto(dashboard_url + page_name)
            await page.locator("#live-state:not(:empty)").wait_for(state="attached")
            shots.append(await page.screenshot())
        await side_by_side(browser, shots, f"{page_name or 'today'}.png")


async def side_by_side(browser: Browser, pictures: Sequence[bytes], name: str) -> None:
    """Put pictures beside each other."""
    shown = "".join(IMAGE % base64.b64encode(one).decode() for one in pictures)
    page = await browser.new_page(viewport={"width": 1292, "height": 848})
    await page.set_content(STYLE + shown)
    await page.locator("body").screenshot(path=PICTURES / name)


async def main() -> None:
    """Take all pictures."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.exit(f"There is no browser: set CHROMIUM, or install one of {', '.join(NAMES)}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with lichter(Path(folder), http_port=0, phone_port=0) as demo:
            phone = (await demo.says("  phone ")).split()[-1]
            dashboard = (await demo.says("  dashboard ")).split()[-1]
            async with opened(found) as browser:
                await photograph(browser, phone, dashboard)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            lichter(Path(folder), http_port=0, phone_port=0, demo_history="true") as demo,
            opened(found) as browser,
        ):
            await photograph_pages(browser, (await demo.says("  dashboard ")).split()[-1])


if __name__ == "__main__":
    asyncio.run(main())
