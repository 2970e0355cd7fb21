"""Words of crisis: the card at once, wherever they are written; nothing lost, nothing told."""

import pytest

from bot.assembly import rooms
from tests.conversations.people.steps import resident
from tests.conversations.town import Town, house
from tests.people import PICTURE, Runner

HEAVY = "ik wil niet meer leven"


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner in her first check-in; it is Wednesday 25 November, ten o'clock."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    return runner


@pytest.mark.parametrize("words", [HEAVY, f"/coach {HEAVY}", f"/plannen morgen 15:00 {HEAVY}"])
async def test_the_card_comes_at_once(anna: Runner, words: str) -> None:
    """As an answer, behind a command, as the name of a moment."""
    await anna.says(words)
    anna.sees("113", "112")


async def test_on_the_way_too(anna: Runner) -> None:
    """Silence is for what Lichter starts."""
    await anna.checks_in()
    await anna.goes()
    await anna.says(HEAVY)
    anna.sees("113")


async def test_the_sentence_is_kept_for_herself_alone(town: Town, anna: Runner) -> None:
    """What was typed as the sentence is not lost, and not shared by itself."""
    await anna.checks_in()
    await anna.goes()
    await town.later(minutes=30)
    await anna.taps(anna.say("run-back"))
    await anna.says(f"Eerlijk: {HEAVY}.")
    anna.sees("113")
    await anna.says("/dagboek")
    assert any("Eerlijk" in button for button in anna.buttons)
    assert town.rows("sentences", "shared") == 0


async def test_nudges_rest_for_a_day(town: Town, anna: Runner) -> None:
    """The moment of the day after is not nudged; a later one is."""
    await anna.checks_in()
    await anna.taps("Vandaag niet")
    await anna.says("morgen 9:30 overleg")
    await anna.taps("Ja, ik loop erna")
    await anna.says(HEAVY)
    anna.looks_away()
    await town.on("2026-11-26 09:59")
    anna.sees_nothing()


async def test_under_a_photo_and_behind_a_command_that_is_none(anna: Runner) -> None:
    """Every road for words."""
    await anna.does(lambda: anna.person.sends_photo(PICTURE, caption=HEAVY))
    anna.sees("113")
    await anna.says(f"/onzin {HEAVY}")
    anna.sees("113")


async def test_in_an_answer_to_what_the_coach_wrote(town: Town, anna: Runner) -> None:
    """A reply to any message is read like every other text."""
    answered = anna.person.chat.last_from_bot
    assert answered is not None
    await anna.does(lambda: anna.person.says(HEAVY, reply_to=answered.id))
    anna.sees("113")
    assert town.rows("messages") == 0


def test_it_comes_when_nothing_else_works() -> None:
    """A step that fails three times ends in an apology; help stands before it."""
    help_first, sorry = rooms.apology(house())(1, "nl", HEAVY)
    assert "113" in help_first.text
    assert sorry.text == house().words.of("nl")("dead-letter")
    assert len(rooms.apology(house())(1, "nl", "lekker gelopen")) == 1
