"""The build-up: from 12 to 36 minutes, when it goes on, holds, goes back, and never races."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.build_up import WHYS, Stage, Step, next_stage, step_back
from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.run import Run, RunState
from tests.domain.plays import LIBRARY
from tests.nightly import EXAMPLES

SCHEME = LIBRARY.build_up
MONDAY = date(2026, 6, 1)
GOOD = {"talk_test": "yes"}

Told = tuple[Run, Mapping[str, str]]


def day(number: int) -> date:
    """Return so many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def run(
    number: int,
    answers: Mapping[str, str] | None = None,
    *,
    state: RunState = RunState.REFLECTED,
    activity: Activity | None = None,
) -> Told:
    """Return a run on this day; without an activity it was added afterwards."""
    at = datetime.combine(day(number), time(9), tzinfo=UTC)
    card = None
    if activity is not None:
        pick = Pick("form", "form", activity, Minutes(12, 12))
        card = Recommendation(pick, (), (), "talk", "sounds", "known_loop")
    return Run(f"run-{number}", "anna", state, day(number), at, card), answers or {}


def stands(stage: Stage, record: Sequence[Told], today: int) -> Step:
    """Return where somebody stands; a record has the newest first."""
    return next_stage(SCHEME, stage, record[::-1], day(today))


FIRST = Stage(12)


def test_nobody_steps_before_the_first_run() -> None:
    """Without a run the first stage stands, and nothing can be said about the next."""
    assert stands(FIRST, [], 40) == Step(FIRST, "first")


def test_two_comfortable_runs_and_eight_days() -> None:
    """The step comes on the eighth day after the first run, not on the seventh."""
    record = [run(0, GOOD), run(3)]
    assert stands(FIRST, record, 7) == Step(Stage(12, day(0)), "days", day(8))
    assert stands(FIRST, record, 8).stage == Stage(14, day(8))


def test_a_step_that_comes_to_light_later_counts_from_its_own_day() -> None:
    """Who looks three days late loses nothing: the next step is eight days after the eighth."""
    up = stands(FIRST, [run(0, GOOD), run(3)], 11)
    assert (up.stage, up.earliest) == (Stage(14, day(8)), day(16))


def test_a_step_begins_the_day_after_the_run_that_earned_it() -> None:
    """All that is said about a run is said before it makes the next one longer."""
    record = [run(0, GOOD), run(8)]
    assert stands(FIRST, record, 8).stage.minutes == 12
    assert stands(FIRST, record, 9).stage == Stage(14, day(9))


def test_one_run_is_not_enough() -> None:
    """After one comfortable run one more is needed, whatever time passes."""
    step = stands(FIRST, [run(0, GOOD)], 9)
    assert (step.stage.minutes, step.why, step.missing) == (12, "runs", 1)


def test_one_talk_test_must_have_been_answered_yes() -> None:
    """Two runs of which nothing was said wait for one *ja*, and hold nothing against him."""
    assert stands(FIRST, [run(0), run(3)], 9).why == "talk"
    assert stands(FIRST, [run(0), run(3), run(9, GOOD)], 10).stage.minutes == 14


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"talk_test": "no"}, "hold_talk"),
        ({"extra": "dreaded"}, "hold_dread"),
        ({"dread": "yes"}, "hold_dread"),
        ({"pain": "tendon"}, "hold_pain"),
        ({"pain": "other"}, "hold_pain"),
        ({"unwell": "pain"}, "hold_pain"),
        ({"unwell": "chest"}, "hold_pain"),
        ({"unwell": "red_flag"}, "hold_pain"),
        ({"unwell": "ill"}, "hold_ill"),
    ],
)
def test_it_holds(answers: dict[str, str], why: str) -> None:
    """A failed talk test, dread, pain or illness: two comfortable runs are needed anew."""
    record = [run(0, GOOD), run(3, GOOD), run(6, answers)]
    assert (stands(FIRST, record, 9).stage.minutes, stands(FIRST, record, 9).why) == (12, why)
    again = [*record, run(9, GOOD), run(11)]
    assert stands(FIRST, again, 12).stage.minutes == 14


