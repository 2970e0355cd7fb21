"""The coach's pages in a real browser."""

import pytest
from playwright.async_api import expect

from bot.usecases.ports import UnitOfWork
from tests.browser import Windows
from tests.dashboard.house import House, watched
from tests.dashboard.looks import LOOKS, Look, faults

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

MENU_FITS = """() => [...document.querySelectorAll(".menu a")].every(link => {
    const box = link.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.height >= 44;
})"""
HOSTILE = (
    "<script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "\"><svg onload=document.title='broken'>",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt;",
    "</blockquote></article><h1>here</h1>",
)


async def test_a_finished_run_appears_on_an_open_page_without_a_reload(
    house: House, browser: Windows
) -> None:
    """A run, its tension and its sentence are there within a second, on a page that stayed open."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator("#live-state")).to_have_text("Nieuws verschijnt hier vanzelf.")
    await page.evaluate("document.body.dataset.opened = 'once'")
    await house.run(sanne, 8, 4, "Mijn schouders zakten.")
    card = page.locator("article", has_text="Sanne Voorbeeld")
    await expect(card).to_contain_text("Mijn schouders zakten.", timeout=1000)
    await expect(card.locator(".numbers")).to_have_text("ervoor 8 → erna 4")
    assert await page.evaluate("document.body.dataset.opened") == "once"


async def test_a_half_typed_name_survives_news(house: House, browser: Windows) -> None:
    """News refreshes the list of runners and leaves what is being typed, and where."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.runner(coach, "Tim Niemand")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/runners")
    await page.locator("#name").press_sequentially("san")
    await expect(page.locator("ul.runners li")).to_have_count(1)
    await house.run(sanne, 8, 4)
    await expect(page.locator("#runners")).to_contain_text("1 nieuwe samenvatting")
    assert await page.input_value("#name") == "san"
    assert await page.evaluate("document.activeElement.id") == "name"
    assert await page.locator("ul.runners li").count() == 1


async def test_a_coach_sees_his_own_runners_only(house: House, browser: Windows) -> None:
    """Neither the pages nor a guessed address show a runner of another coach."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    await house.run(await house.runner(anna, "Sanne Voorbeeld"), 8, 4, "Van Sanne.")
    tim = await house.runner(bram, "Tim Niemand")
    await house.run(tim, 6, 5, "Van Tim.")
    page = await house.enter(await watched(browser, house.url), anna)
    await expect(page.locator("main")).to_contain_text("Van Sanne.")
    await expect(page.locator("main")).not_to_contain_text("Tim")
    answer = await page.goto(f"{house.url}/runners/{tim.id}")
    assert answer is not None
    assert answer.status == 404
    await expect(page.locator("h1")).to_have_text("Deze pagina is er niet")


async def test_a_private_sentence_is_not_shown(house: House, browser: Windows) -> None:
    """What a runner kept for himself is nowhere on the coach's pages."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4, "Dit is van mij.", shared=False)
    page = await house.enter(await watched(browser, house.url), coach)
    for path in ("/", f"/runners/{sanne.id}"):
        await page.goto(house.url + path)
        await expect(page.locator("main")).to_contain_text("geen gedeelde zin")
        assert "Dit is van mij." not in await page.content()


async def test_hostile_words_are_shown_as_text(house: House, browser: Windows) -> None:
    """Markup in a sentence or a name is letters on the page, and nothing in it runs."""
    coach = await house.coach("<b>Anna</b> Verzonnen")
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    for words in HOSTILE:
        runner = await house.runner(coach, words)
        await house.run(runner, 8, 4, words)
        await page.goto(f"{house.url}/runners/{runner.id}")
        await expect(page.locator("h1")).to_have_text(words)
        await expect(page.locator("blockquote")).to_have_text(words)
    await page.goto(house.url)
    assert await page.title() == "Vandaag · Lichter"
    assert await page.locator("blockquote").count() == len(HOSTILE)
    assert window.wrong == []


