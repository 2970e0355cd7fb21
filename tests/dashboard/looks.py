"""How pages are looked at: narrow and wide, in each language, light and dark."""

from dataclasses import dataclass
from itertools import product

from playwright.async_api import Page

from tests.browser import HEIGHT, NARROW, WIDE, violations
from tests.nightly import NIGHTLY

NO_SIDEWAYS_SCROLL = "() => document.documentElement.scrollWidth <= innerWidth"

INSIDE_ITS_BORDER = """() => [...document.querySelectorAll("main li")].map(getComputedStyle).every(
    one => !parseFloat(one.borderLeftWidth) || parseFloat(one.paddingLeft) >= 8)"""


@dataclass(frozen=True, slots=True)
class Look:
    """A language, whether it is dark, and at which width axe looks."""

    language: str
    dark: bool
    judged: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.language}-{'dark' if self.dark else 'light'}"


EVERY = tuple(product(("nl", "en"), (False, True)))
# Short: axe sees each width, language and darkness; the layout is held at both widths.
SHORT = (Look("nl", dark=False, judged=(NARROW,)), Look("en", dark=True, judged=(WIDE,)))
LONG = tuple(Look(language, dark, (NARROW, WIDE)) for language, dark in EVERY)
LOOKS = LONG if NIGHTLY else SHORT


async def faults(page: Page, look: Look, *fits: str) -> list[str]:
    """Return what is wrong with an open page, narrow and wide: for axe, or with its layout."""
    found: list[str] = []
    for width in (NARROW, WIDE):
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        if width in look.judged:
            found += await violations(page)
        wrong = [
            one
            for one in (NO_SIDEWAYS_SCROLL, INSIDE_ITS_BORDER, *fits)
            if not await page.evaluate(one)
        ]
        found += [f"{page.url} at {width}: {one}" for one in wrong]
    return found
