"""Coach and runner write to each other: outside runs, with a tap, no health in a note."""

from functools import partial

import pytest

from bot.usecases import messaging
from bot.usecases.ports import UnitOfWork
from tests.conversations.town import Town
from tests.people import Coach, Runner

ANNA = "Anna Verzonnen"


@pytest.fixture
async def pair(town: Town) -> tuple[Runner, Coach]:
    """A runner who shares with a coach; it is Wednesday 25 November."""
    coach = await town.coach()
    anna = await town.runner(ANNA)
    await anna.joins(invite=await coach.invites())
    await anna.checks_in()
    await anna.goes()
    await town.later(minutes=30)
    await anna.comes_back("Het is stiller in mijn hoofd.")
    await anna.taps("Ja, delen")
    return anna, coach


async def test_a_loose_text_is_offered_to_the_coach(town: Town, pair: tuple[Runner, Coach]) -> None:
    """Without the tap it goes nowhere; with it the coach gets a note that says nothing of it."""
    anna, coach = pair
    await town.later(hours=8)
    coach.phone.looks_away()
    await anna.says("Zullen we het volgende keer eens over mijn maandagen hebben?")
    anna.sees("Is dit voor Noor Verzonnen?")
    await coach.does_not_see("maandagen", at=await coach.path_of(ANNA))
    await anna.taps("Stuur het")
    anna.sees("Verstuurd naar Noor Verzonnen", "/nood")
    coach.phone.sees(f"{ANNA} schreef je een bericht.")
    coach.phone.does_not_see("maandagen")
    await coach.sees("maandagen", at=await coach.path_of(ANNA))


async def test_a_message_waits_for_the_end_of_a_run(town: Town, pair: tuple[Runner, Coach]) -> None:
    """Silence holds it; after the run it is there."""
    anna, coach = pair
    await town.on("2026-11-27 10:00")
    await anna.says("/checkin")
    await anna.checks_in()
    await anna.goes()
    anna.looks_away()
    await coach.writes_to(ANNA, "Denk aan je schouders.")
    await town.later(minutes=5)
    anna.sees_nothing()
    await anna.comes_back("Licht.")
    await town.later(hours=7)
    assert any("Denk aan je schouders." in message.text for message in anna.news)


async def test_that_it_is_hard_is_told_by_a_tap_alone(
    town: Town, pair: tuple[Runner, Coach]
) -> None:
    """Words of crisis tell the coach nothing; the tap under the card tells one neutral thing."""
    anna, coach = pair
    await town.later(hours=8)
    coach.phone.looks_away()
    await anna.says("ik wil niet meer leven")
    coach.phone.sees_nothing()
    await anna.taps("Laat mijn coach weten dat het zwaar is")
    coach.phone.sees(f"{ANNA} vraagt je aandacht.")
    page = await coach.page(await coach.path_of(ANNA))
    assert "Het is zwaar op dit moment." in page
    assert "niet meer leven" not in page


async def test_waiting_is_shown_until_it_arrived(town: Town, pair: tuple[Runner, Coach]) -> None:
    """What silence holds back is not delivered; what left is."""
    anna, coach = pair
    await town.on("2026-11-27 10:00")
    await anna.says("/checkin")
    await anna.checks_in()
    await anna.goes()
    await coach.writes_to(ANNA, "Denk aan je schouders.")
    await town.later(minutes=5)
    await coach.sees("wacht Denk aan", at=await coach.path_of(ANNA))
    await anna.comes_back("Licht.")
    await town.later(hours=7)
    await coach.sees("aangekomen Denk aan", at=await coach.path_of(ANNA))
    await anna.taps("Gelezen")
    await coach.sees("gelezen Denk aan", at=await coach.path_of(ANNA))


async def test_a_reaction_lands_on_her_own_words(town: Town, pair: tuple[Runner, Coach]) -> None:
    """No message: an emoji on the message that wrote the sentence, and gone when taken back."""
    anna, _ = pair
    await anna.taps("Delen", "Klaar")
    await town.later(hours=2)
    [said] = [one for one in anna.person.messages if "stiller" in one.text]
    for reaction in ("❤", None):
        await town.writes(partial(_reacts, town.coach_id, reaction))
        await town.later(minutes=1)
        anna.sees_nothing()
        now = next(one for one in anna.person.messages if one.id == said.id)
        assert [one.emoji for one in now.reactions] == ([reaction] if reaction else [])


def _reacts(coach_id: str, reaction: str | None, uow: UnitOfWork) -> None:
    coach = uow.coaches.by_id(coach_id)
    assert coach is not None
    [summary] = uow.views.today(coach.id, 1)
    told = messaging.react(uow, coach, summary.runner_id, summary.run_id, reaction, summary.back_at)
    assert told
