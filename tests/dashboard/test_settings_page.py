"""*Instellingen*: what a coach sets, where he is signed in, whom he looked at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from playwright.async_api import expect

from bot.usecases import coaching, signing_in
from bot.usecases.ports import Coach, Tells
from tests.browser import Windows
from tests.dashboard.house import House, ask, watched
from tests.dashboard.looks import LOOKS, Look, faults

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there

FORM = {
    "language": "en",
    "timezone": "Europe/Paris",
    "tells": "each",
    "digest_at": "08:15",
    "quiet_from": "22:00",
    "quiet_until": "06:30",
    "replies_within": "4",
    "away_until": "",
}


async def stored(house: House, coach: Coach) -> Coach:
    """Return a coach as he is kept."""
    found = await house.database.read(lambda uow: uow.coaches.by_id(coach.id))
    assert found is not None
    return found


async def sends(house: House, coach: Coach, **fields: str) -> str:
    """Send the form with other fields; returns the page that came, or where it leads."""
    answer = await house.posts("/settings", FORM | fields, await house.cookies(coach))
    return answer.headers.get("Location", answer.text)


async def test_what_is_set_is_kept(house: House) -> None:
    """All fields at once; what is not on the form stays as it was."""
    coach = await house.coach("Anna Verzonnen")
    back = house.clock.now().date() + timedelta(days=10)
    before = replace(coach, digest_on=date(2026, 1, 1))
    await house.database.write(lambda uow: uow.coaches.save(before))
    assert await sends(house, coach, away_until=back.isoformat()) == "/settings/saved"
    assert await stored(house, coach) == Coach(
        coach.id,
        "Anna Verzonnen",
        "en",
        "Europe/Paris",
        coach.chat,
        Tells.EACH,
        time(8, 15),
        time(22, 0),
        time(6, 30),
        4,
        back,
        date(2026, 1, 1),
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"language": "xx"}, "Kies een van de mogelijkheden."),
        ({"timezone": "Mars/Base"}, "Kies een van de mogelijkheden."),
        ({"tells": "always"}, "Kies een van de mogelijkheden."),
        ({"digest_at": "half acht"}, "Vul een tijd in"),
        ({"quiet_from": ""}, "Vul een tijd in"),
        ({"quiet_until": "25:00"}, "Vul een tijd in"),
        ({"replies_within": "0"}, "Vul een aantal dagen in"),
        ({"replies_within": "²"}, "Vul een aantal dagen in"),
        ({"replies_within": "15"}, "Vul een aantal dagen in"),
        ({"away_until": "2020-01-01"}, "Kies een dag vanaf morgen"),
        ({"away_until": "2999-01-01"}, "Kies een dag vanaf morgen"),
        ({"away_until": "gisteren"}, "Kies een dag vanaf morgen"),
        ({"tells": "daily", "digest_at": "23:00"}, "Dit valt in je stille uren"),
        ({"tells": "daily", "digest_at": "06:29"}, "Dit valt in je stille uren"),
    ],
)
async def test_what_is_not_right_is_said_and_nothing_kept(
    house: House, fields: Mapping[str, str], said: str
) -> None:
    """Beside the field, with all that was typed still there."""
    coach = await house.coach("Anna Verzonnen")
    page = await sends(house, coach, **fields)
    (name,) = list(fields)[-1:]
    assert re.search(rf'id="wrong-{name}">{re.escape(said)}', page)
    assert "Er is nog niets bewaard." in page
    assert 'value="08:15"' in page or "digest_at" in fields
    assert await stored(house, coach) == coach


async def test_a_digest_may_come_as_quiet_hours_end(house: House) -> None:
    """The first minute is not quiet any more."""
    coach = await house.coach("Anna Verzonnen")
    assert await sends(house, coach, tells="daily", digest_at="06:30") == "/settings/saved"


async def test_an_earlier_return_is_not_asked_again(house: House) -> None:
    """A day that has come stands in no field, so that the form can be sent as it is."""
    coach = await house.coach("Anna Verzonnen")
    back = replace(coach, away_until=date(2026, 1, 1))
    await house.database.write(lambda uow: uow.coaches.save(back))
    page = await ask(f"{house.url}/settings", cookies=await house.cookies(coach))
    assert "2026-01-01" not in page.text


async def devices(house: House, cookies: Mapping[str, str]) -> Sequence[str]:
    """Return the ids of the sessions on the page, the newest first."""
    page = (await ask(f"{house.url}/settings", cookies=cookies)).text
    return re.findall(r'action="/settings/devices/(\w+)/out"', page)


async def test_one_sign_in_can_be_ended(house: House) -> None:
    """The other one goes on."""
    coach = await house.coach("Anna Verzonnen")
    phone, laptop = await house.cookies(coach, own=True), await house.cookies(coach)
    newest, oldest = await devices(house, laptop)
    answer = await house.posts(f"/settings/devices/{oldest}/out", {}, laptop)
    assert answer.headers["Location"] == "/settings#devices"
    assert await devices(house, laptop) == [newest]
    assert (await ask(house.url, cookies=phone)).status == 401


async def test_ending_this_one_signs_out(house: House) -> None:
    """Here and now, as the button above does."""
    coach = await house.coach("Anna Verzonnen")
    cookies = await house.cookies(coach)
    (this,) = await devices(house, cookies)
    answer = await house.posts(f"/settings/devices/{this}/out", {}, cookies)
    assert "Je bent niet ingelogd" in answer.text
    assert (await ask(house.url, cookies=cookies)).status == 401


async def test_signing_out_everywhere_ends_all(house: House) -> None:
    """A link on its way as well, and of another coach nothing."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    one, other, his = [await house.cookies(who) for who in (anna, anna, bram)]
    link, his_link = await house.link(anna), await house.link(bram)
    answer = await house.posts("/settings/devices/out", {}, one)
    assert "Je bent niet ingelogd" in answer.text
    for cookies in (one, other):
        assert (await ask(house.url, cookies=cookies)).status == 401
    assert (await ask(link)).status == 410
    assert (await ask(house.url, cookies=his)).status == 200
    assert (await ask(his_link)).status == 200


