"""The seven patterns: each shows, each stays silent just below, and says on which days it rests."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.card import Activity
from bot.domain.patterns import History, Past, PatternKind, Planned, patterns_of
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.run import RunState
from bot.domain.runner import Standing
from tests.domain.records import (
    DOSE,
    RULES,
    ago,
    card,
    checked_in,
    facts,
    found,
    history,
    silent,
    went,
)

BREATHLESS = {"talk_test": "no"}
LONGER = {"extra": "longer"}
SHORTER = {"extra": "shorter"}
SAME = {"tension": "7", "tension_after": "7"}
WORK = Moment("m", "r", MomentKind.BUSY, When.BEFORE, time(9), time(17), frozenset(range(7)))


def with_moment(record: History, moment: Moment = WORK, since: int = 60) -> History:
    """Return the record with a moment that the coach may know of."""
    return replace(record, moments=(Planned(moment, ago(since)),))


def early(days: int, minutes_left: int) -> Past:
    """Return a run that ends so many minutes before nine."""
    around = RULES.times.warm_up + RULES.times.walk_after + timedelta(minutes=DOSE + minutes_left)
    begins = datetime.combine(ago(days), time(9), UTC) - around
    return went(days, begins=begins.time())


def test_two_failed_talk_tests_in_four_runs_are_a_hard_start() -> None:
    """Both are told with their day, whatever the runner is used to."""
    record = history(went(9), went(7, BREATHLESS), went(5), went(2, BREATHLESS))
    told = facts(record, PatternKind.HARD_START)
    assert told == [(7, "talk_test", {}), (2, "talk_test", {})]


def test_one_failed_talk_test_is_no_hard_start() -> None:
    """Once is a run that went so."""
    record = history(went(9), went(7), went(5), went(2, BREATHLESS))
    assert found(record, PatternKind.HARD_START) is None


def test_a_failed_talk_test_five_runs_ago_is_over() -> None:
    """Only the last four runs count."""
    record = history(went(11, BREATHLESS), went(9), went(7), went(5), went(2, BREATHLESS))
    assert found(record, PatternKind.HARD_START) is None


def test_the_brisk_form_is_no_failed_talk_test() -> None:
    """It is named as the exception on its own card."""
    brisk = card("interval_light")
    record = history(went(5, BREATHLESS, on=brisk), went(2, BREATHLESS, on=brisk))
    assert found(record, PatternKind.HARD_START) is None


@pytest.mark.parametrize("standing", [Standing.STARTING, Standing.BURN_OUT])
def test_minutes_above_the_dose_are_a_hard_start_while_building_up(standing: Standing) -> None:
    """By the clock, roughly, or by the runner's own tap."""
    record = history(went(5, minutes=33), went(2, LONGER), standing=standing)
    assert facts(record, PatternKind.HARD_START) == [
        (5, "above_dose", {"dose": 20, "minutes": 30}),
        (2, "longer", {"dose": 20}),
    ]


def test_who_is_used_to_running_has_no_dose_to_start_too_fast_by() -> None:
    """His minutes are told as going on too long, when it is often."""
    record = history(went(5, minutes=33), went(2, LONGER))
    assert found(record, PatternKind.HARD_START) is None


def test_three_runs_in_six_beyond_their_card_are_going_on_too_long() -> None:
    """The minutes of the card are beside what he took, to five minutes."""
    record = history(went(12), went(9, LONGER), went(7), went(5, minutes=31), went(2, minutes=52))
    assert facts(record, PatternKind.TOO_LONG) == [
        (9, "longer", {"dose": 20}),
        (5, "above_dose", {"dose": 20, "minutes": 30}),
        (2, "above_dose", {"dose": 20, "minutes": 50}),
    ]


def test_ten_minutes_above_the_card_are_within_what_is_known() -> None:
    """Minutes are known roughly: who taps a little late did not run too long."""
    record = history(went(9, minutes=30), went(5, LONGER), went(2, LONGER))
    assert found(record, PatternKind.TOO_LONG) is None


