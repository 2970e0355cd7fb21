"""One runner's pages in a real browser: news, keyboards, no scripts, every look."""

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import guiding, messaging, recalling
from bot.usecases.ports import Author, Coach, Message, UnitOfWork
from tests.browser import Windows
from tests.dashboard.house import House, watched
from tests.dashboard.looks import LOOKS, Look, faults

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there


async def _writes(house: House, coach: Coach, runner: Runner, text: str) -> None:
    """Let the runner write to the coach."""
    now = house.clock.now()
    message = Message(new_id(now), coach.id, runner.id, Author.RUNNER, text, now, delivered_at=now)

    def job(uow: UnitOfWork) -> None:
        uow.messages.add(message)
        uow.coaches.changed(runner.id)

    await house.database.write(job)


async def _opened(
    house: House, browser: Windows, *, scripts: bool = True
) -> tuple[Page, Coach, Runner]:
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url, scripts=scripts), coach)
    await page.goto(f"{house.url}/runners/{sanne.id}")
    if scripts:
        await expect(page.locator("#live-state")).to_have_text("Nieuws verschijnt hier vanzelf.")
    return page, coach, sanne


async def test_half_typed_texts_survive_news(house: House, browser: Windows) -> None:
    """A run and a message come in: what is being typed stays, unfolded stays unfolded."""
    page, coach, sanne = await _opened(house, browser)
    await page.click("#new-note summary")
    for field in ("#line-text", "#new-note textarea", "#write textarea"):
        await page.locator(field).press_sequentially("Half ge")
    await house.run(sanne, 8, 4, "Lichter.")
    await expect(page.locator("blockquote")).to_have_text("Lichter.")
    await _writes(house, coach, sanne, "Ik loop morgen.")
    await expect(page.locator(".thread")).to_contain_text("Ik loop morgen.")
    assert await page.evaluate("document.activeElement.matches('#write textarea')")
    await page.keyboard.type("typt")
    for field, text in (
        ("#line-text", "Half ge"),
        ("#new-note textarea", "Half ge"),
        ("#write textarea", "Half getypt"),
    ):
        assert await page.input_value(field) == text
    await expect(page.locator("#new-note textarea")).to_be_visible()


async def test_half_typed_texts_survive_what_was_sent_elsewhere(
    house: House, browser: Windows
) -> None:
    """A message, a note and a line from another window: the half-typed ones here stay."""
    page, coach, sanne = await _opened(house, browser)
    await page.click("#new-note summary")
    fields = ("#line-text", "#note-text", "#message-text")
    for field in fields:
        await page.fill(field, "Half ge")

    def elsewhere(uow: UnitOfWork) -> None:
        now = house.clock.now()
        messaging.write(uow, coach, sanne.id, "Tot zondag.", now)
        guiding.write_note(uow, coach, sanne.id, "Slaapt weer.", now)
        guiding.leave_line(uow, coach, sanne.id, "Loop langs de beuk.")

    await house.database.write(elsewhere)
    await expect(page.locator(".thread .mine")).to_contain_text("Tot zondag.")
    await expect(page.locator(".notes")).to_contain_text("Slaapt weer.")
    assert [await page.input_value(field) for field in fields] == ["Half ge"] * 3


async def test_a_line_that_was_on_a_card_leaves_its_field(house: House, browser: Windows) -> None:
    """Also with the cursor in it, and when it was written on this very page."""
    page, _, sanne = await _opened(house, browser)
    await page.fill("#line-text", "Loop langs de beuk.")
    await page.click("#line button")
    await expect(page.locator("#line-when")).to_contain_text("wacht op de volgende kaart")
    await page.focus("#line-text")
    await house.database.write(lambda uow: recalling.line_was_used(uow, sanne))
    await expect(page.locator("#line-text")).to_have_value("")


async def test_what_is_sent_empties_its_field_alone(house: House, browser: Windows) -> None:
    """A message goes, and says that it waits; a half-typed note beside it stays."""
    page, _, _ = await _opened(house, browser)
    await page.click("#new-note summary")
    await page.fill("#new-note textarea", "Vraag naar")
    await page.fill("#write textarea", "Fijn dat je ging.")
    await page.click("#messages button")
    await expect(page.locator(".thread .mine")).to_contain_text("wacht op een rustig moment")
    await expect(page.locator("#write textarea")).to_have_value("")
    assert await page.input_value("#new-note textarea") == "Vraag naar"
    await page.click("#new-note button")
    await expect(page.locator(".notes")).to_contain_text("Vraag naar")
    await expect(page.locator("#new-note textarea")).to_have_value("")


