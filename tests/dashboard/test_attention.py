"""*Aandacht* and *Lopers* in a real browser: who, why, in which order; and setting aside."""

from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from bot.domain.runner import Runner
from bot.usecases.ports import Coach
from tests.browser import Windows
from tests.dashboard.house import House, ask, watched

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

HIGH = "Begint steeds met veel spanning"


async def _tense(house: House, coach: Coach, name: str) -> Runner:
    """Make a runner who began his last three runs with high tension."""
    runner = await house.runner(coach, name)
    for ago in (6, 4, 2):
        await house.run(runner, 9, 5, days_ago=ago)
    return runner


def _of(page: Page, name: str) -> Locator:
    return page.locator("article", has_text=name)


async def test_who_has_it_hard_stands_above_who_is_tense(house: House, browser: Windows) -> None:
    """It comes live, with its day and a question, and the word that it goes first."""
    coach = await house.coach("Anna Verzonnen")
    await _tense(house, coach, "Sanne Voorbeeld")
    tim = await house.runner(coach, "Tim Niemand")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/attention")
    await expect(page.locator("article h3")).to_have_text([HIGH])
    await expect(page.locator("article .facts li")).to_have_count(3)
    await expect(page.locator("#live-state")).not_to_be_empty()
    await house.letter(tim, "Het is zwaar.", heavy=True)
    await expect(page.locator("article h2 a").first).to_have_text("Tim Niemand", timeout=1000)
    await expect(_of(page, "Tim Niemand")).to_contain_text("eerst dit")
    await page.goto(f"{house.url}/runners")
    await expect(page.locator("ul.runners .why")).to_have_text(
        ["Liet zelf weten dat het zwaar is", HIGH]
    )


async def test_a_question_is_set_aside_and_shown_again(house: House, browser: Windows) -> None:
    """By keyboard: a week puts it in the list below, from where it comes back."""
    coach = await house.coach("Anna Verzonnen")
    await _tense(house, coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/attention")
    await page.locator("details.aside summary").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#set-aside li")).to_contain_text(HIGH)
    await expect(page.locator("article")).to_have_count(0)
    await page.get_by_role("button", name="Weer tonen").press("Enter")
    await expect(page.locator("article h3")).to_have_text([HIGH])


async def test_until_a_day_works_without_scripts(house: House, browser: Windows) -> None:
    """A chosen day is kept and said back."""
    coach = await house.coach("Anna Verzonnen", "en")
    await _tense(house, coach, "Sanne Voorbeeld")
    window = await watched(browser, house.url, scripts=False, language="en-GB")
    page = await house.enter(window, coach)
    await page.goto(f"{house.url}/attention")
    await page.click("details.aside summary")
    day = house.clock.now().date() + timedelta(days=12)
    await page.fill("input[type=date]", day.isoformat())
    await page.click("text=Until that day")
    await expect(page.locator("#set-aside li")).to_contain_text(f"until {day:%A} {day.day}")


async def test_news_leaves_a_day_that_is_being_chosen(house: House, browser: Windows) -> None:
    """What was opened stays open, and a chosen day stays chosen, when something comes in."""
    coach = await house.coach("Anna Verzonnen")
    await _tense(house, coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/attention")
    await page.click("details.aside summary")
    day = (house.clock.now().date() + timedelta(days=12)).isoformat()
    await page.fill("input[type=date]", day)
    await expect(page.locator("#live-state")).not_to_be_empty()
    tim = await house.runner(coach, "Tim Niemand")
    await house.letter(tim, "Het is zwaar.", heavy=True)
    await expect(page.locator("article")).to_have_count(2)
    chosen = _of(page, "Sanne Voorbeeld").locator("input[type=date]")
    await expect(chosen).to_be_visible()
    await expect(chosen).to_have_value(day)


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "morgen"])
async def test_a_day_that_does_not_come_sets_nothing_aside(house: House, day: str) -> None:
    """A browser that checks nothing is told so, and nothing changes."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await _tense(house, coach, "Sanne Voorbeeld")
    cookies = await house.cookies(coach)
    form = {"kind": "high_tension", "until": "day", "day": day}
    path = f"{house.url}/runners/{sanne.id}/aside"
    answer = await ask(path, form, {"Origin": house.url}, cookies)
    assert (answer.status, "Kies een dag die nog komt" in answer.text) == (422, True)
    assert HIGH in (await ask(f"{house.url}/attention", cookies=cookies)).text


async def test_nobody_sets_aside_for_another_coach(house: House) -> None:
    """A runner of somebody else is not there, and a kind that nobody knows is no form of ours."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    sanne = await _tense(house, anna, "Sanne Voorbeeld")
    path = f"{house.url}/runners/{sanne.id}/aside"
    for coach, kind, status in ((bram, "high_tension", 404), (anna, "unknown", 422)):
        form = {"kind": kind, "until": "week"}
        cookies = await house.cookies(coach)
        assert (await ask(path, form, {"Origin": house.url}, cookies)).status == status


async def test_a_change_counts_at_the_next_request(house: House) -> None:
    """A new run, and withdrawing, count at the next request."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await _tense(house, coach, "Sanne Voorbeeld")
    cookies = await house.cookies(coach)

    async def seen() -> bool:
        return HIGH in (await ask(f"{house.url}/attention", cookies=cookies)).text

    assert await seen()
    await house.run(sanne, 3, 2)
    assert not await seen()
    await house.run(sanne, 9, 2)
    now = house.clock.now()
    await house.database.write(lambda uow: uow.coaches.withdraw(sanne.id, now))
    assert "Sanne" not in (await ask(f"{house.url}/attention", cookies=cookies)).text