def test_who_told_only_when_asked_took_nobody_knows_how_long() -> None:
    """After "Ben je terug?" the clock says nothing about the run."""
    record = history(*(went(days, minutes=DOSE + 60) for days in (9, 5, 2)))
    assert found(record, PatternKind.TOO_LONG) is None


def test_half_the_minutes_of_a_dreaded_run_are_no_dose() -> None:
    """More was fine too: turning round after five minutes as well."""
    gentle = replace(card(minutes=10), gentle=True)
    record = history(*(went(days, LONGER, minutes=25, on=gentle) for days in (9, 5, 2)))
    assert found(record, PatternKind.TOO_LONG) is None


def test_a_long_walk_is_not_too_long() -> None:
    """Walking on is free."""
    walk = card("walk", Activity.WALK)
    record = history(*(went(days, minutes=45, on=walk) for days in (9, 5, 2)))
    assert found(record, PatternKind.TOO_LONG) is None


@pytest.mark.parametrize(("standing", "most"), [(Standing.USED, 5), (Standing.BURN_OUT, 4)])
def test_few_rest_days_in_a_week_are_little_rest(standing: Standing, most: int) -> None:
    """Each day with a run is told; one day less stays silent."""
    runs = [went(days) for days in range(most)]
    told = facts(history(*runs, standing=standing), PatternKind.LITTLE_REST)
    assert told == [(days, "ran", {}) for days in reversed(range(most))]
    assert found(history(*runs[1:], standing=standing), PatternKind.LITTLE_REST) is None


def test_two_runs_on_a_day_are_one_day() -> None:
    """Rest days are counted, not runs."""
    runs = [went(days) for days in range(4)]
    record = history(*runs, went(1, begins=time(18)))
    assert found(record, PatternKind.LITTLE_REST) is None


def test_a_busy_moment_within_half_an_hour_three_times_is_little_rest() -> None:
    """How soon it began is told, never what it was."""
    record = with_moment(history(early(9, 30), early(5, 10), early(2, 0)))
    assert facts(record, PatternKind.LITTLE_REST) == [
        (9, "busy_after", {"minutes": 30}),
        (5, "busy_after", {"minutes": 10}),
        (2, "busy_after", {"minutes": 0}),
    ]


def test_a_busy_moment_after_half_an_hour_is_room_enough() -> None:
    """A minute more, once, and it stays silent."""
    record = with_moment(history(early(9, 31), early(5, 10), early(2, 0)))
    assert found(record, PatternKind.LITTLE_REST) is None


def test_a_run_that_went_on_into_a_busy_moment_left_no_time() -> None:
    """Coming back after it began counts as no time at all."""
    record = with_moment(history(*(early(days, -5) for days in (9, 5, 2))))
    assert [numbers for _, _, numbers in facts(record, PatternKind.LITTLE_REST)] == [
        {"minutes": 0}
    ] * 3


def test_a_lunch_run_in_a_busy_day_is_none_before_it() -> None:
    """What began hours before the run does not hurry it."""
    record = with_moment(history(*(went(days) for days in (9, 5, 2))))
    assert found(record, PatternKind.LITTLE_REST) is None


def test_of_two_busy_moments_the_first_leaves_the_time() -> None:
    """Ten minutes to the first; the second, later in the same half hour, hurries nobody more."""
    record = with_moment(history(*(early(days, 10) for days in (9, 5, 2))))
    second = Planned(replace(WORK, starts=time(9, 15)), ago(60))
    record = replace(record, moments=(second, *record.moments))
    told = facts(record, PatternKind.LITTLE_REST)
    assert [numbers for _, _, numbers in told] == [{"minutes": 10}] * 3


