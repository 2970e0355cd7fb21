"""A red flag of the body, typed: what to do, at once, wherever it is written; nothing is lost."""

import pytest

from bot.domain.run import RunState
from tests.conversations.people.steps import resident
from tests.conversations.town import Town
from tests.people import PICTURE, Runner

CHEST = "ik heb druk op mijn borst"
WHAT_TO_DO = ("Stop en ga zitten", "bel 112")


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner at the first question of her first check-in."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    return runner


async def test_as_an_answer_it_decides_nothing(town: Town, anna: Runner) -> None:
    """What to do comes at once; without a tap nothing is stored, and the question stays open."""
    await anna.says(CHEST)
    anna.sees(*WHAT_TO_DO)
    known = await town.reads(lambda uow: uow.runners.by_chat(anna.chat))
    assert known is not None
    assert known.red_flag_at is None
    await anna.taps("7")
    anna.sees("Wat heb je nodig?")


async def test_nothing_that_was_not_understood_stands_below_it(anna: Runner) -> None:
    """Under a question and under a card it is alone: what to do stays in sight."""
    await anna.says(CHEST)
    assert len(anna.news) == 1
    await anna.checks_in()
    await anna.says(CHEST)
    assert len(anna.news) == 1


async def test_yes_means_no_run_until_a_doctor_agrees(town: Town, anna: Runner) -> None:
    """*Ja, dit heb ik* at a check-in closes it; the next one asks for the doctor."""
    await anna.says(CHEST)
    await anna.taps(anna.say("red-flag-yes"))
    anna.sees("als je arts het goedvindt")
    await town.later(hours=24)
    await anna.says("/checkin")
    anna.sees("Vindt je arts het goed")


async def test_no_changes_nothing(anna: Runner) -> None:
    """*Nee, iets anders*: the question stands as it was."""
    await anna.says(CHEST)
    await anna.taps("Nee, iets anders")
    anna.sees("Twijfel je later toch?")
    await anna.taps("7")
    anna.sees("Wat heb je nodig?")


async def test_during_the_silence_of_a_run(town: Town, anna: Runner) -> None:
    """The card comes at once, the run goes on until a tap; what was typed may be the sentence."""
    await anna.checks_in()
    await anna.goes()
    await anna.says(CHEST)
    anna.sees(*WHAT_TO_DO)
    assert anna.say("run-sentence") in anna.buttons
    anna.does_not_see(anna.say("run-still-out-run"))
    assert town.rows("runs", "state = 'running'") == 1
    await anna.taps(anna.say("red-flag-yes"))
    anna.sees("bel 112")
    assert town.rows("runs", f"state = '{RunState.REFLECTED}'") == 1


async def test_as_the_sentence_it_is_kept(town: Town, anna: Runner) -> None:
    """The sentence is stored, the card comes before what is asked about it."""
    await anna.checks_in()
    await anna.goes()
    await town.later(minutes=30)
    await anna.comes_back("Rustig, wel opeens geen lucht gekregen.")
    anna.sees(*WHAT_TO_DO)
    assert anna.news[0].text.startswith("Stop en ga zitten")
    await anna.says("/dagboek")
    assert any("Rustig" in button for button in anna.buttons)


async def test_under_a_photo_behind_a_command_and_in_an_edit(anna: Runner) -> None:
    """Every road for words."""
    await anna.does(lambda: anna.person.sends_photo(PICTURE, caption=CHEST))
    anna.sees(*WHAT_TO_DO)
    await anna.says(f"/onzin {CHEST}")
    anna.sees(*WHAT_TO_DO)
    said = await anna.says("laat maar")
    await anna.edits(said, CHEST)
    anna.sees(*WHAT_TO_DO)


async def test_from_a_stranger(sanne: Runner) -> None:
    """Help comes before consent, in one's own language, and with nothing to tap."""
    await sanne.says("pijn op mijn borst")
    sanne.sees(*WHAT_TO_DO)
    sanne.does_not_see("akkoord")
    assert sanne.buttons == []


async def test_words_of_crisis_come_first(anna: Runner) -> None:
    """When both ring, both cards come, that one first."""
    await anna.says("ik wil dood en ik heb druk op mijn borst")
    assert [one.text.split("\n")[0] for one in anna.news] == ["Hulp, nu", "Stop en ga zitten"]