async def test_opening_a_runner_marks_his_summary_as_read(house: House, browser: Windows) -> None:
    """After the runner's page was opened his summary no longer counts as new."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator(".lead")).to_contain_text("één nieuwe samenvatting")
    async with page.expect_response(lambda answer: answer.url.endswith("/read")):
        await page.click("article h3 a")
    await page.goto(house.url)
    await expect(page.locator(".lead")).to_contain_text("niets nieuws")


async def test_who_just_came_back_stays_new(house: House, browser: Windows) -> None:
    """A summary that may still get its sentence does not become read by being looked at."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4)
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/runners/{sanne.id}")
    assert await page.locator("form[action$='/read']").count() == 0


async def test_the_button_marks_one_summary_as_read_in_place(
    house: House, browser: Windows
) -> None:
    """The button moves a card to what was read earlier, without leaving the page."""
    coach = await house.coach("Anna Verzonnen")
    await house.run(await house.runner(coach, "Sanne Voorbeeld"), 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.click("article form[action$='/read'] button")
    await expect(page.locator("#earlier article")).to_have_count(1)
    assert await page.locator("#new").count() == 0


async def test_opening_a_runner_is_logged_once_for_a_page_that_stays_open(
    house: House, browser: Windows
) -> None:
    """The access log has one entry for one visit, however often the page refreshes itself."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.goto(f"{house.url}/runners/{sanne.id}")
    await house.run(sanne, 8, 4, "Lichter.")
    await expect(page.locator("blockquote")).to_have_text("Lichter.")

    def visitors(uow: UnitOfWork) -> list[str]:
        return [visit.coach_name for visit in uow.coaches.visits(sanne.id, 9)]

    assert await house.database.read(visitors) == ["Anna Verzonnen"]


async def test_a_runner_who_stops_sharing_is_gone_at_the_next_request(
    house: House, browser: Windows
) -> None:
    """After withdrawal neither the list nor the page shows anything of him."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url), coach)
    now = house.clock.now()
    await house.database.write(lambda uow: uow.coaches.withdraw(sanne.id, now))
    await expect(page.locator("main")).not_to_contain_text("Sanne")
    answer = await page.goto(f"{house.url}/runners/{sanne.id}")
    assert answer is not None
    assert answer.status == 404


async def test_the_pages_work_without_scripts(house: House, browser: Windows) -> None:
    """Without JavaScript one signs in, searches and reads; the page says that it is not live."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Zoë Bedacht")
    await house.run(sanne, 8, 4, "Lichter.")
    page = await house.enter_by_link(await watched(browser, house.url, scripts=False), coach)
    await expect(page.locator("footer")).to_contain_text("Zonder JavaScript")
    await page.click("nav >> text=Lopers")
    await page.fill("#name", "zoe")
    await page.click("search button")
    await page.click("ul.runners a")
    await page.click("form[action$='/read'] button")
    await page.goto(house.url)
    await expect(page.locator(".lead")).to_contain_text("niets nieuws")


async def test_everything_can_be_reached_by_keyboard(house: House, browser: Windows) -> None:
    """From the skip link Enter leads to the content, and Tab goes on with its first link."""
    coach = await house.coach("Anna Verzonnen")
    await house.run(await house.runner(coach, "Sanne Voorbeeld"), 8, 4, "Lichter.")
    page = await house.enter(await watched(browser, house.url), coach)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Sanne Voorbeeld")


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_pages_are_sound_and_open_to_everybody(
    house: House, browser: Windows, look: Look
) -> None:
    """No page has an axe violation, a console error, a foreign request or a sideways scroll."""
    coach = await house.coach("Anna Verzonnen", look.language)
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    for day, (before, after) in enumerate([(8, 4), (6, 6), (5, None), (None, 7)]):
        await house.run(sanne, before, after, "Lichter." * (day % 2), days_ago=day)
    await house.letter(sanne, "Het is zwaar.", heavy=True)
    window = await watched(browser, house.url, dark=look.dark, language=look.language)
    page = window.page
    await page.goto(await house.link(coach))
    found = await faults(page, look)
    await page.click("main button")
    await page.wait_for_url(f"{house.url}/")
    for path in ("/", "/attention", "/runners", f"/runners/{sanne.id}"):
        await page.goto(house.url + path)
        await expect(page.locator("#live-state")).not_to_be_empty()
        found += await faults(page, look, MENU_FITS)
    assert (found, window.wrong) == ([], [])
