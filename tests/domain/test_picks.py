"""The table itself: picks that a coach would make, one by one."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.daylight import latitude
from bot.domain.card import Activity, Minutes
from bot.domain.questionnaire import Question
from bot.domain.run_forms import matters
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Situation, season_of
from tests.domain.plays import FORMS, LIBRARY, WEDNESDAY, local, play, usual

SATURDAY_MORNING = local(20, 9)


def names(feeling: Feeling, situation: Situation) -> list[str]:
    """Return what the card offers: the pick first."""
    card = play(feeling, situation)
    return [card.pick.name, *(pick.name for pick in card.alternatives)]


@pytest.mark.parametrize(
    ("need", "length", "head", "form", "minutes"),
    [
        ("movement", "short", "restless", "interval_light", Minutes(18, 20)),
        ("movement", "short", "plain", "reset", Minutes(20, 30)),
        ("movement", "long", "restless", "long_easy", Minutes(40, 60)),
        ("silence", "short", "full", "mindful", Minutes(20, 20)),
        ("silence", "long", None, "mindful", Minutes(30, 30)),
        ("silence", "short", "tired", "trail", Minutes(20, 20)),
        ("silence", "long", "tired", "trail", Minutes(35, 35)),
        ("rhythm", "short", "full", "reset", Minutes(20, 30)),
        ("rhythm", "long", None, "long_easy", Minutes(40, 60)),
        ("fresh_air", "short", None, "trail", Minutes(20, 20)),
        ("fresh_air", "long", "restless", "trail", Minutes(35, 35)),
    ],
)
def test_the_table(need: str, length: str, head: str | None, form: str, minutes: Minutes) -> None:
    """On a free Saturday morning, used to running, the row of the table decides."""
    card = play(Feeling(5, need, length, head), replace(usual(), local=SATURDAY_MORNING))
    assert (card.pick.form, card.pick.minutes) == (form, minutes)


def test_wednesday_late_tense_silence_long_tired() -> None:
    """Wednesday 22:15, tension 8, silence, long, tired → no dark forest, short."""
    late = replace(usual(), local=local(17, 22, 15), dark=True)
    card = play(Feeling(8, "silence", "long", "tired"), late)
    assert (card.pick.form, card.pick.minutes.high) == ("mindful", 15)


def test_thursday_tense_rhythm_long() -> None:
    """Thursday 14:00, tension 9, rhythm, long → short, at most 20 minutes."""
    card = play(Feeling(9, "rhythm", "long"), replace(usual(), local=local(18, 14)))
    assert (card.pick.form, card.pick.minutes) == ("reset", Minutes(20, 20))


def test_monday_starter_after_two_days() -> None:
    """Monday 07:00, a starter who ran Saturday and Sunday → walk or rest."""
    monday = replace(
        usual(Standing.STARTING), local=local(15, 7), ran_yesterday=True, ran_day_before=True
    )
    assert names(Feeling(4, "movement", "short", "plain"), monday)[:2] == ["walk", "rest"]


def test_saturday_starter_long() -> None:
    """Saturday 09:00, stage 12, long → a quiet loop of 12."""
    saturday = replace(usual(Standing.STARTING, 12), local=SATURDAY_MORNING)
    card = play(Feeling(4, "movement", "long"), saturday)
    assert (card.pick.name, card.pick.minutes) == ("reset_calm", Minutes(12, 12))


def test_friday_before_a_talk() -> None:
    """Friday 12:15 before a talk at 15:00, fresh air → a green loop nearby that fits the time."""
    friday = replace(usual(), local=local(19, 12, 15), minutes_free=30)
    card = play(Feeling(5, "fresh_air", "long"), friday)
    assert card.pick.minutes.high <= 30
    assert "green_loop" in card.notes


def test_a_long_run_on_a_busy_day_is_the_alternative() -> None:
    """On a Wednesday afternoon a reset is picked, and the long run is the first alternative."""
    assert names(Feeling(5, "movement", "long", "plain"), usual())[:2] == ["reset", "long_easy"]


def test_a_long_run_on_a_free_morning() -> None:
    """Before 12:00 on a day that is not busy the long run is picked by itself."""
    morning = replace(usual(), local=local(17, 8))
    assert names(Feeling(5, "rhythm", "long"), morning)[0] == "long_easy"
    assert names(Feeling(5, "rhythm", "long"), replace(morning, busy_day=True))[0] == "reset"


@pytest.mark.parametrize(
    ("head", "change", "first"),
    [
        ("plain", {"after_busy": True}, "reset"),
        ("tired", {}, "trail"),
        ("restless", {}, "interval_light"),
        ("full", {}, "reset"),
    ],
)
def test_the_situation_orders_the_alternatives(
    head: str, change: dict[str, bool], first: str
) -> None:
    """After work: reset first; tired: trail; restless: interval light; full: reset."""
    situation = replace(usual(), after_busy=change.get("after_busy", False))
    feeling = Feeling(5, "silence" if head != "tired" else "rhythm", "short", head)
    assert names(feeling, situation)[1] == first


def test_before_noon_mindful_comes_first() -> None:
    """Before 12:00 the mindful run leads the alternatives."""
    morning = replace(usual(), local=local(17, 8))
    assert names(Feeling(5, "fresh_air", "short"), morning)[1] == "mindful"


def test_rhythm_has_three_three() -> None:
    """Rhythm runs on 3-3, whatever the rotation says."""
    cues = {
        play(Feeling(5, "rhythm", "short"), replace(usual(), earlier_runs=n)).cue for n in range(6)
    }
    assert cues == {"breath_3_3"}


def test_the_cue_rotates() -> None:
    """Another cue each time, until all of the form have had their turn."""
    reset = FORMS.form("reset")
    seen = [
        play(Feeling(5, "movement", "short", "plain"), replace(usual(), earlier_runs=n)).cue
        for n in range(len(reset.cues))
    ]
    assert tuple(seen) == reset.cues


def test_five_minutes_are_for_breathing_or_walking() -> None:
    """With 7 minutes until the moment nobody runs; with 3 one breathes."""
    few = play(Feeling(5, "movement", "short"), replace(usual(), minutes_free=7))
    fewer = play(Feeling(5, "movement", "short"), replace(usual(), minutes_free=3))
    assert (few.pick.activity, fewer.pick.activity) == (Activity.WALK, Activity.BREATHE)


def test_the_reason_is_the_row_and_the_answers() -> None:
    """The row of the table comes first, with the answers that led to it."""
    reason = play(Feeling(5, "movement", "short", "restless"), usual()).reasons[0]
    assert (reason.key, reason.answers) == (
        "table_movement_restless",
        ("need", "length", "head"),
    )


def test_a_length_that_a_guard_forced_is_no_reason() -> None:
    """Who asked for long and got short because of tension is not told that he asked for short."""
    reason = play(Feeling(8, "movement", "long", "plain"), usual()).reasons[0]
    assert reason.answers == ("need",)


def test_the_pinned_form_is_picked() -> None:
    """The coach's form goes before the table, and the card says so."""
    card = play(Feeling(5, "movement", "short"), replace(usual(), pinned="trail"))
    assert (card.pick.form, card.reasons[0].key) == ("trail", "coach_pinned")


