"""Every combination of answers and situation, held against the rules of the product.

Short: in each situation every two answers meet, but not every head with all of the others.
"""

from collections.abc import Callable
from datetime import time

import pytest

from bot.domain.card import Activity, Pick
from bot.domain.runner import Standing
from bot.domain.situation import Health
from tests.domain.plays import Play, all_plays
from tests.nightly import NIGHTLY

NO_RUN = (Activity.WALK, Activity.BREATHE, Activity.REST)
STAGED = (Standing.STARTING, Standing.BURN_OUT)


@pytest.fixture(scope="module")
def plays() -> list[Play]:
    """Every combination, computed once."""
    return all_plays()


def breaking(plays: list[Play], holds: Callable[[Play], bool]) -> list[Play]:
    """Return the first few plays that break a rule, to be shown."""
    return [play for play in plays if not holds(play)][:3]


def no_run(play: Play) -> bool:
    """Nothing on the card is a run."""
    return not play.runs


def test_every_combination_gives_a_card(plays: list[Play]) -> None:
    """400 combinations of answers (short: 80) in 198 situations, and each has a card."""
    assert len(plays) == (400 if NIGHTLY else 80) * 198
    assert len({play.feeling for play in plays}) == 400
    assert all(play.card.pick.minutes.low >= 1 for play in plays)


def test_every_card_says_why(plays: list[Play]) -> None:
    """There is no card without a reason."""
    assert breaking(plays, lambda p: bool(p.card.reasons)) == []


def test_every_card_but_rest_has_another_way(plays: list[Play]) -> None:
    """Something else can be chosen, unless resting is all there is."""
    assert (
        breaking(
            plays, lambda p: bool(p.card.alternatives) or p.card.pick.activity is Activity.REST
        )
        == []
    )


def test_no_alternative_stands_there_twice_or_is_the_pick(plays: list[Play]) -> None:
    """Each form stands on a card at most once."""
    assert breaking(plays, lambda p: len({x.form for x in p.picks}) == len(p.picks)) == []


def test_complaints_stop_running(plays: list[Play]) -> None:
    """Guard 1: a red flag, pain, illness or the safety screen leave no run to choose."""
    ill = [p for p in plays if p.situation.health is not Health.FINE]
    assert ill
    assert breaking(ill, no_run) == []


def test_a_red_flag_leaves_no_walk(plays: list[Play]) -> None:
    """Guard 1: after a red flag there is rest or breathing, until the doctor agrees."""
    red = [p for p in plays if p.situation.health is Health.RED_FLAG]
    assert breaking(red, lambda p: all(x.activity in NO_RUN[1:] for x in p.picks)) == []
    assert breaking(red, lambda p: "see_doctor" in p.card.notes) == []


def test_pain_twice_is_to_be_looked_at(plays: list[Play]) -> None:
    """Guard 1: pain in two runs → have it looked at."""
    twice = [p for p in plays if p.situation.health is Health.PAIN_TWICE]
    assert breaking(twice, lambda p: "have_it_looked_at" in p.card.notes) == []


def test_one_run_a_day(plays: list[Play]) -> None:
    """Guard 2: who ran today walks or breathes."""
    again = [p for p in plays if p.situation.ran_today]
    assert breaking(again, no_run) == []


def test_starters_and_burn_out_rest_the_day_after(plays: list[Play]) -> None:
    """Guard 2: who is starting or recovering walks 10-15 minutes or rests the day after a run."""
    after = [p for p in plays if p.situation.ran_yesterday and p.situation.standing in STAGED]
    assert breaking(after, no_run) == []
    assert breaking(after, lambda p: 10 <= p.card.pick.minutes.high <= 15) == []
    assert breaking(after, lambda p: "rest" in {x.form for x in p.picks}) == []


def test_nobody_runs_three_days_in_a_row(plays: list[Play]) -> None:
    """Guard 2: who ran the last two days walks or rests, whoever it is."""
    third = [p for p in plays if p.situation.ran_yesterday and p.situation.ran_day_before]
    assert breaking(third, no_run) == []


def test_a_day_after_a_run_those_used_to_it_may_run(plays: list[Play]) -> None:
    """Guard 2 stops only those who build up: others run the day after at tension 5."""
    used = [
        p
        for p in plays
        if p.situation.ran_yesterday
        and not p.situation.ran_day_before
        and p.situation.standing not in STAGED
        and p.feeling.tension == 5
    ]
    assert used
    assert breaking(used, lambda p: p.card.pick.activity is Activity.RUN) == []


def test_after_a_hard_day_only_gentle_forms(plays: list[Play]) -> None:
    """Guard 2: hard yesterday → reset, mindful or trail, at most 30 minutes."""
    hard = [p for p in plays if p.situation.hard_yesterday]
    assert breaking(hard, lambda p: {x.form for x in p.runs} <= {"reset", "mindful", "trail"}) == []
    assert breaking(hard, lambda p: all(x.minutes.high <= 30 for x in p.runs)) == []


def worn_out(play: Play) -> bool:
    """Tension 9-10 with a tired head, or with burn-out."""
    tired = play.feeling.head == "tired" or play.situation.standing is Standing.BURN_OUT
    return play.feeling.tension >= 9 and tired


def test_the_worn_out_walk(plays: list[Play]) -> None:
    """Guard 3: tension 9-10 and tired (or burn-out) → never a run by itself."""
    assert (
        breaking([p for p in plays if worn_out(p)], lambda p: p.card.pick.activity in NO_RUN) == []
    )


