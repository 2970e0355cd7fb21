"""*Uitnodigen*: a link is shown once, works once, and can be withdrawn by who made it."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from bot.usecases.ports import Coach
from bot.usecases.tokens import token_hash
from tests.browser import Windows
from tests.dashboard.house import House, ask, watched
from tests.furnished import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

SAY = WORDS.of("nl")
LINK = re.compile(r"https://t\.me/made_up_bot\?start=([\w-]{22})")


async def made(house: House, coach: Coach) -> tuple[str, str]:
    """Make an invitation on the page; returns its token and the page."""
    page = (await house.posts("/invite", {}, await house.cookies(coach))).text
    found = LINK.search(page)
    assert found is not None
    return found[1], page


async def opens(house: House, token: str) -> bool:
    """Whether an invitation still finds who sent it."""
    now = house.clock.now()
    found = await house.database.read(lambda uow: uow.coaches.inviter(token_hash(token), now))
    return found is not None


async def test_a_link_is_shown_once(house: House) -> None:
    """In the answer that made it, and in no page, address or column after that."""
    coach = await house.coach("Anna Verzonnen")
    cookies = await house.cookies(coach)
    answer = await house.posts("/invite", {}, cookies)
    found = LINK.search(answer.text)
    assert found is not None
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Location" not in answer.headers
    assert await opens(house, found[1])
    assert found[1] not in (await ask(f"{house.url}/invite", cookies=cookies)).text


async def test_the_picture_is_in_the_page_itself(house: House) -> None:
    """No address of its own, so that the token stands in none; an image, so that no style leaks."""
    _, page = await made(house, await house.coach("Anna Verzonnen"))
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page


async def test_open_ones_say_until_when(house: House) -> None:
    """Made and over, in words, in the coach's own time."""
    coach = await house.coach("Anna Verzonnen")
    _, page = await made(house, coach)
    until = (house.clock.now() + timedelta(days=7)).astimezone(ZoneInfo(coach.timezone))
    assert f"werkt tot {SAY.date(until.date())}" in page


async def test_a_used_one_is_gone_from_the_list(house: House) -> None:
    """Single use."""
    coach = await house.coach("Anna Verzonnen")
    token, page = await made(house, coach)
    assert "Er staat geen uitnodiging open." not in page
    tim = await house.runner(await house.coach("Bram Bedacht"), "Tim Niemand")
    now = house.clock.now()
    await house.database.write(lambda uow: uow.coaches.use_invite(token_hash(token), tim.id, now))
    page = (await ask(f"{house.url}/invite", cookies=await house.cookies(coach))).text
    assert "Er staat geen uitnodiging open." in page
    assert not await opens(house, token)


async def test_a_withdrawn_one_opens_nothing(house: House) -> None:
    """And is gone from the list; withdrawing it again changes nothing."""
    coach = await house.coach("Anna Verzonnen")
    token, page = await made(house, coach)
    (path,) = re.findall(r'action="(/invite/\w+/withdraw)"', page)
    cookies = await house.cookies(coach)
    for _ in range(2):
        assert (await house.posts(path, {}, cookies)).headers["Location"] == "/invite"
        assert not await opens(house, token)
    assert path not in (await ask(f"{house.url}/invite", cookies=cookies)).text


async def test_another_coach_withdraws_nothing(house: House) -> None:
    """Nor sees it: his list has his own alone, and the answer tells nothing of others."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    token, page = await made(house, anna)
    (path,) = re.findall(r'action="(/invite/\w+/withdraw)"', page)
    cookies = await house.cookies(bram)
    theirs = await house.posts(path, {}, cookies)
    nobodys = await house.posts("/invite/0123456789abcdef/withdraw", {}, cookies)
    assert (theirs.status, theirs.text) == (nobodys.status, nobodys.text)
    assert await opens(house, token)
    assert path not in (await ask(f"{house.url}/invite", cookies=cookies)).text


async def test_a_link_is_copied_by_a_button(house: House, browser: Windows) -> None:
    """And by hand where there are no scripts: then there is no button that does nothing."""
    coach = await house.coach("Anna Verzonnen")
    for scripts in (True, False):
        window = await watched(browser, house.url, scripts=scripts)
        await window.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await house.enter(window, coach)
        await page.click("nav >> text=Uitnodigen")
        await page.click("text=Maak een uitnodiging")
        link = await page.input_value("#link")
        assert LINK.fullmatch(link)
        if scripts:
            await page.click("text=Kopieer")
            await expect(page.locator("button[data-copy]")).to_have_text("Gekopieerd")
            assert await page.evaluate("navigator.clipboard.readText()") == link
        else:
            await expect(page.locator("button[data-copy]")).to_be_hidden()
        assert window.wrong == []


async def test_making_one_writes_nothing_readable(house: House) -> None:
    """The token stands in no column: only its hash does."""
    token, _ = await made(house, await house.coach("Anna Verzonnen"))
    stored = b"".join(one.read_bytes() for one in house.folder.glob("data.db*"))
    assert token.encode() not in stored
    assert token_hash(token) in stored