@pytest.mark.parametrize("answers", [{"talk_test": "almost"}, {"extra": "longer"}])
def test_what_is_not_comfortable_counts_for_nothing(answers: dict[str, str]) -> None:
    """*Net niet*, or longer than planned: neither for nor against."""
    assert stands(FIRST, [run(0, GOOD), run(3, answers)], 9).why == "runs"
    assert stands(FIRST, [run(0, GOOD), run(3, answers), run(5)], 9).stage.minutes == 14


@pytest.mark.parametrize(
    "told",
    [
        run(3, GOOD, activity=Activity.WALK),
        run(3, GOOD, state=RunState.UNKNOWN),
        run(3, GOOD, state=RunState.DECLINED),
    ],
)
def test_only_runs_build_up(told: Told) -> None:
    """A walk, a run that nobody came back from, and a *vandaag niet* build up nothing."""
    assert stands(FIRST, [run(0, GOOD), told], 9).stage.minutes == 12


def test_a_break_of_ten_days_is_one_stage_back() -> None:
    """On the tenth day without a run, not on the ninth."""
    at20 = Stage(20, day(0))
    record = [run(1, {"talk_test": "almost"})]
    assert stands(at20, record, 10).stage.minutes == 20
    back = stands(at20, record, 11)
    assert (back.stage, back.why, back.earliest) == (Stage(18, day(11)), "back", day(19))


def test_one_break_is_one_stage() -> None:
    """Who looked on the eleventh day and looks again on the twentieth has lost one stage."""
    record = [run(0)]
    back = stands(Stage(20, day(0)), record, 11).stage
    assert stands(back, record, 20).stage == back


def test_the_next_break_counts_again() -> None:
    """A run ends a break; ten days after that run is another one."""
    back = stands(Stage(20, day(0)), [run(0)], 11).stage
    assert stands(back, [run(0), run(11)], 21).stage == Stage(16, day(21))


def test_a_break_that_comes_to_light_afterwards_counts() -> None:
    """A run added without the bot after twelve days: one stage back from that day on."""
    step = stands(Stage(20, day(0)), [run(0), run(12)], 13)
    assert step.stage == Stage(18, day(12))


def test_what_the_coach_sets_during_a_break_stands() -> None:
    """The coach knew of the break; his stage is not lowered by it."""
    set_by_coach = Stage(24, day(15))
    assert stands(set_by_coach, [run(0)], 20).stage == set_by_coach


def test_after_three_months_it_begins_anew() -> None:
    """Ninety days without a run: the first stage, also when the break had cost one already."""
    assert stands(Stage(30, day(0)), [run(0)], 95).stage == Stage(12, day(95))
    back = stands(Stage(30, day(0)), [run(0)], 11).stage
    again = stands(back, [run(0)], 95)
    assert (again.stage.minutes, again.why) == (12, "restart")
    assert stands(again.stage, [run(0)], 120).stage == again.stage


def test_below_the_first_stage_is_nothing() -> None:
    """A break at twelve minutes stays at twelve, and the runs before it count no more."""
    back = stands(Stage(12, day(0)), [run(0, GOOD), run(2, GOOD)], 15)
    assert back.stage == Stage(12, day(15))


def test_the_top_is_the_end() -> None:
    """At 36 minutes nothing is added any more."""
    record = [run(0, GOOD), run(3, GOOD), run(8, GOOD)]
    assert stands(Stage(36, day(0)), record, 9) == Step(Stage(36, day(0)), "top")


def test_the_runner_himself_goes_one_stage_back() -> None:
    """*Liever korter*: one stage, and the next step counts from that day."""
    lower = step_back(SCHEME, Stage(20, day(0)), day(4))
    assert lower == Stage(18, day(4))
    assert stands(lower, [run(0, GOOD), run(3, GOOD)], 11).stage.minutes == 18


def test_minutes_between_two_stages() -> None:
    """A stage that a coach made up goes to the next one above, or below."""
    assert (SCHEME.above(15), SCHEME.below(15), SCHEME.number(15)) == (16, 14, 2)