def test_the_worn_out_may_run_at_walking_pace(plays: list[Play]) -> None:
    """Guard 3: the only run among the alternatives is the one at walking pace."""
    worn = [p for p in plays if worn_out(p)]
    assert breaking(worn, lambda p: {x.form for x in p.runs} <= {"walking_pace"}) == []
    assert any(p.runs for p in worn)


def test_high_tension_is_short(plays: list[Play]) -> None:
    """Guard 4: from tension 8 on nothing is longer than 20 minutes, whatever the need."""
    tense = [p for p in plays if p.feeling.tension >= 8]
    assert breaking(tense, lambda p: all(x.minutes.high <= 20 for x in p.picks)) == []
    assert breaking(tense, lambda p: p.card.pick.name != "reset_calm") == []


def test_no_forest_in_the_dark(plays: list[Play]) -> None:
    """Guard 5: in the dark there is no trail, and outdoors the card asks for a lit loop."""
    dark = [p for p in plays if p.situation.dark]
    assert breaking(dark, lambda p: all(x.form != "trail" for x in p.picks)) == []
    outdoors = [p for p in dark if p.card.pick.activity in {Activity.RUN, Activity.WALK}]
    assert breaking(outdoors, lambda p: "lit_loop" in p.card.notes) == []


def test_nothing_brisk_in_the_evening(plays: list[Play]) -> None:
    """Guard 5: after 20:00 there is no interval light."""
    evening = [p for p in plays if p.situation.local.time() >= time(20)]
    assert evening
    assert breaking(evening, lambda p: all(x.form != "interval_light" for x in p.picks)) == []


def test_late_is_small(plays: list[Play]) -> None:
    """Guard 5: after 21:30 at most 15 minutes of walking or mindful, or breathing at home."""
    late = [p for p in plays if p.situation.local.time() >= time(21, 30)]
    allowed = {"walk", "mindful", "breathe", "rest"}
    assert breaking(late, lambda p: {x.form for x in p.picks} <= allowed) == []
    assert breaking(late, lambda p: all(x.minutes.high <= 15 for x in p.picks)) == []


def test_interval_never_where_it_is_forbidden(plays: list[Play]) -> None:
    """Guard 6: never with burn-out, early in the build-up, tension 8 on, or after a hard day."""
    forbidden = [
        p
        for p in plays
        if p.situation.standing is Standing.BURN_OUT
        or (p.situation.standing is Standing.STARTING and p.situation.stage < 20)
        or p.feeling.tension >= 8
        or p.situation.hard_yesterday
    ]
    assert breaking(forbidden, lambda p: all(x.form != "interval_light" for x in p.picks)) == []


def within(play: Play, pick: Pick) -> bool:
    """Whether a pick asks for no more minutes than anything allows."""
    situation = play.situation
    allowed = [
        situation.cap,
        None if situation.minutes_free is None else max(1, situation.minutes_free),
        situation.stage if situation.standing in STAGED and pick in play.runs else None,
    ]
    return all(pick.minutes.high <= limit for limit in allowed if limit is not None)


def test_never_more_minutes_than_allowed(plays: list[Play]) -> None:
    """Guard 7: stage, the coach's cap and the time until the moment hold for every choice."""
    assert breaking(plays, lambda p: all(within(p, x) for x in p.picks)) == []


def test_those_without_a_stage_run_30_or_60(plays: list[Play]) -> None:
    """Guard 7: used to running or in training: 30 minutes short, 60 long."""
    short = [p for p in plays if p.feeling.length == "short"]
    assert breaking(short, lambda p: all(x.minutes.high <= 30 for x in p.picks)) == []
    assert any(x.minutes.high == 60 for p in plays for x in p.picks)


def test_a_long_run_is_never_shorter_than_forty(plays: list[Play]) -> None:
    """`long_easy` exists from 40 minutes on only."""
    assert (
        breaking(
            plays, lambda p: all(x.minutes.high >= 40 for x in p.picks if x.form == "long_easy")
        )
        == []
    )


def test_a_reset_under_twenty_is_called_short(plays: list[Play]) -> None:
    """A reset under 20 minutes is a short reset (or a quiet loop when a long run was asked)."""
    short = {"reset_short", "reset_calm"}
    assert (
        breaking(
            plays,
            lambda p: all(
                x.name in short for x in p.picks if x.form == "reset" and x.minutes.high < 20
            ),
        )
        == []
    )


def test_what_the_coach_forbade_is_not_there(plays: list[Play]) -> None:
    """A forbidden form is neither picked nor offered; resting cannot be forbidden."""
    assert (
        breaking(plays, lambda p: not {x.form for x in p.picks} - {"rest"} & p.situation.forbidden)
        == []
    )


def test_three_three_gives_way_when_it_feels_forced(plays: list[Play]) -> None:
    """Where 3-3 feels forced it is on no card."""
    forced = [p for p in plays if p.situation.forced_breath]
    assert forced
    assert breaking(forced, lambda p: p.card.cue != "breath_3_3") == []


def test_at_most_one_note_of_the_season(plays: list[Play]) -> None:
    """Hot, icy and thunder never stand on one card together."""
    assert (
        breaking(plays, lambda p: sum(note.startswith("season_") for note in p.card.notes) <= 1)
        == []
    )
