"""After the run: the one sentence, who may read it, and the optional taps."""

import pytest

from bot.domain.run import Sentence
from tests.conversations.people.steps import resident
from tests.conversations.town import Town
from tests.people import PICTURE, Coach, Runner


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner without a coach, back from her run."""
    runner = await resident(town, "Anna Verzonnen")
    await runner.says("/checkin")
    await runner.checks_in("7")
    await runner.goes()
    await town.later(minutes=25)
    await runner.comes_back()
    return runner


@pytest.fixture
async def sharing(town: Town, coach: Coach) -> Runner:
    """A runner who shares with the coach and is back from her first run."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins(invite=await coach.invites())
    await runner.checks_in("7")
    await runner.goes()
    await town.later(minutes=25)
    await runner.comes_back()
    return runner


async def sentences(town: Town, runner: Runner) -> list[Sentence]:
    """Return what is kept of this runner, the newest first."""
    known = await town.reads(lambda uow: uow.runners.by_chat(runner.chat))
    assert known is not None
    return [*await town.reads(lambda uow: uow.runs.sentences(known.id, 10))]


@pytest.mark.parametrize("words", ["Niets", "zwaarder", "ja", "🙂", "Stil.\nHeel stil."])
async def test_anything_is_welcome_as_the_sentence(town: Town, anna: Runner, words: str) -> None:
    """*Niets* and *zwaarder* are as good as anything, and kept word for word."""
    await anna.says(words)
    anna.sees("Bewaard")
    assert [one.text for one in await sentences(town, anna)] == [words]


async def test_a_number_before_the_sentence_is_the_tension(town: Town, anna: Runner) -> None:
    """Who types the tension first loses neither it nor the sentence that follows."""
    await anna.says("5")
    assert "✓ 5" in anna.buttons
    assert await sentences(town, anna) == []
    await anna.says("mijn hoofd is stiller, de regen was fijn")
    anna.sees("Bewaard")
    kept = await sentences(town, anna)
    assert [one.text for one in kept] == ["mijn hoofd is stiller, de regen was fijn"]
    await anna.taps("Klaar")
    await anna.says("/voortgang")
    anna.sees("7 → 5")


async def test_a_very_long_sentence_is_kept_whole(town: Town, anna: Runner) -> None:
    """Whatever Telegram accepts is kept to the last letter."""
    words = "Lichter. " * 450
    await anna.says(words.strip())
    assert (await sentences(town, anna))[0].text == words.strip()


@pytest.mark.parametrize("first", ["/checkin", "/start"])
async def test_a_sentence_after_a_new_check_in_is_kept(
    town: Town, anna: Runner, first: str
) -> None:
    """A check-in begun before the sentence was written does not swallow it."""
    await anna.says(first)
    await anna.says("Mijn hoofd is stiller dan toen ik ging.")
    anna.sees("Bewaard")
    kept = [one.text for one in await sentences(town, anna)]
    assert kept == ["Mijn hoofd is stiller dan toen ik ging."]


async def test_a_sentence_at_the_card_is_kept(town: Town, anna: Runner) -> None:
    """The same while the card of the newer check-in stands open."""
    await anna.says("/checkin")
    await anna.checks_in("4")
    await anna.says("Mijn hoofd is stiller dan toen ik ging.")
    anna.sees("Bewaard")
    assert len(await sentences(town, anna)) == 1


async def test_a_number_in_a_second_sentence_is_no_tension(town: Town, anna: Runner) -> None:
    """Only a short answer counts as a tap: "na 2 straten …" is not a tension of 2."""
    await anna.says("Lichter.")
    await anna.says("Na 2 straten werd mijn hoofd al rustig.")
    known = await town.reads(lambda uow: uow.runners.by_chat(anna.chat))
    assert known is not None
    run = (await town.reads(lambda uow: uow.runs.latest(known.id, 1)))[0]
    assert await town.reads(lambda uow: "tension_after" not in uow.runs.answers(run.id))


async def test_private_without_a_tap(coach: Coach, sharing: Runner) -> None:
    """Without a tap a sentence stays its writer's alone; the run itself is seen."""
    await sharing.says("Van mij alleen.")
    await sharing.taps("Ja, delen", "Klaar")
    await coach.sees("Anna Verzonnen", "geen gedeelde zin")
    await coach.does_not_see("Van mij alleen")


async def test_just_for_me(coach: Coach, sharing: Runner) -> None:
    """*Alleen voor mij*, in somebody's own words, is said back; the coach does not see it."""
    await sharing.says("Van mij alleen.")
    await sharing.taps("Ja, delen")
    await sharing.says("nee, hou maar voor mezelf")
    sharing.sees("Alleen voor jou")
    await coach.does_not_see("Van mij alleen")


