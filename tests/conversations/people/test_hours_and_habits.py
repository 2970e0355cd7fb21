"""Hours, seasons, and what somebody's own record says."""

from dataclasses import replace

from bot.domain.runner import Standing
from bot.usecases.ports import UnitOfWork
from tests.conversations.people.steps import (
    Before,
    asks_for_a_card,
    begins,
    known,
    known_in,
    ran_before,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town
from tests.people import Coach

FAY = "Fay Invented"


@begins("2026-11-25 23:00")
async def test_leo_runs_at_eleven_at_night(town: Town) -> None:
    """Leo always runs at eleven at night.

    Small, lit, never brisk; back after midnight it is the day before's run, and no nudge, question
    or held message wakes him.
    """
    leo = await resident(town, "Leo", Standing.USED, "en")
    await asks_for_a_card(leo, "6", "movement", "long", "restless")
    leo.sees("15 minutes", "keep it small", "a lit loop you know; be seen")
    leo.does_not_see("Light intervals", "Forest")
    await runs(town, leo, "The street was mine.", minutes=70)
    await rounds_off(leo, "3")
    await town.on("2026-11-26 07:29")
    assert unasked(leo) == []
    await town.on("2026-11-26 12:00")
    await asks_for_a_card(leo, "5", "movement", "short", "plain")
    leo.does_not_see("already run today")
    leo.sees("Reset run")


@begins("2026-07-04 15:00")
async def test_maya_on_a_hot_day(town: Town) -> None:
    """Maya, in the heat of a July afternoon: later is fine too, and she goes at nine."""
    maya = await resident(town, "Maya", Standing.USED, "en")
    await asks_for_a_card(maya, "4", "fresh_air", "short", "plain")
    maya.sees("Forest run", "Hot? Walking or later is fine.")
    await maya.taps("Not today")
    await town.on("2026-07-04 21:00")
    await asks_for_a_card(maya, "4", "fresh_air", "short", "plain")
    maya.does_not_see("Hot?", "lit loop")
    maya.sees("Forest run")
    await runs(town, maya, "Warm stones, cool head.")
    await rounds_off(maya)


@begins("2027-01-09 07:45")
async def test_nils_on_an_icy_morning(town: Town) -> None:
    """Nils, on a January morning before it is light: it may be icy, and waiting is fine.

    At noon the card says nothing of it any more; his sister in Sydney is told of the heat.
    """
    nils = await resident(town, "Nils", Standing.USED)
    await asks_for_a_card(nils, "4", "rhythm", "short", "plain")
    nils.sees("Reset-run", "Glad? Wandelen of later mag ook.", "een verlicht rondje")
    await nils.taps("Iets anders", "Wandeling")
    nils.sees("Wandeling")
    await nils.taps("Vandaag niet")
    await town.on("2027-01-09 12:30")
    await asks_for_a_card(nils, "4", "rhythm", "short", "plain")
    nils.does_not_see("Glad?")
    sister = await resident(town, "Ida", Standing.USED, "en")
    await sister.says("/settings Sydney")
    await town.on("2027-01-10 03:00")  # two in the afternoon there
    await asks_for_a_card(sister, "4", "rhythm", "short", "plain")
    sister.sees("Hot?")


async def test_oscar_is_relieved_by_the_forest(town: Town) -> None:
    """Oscar's mindful runs hardly help him, the forest each time: his card leans to it.

    It says so in words, with what the table alone says; one tap goes back to the table, for good,
    and it can be turned on again.
    """
    oscar = await resident(town, "Oscar", Standing.USED, "en")
    mindful = Before("6", "silence", "short", "plain", "6")
    forest = Before("6", "silence", "short", "tired", "1")
    await ran_before(town, oscar, *(f"2026-10-{day:02} 12:00" for day in range(1, 30, 4)),
                     told=mindful)  # fmt: skip
    await ran_before(town, oscar, *(f"2026-11-{day:02} 12:00" for day in range(1, 24, 3)),
                     told=forest)  # fmt: skip
    await asks_for_a_card(oscar, "6", "silence", "short", "plain")
    oscar.sees("Forest run", "left you lighter")
    oscar.sees("have chosen: Mindful run")
    await oscar.taps(oscar.say("settings-learning-off"))
    oscar.sees("look at earlier runs. You can change this in /settings")
    await oscar.taps("Normal")
    oscar.sees("Mindful run")
    await oscar.taps("Not today")
    await town.on("2026-11-28 12:00")
    await asks_for_a_card(oscar, "6", "silence", "short", "plain")
    oscar.sees("Mindful run")
    oscar.does_not_see("left you lighter")
    await oscar.says("/settings")
    oscar.sees(oscar.say("settings-learning-now-off"))
    await oscar.taps("Look at earlier runs too")
    assert (await known(town, oscar)).learning


async def test_fay_has_a_line_from_her_coach(town: Town, coach: Coach) -> None:
    """Fay's coach allows fifteen minutes and leaves one line for her next run.

    The line stays on her card until she goes, and is on no card after it; the fifteen stay until
    she stops sharing.
    """
    fay = await resident(town, FAY, Standing.USED, "en", shares=True)
    await coach.sees(FAY, at="/runners")

    def guide(uow: UnitOfWork) -> None:
        mine = known_in(uow, fay).id
        guided = replace(uow.guiding.guidance(mine), cap=15, line="Listen for the geese.")
        uow.guiding.guide(mine, guided)

    await town.writes(guide)
    await asks_for_a_card(fay, "5", "silence", "long", "plain")
    fay.sees("Mindful run · 15 minutes", "From Noor Verzonnen: Listen for the geese.")
    fay.sees("Your coach set a limit on the minutes")
    await fay.taps("Not today")
    await town.on("2026-11-27 12:00")
    await asks_for_a_card(fay, "5", "silence", "long", "plain")
    fay.sees("Listen for the geese.")
    await runs(town, fay, "Two geese.", minutes=25)
    await fay.taps("Share")
    await rounds_off(fay)
    await coach.sees("Two geese.", at=await coach.path_of(FAY))
    await town.on("2026-11-29 12:00")
    await asks_for_a_card(fay, "5", "silence", "long", "plain")
    fay.sees("15 minutes")
    fay.does_not_see("geese")
    await fay.taps("Not today")
    await fay.says("/coach")
    await fay.taps("Stop sharing", "Yes, stop")
    await asks_for_a_card(fay, "5", "silence", "long", "plain")
    fay.sees("Mindful run · 30 minutes")


async def test_wout_looks_back(town: Town) -> None:
    """Wout looks back after two weeks: one picture, his sentences, a card to read, his file.

    Numbers without a goal, and nothing that compares him with anybody.
    """
    wout = await resident(town, "Wout", Standing.USED)
    told = Before("8", "silence", "short", "full", "4", "Mijn schouders zakten.")
    await ran_before(town, wout, "2026-11-14 12:00", "2026-11-18 12:00", told=told)
    await wout.says("/voortgang")
    assert [one.photo for one in wout.news if one.photo is not None]
    wout.sees("8 → 4", "Het hoeft nergens heen")
    wout.does_not_see("doel", "gemiddeld", "beter dan", "record")
    await wout.taps("Mijn zinnen")
    assert any("Mijn schouders" in label for label in wout.buttons)
    await wout.says("/tips")
    await wout.taps("Iets voor mij")
    wout.sees("Voor jou, omdat")
    await wout.says("/mijngegevens")
    [packed] = [one.document for one in wout.news if one.document is not None]
    assert packed.startswith(b"PK")
