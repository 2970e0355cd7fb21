"""Planned moments: each always has exactly one nudge ahead."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.guidance import Guidance
from bot.domain.nudge_planning import next_nudge
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.runner import Standing
from bot.usecases import occasions, planning
from bot.usecases.occasions import Occasion
from bot.usecases.planning import Added, Busy, Fixed, Full, NotNow, Once, Past, PlanRules, Wish
from bot.usecases.ports import Database, UnitOfWork
from tests.steps import LIBRARY, NOON, Chat

RULES = PlanRules(LIBRARY.nudges, 30)
TUESDAY_AND_SATURDAY = Fixed(frozenset({1, 5}), time(10))
ZONES = ("Europe/Amsterdam", "Australia/Lord_Howe", "Africa/Casablanca", "America/New_York")


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    person = Chat(database, 41, [])
    await person.enrols()
    return person


async def plans(person: Chat, wish: Wish) -> Added | Full | NotNow | Past:
    """Add a moment for this person, now."""
    runner, now = await person.runner(), person.now
    return await person.asks(lambda uow: planning.add(uow, runner, wish, now, RULES))


async def due_until(person: Chat, until: datetime) -> list[DueRow]:
    """Return what is due up to then."""
    return await person.asks(lambda uow: list(uow.planning.claim_due(until, 100)))


async def test_a_moment_is_due_at_its_next_local_time(sanne: Chat) -> None:
    """On Saturday noon the next of "Tuesday and Saturday at 10:00" is Tuesday, 10:00 local."""
    added = await plans(sanne, TUESDAY_AND_SATURDAY)
    assert isinstance(added, Added)
    assert added.nudge_at == datetime(2026, 11, 24, 9, tzinfo=UTC)


async def test_a_moment_has_one_nudge_ahead(sanne: Chat) -> None:
    """Two weekdays are two occurrences a week, but only the next one is a row."""
    await plans(sanne, TUESDAY_AND_SATURDAY)
    assert len(await due_until(sanne, NOON + timedelta(days=30))) == 1


async def test_the_same_wish_twice_is_one_moment(sanne: Chat) -> None:
    """A double tap on the time plans nothing twice."""
    first = await plans(sanne, TUESDAY_AND_SATURDAY)
    again = await plans(sanne, TUESDAY_AND_SATURDAY)
    assert isinstance(first, Added)
    assert isinstance(again, Added)
    assert first.moment == again.moment
    assert (first.first, again.first) == (True, False)


async def test_a_removed_moment_takes_its_nudge_along(sanne: Chat) -> None:
    """What is not planned any more is not nudged."""
    added = await plans(sanne, TUESDAY_AND_SATURDAY)
    assert isinstance(added, Added)
    runner = await sanne.runner()
    assert await sanne.asks(lambda uow: planning.remove(uow, runner, added.moment.id))
    assert await due_until(sanne, NOON + timedelta(days=30)) == []


async def test_nobody_removes_the_moment_of_another(sanne: Chat, database: Database) -> None:
    """A forged id of somebody else's moment changes nothing."""
    added = await plans(sanne, TUESDAY_AND_SATURDAY)
    assert isinstance(added, Added)
    other = Chat(database, 42, [])
    stranger = await other.enrols()
    assert not await other.asks(lambda uow: planning.remove(uow, stranger, added.moment.id))


async def test_with_a_burn_out_no_busy_day_is_planned(sanne: Chat) -> None:
    """Even an old button cannot make Lichter speak of busy days then."""
    runner = replace(await sanne.runner(), standing=Standing.BURN_OUT)
    await sanne.asks(lambda uow: uow.runners.save(runner))
    assert await plans(sanne, Busy(frozenset({0}), When.BEFORE, time(9))) == NotNow()


async def test_a_wish_without_a_weekday_is_none(sanne: Chat) -> None:
    """A forged button without weekdays plans nothing."""
    assert await plans(sanne, Fixed(frozenset(), time(9))) == NotNow()