async def test_an_edited_message_changes_the_sentence_for_the_coach(
    coach: Coach, sharing: Runner
) -> None:
    """Editing the Telegram message changes what is kept, and the page follows."""
    said = await sharing.says("Mijn hoof is leeg.")
    await sharing.taps("Ja, delen", "Delen")
    await sharing.edits(said, "Mijn hoofd is leeg.")
    sharing.sees("Je zin is aangepast")
    await coach.sees("Mijn hoofd is leeg.")
    await coach.does_not_see("Mijn hoof is")


async def test_an_edit_of_something_else_changes_nothing(town: Town, anna: Runner) -> None:
    """Editing another message says where things are changed; the sentence stays."""
    await anna.says("Lichter.")
    number = await anna.says("4")
    await anna.edits(number, "9")
    anna.sees("Een antwoord verander je met de knoppen")
    assert [one.text for one in await sentences(town, anna)] == ["Lichter."]


async def test_a_typed_number_is_the_tension(anna: Runner) -> None:
    """After the sentence a typed number counts as the tap."""
    await anna.says("Lichter.")
    await anna.says("4")
    assert "✓ 4" in anna.buttons


async def test_a_bare_yes_below_an_invitation_is_no_talk_test(coach: Coach, anna: Runner) -> None:
    """It is asked back there; a number is still the tension, and brings the taps down."""
    await anna.says("Lichter.")
    await anna.says(f"/start {await coach.invites()}")
    await anna.says("ja")
    anna.sees("Bedoel je of")
    assert not [button for button in anna.buttons if "✓" in button]
    await anna.says("4")
    assert "✓ 4" in anna.buttons
    assert len({one.id for one in anna.news}) == 2


async def test_a_number_among_small_words_is_no_sentence(town: Town, anna: Runner) -> None:
    """Typed where the sentence is asked it is the tension, and the sentence may still come."""
    await anna.says("een 4")
    assert "✓ 4" in anna.buttons
    await anna.says("Ik kon weer praten.")
    assert [one.text for one in await sentences(town, anna)] == ["Ik kon weer praten."]


async def test_taps_are_optional_and_can_change(anna: Runner) -> None:
    """Each tap can be changed until *Klaar*, and none is needed."""
    await anna.says("Lichter.")
    await anna.taps("4", "3")
    assert "✓ 3" in anna.buttons
    assert "✓ 4" not in anna.buttons
    await anna.taps("Klaar")
    anna.sees("Rek rustig")


async def test_there_was_something(anna: Runner) -> None:
    """*Er was nog iets* keeps what it was."""
    await anna.says("Lichter.")
    await anna.taps("Er was nog iets", "Ik zag ertegenop", "Klaar")
    anna.sees("Rek rustig")


async def test_the_pain_tap_is_asked_about_next_time(anna: Runner) -> None:
    """A tendon on the stretch card: thanks, and the next check-in begins with it."""
    await anna.says("Lichter.")
    await anna.taps("Klaar", "Een pees")
    anna.sees("vraag ik of het over is")
    await anna.says("/checkin")
    anna.sees("Vorige keer meldde je een klacht. Is die over?")


async def test_a_forgotten_sentence_is_still_welcome(town: Town, anna: Runner) -> None:
    """Hours later the ritual is over by itself; loose text is then still the sentence."""
    await town.later(hours=3)
    anna.sees_nothing()
    await anna.says("Toch lichter.")
    anna.sees("Bewaard")
    assert [one.text for one in await sentences(town, anna)] == ["Toch lichter."]


async def test_a_text_hours_later_may_be_something_else(town: Town, anna: Runner) -> None:
    """One tap forgets it; nothing else is lost, and the run stays without a sentence."""
    await town.later(hours=3)
    await anna.says("Hoe laat is het eigenlijk donker?")
    await anna.taps("Dit is geen zin")
    anna.sees("Goed, ik bewaar het niet.")
    assert await sentences(town, anna) == []


async def test_the_next_day_loose_text_is_no_sentence(town: Town, anna: Runner) -> None:
    """A day later it is loose text again, and says so kindly."""
    await town.later(hours=20)
    await anna.says("Hoi!")
    anna.sees("Voor een echt gesprek ben ik te eenvoudig")
    assert await sentences(town, anna) == []


async def test_a_photo_instead_of_a_sentence(anna: Runner) -> None:
    """It cannot be read, and the sentence is asked for once more."""
    await anna.does(lambda: anna.person.sends_photo(PICTURE))
    anna.sees("Schrijf je me in één zin wat er lichter voelt?")