def lives(every: tuple[int, ...]) -> list[Stage]:
    """Run on these weekdays, each comfortable, until 36; return the stage of each day."""
    stage, record, days = FIRST, list[Told](), list[Stage]()
    while stage.minutes < 36:
        today = len(days)
        stage = stands(stage, record[-40:], today).stage
        if day(today).weekday() in every:
            record.append(run(today, GOOD if len(record) % 2 else None))
            stage = stands(stage, record[-40:], today).stage
        days.append(stage)
    return days


@pytest.mark.parametrize(
    "every", [(0, 2, 5), (0, 3), (1, 5), (0, 1, 3, 5), tuple(range(7))], ids=str
)
def test_from_12_to_36_takes_about_100_days(every: tuple[int, ...]) -> None:
    """Never under 96 (twelve steps of eight days), and about 100 for whoever runs 2-3 a week."""
    days = lives(every)
    assert 96 <= len(days) <= 110
    assert all(stage.minutes <= 12 + 2 * (number // 8) for number, stage in enumerate(days))


def test_the_seldom_runner_takes_longer() -> None:
    """Once a week: a step a fortnight, and nobody is punished for it."""
    days = lives((6,))
    assert 150 <= len(days) <= 200
    assert all(a.minutes <= b.minutes for a, b in pairwise(days))


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "talk_test": st.sampled_from(["yes", "almost", "no"]),
        "extra": st.sampled_from(["shorter", "longer", "dreaded"]),
        "pain": st.sampled_from(["none", "tendon", "other"]),
        "unwell": st.sampled_from(["ill", "pain", "dizzy"]),
    },
)
RECORDS = st.lists(
    st.builds(
        lambda number, answers, state: run(number, answers, state=state),
        st.integers(0, 120),
        ANSWERS,
        st.sampled_from([RunState.REFLECTED, RunState.BACK, RunState.UNKNOWN, RunState.DECLINED]),
    ),
    max_size=20,
)
STAGES = st.builds(Stage, st.sampled_from(SCHEME.stages), st.none() | st.integers(0, 120).map(day))


@settings(max_examples=max(50, EXAMPLES))
@given(STAGES, RECORDS, st.integers(0, 130))
def test_looking_twice_changes_nothing(stage: Stage, record: list[Told], today: int) -> None:
    """However often one looks on one day, the stage is moved at most by one look's worth."""
    once = stands(stage, record, today)
    while once.why == "up":
        once = stands(once.stage, record, today)
    assert stands(once.stage, record, today).stage == once.stage


@settings(max_examples=max(50, EXAMPLES))
@given(STAGES, RECORDS, st.integers(0, 130))
def test_one_look_is_at_most_one_step(stage: Stage, record: list[Told], today: int) -> None:
    """Up one stage at most, eight days after the last at the earliest, never into the future."""
    step = stands(stage, record, today)
    assert step.why in WHYS
    assert step.stage.minutes <= (SCHEME.above(stage.minutes) or stage.minutes)
    if step.stage.minutes > stage.minutes:
        assert step.stage.since is not None
        assert step.stage.since <= day(today)
        ran = [one.local_date for one, _ in record]
        assert step.stage.since >= (stage.since or min(ran)) + timedelta(days=8)


@settings(max_examples=max(50, EXAMPLES))
@given(STAGES, RECORDS, st.integers(0, 130))
def test_a_tap_left_open_never_counts_against_him(
    stage: Stage, record: list[Told], today: int
) -> None:
    """Without the answers that speak against a run the stage is the same or higher."""
    bare = [
        (one, {key: said for key, said in answers.items() if (key, said) == ("talk_test", "yes")})
        for one, answers in record
    ]
    assert stands(stage, bare, today).stage.minutes >= stands(stage, record, today).stage.minutes


def test_the_order_of_adding_does_not_matter() -> None:
    """A run added afterwards for an earlier day stands on its own day."""
    late = run(2, GOOD)
    late = (replace(late[0], checked_in_at=datetime(2026, 6, 6, tzinfo=UTC)), late[1])
    assert stands(FIRST, [run(0), run(4), late], 9).stage.minutes == 14
