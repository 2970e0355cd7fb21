"""Polling: stored before it is confirmed, and clear about what cannot go on."""

import asyncio
from dataclasses import replace

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.telegram.calling import call
from bot.telegram.lanes import Lanes
from bot.telegram.receiving import Poller, Polling, SecondPoller, TokenRefused, begin
from bot.telegram.routing import build_application
from bot.usecases.ports import Database
from tests.nightly import NIGHTLY
from tests.telegram import steps
from tests.telegram.conftest import TOKEN
from tests.telegram.road import POLLING, Away, road
from tests.telegram.seeing import heard, texts, until

MINUTE = 60.0  # seconds


async def test_nothing_is_confirmed_before_it_is_stored(
    url: str, standin: Standin, database: Database
) -> None:
    """Each offset lies behind updates that are in the table."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes()):
        anna.says("een")
        await heard(anna, "text: een")
        anna.says("twee")
        await heard(anna, "text: een", "text: twee")
    last = await database.read(lambda uow: uow.inbox.last_update_id())
    offsets = [one.params.get("offset") for one in standin.calls("getUpdates")]
    assert last is not None
    assert all(offset is None or int(str(offset)) <= last + 1 for offset in offsets)


async def test_a_database_that_is_away_loses_nothing(
    url: str, standin: Standin, database: Database
) -> None:
    """A batch that could not be stored is not confirmed, and comes again."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes(), poll=False) as running:
        away = Away(database, failures=3)
        poller = Poller(running.bot, away, running.lanes, running.clock, POLLING)
        polling = asyncio.create_task(poller.run())
        anna.says("hoi")
        await heard(anna, "text: hoi")
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    assert away.failures == 0


@pytest.mark.parametrize("how", ["cut", "502"])
async def test_an_outage_of_telegram_passes(
    url: str, standin: Standin, database: Database, how: str
) -> None:
    """What people did meanwhile is answered after it."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes()) as running:
        standin.goes_down("cut" if how == "cut" else "502")
        anna.says("tijdens")
        await asyncio.sleep(0.1)
        standin.comes_back()
        await heard(anna, "text: tijdens")
        assert running.poller is not None
        assert running.poller.healthy


async def test_a_poll_that_dies_without_a_word_is_given_up(
    url: str, standin: Standin, database: Database
) -> None:
    """Nothing comes on its connection any more: within a minute it polls anew, and goes on."""
    anna = standin.person("Anna Verzonnen")
    polling = Polling() if NIGHTLY else Polling(long_poll=0, margin=0.3)

    async with road(url, database, steps.routes(), poll=False) as running:
        poller = Poller(running.bot, database, running.lanes, running.clock, polling)
        task = asyncio.create_task(poller.run())
        anna.says("eerst")
        await heard(anna, "text: eerst")  # by its first look, which is a short one
        standin.fail("getUpdates", latency=10 * MINUTE)
        anna.says("weer")
        await heard(anna, "text: eerst", "text: weer")
        anna.says("hoi")
        await anna.chat.bell.until(lambda: "text: hoi" in texts(anna) or None, MINUTE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_what_cannot_be_kept_is_not_asked_for_without_a_pause(
    url: str, standin: Standin, database: Database
) -> None:
    """It would come again at once, and again: so the poller takes its time."""
    standin.world.updates.add_raw("message", 0, {"nothing": 1})
    async with road(url, database, steps.routes(), poll=False) as running:
        patient = replace(POLLING, first_pause=MINUTE)
        poller = Poller(running.bot, database, running.lanes, running.clock, patient)
        polling = asyncio.create_task(poller.run())
        await asyncio.sleep(0.3)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    assert len(standin.calls("getUpdates")) == 1


async def test_an_offset_is_said_once(url: str, standin: Standin, database: Database) -> None:
    """After a quiet week Telegram may begin its numbers anew: an old offset would lose them."""
    anna = standin.person("Anna Verzonnen")
    anna.says("hoi")

    async def asked_three_times() -> bool:
        return len(standin.calls("getUpdates")) >= 3

    async with road(url, database, steps.routes(), poll=False) as running:
        quick = replace(POLLING, long_poll=1)
        poller = Poller(running.bot, database, running.lanes, running.clock, quick)
        polling = asyncio.create_task(poller.run())
        await until(asked_three_times)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    offsets = [one.params.get("offset") for one in standin.calls("getUpdates")]
    assert offsets[:3] == [None, standin.world.updates.upcoming, None]


async def test_a_webhook_of_before_is_taken_away(
    url: str, standin: Standin, database: Database
) -> None:
    """Who polls removes it, and what waited is not dropped."""
    anna = standin.person("Anna Verzonnen")
    async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
        await bot.set_webhook("http://127.0.0.1:9/nowhere")
    anna.says("hoi")
    async with road(url, database, steps.routes()):
        await heard(anna, "text: hoi")


async def test_a_wrong_token_is_told_at_the_start(url: str) -> None:
    """One sentence that says what to do, without the token."""
    wrong = "4242:this-is-another-made-up-token"
    application = build_application(wrong, url, steps.routes())
    with pytest.raises(TokenRefused) as caught:
        await begin(application)
    await application.shutdown()
    assert "TELEGRAM_BOT_TOKEN" in str(caught.value)
    assert wrong not in str(caught.value)


async def test_a_token_that_is_revoked_later_ends_the_poller(
    url: str, standin: Standin, database: Database
) -> None:
    """Not silently, as python-telegram-bot's own would."""
    async with road(url, database, steps.routes()) as running:

        async def polls() -> bool:
            return bool(standin.calls("getUpdates"))

        await until(polls)
        standin.token = "4242:now-it-is-another-one"
        standin.world.updates.poller += 1
        standin.world.updates.bell.ring()
        assert running.polling is not None
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(running.polling, 5)


