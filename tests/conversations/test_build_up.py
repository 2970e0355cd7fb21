"""The dose over weeks: it grows, waits, goes back after a break, and stops for a red flag."""

import pytest

from tests.conversations.town import Town
from tests.people import Runner


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A starter, at her first card."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins()
    await runner.checks_in("5", "rhythm")
    return runner


async def runs(town: Town, runner: Runner, when: str = "", *, talked: str = "Ja") -> None:
    """Check in at this time (or go on from the card), run, and say how talking went."""
    if when:
        await town.on(when)
        await runner.says("/checkin")
        await runner.checks_in("5", "rhythm")
    await runner.goes()
    await town.later(minutes=30)
    await runner.comes_back("Lichter.")
    await runner.taps(talked, "Klaar", "Nee, niets")


async def test_it_grows_goes_back_and_says_so(town: Town, anna: Runner) -> None:
    """Two easy runs and eight days: 14 minutes. Twelve days away: 12, and the card says why."""
    anna.sees("12 minuten")
    await runs(town, anna)
    await runs(town, anna, "2026-11-28 10:00")
    await town.on("2026-12-04 10:00")
    await anna.says("/opbouw")
    anna.sees("Stap 2 van 13: je loopt nu hooguit 14 minuten.")
    await runs(town, anna, "2026-12-05 10:00")
    await town.on("2026-12-17 10:00")
    await anna.says("/checkin")
    await anna.checks_in("5", "rhythm")
    anna.sees("12 minuten", "Je was er even uit, dus een stap terug")


async def test_it_waits_when_talking_failed(town: Town, anna: Runner) -> None:
    """*Nee* on the talk test: a week later it is still 12 minutes, and /buildup says why."""
    await runs(town, anna)
    await runs(town, anna, "2026-11-28 10:00", talked="Nee")
    await town.on("2026-12-04 10:00")
    await anna.says("/buildup")
    anna.sees("Stap 1 van 13", "Praten ging een keer niet")


async def test_something_is_wrong_during_the_run(town: Town, anna: Runner) -> None:
    """The card at once, no "are you back", and a week later no run until the doctor agrees."""
    await anna.goes()
    await town.later(minutes=5)
    await anna.taps("Er is iets mis")
    anna.sees("Stop en ga zitten", "bel 112")
    await town.later(hours=6)
    anna.sees_nothing()
    await town.on("2026-12-02 10:00")
    await anna.says("/checkin")
    anna.sees("Vindt je arts het goed dat je weer hardloopt?")
    await anna.taps("Nog niet")
    assert "Ik ga lopen" not in anna.buttons
    await town.on("2026-12-03 10:00")
    await anna.says("/checkin")
    await anna.taps("Mijn arts vindt het goed")
    await anna.checks_in("5", "rhythm")
    assert "Ik ga lopen" in anna.buttons
