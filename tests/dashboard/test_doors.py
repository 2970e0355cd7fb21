"""Coming in, staying in, going out; and who is not let in."""

from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from bot.clock import Clock
from bot.dashboard import Dashboard, create_app
from bot.storage import open_database
from bot.usecases import signing_in
from bot.usecases.ports import UnitOfWork
from tests.browser import Windows
from tests.dashboard.house import RULES, House, ask, watched
from tests.furnished import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there


async def test_looking_at_a_link_consumes_nothing(house: House, browser: Windows) -> None:
    """A link that a chat program opened for a preview still signs the coach in."""
    coach = await house.coach("Anna Verzonnen")
    link = await house.link(coach)
    page = (await watched(browser, house.url)).page
    for _ in range(2):
        await page.goto(link)
    await page.click("main button")
    await expect(page.locator("h1")).to_have_text("Vandaag")


async def test_a_used_link_shows_a_kind_page(house: House, browser: Windows) -> None:
    """A link works once: after that it explains itself, and lets nobody in."""
    coach = await house.coach("Anna Verzonnen")
    link = await house.link(coach)
    first = (await watched(browser, house.url)).page
    thief = (await watched(browser, house.url)).page
    await thief.goto(link)
    await first.goto(link)
    await first.click("main button")
    await thief.click("main button")
    await expect(thief.locator("h1")).to_have_text("Deze link werkt niet meer")
    await thief.goto(house.url)
    await expect(thief.locator("h1")).to_have_text("Je bent niet ingelogd")


async def test_signing_out_ends_the_session_at_the_server(house: House, browser: Windows) -> None:
    """A cookie that was kept somewhere else opens nothing any more."""
    coach = await house.coach("Anna Verzonnen")
    window = await watched(browser, house.url)
    page = await house.enter(window, coach)
    (cookie,) = await window.context.cookies()
    await page.click("text=Uitloggen")
    await expect(page.locator("h1")).to_have_text("Je bent niet ingelogd")
    assert await window.context.cookies() == []
    kept = {cookie["name"]: cookie["value"]}
    assert (await ask(house.url, cookies=kept)).status == 401


async def test_an_open_page_learns_that_its_session_ended(house: House, browser: Windows) -> None:
    """After signing out elsewhere, news leads to the page that says how to return."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    page = await house.enter(await watched(browser, house.url), coach)
    await expect(page.locator("#live-state")).not_to_be_empty()
    await house.database.write(lambda uow: uow.coaches.end_sessions(coach.id))
    await house.run(sanne, 8, 4, "Lichter.")
    await expect(page.locator("h1")).to_have_text("Je bent niet ingelogd")
    await expect(page.locator("nav")).to_have_count(0)


async def test_the_cookie_is_out_of_reach_of_scripts(house: House) -> None:
    """The session's cookie is HttpOnly, Lax, and gone with the browser unless it is his own."""
    coach = await house.coach("Anna Verzonnen")
    for own, kept in (("", ""), ("yes", str(14 * 24 * 3600))):
        answer = await ask(await house.link(coach), {"own": own}, {"Origin": house.url})
        (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        assert (morsel["httponly"], morsel["samesite"], morsel["max-age"]) == (True, "lax", kept)


async def test_over_https_the_cookie_is_bound_to_the_host(house: House) -> None:
    """With an https address the cookie is a `__Host-` one and Secure; on 127.0.0.1 it cannot be."""
    for url, name in (("https://coach.example", "__Host-lichter"), (house.url, "lichter")):
        dashboard = Dashboard(house.database, WORDS, Clock(), url, house.live, RULES)
        assert (dashboard.cookie, dashboard.secure) == (name, name.startswith("__Host-"))


async def test_a_coach_without_a_link_is_for_this_machine_alone(house: House) -> None:
    """The demo's open door is refused on an address that others can reach."""
    url = "https://coach.example"
    with pytest.raises(ValueError, match="on this machine"):
        Dashboard(house.database, WORDS, Clock(), url, house.live, RULES, demo_coach="x")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"},
    ],
)
async def test_a_post_from_another_page_is_refused(house: House, headers: dict[str, str]) -> None:
    """What no page of ours sent changes nothing: the link is still good afterwards."""
    coach = await house.coach("Anna Verzonnen")
    link = await house.link(coach)
    assert (await ask(link, {}, headers)).status == 403
    assert (await ask(link)).status == 200


