"""The same, told in English: who begins, types, goes back, is ill, in a block, recovering."""

import pytest

from bot.domain.runner import Standing
from tests.conversations.people.steps import (
    asks_for_a_card,
    begins,
    known,
    ran_before,
    resident,
    rounds_off,
    runs,
    unasked,
)
from tests.conversations.town import Town


async def test_emma_is_not_sure(town: Town) -> None:
    """Emma begins in English, dreads it, turns round half-way, and says it got heavier.

    Each answer is taken kindly; the first plan comes after the first run, one tap away.
    """
    emma = await town.runner("Emma", "en")
    await emma.joins()
    await emma.checks_in("7", "movement", "short", None)
    emma.sees("Short reset run · 12 minutes")
    await emma.taps("Something else", emma.say("card-dread"))
    emma.sees("6 minutes", "Dreading it is normal; half is enough")
    await runs(town, emma, "Heavier.", minutes=9)
    emma.sees("Kept, just for you")
    await emma.taps("7", "There was something else", "It was shorter", "Done", "No, nothing")
    emma.sees("Good. See you next time.")
    await emma.taps("Plan my next run", "Fixed moment", "Fri", "Next", "08:00")
    emma.sees("Friday", "You", "The times are those of Amsterdam. Is that right?")
    await emma.taps("Yes", "2 times a week")
    await town.on("2026-11-27 08:01")
    assert emma.buttons == ["Check in", "Later", "Not today", "Pause"]
    await emma.taps("Not today")
    emma.sees("a good answer too")


async def test_ruth_types_in_english(town: Town) -> None:
    """Ruth types every answer, in her own words, up to the plan for next week."""
    ruth = await town.runner("Ruth", "en")
    await ruth.says("/start")
    await ruth.taps(ruth.say("start-agree"))
    for text in ("none of these", "I run already", "a six maybe", "fresh air please", "short"):
        await ruth.says(text)
        ruth.does_not_see("quite get that")
    ruth.sees("Forest run · 20 minutes")
    await ruth.says("I'm going")
    ruth.sees("do not disturb")
    await town.later(minutes=30)
    await ruth.says("back")
    await ruth.says("Only my shoulders, and that is enough.")
    for text in ("three", "yes", "done", "nothing"):
        await ruth.says(text)
        ruth.does_not_see("quite get that", "too simple for a real conversation")
    ruth.sees("Good. See you next time.")
    await ruth.says("tomorrow 3pm dentist")
    ruth.sees("Thursday", "15:00, dentist. Is that right?")
    await ruth.taps("Yes, I", "Yes")
    await ruth.says("/plan")
    ruth.sees("dentist")


async def test_noah_goes_back_and_back(town: Town) -> None:
    """Noah goes back through the whole check-in, twice, and ends at another card."""
    noah = await resident(town, "Noah", Standing.USED, "en")
    back = noah.say("button-back")
    await noah.says("/checkin")
    await noah.checks_in("9", "rhythm", "long", "tired")
    noah.sees("Walk")
    await noah.taps("Something else", "My answers", back, back, back)
    noah.sees("How tense are you right now?")
    await noah.checks_in("4", "silence", "short", "tired")
    noah.sees("Forest run", "a path you know")
    await noah.taps("Something else", "Calmer", "Something else", back, "Not today")
    noah.sees("a good answer too")
    await noah.says("/settings")
    await noah.taps("Time zone", back, "Language", back, "Sharing sentences", back)
    noah.sees("Your time zone: Amsterdam")


@begins("2026-11-29 10:00")
async def test_owen_in_a_heavy_block(town: Town) -> None:
    """Owen trains for a marathon and had his long run yesterday.

    One tap, and it is reset, mindful or forest, thirty minutes at most, never brisk.
    """
    owen = await resident(town, "Owen", Standing.TRAINING, "en")
    await asks_for_a_card(owen, "5", "rhythm", "long", "restless")
    owen.sees("Long easy run")
    await owen.taps("Yesterday was hard or long")
    owen.sees("Easy loop · 20 to 30 minutes", "Yesterday was hard, so today stays light")
    await owen.taps("Something else")
    offered = [label for label in owen.buttons if label.endswith("minutes")]
    assert max(int(label.split()[-2]) for label in offered) <= 30
    assert not [label for label in offered if label.startswith(("Long", "Light"))]
    await owen.taps("Forest run")
    await runs(town, owen, "I saw a fox.", minutes=40)
    await rounds_off(owen)
    await owen.says("/buildup")
    owen.sees("need a build-up", "this is your easy day")


