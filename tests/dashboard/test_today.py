"""*Vandaag* in a real browser: who wrote, what goes back to a sentence, and what was read."""

import pytest
from playwright.async_api import expect

from bot.dashboard.today_page import LIMIT
from bot.domain.runner import Runner
from bot.usecases import messaging
from tests.browser import Windows
from tests.dashboard.house import House, ask, watched

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there


async def _told(house: House, runner: Runner) -> int:
    """Return how often the runner is to be told of a reaction."""
    later = house.clock.now()
    rows = await house.database.write(lambda uow: uow.planning.claim_due(later, 20))
    return sum((row.runner_id, row.kind) == (runner.id, messaging.REACTION) for row in rows)


async def test_a_heart_goes_back_to_the_runner_and_can_be_taken_back(
    house: House, browser: Windows
) -> None:
    """By keyboard: Enter gives it, Enter again takes it back; where one was stays where one is."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url), coach)
    heart = page.get_by_role("button", name="Hartje")
    await heart.focus()
    for pressed in ("true", "false"):
        await page.keyboard.press("Enter")
        await expect(heart).to_have_attribute("aria-pressed", pressed)
        await expect(heart).to_be_focused()
    assert await _told(house, sanne) == 2


async def test_reactions_work_without_scripts(house: House, browser: Windows) -> None:
    """Eyes instead of a heart, and one leads back to the same page."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url, scripts=False), coach)
    for sign in ("Hartje", "Gezien"):
        await page.get_by_role("button", name=sign).click()
    await expect(page.locator("h1")).to_have_text("Vandaag")
    given = page.locator(".reaction[aria-pressed=true]")
    await expect(given).to_have_text("👀Gezien")


async def test_nobody_reacts_to_a_private_sentence(house: House) -> None:
    """Whoever makes up the request of a button that is not there changes nothing."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    run = await house.run(sanne, 8, 4, "Van mij.", shared=False)
    cookies = await house.cookies(coach)
    wanted = {"run": run.id, "reaction": "❤", "then": "today"}
    path = f"{house.url}/runners/{sanne.id}/reaction"
    assert (await ask(path, wanted, {"Origin": house.url}, cookies)).status == 303
    assert await _told(house, sanne) == 0


async def test_who_has_it_hard_stands_first_in_words(house: House, browser: Windows) -> None:
    """A tap on "it is hard" comes live, before whoever wrote later, and leads to the thread."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    tim = await house.runner(coach, "Tim Niemand")
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator("#live-state")).not_to_be_empty()
    await house.letter(sanne, "Het is zwaar.", heavy=True)
    await house.letter(sanne, "En nog iets.")
    await house.letter(tim, "Kan ik donderdag ook?")
    lines = page.locator("ul.letters strong")
    await expect(lines).to_have_text(
        ["Sanne Voorbeeld liet weten dat het zwaar is", "Tim Niemand heeft je geschreven"],
        timeout=1000,
    )
    await page.click("ul.letters a")
    await expect(page.locator("#messages")).to_contain_text("En nog iets.")
    await page.goto(house.url)
    await expect(lines).to_have_text(["Tim Niemand heeft je geschreven"])


async def test_all_that_is_new_can_be_read_at_once(house: House, browser: Windows) -> None:
    """Who only just came back stays new: his sentence may still follow."""
    coach = await house.coach("Anna Verzonnen")
    for name in ("Sanne Voorbeeld", "Tim Niemand"):
        await house.run(await house.runner(coach, name), 8, 4, "Lichter.")
    await house.run(await house.runner(coach, "Zoë Bedacht"), 8, 4)
    page = await house.enter(await watched(browser, house.url), coach)
    await page.click("text=Alles hier als gelezen markeren")
    await expect(page.locator("#new article")).to_have_count(1)
    await expect(page.locator("#new")).to_contain_text(
        "Nog geen gedeelde zin: Zoë Bedacht is net terug."
    )


async def test_a_full_page_with_all_it_loads_is_light(house: House, browser: Windows) -> None:
    """As many summaries as it shows, each with a whole story: under 150 KB; more are counted."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    for _ in range(LIMIT + 2):
        await house.run(sanne, 8, 4, "Mijn schouders zakten en ik hoorde de merels weer. " * 60)
    page = (await watched(browser, house.url)).page
    await page.goto(await house.link(coach))
    await page.click("main button")
    await expect(page.locator(".lead")).to_contain_text(f"{LIMIT + 2} nieuwe samenvattingen")
    await expect(page.locator("article")).to_have_count(LIMIT)
    loaded = await page.evaluate(
        """() => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
        .map(entry => entry.encodedBodySize).reduce((all, one) => all + one, 0)"""
    )
    assert 60_000 < loaded < 150 * 1024


async def test_a_long_sentence_is_whole_one_tap_away(house: House, browser: Windows) -> None:
    """*Vandaag* shows its beginning, cut between words, and leads to the rest of it."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    told = "De merels zongen " * 30 + "en thuis was het stil."
    await house.run(sanne, 8, 4, told)
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator("blockquote")).to_have_text(f"{'De merels zongen ' * 16}De…")
    await page.click("text=Lees verder")
    await expect(page.locator("#timeline blockquote")).to_have_text(told)
