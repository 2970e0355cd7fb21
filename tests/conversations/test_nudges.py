"""One well-timed nudge: at the runner's local time, once, and never in the way."""

import asyncio
from datetime import timedelta

import pytest

from bot.telegram.right_time import RightTime
from tests.conversations.town import Town
from tests.people import Runner

HOUR = timedelta(hours=1)
FOUR = ["Check-in", "Later", "Vandaag niet", "Pauze"]


@pytest.fixture
async def planner(town: Town) -> Runner:
    """A runner whose Thursdays are busy until half past five; it is Wednesday ten o'clock."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins()
    await runner.checks_in("5")
    await runner.taps("Vandaag niet")
    await runner.says("/druk")
    await runner.taps("do", "Verder", "Na", "17:30 (meestal)")
    return runner


@pytest.fixture
async def nudged(town: Town, planner: Runner) -> Runner:
    """The same runner, on Thursday when the nudge has come."""
    await town.on("2026-11-26 17:31")
    return planner


async def test_planning_says_the_plan_back(planner: Runner) -> None:
    """An if-then plan in words, and when the first nudge comes."""
    planner.sees("om 17:30 het drukke deel voorbij is", "donderdag 26 november 17:30")


async def test_it_comes_at_local_time(town: Town, planner: Runner) -> None:
    """Not before half past five in Amsterdam, and then without a sound, with four buttons."""
    await town.on("2026-11-26 17:29")
    planner.sees_nothing()
    await town.on("2026-11-26 17:31")
    assert len(planner.news) == 1
    assert planner.news[0].silent
    assert planner.buttons == FOUR


async def test_a_clock_that_is_wrong_for_a_while_costs_no_nudge(
    town: Town, planner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the machine it is a day later already; set right, the nudge comes at its time."""
    asked, right = asyncio.Event(), False

    async def is_right(_right_time: RightTime) -> bool:
        asked.set()
        return right

    monkeypatch.setattr(RightTime, "is_right", is_right)
    await town.restart()
    with monkeypatch.context() as patch:
        patch.setattr(town.clock, "_offset", town.clock.offset + timedelta(days=2))
        planner.looks_away()
        asked.clear()
        await asyncio.wait_for(asked.wait(), 5)
        planner.sees_nothing()
    right = True
    await town.on("2026-11-26 17:31")
    assert len(planner.news) == 1


