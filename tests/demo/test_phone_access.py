"""Who may use the phone's own API, and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import pytest

from bot.demo.people import Person
from bot.demo.phone import phone_routes, words
from bot.demo.serving import serving
from bot.demo.stage import HeldBack
from bot.demo.standin import Standin
from tests.demo.conftest import HandClock

SELF = "self"


@dataclass(frozen=True, slots=True)
class EmptyStage:
    """A stage with a clock and nothing else; moving it does nothing."""

    clock: Callable[[], datetime]

    def now(self) -> datetime:
        """Return people's time."""
        return self.clock()

    async def forward(self, step: str) -> datetime:
        """Leave time as it is."""
        del step
        return self.clock()

    async def held(self) -> Sequence[HeldBack]:
        """Return nothing."""
        return ()

    def dashboard_url(self) -> str | None:
        """Return that there is none."""
        return None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": SELF}, 200),
        ({"Origin": SELF, "Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": SELF, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example", "Host": "evil.example"}, 403),
    ],
)
async def test_only_the_page_itself_may_post(
    standin: Standin, sanne: Person, clock: HandClock, headers: dict[str, str], status: int
) -> None:
    """Another page, no origin, and a name rebound to this machine are refused."""
    routes = phone_routes(standin, EmptyStage(clock.now))
    async with serving(standin, more=routes) as url, aiohttp.ClientSession() as session:
        sent = {name: url if value == SELF else value for name, value in headers.items()}
        address = f"{url}/phone/api/people/{sanne.id}/says"
        async with session.post(address, json={"text": "hoi"}, headers=sent) as response:
            assert response.status == status
    assert (sanne.messages[-1].text == "hoi") is (status == 200)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "evil.example:8081"}, 403),
    ],
)
async def test_no_page_may_use_the_bot_api(
    standin: Standin, headers: dict[str, str], status: int
) -> None:
    """The token of the demo is no secret: by it a page could read along, or lead updates away."""
    async with serving(standin) as url, aiohttp.ClientSession() as session:
        form = {"url": "https://evil.example/"}
        address = f"{url}/bot{standin.token}/setWebhook"
        async with session.post(address, data=form, headers=headers) as answer:
            assert answer.status == status
        async with session.get(f"{url}/bot{standin.token}/getMe", headers=headers) as answer:
            assert answer.status == status
        assert (standin.webhook.url == "") is (status == 403)


@pytest.mark.parametrize("path", ["/phone/\N{SUPERSCRIPT TWO}", "/phone/" + "9" * 5_000])
async def test_nobody_has_such_a_number(standin: Standin, clock: HandClock, path: str) -> None:
    """What looks like a number and is none is an unknown person."""
    routes = phone_routes(standin, EmptyStage(clock.now))
    async with serving(standin, more=routes) as url, aiohttp.ClientSession() as session:
        for one in (path, path.replace("/phone", "/phone/api/people")):
            async with session.get(url + one) as answer:
                assert answer.status == 404


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("flies", {}),
        ("says", {"text": "  "}),
        ("taps", {"message": 1, "data": "none"}),
        ("taps", {"message": 99, "data": "none"}),
        ("edits", {"message": 99, "text": "a"}),
        ("reacts", {"message": 1, "emoji": "x"}),
        ("unblocks", {}),
    ],
)
async def test_impossible_deeds(
    standin: Standin, sanne: Person, clock: HandClock, deed: str, told: dict[str, str | int]
) -> None:
    """What cannot be done is a 400, and nothing happens."""
    before = list(sanne.chat.history)
    routes = phone_routes(standin, EmptyStage(clock.now))
    async with serving(standin, more=routes) as url, aiohttp.ClientSession() as session:
        address = f"{url}/phone/api/people/{sanne.id}/{deed}"
        async with session.post(address, json=told, headers={"Origin": url}) as response:
            assert response.status == 400
    assert sanne.chat.history == before


async def test_the_page_is_kept_to_itself(
    standin: Standin, sanne: Person, clock: HandClock
) -> None:
    """A strict policy is on the page, and an unknown person is a 404."""
    routes = phone_routes(standin, EmptyStage(clock.now))
    async with serving(standin, more=routes) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/phone/{sanne.id}") as response:
            policy = response.headers["Content-Security-Policy"]
            text = await response.text()
        async with session.get(f"{url}/phone/77") as missing:
            assert missing.status == 404
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "<style" not in text
    assert "http://" not in text
    assert "https://" not in text


def test_the_words_are_complete() -> None:
    """Both languages have the same words, none empty."""
    dutch, english = words()["nl"], words()["en"]
    assert dutch.keys() == english.keys()
    assert all(value.strip() for told in words().values() for value in told.values())
