"""Two hundred hostile names and sentences are letters, on every page that shows them."""

import asyncio
from datetime import timedelta

import pytest

from bot.ids import new_id
from bot.usecases.ports import Author, Message, Note, UnitOfWork
from tests.browser import Windows
from tests.dashboard.house import House, watched
from tests.hostile import HOSTILE

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

SHOWN = "all => all.map(one => one.textContent)"
WAITS_FOR_NEXT = timedelta(seconds=1)


async def test_two_hundred_names_are_letters(house: House, browser: Windows) -> None:
    """In the list, as a heading and as a title; nothing runs, and nothing leaves the page."""
    coach = await house.coach(HOSTILE[0])
    runners = await asyncio.gather(*(house.runner(coach, words) for words in HOSTILE))
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    await page.goto(f"{house.url}/runners")
    assert set(HOSTILE) == set(await page.locator("ul.runners .name").evaluate_all(SHOWN))
    for runner in runners[:: len(runners) // 4]:
        for part in ("", "/talk", "/settings"):
            await page.goto(f"{house.url}/runners/{runner.id}{part}")
            assert runner.first_name in (await page.locator("h1").text_content() or "")
            assert runner.first_name in (await page.evaluate("document.title")) or part == ""
    assert window.wrong == []


async def test_two_hundred_sentences_notes_and_messages_are_letters(
    house: House, browser: Windows
) -> None:
    """On one runner's page, page after page, and on the sheet for the talk."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    runs = [house.run(sanne, 8, 4, words, days_ago=n % 20) for n, words in enumerate(HOSTILE)]
    await asyncio.gather(*runs)  # together: they share their commits

    def job(uow: UnitOfWork) -> None:
        for number, words in enumerate(HOSTILE):
            at = house.clock.now() - WAITS_FOR_NEXT * number
            uow.guiding.add_note(Note(new_id(at), coach.id, sanne.id, words, at))
            mine = Message(new_id(at), coach.id, sanne.id, Author.RUNNER, words, at)
            uow.messages.add(mine)

    await house.database.write(job)
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    path, read = f"/runners/{sanne.id}", set[str]()
    await page.goto(house.url + path)
    for lines in (".notes li > p:last-of-type", ".thread li > p:last-of-type"):
        shown = await page.locator(lines).evaluate_all(SHOWN)
        assert shown
        assert set(shown) <= set(HOSTILE)
    while path:
        await page.goto(house.url + path)
        read |= set(await page.locator("blockquote").evaluate_all(SHOWN))
        older = page.locator("a.older")
        path = (await older.get_attribute("href") or "") if await older.count() else ""
    assert read == set(HOSTILE)
    await page.goto(f"{house.url}/runners/{sanne.id}/talk")
    assert set(await page.locator("q").evaluate_all(SHOWN)) <= set(HOSTILE)
    assert window.wrong == []