async def test_grace_is_ill(town: Town) -> None:
    """Grace has a fever; a week later it is over, and a step back is never held against her."""
    grace = await resident(town, "Grace", language="en")
    await asks_for_a_card(grace, "5", "silence", "short", "tired")
    await grace.taps("Something else", grace.say("card-unwell"), "Ill or feverish")
    grace.sees("Then no run today", "Get well soon")
    await town.on("2026-11-27 10:00")
    grace.sees_nothing()
    await grace.says("/checkin")
    await grace.says("no, not yet")
    grace.sees("Rest today", "not well yet, so no run")
    await grace.says("fine, rest today")
    grace.sees("a good answer too")
    await town.on("2026-12-04 10:00")
    await grace.says("/checkin")
    await grace.says("yes, it is over")
    await grace.checks_in("5", "silence", "short", "plain")
    grace.sees("Mindful run · 12 minutes")


@begins("2026-11-26 18:00")
async def test_liam_with_pain_on_thursday(town: Town) -> None:
    """Liam felt something on Thursday; Saturday he is first asked whether it is over."""
    liam = await resident(town, "Liam", Standing.USED, "en")
    await asks_for_a_card(liam, "6", "movement", "short", "plain")
    await runs(town, liam, "Nothing.")
    await liam.taps("5", "Yes", "Done", "Something else")
    liam.sees("At your next check-in", "If in doubt, call your doctor")
    await town.on("2026-11-28 09:00")
    await liam.says("/checkin")
    liam.sees("Last time you told me something was wrong. Is it over?")
    await liam.taps("Not yet")
    liam.sees("Rest today", "Walking is fine if it")
    await liam.taps("Something else")
    assert not [label for label in liam.buttons if "run" in label.split(" · ")[0].lower()]
    await liam.taps("Walk")
    assert liam.say("card-go-walk") in liam.buttons


async def test_eve_recovers_from_a_burn_out(town: Town) -> None:
    """Eve recovers from a burn-out: a calm moment is asked for, and at nine it is a walk."""
    eve = await resident(town, "Eve", Standing.BURN_OUT, "en")
    await eve.says("/busy")
    eve.sees("Which days have a calm moment?")
    await eve.taps("Fri", "Next", "10:00")
    eve.sees("Friday")
    await town.on("2026-11-27 10:01")
    assert len(unasked(eve)) == 1
    eve.does_not_see("stress", "tens", "burn", "busy")
    await eve.taps("Check in")
    await eve.checks_in("9", "movement", "short", "plain")
    eve.sees("Walk", "walking calms more than running")
    await eve.taps(eve.say("card-go-walk"))
    await town.later(minutes=15)
    await eve.comes_back("I walked past the shop and did not go in.")
    eve.does_not_see("two full sentences")


async def test_dana_writes_something_heavy(town: Town) -> None:
    """Dana, with nobody who reads along, writes words of crisis as her sentence.

    The card at once, no button that promises somebody; her words stay hers, and the day after a
    check-in is what it always is.
    """
    dana = await resident(town, "Dana", Standing.USED, "en")
    await asks_for_a_card(dana, "8", "silence", "short", "full")
    await dana.goes()
    await town.later(minutes=25)
    await dana.comes_back("I don't want to live anymore")
    dana.sees("Help, now", "112", "113", "Nobody is reading live here")
    assert not [label for label in dana.buttons if "coach" in label]
    assert town.rows("sentences", "shared") == 0
    await town.on("2026-11-27 10:00")
    assert unasked(dana) == []
    await asks_for_a_card(dana, "6", "silence", "short", "full")
    dana.does_not_see("live anymore", "yesterday")


@pytest.mark.parametrize("words", ["🙂", "Nothing", "no"])
async def test_theo_writes_hardly_anything(town: Town, words: str) -> None:
    """Theo's sentence is an emoji or one word: each is kept as it is."""
    theo = await resident(town, "Theo", Standing.USED, "en")
    await ran_before(town, theo, "2026-11-20 10:00")
    await asks_for_a_card(theo, "5", "silence", "short", "plain")
    await runs(town, theo, words)
    theo.sees("Kept, just for you")
    mine = await known(town, theo)
    [kept] = await town.reads(lambda uow: uow.runs.sentences(mine.id, 5))
    assert kept.text == words
