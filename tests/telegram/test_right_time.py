"""The machine's clock is held against Telegram's when it was set."""

import asyncio
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs
from telegram import Bot

from bot.clock import Clock
from bot.demo.standin import Standin
from bot.telegram.right_time import ASK_EVERY, MOST_OFF, RightTime
from bot.telegram.transport import AiohttpRequest
from tests.telegram.conftest import TOKEN
from tests.telegram.impostor import impostor

YEAR = timedelta(days=365)
ME = b'{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"L","username":"l_bot"}}'


class Set(Clock):
    """A clock that is set, and so many seconds in which the machine ran on."""

    ahead = timedelta()
    passed = 0.0

    def machine_now(self) -> datetime:
        """Return what the machine says."""
        return super().machine_now() + self.ahead + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        """Return what nobody sets."""
        return super().monotonic() + self.passed


@pytest.fixture
def clock() -> Set:
    """Return a clock to set; the stand-in serves by the real one."""
    return Set()


async def test_a_clock_that_is_right_is_asked_about_once(
    bot: Bot, standin: Standin, clock: Set
) -> None:
    """Hours pass by both clocks: Telegram need not be asked again."""
    right_time = RightTime(bot, clock)
    asked = len(standin.calls("getMe"))
    for _ in range(3):
        assert await right_time.is_right()
        clock.passed += timedelta(hours=2).total_seconds()
    assert len(standin.calls("getMe")) == asked + 1


@pytest.mark.parametrize("off", [YEAR, timedelta(hours=2), -YEAR])
async def test_a_clock_that_jumps_is_not_gone_by(bot: Bot, clock: Set, off: timedelta) -> None:
    """Told with how far it is off, and it is right again at once when it is set right."""
    right_time = RightTime(bot, clock)
    assert await right_time.is_right()
    clock.ahead = off
    with capture_logs() as logs:
        assert not await right_time.is_right()
    [told] = [one for one in logs if one["event"] == "clock_wrong"]
    assert abs(timedelta(seconds=told["seconds"]) - off) < timedelta(seconds=5)
    clock.ahead = timedelta()
    assert await right_time.is_right()


async def test_a_start_with_a_wrong_clock_waits_for_the_right_one(bot: Bot, clock: Set) -> None:
    """A machine that woke up a year ahead; Telegram is not asked at each tick."""
    clock.ahead = YEAR
    right_time = RightTime(bot, clock)
    assert not await right_time.is_right()
    clock.ahead = timedelta()
    assert not await right_time.is_right()
    clock.passed, clock.ahead = ASK_EVERY, -timedelta(seconds=ASK_EVERY)
    assert await right_time.is_right()


async def test_a_start_needs_no_answer_of_its_own(bot: Bot, standin: Standin, clock: Set) -> None:
    """Telegram has just said who we are, and with it what time it is."""
    right_time = RightTime(bot, clock)
    asked = len(standin.calls("getMe"))
    await right_time.comes(60)
    assert await right_time.is_right()
    assert len(standin.calls("getMe")) == asked


async def test_a_start_waits_for_the_right_time(
    bot: Bot, clock: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is set right, and no longer than it has patience."""
    monkeypatch.setattr("bot.telegram.right_time.LOOK_EVERY", 0.01)
    monkeypatch.setattr("bot.telegram.right_time.ASK_EVERY", 0.0)
    clock.ahead = YEAR
    right_time = RightTime(bot, clock)
    await right_time.comes(0.1)
    assert not await right_time.is_right()
    waits = asyncio.create_task(right_time.comes(60))
    await asyncio.sleep(0.05)
    assert not waits.done()
    clock.ahead = timedelta()
    await asyncio.wait_for(waits, 5)


async def test_a_machine_that_slept_goes_on(bot: Bot, clock: Set) -> None:
    """What never jumps stood still meanwhile; by Telegram the clock is right."""
    right_time = RightTime(bot, clock)
    night = timedelta(hours=8)
    clock.passed, clock.ahead = night.total_seconds(), -night
    assert await right_time.is_right()
    clock.passed, clock.ahead = 0.0, timedelta()
    assert await right_time.is_right()


async def test_a_clock_that_is_off_by_little_is_gone_by(bot: Bot, clock: Set) -> None:
    """Nobody may be there to set it right."""
    clock.ahead = MOST_OFF - timedelta(seconds=30)
    assert await RightTime(bot, clock).is_right()


async def test_while_telegram_is_away_a_jump_is_waited_out(
    bot: Bot, standin: Standin, clock: Set
) -> None:
    """Nobody says which of the two is right; when it did not jump, nobody need say."""
    right_time = RightTime(bot, clock)
    assert await right_time.is_right()
    standin.goes_down("502")
    assert await right_time.is_right()
    clock.ahead = YEAR
    assert not await right_time.is_right()


async def test_an_answer_without_a_time_holds_nothing_up(clock: Set) -> None:
    """A server of one's own in Telegram's place may tell none."""
    async with impostor(200, ME) as url:
        requests = (AiohttpRequest(), AiohttpRequest())
        made = Bot(TOKEN, f"{url}/bot", request=requests[0], get_updates_request=requests[1])
        async with made:
            assert await RightTime(made, clock).is_right()