def test_a_moment_says_nothing_about_days_before_it_was_planned() -> None:
    """Runs of the weeks before it were not hurried by it."""
    runs = history(early(9, 10), early(5, 10), early(2, 10))
    assert found(with_moment(runs, since=9), PatternKind.LITTLE_REST) is not None
    assert found(with_moment(runs, since=8), PatternKind.LITTLE_REST) is None


def test_a_planned_run_is_no_busy_moment() -> None:
    """A fixed moment is the run itself."""
    fixed = replace(WORK, kind=MomentKind.FIXED, when=When.AT)
    record = with_moment(history(early(9, 10), early(5, 10), early(2, 10)), fixed)
    assert found(record, PatternKind.LITTLE_REST) is None


def test_saying_so_three_times_is_little_time() -> None:
    """The runner's own word for it; twice stays silent."""
    runs = [went(days, SHORTER) for days in (9, 5, 2)]
    told = facts(history(*runs), PatternKind.LITTLE_REST)
    assert told == [(9, "shorter", {}), (5, "shorter", {}), (2, "shorter", {})]
    assert found(history(*runs[1:]), PatternKind.LITTLE_REST) is None


def test_tension_that_was_not_lower_three_times_is_hard_to_relax() -> None:
    """Both numbers of each run are told; walks count, for they are to relax by too."""
    walk = card("walk", Activity.WALK)
    higher = {"tension": "5", "tension_after": "6"}
    record = history(went(9, SAME), went(5, higher, on=walk), went(2, SAME))
    assert facts(record, PatternKind.HARD_TO_RELAX) == [
        (9, "not_lower", {"before": 7, "after": 7}),
        (5, "not_lower", {"before": 5, "after": 6}),
        (2, "not_lower", {"before": 7, "after": 7}),
    ]


@pytest.mark.parametrize(
    "third",
    [
        {"tension": "4", "tension_after": "4"},  # calm before: nothing to let go of
        {"tension": "7", "tension_after": "6"},
    ],
)
def test_tension_counts_from_five_up_and_only_when_it_was_not_lower(third: dict[str, str]) -> None:
    """Two of three stay silent."""
    record = history(went(9, SAME), went(5, SAME), went(2, third))
    assert found(record, PatternKind.HARD_TO_RELAX) is None


def test_an_open_tap_is_no_tension_that_stayed() -> None:
    """Nobody knows how it was after the run."""
    record = history(went(9, SAME), went(5, SAME), silent(went(2, SAME), "tension_after"))
    assert found(record, PatternKind.HARD_TO_RELAX) is None


def late(days: int, after: int, **said: str) -> tuple[Past, Past]:
    """Return a run, and pain told at a check-in so many days later; then it was over."""
    pain = checked_in(days, {"unwell": "pain"}, begins=time(20))
    return went(days + after, said), pain


def test_pain_told_late_twice_is_hardly_noticing() -> None:
    """Three days after a run that had said nothing of it is late, and so is the same evening."""
    record = history(*late(20, 3), *late(5, 0))
    assert facts(record, PatternKind.BODY) == [
        (20, "pain_late", {"days": 3}),
        (5, "pain_late", {"days": 0}),
    ]


def test_pain_told_twice_after_one_run_is_late_once() -> None:
    """The second check-in speaks of the same pain."""
    again = checked_in(4, {"unwell": "pain"})
    assert found(history(*late(5, 1), again), PatternKind.BODY) is None


@pytest.mark.parametrize("second", [late(5, 4), late(5, 1, pain="tendon"), late(57, 1)])
def test_pain_of_something_else_or_told_at_once_is_not_late(second: tuple[Past, Past]) -> None:
    """Four days on it may be anything; what the stretch card heard was in time."""
    assert found(history(*late(20, 3), *second), PatternKind.BODY) is None


