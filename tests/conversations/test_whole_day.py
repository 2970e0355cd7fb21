"""One whole day, from the first tap to the coach's page."""

from collections.abc import Awaitable, Callable, Container, Sequence
from functools import partial

import pytest

from tests.conversations.town import Town
from tests.nightly import NIGHTLY
from tests.people import Coach, Runner

SENTENCE = "Mijn schouders zijn lager."
AT_MOST = 9
STEPS = 14
# After each step, and after every other one; nightly: also after one of them alone.
RESTARTS = (
    range(1, STEPS + 1),
    range(2, STEPS + 1, 2),
    *([step] for step in range(1, STEPS + 1) if NIGHTLY),
)


async def _writes(sanne: Runner) -> None:
    await sanne.says(SENTENCE)


async def a_day(
    town: Town, coach: Coach, sanne: Runner, restart_after: Container[int] = ()
) -> None:
    """Live a whole day; the bot is stopped and started anew after some of its steps."""
    steps: tuple[Callable[[], Awaitable[None]], ...] = (
        lambda: sanne.taps("Ik ben 16+ en ga akkoord"),
        lambda: sanne.taps("Geen van deze"),
        lambda: sanne.taps("Ik begin (weer)"),
        lambda: sanne.taps("7"),
        lambda: sanne.taps("Stilte"),
        lambda: sanne.taps("Kort rondje"),
        lambda: sanne.taps("Gewoon"),
        lambda: sanne.taps("Ik ga lopen"),
        lambda: town.later(minutes=30),
        lambda: sanne.taps("Ik ben terug"),
        partial(_writes, sanne),
        lambda: sanne.taps("Ja, delen", "Delen"),
        lambda: sanne.taps("4", "Ja"),
        lambda: sanne.taps("Klaar", "Nee, niets"),
    )
    assert len(steps) == STEPS
    await sanne.says(f"/start {await coach.invites()}")
    for number, step in enumerate(steps, start=1):
        await step()
        if number in restart_after:
            await town.restart()


async def test_from_start_to_the_coach(town: Town, coach: Coach, sanne: Runner) -> None:
    """The coach reads the sentence, and the tension before and after."""
    await a_day(town, coach, sanne)
    await coach.sees("Sanne", "7 → 4", SENTENCE, "Mindful run", "Je zoekt stilte")


@pytest.mark.parametrize("steps", RESTARTS)
async def test_a_restart_loses_nothing(
    town: Town, coach: Coach, sanne: Runner, steps: Sequence[int]
) -> None:
    """Stopped and started after any step, the day ends the same, and nothing is asked twice."""
    await a_day(town, coach, sanne, restart_after=steps)
    await coach.sees("Sanne", "7 → 4", SENTENCE)
    assert [text.split()[0] for text in sanne.texts] == [
        "Fijn",  # dat je er bent
        "Mindful",  # the card
        "Zet",  # je telefoon op niet storen
        "Welkom",  # terug
        "Gedeeld",  # met Noor
        "Afgesproken:",  # Noor leest mee
        "Rek",  # rustig
    ]
    assert [text for text in coach.phone.texts if text.startswith("Sanne")] != []


async def test_at_most_nine_taps_from_start_to_leaving(town: Town, sanne: Runner) -> None:
    """Somebody who never saw Lichter is on his way after nine actions at the most."""
    await sanne.joins()
    await sanne.checks_in(need="movement")
    await sanne.goes()
    assert sanne.actions <= AT_MOST
    assert await town.reads(lambda uow: uow.silences.until(sanne.chat, town.now())) is not None


async def test_at_most_nine_actions_for_a_run_and_its_sentence(
    town: Town, coach: Coach, sanne: Runner
) -> None:
    """Check-in, run, sentence and who may read it: nine actions at the most."""
    await sanne.joins(invite=await coach.invites())
    await sanne.checks_in()
    await sanne.goes()
    await sanne.comes_back("Niets.")
    await sanne.taps("Ja, delen", "Delen", "Klaar")
    await town.on("2026-11-28 10:00")
    before = sanne.actions
    await sanne.says("/checkin")
    await sanne.checks_in()
    await sanne.goes()
    await sanne.comes_back("Rustiger hoofd.")
    await sanne.taps("Delen")
    assert sanne.actions - before <= AT_MOST
    await coach.sees("Rustiger hoofd.")


async def test_the_whole_day_in_english(town: Town, coach: Coach) -> None:
    """Whoever speaks English goes the whole road in English."""
    alex = await town.runner("Alex", "en")
    await alex.joins(invite=await coach.invites())
    await alex.checks_in("8")
    await alex.goes()
    alex.sees("do not disturb")
    await alex.comes_back("Lighter legs.")
    await alex.taps("Yes, share", "Share", "5", "Yes", "Done", "No, nothing")
    await coach.sees("Alex", "8 → 5", "Lighter legs.")
