"""*Voor het gesprek*: one sheet since the last talk."""

import re
from datetime import timedelta

import pytest

from bot.domain.runner import Runner
from bot.usecases import guiding
from bot.usecases.ports import Coach, UnitOfWork
from tests.browser import Windows
from tests.dashboard.house import House, Inside, watched

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there


async def _anna(house: House) -> tuple[Coach, Runner, Inside]:
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    return coach, sanne, await house.inside(coach)


async def test_shared_sentences_stand_in_their_order(house: House) -> None:
    """The oldest first, each with its day; what she kept is not there."""
    _, sanne, inside = await _anna(house)
    for days, text in ((9, "Eerst dit."), (6, "Dan dit."), (3, "Nu dit.")):
        await house.run(sanne, 7, 4, text, days_ago=days)
    await house.run(sanne, 7, 4, "Dit is van mij.", shared=False, days_ago=2)
    page = (await inside.gets(f"/runners/{sanne.id}/talk")).text
    assert re.findall(r"<q [^>]*>(.*?)</q>", page) == ["Eerst dit.", "Dan dit.", "Nu dit."]
    assert "Dit is van mij." not in page
    assert page.count('<tr><th scope="row">') == 4


async def test_it_begins_at_the_last_talk(house: House) -> None:
    """A talk that was agreed here and has been; else four weeks; or a chosen day."""
    coach, sanne, inside = await _anna(house)
    for days in (40, 20, 5):
        await house.run(sanne, 7, 4, f"Van {days} dagen geleden.", days_ago=days)
    path = f"/runners/{sanne.id}/talk"
    assert "Van 20 dagen" in (await inside.gets(path)).text
    now = house.clock.now()

    def talked(uow: UnitOfWork) -> None:
        guiding.appoint(uow, coach, sanne.id, now - timedelta(days=10), now - timedelta(days=30))

    await house.database.write(talked)
    page = (await inside.gets(path)).text
    assert "Sinds jullie vorige gesprek op" in page
    assert ("Van 20 dagen" in page, "Van 5 dagen" in page) == (False, True)
    first = (now - timedelta(days=60)).date().isoformat()
    assert "Van 40 dagen" in (await inside.gets(f"{path}?since={first}")).text
    assert (await inside.gets(f"{path}?since=morgen")).status == 200


async def test_there_is_one_question(house: House) -> None:
    """That of the first pattern, with its facts; without one an open question."""
    _, sanne, inside = await _anna(house)
    path = f"/runners/{sanne.id}/talk"
    assert "Wat viel je zelf op" in (await inside.gets(path)).text
    for days in (6, 4, 2):
        await house.run(sanne, 9, 4, days_ago=days)
    page = (await inside.gets(path)).text
    assert page.count('class="to-ask"') == 1
    assert "Wat vraagt er nu zoveel van je" in page
    assert "Waar in je leven nog meer?" in page


async def test_looking_is_logged(house: House) -> None:
    """Opening the sheet stands in the access log as any other look."""
    _, sanne, inside = await _anna(house)
    await inside.gets(f"/runners/{sanne.id}/talk")
    pages = await house.database.read(
        lambda uow: [one.page for one in uow.coaches.visits(sanne.id, 9)]
    )
    assert pages == ["talk"]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_it_prints_on_one_sheet(house: House, browser: Windows, language: str) -> None:
    """Four weeks of three runs, ten sentences and a pattern fit on one A4."""
    coach = await house.coach("Anna Verzonnen", language)
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    said = "Mijn schouders zakten pas na een tijdje, en toen hoorde ik de merels weer."
    for number, days in enumerate(range(26, 1, -2)):
        await house.run(sanne, 9, 5, said if number % 4 else "", days_ago=days)
    window = await watched(browser, house.url, dark=True, language=language)
    page = await house.enter(window, coach)
    await page.goto(f"{house.url}/runners/{sanne.id}/talk")
    sheet = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", sheet)
    assert window.wrong == []