def test_taps_left_open_after_four_runs_in_five_are_hardly_noticing() -> None:
    """Neither of both was answered; three stay silent, and one answer is an answer."""
    still = [silent(went(days), "talk_test", "pain") for days in (12, 9, 7)]
    record = history(*still, went(4), silent(went(2), "talk_test", "pain"))
    assert [fact[:2] for fact in facts(record, PatternKind.BODY)] == [
        (days, "taps_open") for days in (12, 9, 7, 2)
    ]
    record = history(*still, went(4), silent(went(2), "talk_test"))
    assert found(record, PatternKind.BODY) is None


def test_the_taps_of_today_may_still_come() -> None:
    """A run of this morning is not held against anybody."""
    record = history(*(silent(went(days), "talk_test", "pain") for days in (7, 5, 2, 0)))
    assert found(record, PatternKind.BODY) is None


def test_ten_quiet_days_are_a_dip() -> None:
    """The last run is told; after nine days it stays silent."""
    assert facts(history(went(14), went(10)), PatternKind.DIP) == [(10, "last_run", {"days": 10})]
    assert found(history(went(14), went(9)), PatternKind.DIP) is None


def test_not_today_is_a_sign_of_life() -> None:
    """Who checks in and stays home is not quiet."""
    record = history(went(14), checked_in(9, {"tension": "5"}))
    assert found(record, PatternKind.DIP) is None


def test_a_run_told_of_later_is_a_sign_of_life_when_it_was_told() -> None:
    """He spoke to Lichter then."""
    one = went(14)
    told = replace(one, run=replace(one.run, checked_in_at=went(3).run.checked_in_at))
    assert found(history(told), PatternKind.DIP) is None


@pytest.mark.parametrize(("until", "shows"), [(-1, False), (9, False), (10, True)])
def test_a_pause_is_no_dip(until: int, shows: object) -> None:
    """Not during it, and quiet is counted from its end."""
    record = replace(history(went(20)), paused_until=ago(until))
    assert (found(record, PatternKind.DIP) is not None) is shows


def test_resting_because_of_a_complaint_is_no_dip() -> None:
    """It is wise, and shown as what it is."""
    record = history(went(20, {"pain": "tendon"}))
    assert found(record, PatternKind.DIP) is None
    assert facts(record, PatternKind.COMPLAINT) == [(20, "pain_tendon", {})]


def test_three_check_ins_in_a_row_from_eight_up_are_high_tension() -> None:
    """Each number is told, the calmer run before them is not."""
    high = [went(days, {"tension": said}) for days, said in ((5, "8"), (3, "10"), (1, "9"))]
    assert facts(history(went(8), *high), PatternKind.HIGH_TENSION) == [
        (5, "high_tension", {"tension": 8}),
        (3, "high_tension", {"tension": 10}),
        (1, "high_tension", {"tension": 9}),
    ]


@pytest.mark.parametrize(("days", "tension"), [(1, "7"), (2, "7"), (8, "9")])
def test_a_seven_among_them_is_no_high_tension(days: int, tension: str) -> None:
    """Two are not three, and in a row means in a row."""
    record = history(went(5, {"tension": "8"}), went(3, {"tension": "9"}))
    one = went(days, {"tension": tension})
    expected = tension == "9"
    shown = found(replace(record, past=(*record.past, one)), PatternKind.HIGH_TENSION)
    assert (shown is not None) is expected


def test_what_is_four_weeks_old_says_nothing_about_now() -> None:
    """Of old runs only the quiet since then is left."""
    high = {"tension": "9", "tension_after": "9", **BREATHLESS, **SHORTER}
    runs = [went(days, high) for days in (34, 32, 31, 30, 29, 28)]
    assert [one.kind for one in patterns_of(history(*runs), RULES)] == [PatternKind.DIP]


def test_a_run_that_ended_unknown_is_never_mentioned() -> None:
    """Silence ended by itself: it is in nothing that the coach sees."""
    runs = [went(days) for days in range(5)]
    lost = replace(runs[0], run=replace(runs[0].run, state=RunState.UNKNOWN))
    assert found(history(lost, *runs[1:]), PatternKind.LITTLE_REST) is None
