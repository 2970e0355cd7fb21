"""Webhooks, faults on purpose, and waiting."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter

from bot.demo.bell import Bell
from bot.demo.people import Person
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.demo.wire import Json, JsonObject, as_object
from tests.demo.conftest import TOKEN, HandClock


@dataclass(slots=True)
class Taker:
    """A bot's own server: writes down what is delivered, and answers as told."""

    url: str = ""
    got: list[JsonObject] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    reply: Json = None
    bell: Bell = field(default_factory=Bell)

    async def take(self, request: web.Request) -> web.Response:
        """Take one delivery."""
        self.got.append(as_object(await request.json()))
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        status = self.statuses.pop(0) if self.statuses else 200
        self.bell.ring()
        return web.json_response(self.reply, status=status)

    async def has(self, number: int) -> None:
        """Wait until so many deliveries have come."""
        await self.bell.until(lambda: True if len(self.got) >= number else None, 5)

    def texts(self) -> list[Json]:
        """Return the texts delivered, in the order of their coming."""
        return [as_object(one["message"]).get("text") for one in self.got if "message" in one]


@pytest.fixture
async def taker() -> AsyncIterator[Taker]:
    """Serve a Taker on a free port."""
    one = Taker()
    app = web.Application()
    app.router.add_post("/hook", one.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield one
    await runner.cleanup()


async def test_a_webhook_gets_the_updates(
    bot: telegram.Bot, sanne: Person, taker: Taker, standin: Standin
) -> None:
    """They come in order, with the secret, and are gone from the queue."""
    await bot.set_webhook(taker.url, secret_token="geheim", max_connections=3)
    for text in ("een", "twee", "drie"):
        sanne.says(text)
    await taker.has(3)
    assert taker.texts() == ["een", "twee", "drie"]
    assert set(taker.secrets) == {"geheim"}
    await sanne.chat.bell.until(
        lambda: None if standin.world.updates.waits_for(sanne.id) else True, 5
    )
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_refused_delivery_is_tried_again(
    bot: telegram.Bot, sanne: Person, taker: Taker
) -> None:
    """The same update comes again before the next one, and the error is told."""
    taker.statuses = [500, 503]
    await bot.set_webhook(taker.url)
    sanne.says("een")
    sanne.says("twee")
    await taker.has(4)
    assert taker.texts() == ["een", "een", "een", "twee"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_stuck_chat_does_not_stop_another(
    bot: telegram.Bot, standin: Standin, sanne: Person, taker: Taker
) -> None:
    """While one chat's update is being retried, another's is delivered."""
    kees = standin.person("Kees")
    taker.statuses = [500]
    await bot.set_webhook(taker.url)
    sanne.says("van Sanne")
    kees.says("van Kees")
    await taker.has(3)
    assert taker.texts() == ["van Sanne", "van Kees", "van Sanne"]


async def test_a_method_in_the_answer_is_run(
    bot: telegram.Bot, sanne: Person, taker: Taker
) -> None:
    """A bot may put one call in its answer to a delivery."""
    taker.reply = {"method": "sendMessage", "chat_id": sanne.id, "text": "Meteen"}
    await bot.set_webhook(taker.url)
    sanne.says("hoi")
    assert (await sanne.reads()).text == "Meteen"


async def test_polling_and_webhook_exclude_each_other(
    bot: telegram.Bot, sanne: Person, taker: Taker
) -> None:
    """Asking for updates is 409 while a webhook is set, and works again after it is deleted."""
    await bot.set_webhook(taker.url)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    sanne.says("hoi")
    assert len(await bot.get_updates(timeout=0)) == 1
    await bot.set_webhook("", drop_pending_updates=True)
    assert await bot.get_updates(timeout=0) == ()


async def test_a_webhook_telegram_refuses(bot: telegram.Bot) -> None:
    """Plain http to elsewhere, and a secret with other letters, are refused."""
    with pytest.raises(BadRequest, match=r"(?i)https url"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="één")


async def test_faults_by_number(bot: telegram.Bot, standin: Standin, sanne: Person) -> None:
    """Each fault hits as often as told, with its own number."""
    standin.fail("sendMessage", error=429, retry_after=7)
    standin.fail("sendMessage", error=403)
    standin.fail("sendMessage", error=500)
    with pytest.raises(RetryAfter) as too_many:
        await bot.send_message(sanne.id, "een")
    assert "7" in too_many.value.message
    with pytest.raises(Forbidden):
        await bot.send_message(sanne.id, "een")
    with pytest.raises(NetworkError):
        await bot.send_message(sanne.id, "een")
    await bot.send_message(sanne.id, "een")
    assert [one.outcome for one in standin.calls("sendMessage")] == ["error"] * 3 + ["ok"]


@pytest.mark.parametrize(("cut", "arrived"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection(
    url: str, standin: Standin, sanne: Person, cut: str, arrived: int
) -> None:
    """Cut before: nothing was done. Cut after: it was, and the bot cannot know."""
    standin.fail("sendMessage", cut="before" if cut == "before" else "after")
    params = {"chat_id": sanne.id, "text": "een"}
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(f"{url}/bot{TOKEN}/sendMessage", json=params)
    assert len([one for one in sanne.messages if one.from_bot]) == arrived


async def test_an_outage(bot: telegram.Bot, standin: Standin, sanne: Person) -> None:
    """Down, nothing answers; back, all goes on."""
    for how in ("cut", "502"):
        standin.goes_down("cut" if how == "cut" else "502")
        with pytest.raises(NetworkError):
            await bot.send_message(sanne.id, "een")
    standin.comes_back()
    await bot.send_message(sanne.id, "een")
    assert len([one for one in sanne.messages if one.from_bot]) == 1


async def test_limits(bot: telegram.Bot, standin: Standin, sanne: Person) -> None:
    """With a limit set, one message too many in a second is 429."""
    standin.limits.per_chat = 2
    await bot.send_message(sanne.id, "een")
    await bot.send_message(sanne.id, "twee")
    with pytest.raises(RetryAfter):
        await bot.send_message(sanne.id, "drie")


async def test_reading_waits(bot: telegram.Bot, sanne: Person) -> None:
    """A person reads what came after the last deed, and nothing when nothing came."""
    await bot.send_message(sanne.id, "oud")
    sanne.says("hoi")
    reading = asyncio.create_task(sanne.reads())
    await bot.send_message(sanne.id, "nieuw")
    assert (await reading).text == "nieuw"
    with pytest.raises(TimeoutError):
        await sanne.reads(0.01)


async def test_settled(bot: telegram.Bot, sanne: Person) -> None:
    """A chat settles when the update is taken and the bot has done something after it."""
    said = sanne.says("hoi")
    await bot.send_message(sanne.id, "dag", reply_to_message_id=said.id)
    with pytest.raises(TimeoutError):
        await sanne.settled(0.01)
    (update,) = await bot.get_updates(timeout=0)
    await bot.get_updates(offset=update.update_id + 1, timeout=0)
    assert (await sanne.settled())[-1].text == "dag"


async def test_a_taken_port(url: str, clock: HandClock) -> None:
    """A port in use is an OSError, before anything runs."""
    port = int(url.rpartition(":")[2])
    with pytest.raises(OSError, match=r"(?i)in use"):
        async with serving(Standin(TOKEN, now=clock.now), port=port):
            pytest.fail("two servers on one port")


async def test_a_forged_update(url: str, standin: Standin, sanne: Person) -> None:
    """Any body at all can be put in the queue."""
    standin.forge("message", {"from": standin.tell_bot(), "chat": standin.tell_chat(sanne)})
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{url}/bot{TOKEN}/getUpdates") as response,
    ):
        (raw,) = (await response.json())["result"]
    assert set(as_object(raw["message"])) == {"from", "chat"}


async def test_dates_follow_the_clock(bot: telegram.Bot, sanne: Person, clock: HandClock) -> None:
    """A message has the date of people's time, also after it was moved."""
    clock.move(days=1)
    message = await bot.send_message(sanne.id, "dag")
    assert message.date == clock.now()