async def test_every_answer_carries_the_guards(house: House) -> None:
    """Pages are never kept, files long; both refuse frames, scripts of others and guessed types."""
    page = await ask(house.url)
    file = await ask(house.url + page.text.split('stylesheet" href="')[1].split('"')[0])
    assert page.status == 401
    assert page.headers["Cache-Control"] == "no-store"
    assert "immutable" in file.headers["Cache-Control"]
    for answer in (page, file):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("trusted", "last_seen", "age", "expected"),
    [
        (False, timedelta(minutes=29), timedelta(hours=11), True),
        (False, timedelta(minutes=30), timedelta(hours=1), False),
        (False, timedelta(minutes=1), timedelta(hours=12), False),
        (True, timedelta(days=13), timedelta(days=13, hours=23), True),
        (True, timedelta(), timedelta(days=14), False),
    ],
)
async def test_sessions_end_by_themselves(
    house: House, last_seen: timedelta, age: timedelta, *, trusted: bool, expected: bool
) -> None:
    """12 hours, or 30 minutes alone; 14 days on a device of his own."""
    coach = await house.coach("Anna Verzonnen")
    begun = house.clock.machine_now()

    def job(uow: UnitOfWork) -> signing_in.SignedIn | None:
        new = signing_in.begin(uow, coach, trusted=trusted, machine_now=begun)
        uow.coaches.touch_session(new.signed_in.session.id, begun + age - last_seen)
        return signing_in.session_of(uow, new.token, begun + age)

    assert (await house.database.write(job) is not None) is expected


async def test_a_link_is_good_for_ten_minutes(house: House) -> None:
    """A link that nobody used in ten minutes lets nobody in."""
    coach = await house.coach("Anna Verzonnen")
    made = house.clock.machine_now()

    def job(uow: UnitOfWork) -> list[bool]:
        token = signing_in.make_link(uow, coach.id, made)
        late = made + signing_in.LINK_AGE
        refused = signing_in.sign_in(uow, token, trusted=False, machine_now=late) is None
        opens = signing_in.link_opens(uow, token, late - timedelta(seconds=1))
        return [refused, opens]

    assert await house.database.write(job) == [True, True]


def _inside(house: House, dashboard: Dashboard) -> httpx2.AsyncClient:
    """Return a client of another application on the same database, without a socket between."""
    transport = httpx2.ASGITransport(create_app(dashboard), raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=house.url)


async def test_the_demo_coach_comes_in_without_a_link(house: House) -> None:
    """On this machine the demo's coach is in at once; under a name from elsewhere he is not."""
    coach = await house.coach("Anna Verzonnen")
    dashboard = Dashboard(
        house.database, WORDS, Clock(), house.url, house.live, RULES, "", coach.id
    )
    async with _inside(house, dashboard) as client:
        assert (await client.get("/", headers={"Host": "elsewhere.example"})).status_code == 401
        assert "Anna Verzonnen" in (await client.get("/")).text


async def test_what_breaks_says_so_kindly_and_stays_guarded(house: House, tmp_path: Path) -> None:
    """A database that is gone makes a kind page with all headers, and without any detail."""
    (tmp_path / "gone").mkdir()
    data, keys = f"sqlite:///{tmp_path}/gone/data.db", f"sqlite:///{tmp_path}/gone/keys.db"
    gone = open_database(data, keys, [b"k" * 32])
    await gone.close()
    dashboard = Dashboard(gone, WORDS, Clock(), house.url, house.live, RULES)
    async with _inside(house, dashboard) as client:
        answer = await client.get("/", headers={"Accept-Language": "nl-NL,nl;q=0.9"})
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_form_that_no_page_sends_is_refused_kindly(house: House) -> None:
    """By a code, with a page that says that nothing was saved; an id that is none is not there."""
    cookies = await house.cookies(await house.coach("Anna Verzonnen"))
    answer = await house.posts("/read", {"run": "x"}, cookies)
    assert (answer.status, "Nothing was saved" in answer.text) == (422, True)
    assert (await house.posts("/settings/devices/x/out", {}, cookies)).status == 404
