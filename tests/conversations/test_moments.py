"""A moment in plain words: read, said back, corrected, planned with a tap, nudged once."""

import pytest

from tests.conversations.town import Town
from tests.people import Runner


@pytest.fixture
async def anna(town: Town) -> Runner:
    """A runner who has looked around; it is Wednesday 25 November, ten o'clock."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins()
    await runner.checks_in("5")
    await runner.taps("Vandaag niet")
    return runner


async def test_a_moment_typed_anywhere_is_asked_back(anna: Runner) -> None:
    """Never planned unseen: day, time and what it is, in full."""
    await anna.says("morgen 15:00 presentatie")
    anna.sees("Donderdag 26 november, 15:00, presentatie. Klopt dat?")
    assert anna.buttons[:2] == ["Ja, ik loop ervoor", "Ja, ik loop erna"]


async def test_before_a_presentation(town: Town, anna: Runner) -> None:
    """One nudge, early enough for run, walk and shower; the plan names what it is for."""
    await anna.says("morgen 15:00 presentatie")
    await anna.taps("Ja, ik loop ervoor")
    anna.sees("Als ik donderdag 26 november om 15:00 presentatie heb, dan loop ik daarvoor")
    anna.looks_away()
    await town.on("2026-11-26 13:22")
    anna.sees_nothing()
    await town.on("2026-11-26 13:24")
    assert len(anna.news) == 1
    anna.does_not_see("presentatie")
    anna.looks_away()
    await town.later(hours=8)
    assert not [message for message in anna.news if not message.edited]


async def test_three_is_in_the_afternoon_and_the_night_is_a_tap_away(anna: Runner) -> None:
    """What may mean something else has its other reading under it."""
    await anna.says("vrijdag om 3 uur tandarts")
    anna.sees("Vrijdag 27 november, 15:00, tandarts. Klopt dat?")
    await anna.taps("03:00")
    anna.sees("Vrijdag 27 november, 03:00, tandarts. Klopt dat?")


async def test_another_day_keeps_time_and_label(anna: Runner) -> None:
    """A correction is two taps; nothing is typed again."""
    await anna.says("morgen van 3 tot 5 workshop")
    await anna.taps("Andere dag", "ma 30 nov")
    anna.sees("Maandag 30 november, 15:00", "17:00, workshop. Klopt dat?")
    await anna.taps("Ja, ik loop erna")
    anna.sees("Als ik maandag 30 november om 17:00 workshop achter de rug heb")


async def test_another_time(anna: Runner) -> None:
    """Half hours of that day, in three parts."""
    await anna.says("morgen 15:00 presentatie")
    await anna.taps("Andere tijd", "ochtend", "09:30")
    anna.sees("Donderdag 26 november, 09:30, presentatie. Klopt dat?")


async def test_what_is_not_read_gets_two_examples(anna: Runner) -> None:
    """Asked for a moment, every text has an answer, and the next try counts."""
    await anna.says("/plannen")
    await anna.taps("Eenmalig moment")
    await anna.says("gisteren 15:00")
    anna.sees("Dat is al voorbij", "morgen 15:00 presentatie")
    await anna.says("overmorgen 9 uur")
    anna.sees("Vrijdag 27 november, 09:00. Klopt dat?")


async def test_a_day_by_taps_alone(anna: Runner) -> None:
    """Who does not type taps a day and a time."""
    await anna.says("/plannen")
    await anna.taps("Eenmalig moment", "vr 27 nov", "15:00", "Ja, ik loop erna")
    anna.sees("Als ik vrijdag 27 november om 16:00 iets drukks achter de rug heb")


async def test_recovering_from_burn_out_runs_at_the_moment_itself(town: Town) -> None:
    """No before or after a busy moment: the calmest moment is the run."""
    bo = await town.runner("Bo Verzonnen")
    await bo.joins(standing="burn-out")
    await bo.checks_in("5")
    await bo.taps("Vandaag niet")
    await bo.says("morgen 15:00")
    assert bo.buttons[0] == "Ja, dan loop ik"
    assert "Ja, ik loop ervoor" not in bo.buttons


async def test_recovering_from_burn_out_a_busy_moment_asks_for_the_calmest(town: Town) -> None:
    """A presentation is no moment to run at: the calmest hour of that day is, without its name."""
    bo = await town.runner("Bo Verzonnen")
    await bo.joins(standing="burn-out")
    await bo.checks_in("5")
    await bo.taps("Vandaag niet")
    await bo.says("morgen 15:00 presentatie")
    assert "Ja, dan loop ik" not in bo.buttons
    await bo.taps("Ja, kies een rustig moment")
    bo.sees("wat is dan je rustigste moment van de dag?")
    await bo.taps("ochtend", "09:00")
    bo.sees("Als het donderdag 26 november 09:00 is, dan ga ik naar buiten")
    await bo.says("/plannen")
    bo.sees("do 26 nov 09:00: seintje")
    bo.does_not_see("presentatie")


async def test_what_is_coming_can_be_removed(town: Town, anna: Runner) -> None:
    """The list names moment and nudge; what is removed is not nudged."""
    await anna.says("morgen 15:00 presentatie")
    await anna.taps("Ja, ik loop ervoor", "Ja", "2 keer per week")
    anna.sees("do 26 nov 15:00 presentatie: seintje do 26 nov 13:23")
    await anna.taps("✕ do 26 nov 15:00 presentatie")
    anna.sees("nog niets gepland")
    anna.looks_away()
    await town.on("2026-11-26 18:00")
    anna.sees_nothing()


async def test_one_weekday_may_mean_once(anna: Runner) -> None:
    """`vrijdag 15:00`: every Friday, or only this one."""
    await anna.says("vrijdag 15:00")
    assert "Alleen vr 27 nov" in anna.buttons
    await anna.taps("Alleen vr 27 nov", "Ja, ik loop ervoor")
    anna.sees("vrijdag 27 november om 15:00")


async def test_after_the_first_run_planning_is_a_tap_away(town: Town) -> None:
    """Times a week and moments come at their own moment, once."""
    cas = await town.runner("Cas Verzonnen")
    await cas.joins()
    await cas.checks_in()
    await cas.goes()
    await town.later(minutes=30)
    await cas.comes_back("Stiller.")
    await cas.taps("Klaar", "Nee, niets")
    await cas.taps("Mijn volgende loopje plannen")
    cas.sees("nog niets gepland")


async def test_in_english(town: Town) -> None:
    """The same in the other language."""
    billie = await town.runner("Billie Invented", language="en")
    await billie.joins()
    await billie.checks_in("5")
    await billie.taps("Not today")
    await billie.says("next friday at 3pm talk")
    billie.sees("15:00, talk. Is that right?")
    await billie.taps(billie.say("plan-once-before"))
    billie.sees("If I have talk at 15:00")


async def test_under_the_list_of_moments_a_moment_is_a_moment(town: Town) -> None:
    """A question of the check-in that is still open above it does not take it."""
    lena = await town.runner("Lena Verzonnen")
    await lena.joins()
    await lena.says("/plannen")
    await lena.says("woensdag en vrijdag om 7 uur")
    lena.sees("Zal ik dit plannen: wo, vr 07:00?")
    await lena.says("volgende week dinsdag")
    lena.sees("Dinsdag 1 december: hoe laat begint het?")
    await lena.says("7")
    lena.sees("Wat heb je nodig?")


async def test_a_story_with_a_time_in_it_is_no_plan(anna: Runner) -> None:
    """A long text that nobody asked for is not taken for a moment."""
    await anna.says(
        "Ik heb vandaag om drie uur nog met mijn zus gebeld en daarna heb ik heel lang op de bank"
        " gezeten en naar buiten gekeken, want morgen om 9 uur begint alles weer."
    )
    anna.does_not_see("Klopt dat?")


async def test_the_answer_to_a_question_in_words_is_nothing_else(town: Town) -> None:
    """Not the sentence of the run that waits for one, nor an answer to an open check-in."""
    bo = await town.runner("Bo Verzonnen")
    await bo.joins()
    await bo.checks_in("5")
    await bo.goes()
    await town.later(minutes=30)
    await bo.comes_back()
    await bo.says("/plannen")
    await bo.taps("Eenmalig moment")
    await bo.says("morgen 15:00 presentatie")
    bo.sees("Donderdag 26 november, 15:00, presentatie. Klopt dat?")
    assert town.rows("sentences") == 0
    await bo.says("/checkin")
    await bo.says("/pauze")
    await bo.taps("Tot een datum")
    await bo.says("tot 3 december")
    bo.sees("Tot donderdag 3 december krijg je geen seintjes")
    await bo.says("7")  # the check-in is still open
    bo.sees("Wat heb je nodig?")