def head() -> Question:
    """The question about the head."""
    question = LIBRARY.check_in.question("head")
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("tension", "need", "length", "asked"),
    [
        ("5", "movement", "short", True),
        ("5", "silence", "short", True),
        ("5", "fresh_air", "short", False),
        ("5", "rhythm", "long", False),
        ("9", "rhythm", "long", True),
        ("8", "movement", "short", False),
    ],
)
def test_the_head_is_asked_only_when_it_matters(
    tension: str, need: str, length: str, *, asked: bool
) -> None:
    """The head is asked exactly when two answers to it would lead to different picks."""
    answers = {"tension": tension, "need": need, "length": length}
    assert matters(head(), answers, usual(), FORMS) is asked


def test_nothing_matters_before_the_needed_answers() -> None:
    """As long as an answer that the pick needs is missing, the head is not asked."""
    assert not matters(head(), {"tension": "5"}, usual(), FORMS)


def test_feeling_keeps_what_a_coach_added() -> None:
    """Answers to other questions stay with the feeling, for rows that name them."""
    answers = {"tension": "5", "need": "silence", "length": "short", "weather": "wet"}
    assert Feeling.of(answers).others == (("weather", "wet"),)


def test_a_feeling_needs_its_three_answers() -> None:
    """Without the length there is no feeling, and the error says which answer is missing."""
    with pytest.raises(ValueError, match="length"):
        Feeling.of({"tension": "5", "need": "silence"})


def test_midday_is_an_ordinary_wednesday() -> None:
    """The situation that the other tests start from has no guard that speaks."""
    assert WEDNESDAY.weekday() == 2
    assert len(play(Feeling(5, "movement", "short", "plain"), usual()).reasons) == 1


def test_seasons_are_those_of_the_runners_own_half_of_the_world() -> None:
    """January is hot in Sydney and icy in Amsterdam; near the equator it is warm all year."""
    assert season_of(1, latitude("Australia/Sydney")) == 7
    assert season_of(7, latitude("America/Argentina/Buenos_Aires")) == 1
    assert season_of(1, latitude("Europe/Amsterdam")) == 1
    assert season_of(12, latitude("Asia/Singapore")) == 7


def test_a_hot_afternoon_in_the_south_says_so() -> None:
    """In January the card of somebody in Sydney speaks of heat, not of ice."""
    local = datetime(2026, 1, 14, 15, tzinfo=ZoneInfo("Australia/Sydney"))
    hot = replace(usual(), local=local, season=season_of(1, latitude("Australia/Sydney")))
    assert "season_hot" in play(Feeling(4, "silence", "short", "plain"), hot).notes