async def test_a_newcomer_gives_way_to_the_poller_that_was_there(
    url: str, standin: Standin, database: Database
) -> None:
    """The second program ends with a clear sentence; the first goes on."""
    anna = standin.person("Anna Verzonnen")
    async with road(url, database, steps.routes()) as first:
        anna.says("nul")
        await heard(anna, "text: nul")  # by its first look, or by a long poll
        anna.says("een")
        await heard(anna, "text: nul", "text: een")
        newcomer = Poller(first.bot, database, first.lanes, first.clock, POLLING)
        with pytest.raises(SecondPoller) as caught:
            await asyncio.wait_for(newcomer.run(), 10)
        anna.says("twee")
        await heard(anna, "text: nul", "text: een", "text: twee")
    assert "Stop that one" in str(caught.value)


async def test_who_was_there_first_gives_up_in_the_end(
    bot: Bot, standin: Standin, database: Database
) -> None:
    """When the other one never goes away."""
    application = build_application(TOKEN, "http://127.0.0.1:9", steps.routes())
    lanes = Lanes(database, application, Clock(), lambda: None)
    polling = Polling(long_poll=1, conflict_pause=0.001, settled_tries=5)
    poller = Poller(bot, database, lanes, Clock(), polling)
    standin.person("Anna Verzonnen").says("hoi")
    running = asyncio.create_task(poller.run())

    async def polled_well() -> bool:
        return len(standin.calls("getUpdates")) > 1

    await until(polled_well)
    standin.fail("getUpdates", error=409, times=None)
    standin.world.updates.bell.ring()
    standin.world.updates.poller += 1
    with pytest.raises(SecondPoller):
        await asyncio.wait_for(running, 5)
    await lanes.stop()


async def test_the_watchdog_tells_a_silent_poller(bot: Bot, database: Database) -> None:
    """Unhealthy when no poll succeeded for two long polls and their margin."""

    class Later(Clock):
        at = 0.0

        def monotonic(self) -> float:
            return self.at

    clock = Later()
    application = build_application(TOKEN, "http://127.0.0.1:9", steps.routes())
    lanes = Lanes(database, application, clock, lambda: None)
    poller = Poller(bot, database, lanes, clock, Polling(long_poll=50, margin=15))
    assert poller.healthy
    clock.at = 131.0
    assert not poller.healthy


async def test_telegram_may_be_away_at_the_start(standin: Standin) -> None:
    """The program waits for it, and goes on by itself."""
    async with serving(standin) as url:
        standin.goes_down()
        application = build_application(TOKEN, url, steps.routes())
        starting = asyncio.create_task(begin(application, first_pause=0.01))
        await asyncio.sleep(0.05)
        assert not starting.done()
        standin.comes_back()
        await asyncio.wait_for(starting, 5)
        await application.shutdown()


async def test_a_refused_token_is_one_kind_of_error(bot: Bot, standin: Standin) -> None:
    """401 for a known bot is not "no such method"."""
    standin.token = "4242:now-it-is-another-one"
    with pytest.raises(TelegramError) as caught:
        await call(bot, "getUpdates", {})
    assert type(caught.value).__name__ == "InvalidToken"
