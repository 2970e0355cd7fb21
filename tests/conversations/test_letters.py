"""Coach and runner write to each other: outside runs, with a tap, no health in a note."""

from functools import partial

import pytest

from bot.demo.methods.editing import NOT_MODIFIED
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
    anna.sees("Verstuurd naar Noor Verzonnen", "binnen 2 dagen", "/nood")
    coach.phone.sees(f"{ANNA} schreef je een bericht.")
    coach.phone.does_not_see("maandagen")
    await coach.sees("maandagen", at=await coach.path_of(ANNA))


async def test_thanks_may_be_for_the_coach(town: Town, pair: tuple[Runner, Coach]) -> None:
    """They are answered, and with nothing open they can be sent on."""
    anna, _ = pair
    await town.later(hours=8)
    await anna.says("dankjewel!")
    anna.sees("Graag gedaan. Of was het voor Noor Verzonnen?")
    await anna.taps("Stuur het")
    anna.sees("Verstuurd naar Noor Verzonnen")


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
    anna.sees("Denk aan je schouders.")


async def test_sent_twice_is_sent_once(town: Town, pair: tuple[Runner, Coach]) -> None:
    """A double tap, and an old button, store one message and tell the coach once."""
    anna, coach = pair
    await town.later(hours=8)
    coach.phone.looks_away()
    await anna.says("Zullen we het over mijn maandagen hebben?")
    offer = anna.person.chat.last_from_bot
    assert offer is not None
    await anna.taps_twice("Stuur het")
    await anna.forges(f"v1:letter:send:{town.coach_id}", offer)
    await town.later(minutes=5)
    assert town.rows("messages") == 1
    assert len([text for text in coach.phone.texts if "schreef je een bericht" in text]) == 1


async def test_a_message_is_asked_for(pair: tuple[Runner, Coach]) -> None:
    """`/coach` says what to expect, and asks for the text; it is no sentence and no check-in."""
    anna, coach = pair
    await anna.says("/checkin")
    await anna.says("/coach")
    anna.sees("Noor Verzonnen is je coach", "binnen 2 dagen", "Niet voor nood")
    await anna.taps("Schrijf Noor Verzonnen")
    anna.sees("Wat wil je Noor Verzonnen laten weten?", "Niet voor nood")
    await anna.says("Mag ik een week overslaan?")
    await anna.taps("Stuur het")
    await coach.sees("een week overslaan", at=await coach.path_of(ANNA))
    await anna.says("7")  # the check-in is still open
    anna.sees("Wat heb je nodig?")


async def test_an_offer_for_a_coach_who_is_gone_goes_to_nobody(
    town: Town, pair: tuple[Runner, Coach]
) -> None:
    """What was meant for one coach is not sent to the next without asking."""
    anna, _ = pair
    await town.later(hours=8)
    town.expected.add(f"Bad Request: {NOT_MODIFIED}")  # the same coach is asked about again
    await anna.says("Dit is alleen voor Noor bedoeld.")
    await anna.forges("v1:letter:send:somebody-else")
    assert town.rows("messages") == 0


async def test_read_takes_its_button_away(town: Town, pair: tuple[Runner, Coach]) -> None:
    """Two messages held during a run arrive as one, with one *Gelezen* for both; then none."""
    anna, coach = pair
    await town.on("2026-11-27 10:00")
    await anna.says("/checkin")
    await anna.checks_in()
    await anna.goes()
    for text in ("Denk aan je schouders.", "En aan je adem."):
        await coach.writes_to(ANNA, text)
    await town.later(minutes=30)
    await anna.comes_back("Licht.")
    await anna.taps("Delen", "Klaar")
    await town.later(hours=2)
    anna.sees("Denk aan je schouders.", "En aan je adem.")
    assert anna.buttons == ["Gelezen"]
    [merged] = [one for one in anna.person.messages if "schouders" in one.text]
    await anna.taps_twice("Gelezen")
    assert len([text for text in anna.texts if "iets terugschrijven" in text]) == 1
    assert not any(one.all_buttons for one in anna.person.messages if one.id == merged.id)
    await coach.sees("gelezen Denk aan", "gelezen En aan", at=await coach.path_of(ANNA))
    await anna.says("Dank je, dat hielp.")
    anna.sees("Is dit voor Noor Verzonnen?")


async def test_what_she_missed_while_blocking_comes_when_she_is_back(
    town: Town, pair: tuple[Runner, Coach]
) -> None:
    """Never shown as arrived before it is; held or not, it comes once."""
    anna, coach = pair
    await anna.taps("Delen", "Klaar")
    town.expected.add("Forbidden: bot was blocked by the user")
    await town.on("2026-11-27 10:00")
    await anna.says("/checkin")
    await anna.checks_in()
    await anna.goes()
    for text in ("Denk aan je schouders.", "En aan je adem."):
        await coach.writes_to(ANNA, text)
    anna.person.chat.blocked = True  # nobody tells the bot: it finds out when it sends
    await town.later(hours=8)  # the run ends by itself
    await town.later(hours=1)  # what was held leaves, in vain
    await coach.sees(
        "wacht op een rustig moment Denk aan",
        "wacht op een rustig moment En aan",
        at=await coach.path_of(ANNA),
    )
    anna.person.chat.blocked = False
    await anna.says("/start")
    await town.later(hours=3)
    for text in ("Denk aan je schouders.", "En aan je adem."):
        assert len([one for one in anna.texts if text in one]) == 1
    await coach.sees("aangekomen Denk aan", "aangekomen En aan", at=await coach.path_of(ANNA))


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
    await coach.sees("wacht op een rustig moment Denk aan", at=await coach.path_of(ANNA))
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
