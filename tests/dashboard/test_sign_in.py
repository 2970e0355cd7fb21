"""How long one is in, over HTTP and by a clock that a test moves; and who cannot get in."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from http.cookies import SimpleCookie

import httpx2
import pytest

from bot.clock import Clock
from bot.dashboard import create_app
from bot.ids import new_id
from bot.usecases.ports import Coach
from tests.dashboard.house import House, a_dashboard
from tests.dashboard.operations import operations

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Watch(Clock):
    """A clock whose machine time a test moves on."""

    def __init__(self) -> None:
        super().__init__()
        self.later = timedelta()

    def machine_now(self) -> datetime:
        """The machine's time, moved."""
        return super().machine_now() + self.later


class Visitor:
    """A browser at a house whose clock can be moved."""

    def __init__(self, house: House, client: httpx2.AsyncClient, watch: Watch) -> None:
        self.house = house
        self.client = client
        self.watch = watch

    async def enters(self, coach: Coach, *, own: bool = False) -> httpx2.Response:
        """Follow a link that was just made."""
        path = (await self.house.link(coach)).removeprefix(self.house.url)
        self.watch.later = timedelta()
        return await self.posts(path, own="yes" if own else "")

    async def posts(self, path: str, **form: str) -> httpx2.Response:
        """Send a form as a page of ours does."""
        return await self.client.post(path, data=form, headers={"Origin": self.house.url})

    async def looks(self, *, after: timedelta, live: bool = False) -> int:
        """Open *Vandaag* some time later; `live`: the page refreshes itself."""
        self.watch.later += after
        headers = {"Lichter-Live": "1"} if live else {}
        return (await self.client.get("/", headers=headers)).status_code


@contextlib.asynccontextmanager
async def visiting(house: House) -> AsyncIterator[Visitor]:
    """Open a browser."""
    watch = Watch()
    app = create_app(replace(a_dashboard(house), clock=watch))
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=house.url) as client:
        yield Visitor(house, client, watch)


async def test_half_an_hour_alone_ends_it(house: House) -> None:
    """Each look begins the half hour anew; after one without a look nobody is in."""
    async with visiting(house) as one:
        await one.enters(await house.coach("Anna Verzonnen"))
        for _ in range(3):
            assert await one.looks(after=29 * MINUTE) == 200
        assert await one.looks(after=31 * MINUTE) == 401


async def test_a_page_that_refreshes_itself_keeps_nobody_in(house: House) -> None:
    """A laptop left open on a table is left alone."""
    async with visiting(house) as one:
        await one.enters(await house.coach("Anna Verzonnen"))
        assert await one.looks(after=20 * MINUTE, live=True) == 200
        assert await one.looks(after=11 * MINUTE, live=True) == 401


async def test_twelve_hours_are_the_most(house: House) -> None:
    """However often he looks."""
    async with visiting(house) as one:
        await one.enters(await house.coach("Anna Verzonnen"))
        seen = [await one.looks(after=20 * MINUTE) for _ in range(37)]
        assert seen == [200] * 35 + [401] * 2


async def test_a_device_of_his_own_is_kept_for_fourteen_days(house: House) -> None:
    """Also when he does not look for nearly all of them."""
    async with visiting(house) as one:
        await one.enters(await house.coach("Anna Verzonnen"), own=True)
        assert await one.looks(after=14 * DAY - MINUTE) == 200
        assert await one.looks(after=2 * MINUTE) == 401


async def test_a_link_of_ten_minutes_ago_says_so(house: House) -> None:
    """Looked at or tapped: a kind page, and nobody is in."""
    async with visiting(house) as one:
        link = (await house.link(await house.coach("Anna Verzonnen"))).removeprefix(house.url)
        one.watch.later = 10 * MINUTE - timedelta(seconds=30)
        assert (await one.client.get(link)).status_code == 200
        one.watch.later = 10 * MINUTE
        for answer in (await one.client.get(link), await one.posts(link)):
            assert answer.status_code == 410
            assert "send the bot /dashboard" in answer.text
            assert "Set-Cookie" not in answer.headers


async def test_a_cookie_that_was_there_before_becomes_no_session(house: House) -> None:
    """Session fixation: the one who signs in gets a cookie that nobody else knows."""
    async with visiting(house) as one:
        one.client.cookies.set("lichter", "chosen-by-somebody-else")
        answer = await one.enters(await house.coach("Anna Verzonnen"))
        (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        assert morsel.value != "chosen-by-somebody-else"
        assert len(morsel.value) == 43  # 256 bit
        one.client.cookies = httpx2.Cookies({"lichter": "chosen-by-somebody-else"})
        assert await one.looks(after=timedelta()) == 401


async def test_signing_in_again_ends_the_session_before(house: House) -> None:
    """One browser is one session, so that none is left behind; of another coach as well."""
    async with visiting(house) as one:
        first = await one.enters(await house.coach("Anna Verzonnen"))
        (morsel,) = SimpleCookie(first.headers["Set-Cookie"]).values()
        await one.enters(await house.coach("Bram Bedacht"))
        assert await one.looks(after=timedelta()) == 200
        one.client.cookies = httpx2.Cookies({"lichter": morsel.value})
        assert await one.looks(after=timedelta()) == 401


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["neither", "origin", "fetch"],
)
async def test_no_address_takes_a_post_from_another_page(
    house: House, headers: dict[str, str]
) -> None:
    """Each of them, also one that is added tomorrow: refused before anything is looked at."""
    every = operations(create_app(a_dashboard(house)))
    unsafe = [one for one in every if one.method != "GET"]
    assert len(unsafe) > 15
    async with visiting(house) as one:
        await one.enters(await house.coach("Anna Verzonnen"))
        for post in unsafe:
            path = post.path.format(**dict.fromkeys(post.places, new_id(house.clock.now())))
            answer = await one.client.post(path, data={"text": "x"}, headers=headers)
            assert (path, answer.status_code) == (path, 403)
        assert await one.looks(after=timedelta()) == 200  # not signed out by one of them
