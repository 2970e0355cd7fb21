"""Silence: from *Ik ga lopen* to the end nothing comes that nobody asked for."""

import pytest

from bot.telegram.reply import Reply
from bot.usecases.ports import Kind
from tests.conversations.people.steps import resident
from tests.conversations.town import Town
from tests.people import Coach, Runner


@pytest.fixture
async def away(town: Town) -> Runner:
    """A runner who left at ten for twelve minutes: planned to be back at 10:22."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    await runner.checks_in("5")
    await runner.goes()
    return runner


def unasked(runner: Runner) -> tuple[Reply, ...]:
    """Return one message of each kind that silence holds."""
    return (
        Reply(runner.chat, "een seintje", kind=Kind.NUDGE),
        Reply(runner.chat, "van je coach", kind=Kind.COACH),
        Reply(runner.chat, "een overzicht", kind=Kind.DIGEST),
        Reply(runner.chat, "een bericht", kind=Kind.NOTICE),
    )


@pytest.mark.parametrize("kind", [Kind.NUDGE, Kind.COACH, Kind.DIGEST, Kind.NOTICE])
async def test_what_is_unasked_is_held(town: Town, away: Runner, kind: Kind) -> None:
    """Nothing of this kind arrives during a run."""
    away.looks_away()
    await town.sends(Reply(away.chat, "onverwacht", kind=kind))
    away.sees_nothing()


async def test_a_second_tap_on_going_says_nothing_more(town: Town) -> None:
    """Two taps on *Ik ga lopen* at once: it is said once, and the silence has begun."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    await runner.checks_in("5")
    await runner.taps_twice("Ik ga lopen")
    runner.does_not_see("Je bent nog onderweg")


async def test_what_is_asked_passes(away: Runner) -> None:
    """A command is answered at once, also during a run."""
    await away.says("/nood")
    away.sees("112", "113")


async def test_words_of_crisis_pass(away: Runner) -> None:
    """Words of crisis get the help card at once, before anything else."""
    await away.says("ik wil dood")
    away.sees("Hulp, nu", "113")
    away.does_not_see("onderweg")


async def test_one_soundless_question_an_hour_after_the_planned_end(
    town: Town, away: Runner
) -> None:
    """*Ben je terug?* comes at 11:22, once, without a sound."""
    await town.on("2026-11-25 11:21")
    away.sees_nothing()
    await town.on("2026-11-25 11:23")
    away.sees("Ben je terug?")
    assert away.news[0].silent
    assert away.buttons == ["Ja", "Nog niet", "Ben niet gegaan"]
    await town.on("2026-11-25 14:00")
    away.sees_nothing()


async def test_not_yet_is_fine_and_not_asked_again(town: Town, away: Runner) -> None:
    """*Nog niet* is taken kindly; there is no second question."""
    await town.on("2026-11-25 11:23")
    await away.taps("Nog niet")
    away.sees("Neem de tijd")
    await town.on("2026-11-25 14:00")
    away.sees_nothing()


async def test_silence_ends_by_itself_without_a_word(town: Town, away: Runner) -> None:
    """Four hours after the planned end it is over, and never mentioned."""
    await town.on("2026-11-25 14:30")
    away.sees_nothing()
    now = town.now()
    assert await town.reads(lambda uow: uow.silences.until(away.chat, now)) is None
    await away.says("/checkin")
    away.does_not_see("terug", "gisteren")


async def test_held_messages_leave_as_one_after_the_ritual(town: Town, away: Runner) -> None:
    """Twenty minutes after the ritual all that was held comes in one soundless message."""
    await town.sends(*unasked(away))
    await town.later(minutes=22)
    await away.comes_back("Lichter.")
    await away.taps("Klaar")
    await town.later(minutes=19)
    away.sees_nothing()
    await town.later(minutes=2)
    assert len(away.news) == 1
    assert away.news[0].silent
    away.sees("van je coach", "een overzicht", "een bericht")
    away.does_not_see("een seintje")


async def test_held_messages_wait_for_the_morning(town: Town, sanne: Runner) -> None:
    """A release that would fall in the quiet hours waits until 07:30."""
    await sanne.joins()
    await town.on("2026-11-25 21:05")
    await sanne.says("/checkin")
    await sanne.checks_in("5")
    await sanne.goes()
    await town.sends(Reply(sanne.chat, "van je coach", kind=Kind.COACH))
    await town.later(minutes=15)
    await sanne.comes_back("Lichter.")
    await sanne.taps("Klaar")
    await town.on("2026-11-26 07:29")
    sanne.sees_nothing()
    await town.on("2026-11-26 07:31")
    sanne.sees("van je coach")


async def test_not_gone_ends_the_silence(town: Town, away: Runner) -> None:
    """*Ben niet gegaan* is fine, and what was held may come."""
    await town.sends(Reply(away.chat, "van je coach", kind=Kind.COACH))
    await away.taps("Ben niet gegaan")
    away.sees("Dat is ook goed")
    await town.later(minutes=21)
    away.sees("van je coach")


async def test_stop_ends_the_run(town: Town, away: Runner) -> None:
    """`/stop` during a run: it asks what with, and the silence is over."""
    await away.says("/stop")
    await away.taps("Dit gesprek")
    away.sees("Ik ben niet langer stil")
    now = town.now()
    assert await town.reads(lambda uow: uow.silences.until(away.chat, now)) is None


async def test_typed_text_during_a_run_can_be_the_sentence(town: Town, away: Runner) -> None:
    """What was typed on the way is kept with one tap: back, and this is my sentence."""
    said = await away.says("Mijn hoofd is leeg.")
    away.sees("Je bent nog onderweg")
    await away.taps("Ik ben terug, dit is mijn zin")
    away.sees("Bewaard")
    runner = await town.reads(lambda uow: uow.runners.by_chat(away.chat))
    assert runner is not None
    kept = await town.reads(lambda uow: uow.runs.sentence_of_message(runner.id, said.id))
    assert kept is not None
    assert kept.text == "Mijn hoofd is leeg."


@pytest.mark.parametrize("words", ["ik ben terug", "Terug!", "ja"])
async def test_typed_back(away: Runner, words: str) -> None:
    """*Ik ben terug* may be typed."""
    await away.says(words)
    away.sees("Welkom terug")


async def test_ran_during_a_run_is_being_back(away: Runner) -> None:
    """`/gelopen` on the way means the same as *Ik ben terug*."""
    await away.says("/gelopen")
    away.sees("Welkom terug")


async def test_a_voice_message_during_a_run_stays_silent(away: Runner) -> None:
    """Something spoken on the way is not answered with a reproach."""
    await away.does(away.person.sends_voice)
    away.sees_nothing()


async def test_the_coach_is_told_after_the_ritual(town: Town, coach: Coach, sanne: Runner) -> None:
    """The note has a first name and *nieuwe samenvatting*, nothing about health, no sound."""
    await sanne.joins(invite=await coach.invites())
    await sanne.checks_in("8")
    await sanne.goes()
    await sanne.comes_back("Mijn kaken zijn los.")
    await sanne.taps("Ja, delen", "Delen", "3")
    coach.phone.looks_away()
    await sanne.taps("Klaar")
    coach.phone.sees("Sanne: nieuwe samenvatting")
    coach.phone.does_not_see("kaken", "8", "gespannen")
    assert coach.phone.news[0].silent
    await town.later(hours=3)
    coach.phone.sees_nothing()