async def test_another_coachs_sign_in_cannot_be_ended(house: House) -> None:
    """Not by its id either; what is no id is refused the same way."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    hers, his = await house.cookies(anna), await house.cookies(bram)
    (session,) = await devices(house, hers)
    for guessed in (session, "x"):
        await house.posts(f"/settings/devices/{guessed}/out", {}, his)
    assert await devices(house, hers) == [session]


async def test_a_session_that_is_over_is_not_listed(house: House) -> None:
    """Only where he is signed in."""
    coach = await house.coach("Anna Verzonnen")
    long_ago = house.clock.machine_now() - signing_in.SESSION_AGE
    await house.database.write(
        lambda uow: signing_in.begin(uow, coach, trusted=False, machine_now=long_ago)
    )
    assert len(await devices(house, await house.cookies(coach))) == 1


async def test_a_coach_reads_whom_he_looked_at(house: House) -> None:
    """Of who stopped sharing not even the name, and nothing of other coaches."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    sanne, tim = (
        await house.runner(anna, "Sanne Voorbeeld"),
        await house.runner(anna, "Tim Niemand"),
    )
    zoe = await house.runner(bram, "Zoë Bedacht")
    for coach, runner in ((anna, sanne), (anna, tim), (bram, zoe)):
        cookies = await house.cookies(coach)
        assert (await ask(f"{house.url}/runners/{runner.id}", cookies=cookies)).status == 200
    now = house.clock.now()
    await house.database.write(lambda uow: coaching.withdraw(uow, tim, now))
    page = (await ask(f"{house.url}/settings", cookies=await house.cookies(anna))).text
    assert "Sanne Voorbeeld</span> · pagina" in page
    assert "Iemand die niet meer met je deelt" in page
    assert "Tim Niemand" not in page
    assert "Zoë" not in page


async def test_the_settings_work_without_scripts(house: House, browser: Windows) -> None:
    """In a language that is another one at once."""
    coach = await house.coach("Anna Verzonnen")
    page = await house.enter(await watched(browser, house.url, scripts=False), coach)
    await page.click("nav >> text=Instellingen")
    await page.select_option("#language", "en")
    await page.check("input[value=nothing]")
    await page.fill("#replies_within", "99")
    await page.click("main button >> nth=0")
    await expect(page.locator("#wrong-replies_within")).to_be_visible()
    assert await page.is_checked("input[value=nothing]")
    await page.fill("#replies_within", "5")
    await page.click("main button >> nth=0")
    await expect(page.locator("[role=status]")).to_have_text("Saved.")
    assert (await stored(house, coach)).tells is Tells.NOTHING


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_forms_are_sound_and_open_to_everybody(
    house: House, browser: Windows, look: Look
) -> None:
    """Inviting and settings, with something in each, and with mistakes: as the other pages."""
    coach = await house.coach("Anna Verzonnen", look.language)
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    window = await watched(browser, house.url, dark=look.dark, language=look.language)
    page = await house.enter(window, coach)
    await page.goto(f"{house.url}/runners/{sanne.id}")
    await page.goto(f"{house.url}/invite")
    await page.locator("main button").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("img.qr")).to_be_visible()
    found = await faults(page, look)
    await page.goto(f"{house.url}/settings")
    found += await faults(page, look)
    assert (found, window.wrong) == ([], [])
    await page.fill("#replies_within", "99")
    await page.keyboard.press("Enter")
    await expect(page.locator("[role=alert]")).to_be_visible()
    assert await faults(page, look) == []