async def _third_choice(town: Town, runner: Runner, choice: str) -> None:
    """Choose the same for three sentences, on three days with one between."""
    await runner.says("Eerste.")
    await runner.taps("Ja, delen", choice, "Klaar")
    for day in ("2026-11-27 10:00", "2026-11-29 10:00"):
        await town.on(day)
        await runner.says("/checkin")
        await runner.checks_in("5")
        await runner.goes()
        await runner.comes_back(f"Op {day[:10]}.")
        await runner.taps(choice)


async def test_three_times_shared_asks_always(town: Town, coach: Coach, sharing: Runner) -> None:
    """After three equal choices: always so? Then the next is shared without a question."""
    await _third_choice(town, sharing, "Delen")
    sharing.sees("Voortaan altijd zo?")
    await sharing.taps("Ja, voortaan zo", "Klaar")
    await town.on("2026-12-01 10:00")
    await sharing.says("/checkin")
    await sharing.checks_in("5")
    await sharing.goes()
    await sharing.comes_back("Vanzelf gedeeld.")
    sharing.sees("Gedeeld met")
    await coach.sees("Vanzelf gedeeld.")


async def test_three_times_kept_asks_never(town: Town, coach: Coach, sharing: Runner) -> None:
    """Three times kept: always so? Then no question any more, and the coach sees none."""
    await _third_choice(town, sharing, "Alleen voor mij")
    sharing.sees("Je hield je zin nu drie keer voor jezelf")
    await sharing.taps("Ja, voortaan zo", "Klaar")
    await town.on("2026-12-01 10:00")
    await sharing.says("/checkin")
    await sharing.checks_in("5")
    await sharing.goes()
    await sharing.comes_back("Vanzelf van mij.")
    assert "Delen" not in sharing.buttons
    await coach.does_not_see("Vanzelf van mij.")


async def test_ran_without_the_bot(coach: Coach, sharing: Runner) -> None:
    """`/gelopen gisteren`: kept, its sentence asked, and the coach sees it."""
    await sharing.says("Van vandaag.")
    await sharing.taps("Ja, delen", "Delen", "Klaar")
    await sharing.says("/gelopen")
    await sharing.taps("Gisteren")
    sharing.sees("wat voelde lichter")
    await sharing.says("Van gisteren.")
    await sharing.taps("Delen")
    await coach.sees("Van gisteren.", "Gelopen zonder de bot")


async def test_no_sentence_is_fine(anna: Runner) -> None:
    """*Overslaan* leads to the taps without a word about it."""
    await anna.taps("Overslaan")
    anna.sees("Hoe gespannen ben je nu?")
    assert "Overslaan" not in anna.buttons


async def test_a_skipped_sentence_may_still_come(town: Town, anna: Runner) -> None:
    """Who skipped it and writes it after all is not refused."""
    await anna.taps("Overslaan")
    await anna.says("Toch: mijn kaak.")
    assert [one.text for one in await sentences(town, anna)] == ["Toch: mijn kaak."]


async def test_breathing_at_home_is_not_called_a_walk(town: Town) -> None:
    """Who breathed at home is not asked to walk on, to stretch, or whether he could talk."""
    anna = await town.runner("Anna Verzonnen")
    await anna.joins()
    await anna.checks_in("7")
    await anna.taps("Iets anders", "Ademen, thuis · 5 minuten", "Ik ga ademen", "Ik ben terug")
    anna.sees("Schrijf me in één zin")
    anna.does_not_see("Wandel nog")
    await anna.says("Mijn schouders.")
    anna.does_not_see("zinnen kunnen zeggen")
    await anna.says("net niet")
    anna.sees("te eenvoudig")  # it answers nothing that was asked
    await anna.taps("Klaar")
    anna.sees("Neem nog even de tijd")
    anna.does_not_see("Rek rustig")


async def test_coming_back_late_is_welcome(town: Town) -> None:
    """Hours after the silence ended by itself *Ik ben terug* still opens the sentence."""
    anna = await town.runner("Anna Verzonnen")
    await anna.joins()
    await anna.checks_in("7")
    await anna.goes()
    await town.later(hours=8)
    await anna.taps("Ik ben terug")
    await anna.says("Laat thuis, licht hoofd.")
    assert [one.text for one in await sentences(town, anna)] == ["Laat thuis, licht hoofd."]


async def test_a_few_words_after_a_newer_check_in_are_asked_back(town: Town, anna: Runner) -> None:
    """A short sentence that the open check-in does not understand is one tap away, not lost."""
    await anna.says("/checkin")
    await anna.says("Veel lichter nu")
    anna.sees("Is dit je zin over je laatste rondje?")
    await anna.taps("Ja, dit is mijn zin")
    assert [one.text for one in await sentences(town, anna)] == ["Veel lichter nu"]