async def test_a_mistake_is_said_in_place(house: House, browser: Windows) -> None:
    """A line that is too long stays in its field, with why, and can be made shorter."""
    page, _, _ = await _opened(house, browser)
    await page.fill("#line-text", "Loop langs de beuk. " * 20)
    await page.click("#line button")
    await expect(page.locator("#line-wrong")).to_contain_text("er passen 200 tekens in")
    assert (await page.input_value("#line-text")).startswith("Loop langs de beuk.")
    await page.fill("#line-text", "Loop langs de beuk.")
    await page.click("#line button")
    await expect(page.locator("#line-wrong")).to_have_count(0)
    await expect(page.locator("#line-when")).to_contain_text("wacht op de volgende kaart")


async def test_a_note_is_written_by_keyboard_alone(house: House, browser: Windows) -> None:
    """Tab reaches the fold, Enter opens it, Tab the field and the button."""
    page, _, _ = await _opened(house, browser)
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.matches('#new-note summary')"):
            break
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Vraag naar de nachten.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".notes")).to_contain_text("Vraag naar de nachten.")


async def test_everything_works_without_scripts(house: House, browser: Windows) -> None:
    """Message, note and settings are plain forms; the print button is not there."""
    page, _, sanne = await _opened(house, browser, scripts=False)
    await page.fill("#write textarea", "Fijn dat je ging.")
    await page.click("#messages button")
    await expect(page.locator(".thread .mine")).to_contain_text("Fijn dat je ging.")
    await page.click("#new-note summary")
    await page.fill("#new-note textarea", "Vraag naar de nachten.")
    await page.click("#new-note button")
    await expect(page.locator(".notes")).to_contain_text("Vraag naar de nachten.")
    await page.goto(f"{house.url}/runners/{sanne.id}/settings")
    await page.fill("#cap", "20")
    await page.click(".settings > button")
    await expect(page.locator(".saved")).to_have_text("Bewaard.")
    assert await page.input_value("#cap") == "20"
    await page.goto(f"{house.url}/runners/{sanne.id}/talk")
    await expect(page.locator("#print")).to_be_hidden()


async def _full_life(house: House, coach: Coach) -> Runner:
    """Return a runner of whom there is something in every part of the page."""
    sanne = await house.runner(coach, "Sanne Voorbeeld-" + "lang" * 20)
    for days in range(2, 30, 2):
        await house.run(sanne, 9, 4, "Lichter. " * 9 if days % 4 else "", days_ago=days)
    await _writes(house, coach, sanne, "zonder spaties" * 20)
    now = house.clock.now()

    def job(uow: UnitOfWork) -> None:
        guiding.write_note(uow, coach, sanne.id, "Vraag naar de nachten.", now)
        guiding.leave_line(uow, coach, sanne.id, "Loop langs de beuk.")
        guiding.appoint(uow, coach, sanne.id, now + timedelta(days=3), now)

    await house.database.write(job)
    return sanne


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_his_pages_are_sound_and_open_to_everybody(
    house: House, browser: Windows, look: Look
) -> None:
    """Full, unfolded, or with a mistake in it: nothing for axe, and no sideways scroll."""
    coach = await house.coach("Anna Verzonnen", look.language)
    sanne = await _full_life(house, coach)
    window = await watched(browser, house.url, dark=look.dark, language=look.language)
    page = await house.enter(window, coach)
    found: list[str] = []
    for part in ("", "/talk", "/settings", "/settings"):
        if page.url.endswith("/settings"):
            await page.fill("#cap", "veel")
            await page.click(".settings > button")
            await expect(page.locator("#cap-wrong")).to_be_visible()
        else:
            await page.goto(f"{house.url}/runners/{sanne.id}{part}")
        await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found += await faults(page, look)
    assert found == []
    # The page that says what is wrong answers 422, which the console tells.
    assert [one for one in window.wrong if "422" not in one] == []