async def test_nothing_is_taken_in_while_a_start_waits_for_the_time(
    town: Town, planner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written meanwhile is answered when the clock is right."""
    waits, right = asyncio.Event(), asyncio.Event()

    async def comes(_right_time: RightTime, _seconds: float) -> None:
        waits.set()
        await right.wait()

    monkeypatch.setattr(RightTime, "comes", comes)
    await town.stop()
    before = town.rows("inbox")
    planner.looks_away()
    planner.person.says("/hulp")
    starts = asyncio.create_task(town.start())
    await asyncio.wait_for(waits.wait(), 5)
    assert town.rows("inbox") == before
    right.set()
    await starts
    await town.settles()
    planner.sees("/nood")


async def test_it_says_nothing_of_stress(nudged: Runner) -> None:
    """It may show on a locked screen."""
    nudged.does_not_see("stress", "spann", "druk", "gevoel", "burn")


async def test_it_comes_once(town: Town, nudged: Runner) -> None:
    """After a restart and an hour it has not come again."""
    nudged.looks_away()
    await town.restart()
    await town.later(hours=1)
    nudged.sees_nothing()


async def test_it_is_edited_away_when_its_moment_has_passed(town: Town, nudged: Runner) -> None:
    """Two hours later the same message says that it is over, and has no buttons."""
    await town.on("2026-11-26 20:00")
    nudged.sees("Dit moment is voorbij")
    assert nudged.buttons == []
    assert len([text for text in nudged.texts if "Dit moment is voorbij" in text]) == 1


async def test_check_in_from_the_nudge(nudged: Runner) -> None:
    """*Check-in* begins one."""
    await nudged.taps("Check-in")
    nudged.sees("Hoe gespannen ben je nu?")


async def test_later(town: Town, nudged: Runner) -> None:
    """*Later*, in half an hour: it comes once more at that time."""
    await nudged.taps("Later", "Over 30 minuten")
    nudged.sees("Goed, tot 18:01")
    await town.on("2026-11-26 18:00")
    nudged.sees_nothing()
    await town.on("2026-11-26 18:02")
    nudged.sees("zoals je vroeg")


async def test_not_today(town: Town, nudged: Runner) -> None:
    """*Vandaag niet* is thanked, and nothing follows that day."""
    await nudged.taps("Vandaag niet")
    nudged.sees("Dank je, dat is ook een goed antwoord")
    await town.on("2026-11-27 12:00")
    nudged.sees_nothing()


async def test_not_today_in_words(nudged: Runner) -> None:
    """What is typed under a nudge counts as the tap, and is no letter to anybody."""
    await nudged.says("nee, vandaag niet")
    nudged.sees("Dank je, dat is ook een goed antwoord")


async def test_pause(town: Town, nudged: Runner) -> None:
    """*Pauze* for fourteen days: the next Thursday nothing comes, the one after it does."""
    await nudged.taps("Pauze", "14 dagen")
    nudged.sees("krijg je geen seintjes")
    await town.on("2026-12-03 18:00")
    nudged.sees_nothing()
    await town.on("2026-12-10 17:31")
    assert nudged.buttons == FOUR


async def test_none_during_a_run(town: Town, planner: Runner) -> None:
    """Due while she is out: it does not come, then or later."""
    await town.on("2026-11-26 17:20")
    await planner.says("/checkin")
    await planner.checks_in("5")
    await planner.goes()
    await town.on("2026-11-26 17:40")
    planner.sees_nothing()
    await planner.comes_back("Lichter.")
    await planner.taps("Klaar")
    await town.on("2026-11-26 20:00")
    planner.does_not_see("Even naar buiten", "moment")


async def test_none_when_the_bot_was_down_too_long(town: Town, planner: Runner) -> None:
    """Due while the bot was down, and no longer valid: dropped, no pile."""
    await town.on("2026-11-26 17:00")
    await town.stop()
    town.clock.move_to(town.clock.offset + 5 * HOUR)
    await town.start()
    await town.settles()
    planner.sees_nothing()


async def test_sent_late_when_it_still_fits(town: Town, planner: Runner) -> None:
    """Due while the bot was down for an hour: sent when it is back, once."""
    await town.on("2026-11-26 17:00")
    await town.stop()
    town.clock.move_to(town.clock.offset + HOUR)
    await town.start()
    await town.settles()
    assert planner.buttons == FOUR


async def test_a_nudge_in_quiet_hours_comes_the_evening_before(town: Town, sanne: Runner) -> None:
    """Before a busy part at eight: there is no room after half past seven, so 20:30 before."""
    await sanne.joins()
    await sanne.says("/druk")
    await sanne.taps("vr", "Verder", "Voor", "08:00")
    await town.on("2026-11-26 20:31")
    sanne.sees("Morgen een rondje voor 08:00")
    assert sanne.buttons == FOUR


async def test_a_fixed_moment_in_plain_words(town: Town, sanne: Runner) -> None:
    """`/plannen do 17:00` is asked back, planned with one tap, and nudged."""
    await sanne.joins()
    await sanne.says("/plannen do 17:00")
    await sanne.taps("Ja, plan dit")
    await town.on("2026-11-26 17:01")
    assert sanne.buttons == FOUR


async def test_stop_the_nudges(town: Town, planner: Runner) -> None:
    """`/stop`, *De seintjes*: none any more."""
    await planner.says("/stop")
    await planner.taps("De seintjes")
    await town.on("2026-11-26 18:00")
    planner.sees_nothing()


async def test_an_english_nudge(town: Town) -> None:
    """A nudge speaks the language of its runner."""
    alex = await town.runner("Alex", "en")
    await alex.joins()
    await alex.says("/busy")
    await alex.taps("Thu", "Next", "After", "17:30 (as usual)")
    await town.on("2026-11-26 17:31")
    assert alex.buttons == ["Check in", "Later", "Not today", "Pause"]
