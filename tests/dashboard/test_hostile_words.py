"""Two hundred hostile names and sentences: letters on the page, whatever they say."""

import asyncio
from itertools import product

import pytest
from playwright.async_api import expect

from bot.dashboard.today_page import LIMIT
from tests.browser import Windows
from tests.canaries import STEM
from tests.dashboard.house import House, watched

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

BREAKS = ("", '">', "'>", "</blockquote>", "</a></li></script>", "-->", "]]>", "{{", "\\", "&#34;>")
DEEDS = (
    "<script>document.title='broken'</script>",
    "<img src=x onerror=document.title='broken'>",
    "<svg onload=document.title='broken'>",
    "<svg><script>document.title='broken'</script></svg>",
    "<iframe src=javascript:parent.document.title='broken'></iframe>",
    "<a href=javascript:document.title='broken' autofocus>tik</a>",
    "<input autofocus onfocus=document.title='broken'>",
    "<details open ontoggle=document.title='broken'>",
    "<form action=https://elsewhere.example><button>Stuur</button></form>",
    "<base href=https://elsewhere.example>",
    "<meta http-equiv=refresh content=0;url=https://elsewhere.example>",
    "<link rel=stylesheet href=https://elsewhere.example/x.css>",
    "<style>main{display:none}</style>",
    "<div hx-get=/runners hx-trigger=load hx-target=body></div>",
    "<div hx-on::load=document.title='broken'></div>",
    "<body onload=document.title='broken'>",
    "<object data=https://elsewhere.example></object>",
    "<h1>Verzonnen</h1>",
    "{{ 7 * 7 }}{% raw %}&lt;b&gt;",
    "onmouseover=document.title='broken' x=",
)
HOSTILE = tuple(f"{STEM} {before}{deed}" for before, deed in product(BREAKS, DEEDS))


@pytest.mark.usefixtures("discreet")
async def test_two_hundred_hostile_names_and_sentences_are_text(
    house: House, browser: Windows
) -> None:
    """Names in the list, sentences on *Vandaag*: all are shown as written, and nothing runs."""
    coach = await house.coach("<b>Anna</b> Verzonnen")

    async def writes(words: str) -> None:
        await house.run(await house.runner(coach, words), 8, 4, words)

    await asyncio.gather(*map(writes, HOSTILE))  # together: they share their commits
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    seen: set[str] = set()
    for left in range(len(HOSTILE), 0, -LIMIT):
        await expect(page.locator(".lead")).to_contain_text(f" {left} nieuwe")
        sentences = await page.locator("#new blockquote").all_text_contents()
        seen.update(sentences)
        assert await page.locator("#new h3 a").all_text_contents() == sentences
        await page.click("text=Alles hier als gelezen markeren")
    await expect(page.locator(".lead")).to_contain_text("niets nieuws")
    assert seen == set(HOSTILE)
    await page.goto(f"{house.url}/runners")
    assert set(await page.locator("ul.runners .name").all_text_contents()) == set(HOSTILE)
    assert await page.title() == "Lopers · Lichter"
    assert window.wrong == []
