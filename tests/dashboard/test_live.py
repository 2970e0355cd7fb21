"""The stream behind the live pages."""

import asyncio

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.browser import Windows
from tests.dashboard.house import House, ask, watched

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there


async def _opened(house: House, browser: Windows) -> Page:
    coach = await house.coach("Anna Verzonnen")
    await house.runner(coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator("#live-state")).to_have_text("Nieuws verschijnt hier vanzelf.")
    return page


def _is_asked(house: House) -> bool:
    return house.live.watching


async def test_the_database_is_asked_only_while_somebody_listens(
    house: House, browser: Windows
) -> None:
    """With no open page nothing is asked; closing the last one stops the asking."""
    assert not _is_asked(house)
    page = await _opened(house, browser)
    assert _is_asked(house)
    await page.close()
    async with asyncio.timeout(5):
        while _is_asked(house):  # noqa: ASYNC110  nothing tells; looking is all there is
            await asyncio.sleep(0.01)


async def test_stopping_ends_open_streams_at_once(house: House) -> None:
    """A server that stops is not held up by pages that stay open."""
    coach = await house.coach("Anna Verzonnen")
    entered = await ask(await house.link(coach), {}, {"Origin": house.url})
    cookie = entered.headers["Set-Cookie"].split(";")[0]
    async with (
        aiohttp.ClientSession(headers={"Cookie": cookie}) as session,
        session.get(f"{house.url}/live?seen=0") as stream,
        asyncio.timeout(1),
    ):
        assert await stream.content.readline() == b": here\n"
        await house.live.stop()
        assert await stream.content.read() == b"\n"


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "\N{SUPERSCRIPT TWO}", "nothing"])
async def test_a_number_that_nobody_was_given(house: House, number: str) -> None:
    """What a browser says it saw last may be anything; it is told what is, or that it cannot be."""
    cookies = await house.cookies(await house.coach("Anna Verzonnen"))
    async with (
        aiohttp.ClientSession(cookies=cookies) as session,
        session.get(f"{house.url}/live", headers={"Last-Event-ID": number}) as answer,
    ):
        assert answer.status in {200, 422}


async def test_a_page_that_lost_its_connection_catches_up_and_says_so(
    house: House, browser: Windows
) -> None:
    """What happened while the connection was gone is there after it came back, without a reload."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    await expect(page.locator("#live-state")).to_have_text("Nieuws verschijnt hier vanzelf.")
    await page.route("**/live*", lambda route: route.abort())
    house.cut()
    await expect(page.locator("#live-state")).to_contain_text("verbinding is weg")
    await house.run(sanne, 8, 4, "Onderweg geschreven.")
    await page.unroute("**/live*")
    await expect(page.locator("blockquote")).to_have_text("Onderweg geschreven.", timeout=8000)
    await expect(page.locator("#live-state")).to_have_text("Weer verbonden. Alles is bijgewerkt.")