async def test_there_is_an_end_to_moments(sanne: Chat) -> None:
    """More than a dozen is refused kindly."""
    for hour in range(planning.MOMENTS_AT_MOST):
        await plans(sanne, Fixed(frozenset({0}), time(8 + hour % 12, 30 * (hour // 12))))
    assert await plans(sanne, Fixed(frozenset({6}), time(20))) == Full()


AT_THREE = Once(NOON.date(), time(15), time(16), When.BEFORE)
"""Today, after noon."""


async def test_what_is_over_is_not_planned(sanne: Chat) -> None:
    """An old button of this morning plans nothing; "before" is over when it begins."""
    sanne.now = datetime(2026, 11, 21, 14, tzinfo=UTC)
    assert await plans(sanne, AT_THREE) == Past()
    assert isinstance(await plans(sanne, replace(AT_THREE, when=When.AFTER)), Added)


async def test_what_is_over_is_not_shown_and_makes_room(sanne: Chat) -> None:
    """It counts among the dozen no more. After two months it is gone."""
    await plans(sanne, AT_THREE)
    runner, tomorrow = await sanne.runner(), NOON + timedelta(days=1)
    assert not await sanne.asks(lambda uow: planning.coming(uow, runner, tomorrow, RULES))
    for days, kept in ((1, 2), (59, 2), (62, 1)):
        sanne.now = NOON + timedelta(days=days)
        await plans(sanne, TUESDAY_AND_SATURDAY)
        assert len(await sanne.asks(lambda uow: uow.planning.moments(runner.id))) == kept


async def test_what_is_near_is_shown_though_no_nudge_comes(sanne: Chat) -> None:
    """Ten minutes before, no run fits any more; the moment is still ahead."""
    await plans(sanne, AT_THREE)
    runner, near = await sanne.runner(), datetime(2026, 11, 21, 13, 50, tzinfo=UTC)
    (shown,) = await sanne.asks(lambda uow: planning.coming(uow, runner, near, RULES))
    assert (shown.moment_at, shown.nudge_at) == (near + timedelta(minutes=10), None)


async def test_two_or_three_runs_a_week_can_be_wanted(sanne: Chat) -> None:
    """Any other number is of a forged button, and changes nothing."""
    for wanted, kept in ((2, 2), (1, 2), (3, 3), (4, 3)):
        runner = await sanne.runner()
        await sanne.asks(partial(planning.want, runner=runner, runs=wanted))
        assert (await sanne.runner()).runs_wanted == kept


async def test_a_move_plans_by_the_new_wall_clock(sanne: Chat) -> None:
    """10:00 stays 10:00, in New York too; the old row is gone."""
    await plans(sanne, TUESDAY_AND_SATURDAY)
    runner = replace(await sanne.runner(), timezone="America/New_York")
    await sanne.asks(lambda uow: planning.replan(uow, runner, NOON, RULES))
    [nudge] = await due_until(sanne, NOON + timedelta(days=30))
    assert nudge.due_at == datetime(2026, 11, 21, 15, tzinfo=UTC)


async def test_planning_anew_does_not_bring_back_what_was_sent(sanne: Chat) -> None:
    """The nudge of Tuesday was sent; planning anew at that moment goes on to Saturday."""
    await plans(sanne, TUESDAY_AND_SATURDAY)
    tuesday = datetime(2026, 11, 24, 8, tzinfo=UTC)
    [nudge] = await due_until(sanne, tuesday + timedelta(hours=1))
    runner = await sanne.runner()

    def job(uow: UnitOfWork) -> None:
        uow.planning.settle(nudge.id, "sent", tuesday)
        planning.replan(uow, runner, tuesday, RULES)

    await sanne.asks(job)
    [next_one] = await due_until(sanne, NOON + timedelta(days=30))
    assert next_one.local_date == date(2026, 11, 28)


async def test_planning_anew_leaves_the_rows_of_a_run(sanne: Chat) -> None:
    """The end of a silence is no nudge: it stays whatever is planned anew."""
    runner = await sanne.runner()
    ends = DueRow("run-row", runner.id, "run_ends", NOON.date(), "a-run", NOON, NOON)

    def job(uow: UnitOfWork) -> None:
        uow.planning.plan(ends)
        planning.replan(uow, runner, NOON, RULES)

    await sanne.asks(job)
    assert [row.kind for row in await due_until(sanne, NOON)] == ["run_ends"]


async def test_before_leaves_time_for_the_longest_run_of_this_runner(sanne: Chat) -> None:
    """12 minutes of run, 10 walking, 30 to change, 15 to spare, 30 of notice before 14:00."""
    added = await plans(sanne, Busy(frozenset({0}), When.BEFORE, time(14)))
    assert isinstance(added, Added)
    minutes = 12 + 10 + 30 + 15 + 30
    starts = datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert added.nudge_at == starts - timedelta(minutes=minutes)


async def test_a_cap_makes_the_run_that_must_fit_shorter(sanne: Chat) -> None:
    """The coach's cap counts for those without a build-up stage too."""
    runner = replace(await sanne.runner(), standing=Standing.USED)

    def capped(uow: UnitOfWork) -> int:
        uow.guiding.guide(runner.id, Guidance(cap=20))
        return planning.run_minutes(uow, runner, RULES)

    assert await sanne.asks(lambda uow: planning.run_minutes(uow, runner, RULES)) == 30
    assert await sanne.asks(capped) == 20


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    at=st.times(min_value=time(0), max_value=time(23, 59)),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001  made aware below
)
def test_two_nudges_of_a_moment_never_have_one_key(
    zone: str, weekdays: frozenset[int], at: time, now: datetime
) -> None:
    """Through clock changes too, each next occurrence is later and has another local date."""
    moment = Moment("m", "r", MomentKind.FIXED, When.AT, at, at, weekdays)
    after = now.replace(tzinfo=UTC)
    dates: list[date] = []
    for _ in range(10):
        planned = next_nudge(moment, ZoneInfo(zone), after, RULES.policy, 12)
        assert planned is not None
        assert planned.room.due_at > after
        dates.append(planned.local_date)
        after = planned.room.due_at
    assert dates == sorted(set(dates))


async def test_planned_together_each_goes_by_his_own_zone_and_minutes(sanne: Chat) -> None:
    """Plans that are alike else: clocks change in one zone only, and one runs for longer."""
    runner = await sanne.runner()
    sunday, at = datetime(2027, 3, 28, 2, tzinfo=UTC), time(12)
    every_day = frozenset(range(7))
    plans = [
        Occasion(
            Moment(f"{zone} {minutes}", runner.id, MomentKind.BUSY, When.BEFORE, at, at, every_day),
            ZoneInfo(zone),
            minutes,
            sunday,
        )
        for zone, minutes in product(("Europe/Amsterdam", "Africa/Lagos"), (12, 36))
    ]
    planned = await sanne.asks(lambda uow: occasions.plan_all(uow, plans, RULES.policy))
    alone = {
        one.moment.id: next_nudge(one.moment, one.zone, one.after, RULES.policy, one.minutes)
        for one in plans
    }
    assert {name: nudge.due_at for name, nudge in planned.items()} == {
        name: found.room.due_at for name, found in alone.items() if found is not None
    }
    assert len({nudge.due_at for nudge in planned.values()}) == len(plans)
