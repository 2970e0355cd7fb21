"""When nudges are planned and when they may go, in zones where clocks do odd things."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nudge_planning import Later, Planned, later, next_nudge
from bot.domain.nudges import (
    Lapse,
    NudgeFacts,
    Send,
    Wait,
    after_quiet_hours,
    may_send,
)
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.wall_clock import at, last_at, next_at
from tests.domain.plays import AMSTERDAM, LIBRARY

POLICY = LIBRARY.nudges
RUN = 20
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Amsterdam",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/New_York",
        "Pacific/Apia",
        "UTC",
    )
]
EVERY_DAY = frozenset(range(7))

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 hypothesis adds the zone itself
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
whens = st.sampled_from(When)


def moment(when: When, starts: time, ends: time | None = None, **more: object) -> Moment:
    """Return a moment on every day (or on `day`)."""
    day = more.get("day")
    return Moment(
        id="m",
        runner_id="r",
        kind=MomentKind.ONE_OFF if isinstance(day, date) else MomentKind.BUSY,
        when=when,
        starts=starts,
        ends=starts if ends is None else ends,
        weekdays=frozenset() if isinstance(day, date) else EVERY_DAY,
        day=day if isinstance(day, date) else None,
    )


def utc(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    """Return an instant in 2026 given in Amsterdam's wall clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


def planned(one: Moment, after: datetime) -> Planned:
    """Return the next nudge, which must be there."""
    found = next_nudge(one, AMSTERDAM, after, POLICY, RUN)
    assert found is not None
    return found


@given(zones, instants, walls)
def test_the_next_time_is_ahead_and_soon(zone: ZoneInfo, after: datetime, wall: time) -> None:
    """The next 02:30 lies ahead and within two days (Samoa skipped a whole day once)."""
    found = next_at(after, wall, zone)
    assert after < found <= after + timedelta(hours=49)
    assert last_at(found, wall, zone) == found


def test_a_skipped_time_moves_forward() -> None:
    """02:30 does not exist on 29 March in Amsterdam: 03:30 takes its place."""
    assert at(date(2026, 3, 29), time(2, 30), AMSTERDAM) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_is_used_once() -> None:
    """02:30 comes twice on 25 October: the first counts, the next is a day later."""
    first = at(date(2026, 10, 25), time(2, 30), AMSTERDAM)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_at(first, time(2, 30), AMSTERDAM) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@given(zones, instants, walls, walls, whens)
def test_no_nudge_is_planned_in_quiet_hours(
    zone: ZoneInfo, after: datetime, starts: time, ends: time, when: When
) -> None:
    """Whatever the moment, its nudge is due ahead, outside quiet hours, and fits for a while."""
    found = next_nudge(moment(when, starts, ends), zone, after, POLICY, RUN)
    assert found is not None
    assert after < found.room.due_at < found.room.fits_until
    assert not POLICY.is_quiet(found.room.due_at.astimezone(zone).time())
    assert found.room.fits_until - found.room.due_at <= POLICY.valid


@given(zones, instants, walls, walls, whens)
def test_one_nudge_a_day_of_the_moment(
    zone: ZoneInfo, after: datetime, starts: time, ends: time, when: When
) -> None:
    """Planned one after another over clock changes: each day once, none skipped, none twice."""
    one = moment(when, starts, ends)
    days = []
    for _ in range(6):
        found = next_nudge(one, zone, after, POLICY, RUN)
        assert found is not None
        days.append(found.local_date)
        after = found.room.due_at
    assert [b - a for a, b in pairwise(days)] == [timedelta(days=1)] * 5


@given(zones, instants, walls)
def test_before_a_moment_everything_fits(zone: ZoneInfo, after: datetime, starts: time) -> None:
    """Whenever the nudge goes, run, walk, change and a quarter of an hour fit before the moment."""
    found = next_nudge(moment(When.BEFORE, starts), zone, after, POLICY, RUN)
    assert found is not None
    needed = timedelta(minutes=RUN + 10 + 30 + 15)
    same_day = found.moment_at - found.room.due_at < timedelta(hours=4)
    assert not same_day or found.room.fits_until + needed <= found.moment_at


def test_before_an_early_moment_it_comes_the_evening_before() -> None:
    """A busy day from 09:00 would nudge at 07:15, in quiet hours: so at 20:30 the day before."""
    found = planned(moment(When.BEFORE, time(9)), utc(15, 12))
    assert (found.room.due_at, found.local_date) == (utc(15, 20, 30), date(2026, 6, 16))


def test_before_an_afternoon_moment() -> None:
    """Before a talk at 15:00: half an hour before the last start of 13:45."""
    found = planned(moment(When.BEFORE, time(15)), utc(15, 8))
    assert (found.room.due_at, found.room.fits_until) == (utc(15, 13, 15), utc(15, 13, 45))


def test_after_a_working_day() -> None:
    """After a day until 17:30 the nudge is due at 17:30 and fits for two hours."""
    found = planned(moment(When.AFTER, time(9), time(17, 30)), utc(15, 8))
    assert (found.room.due_at, found.room.fits_until) == (utc(15, 17, 30), utc(15, 19, 30))


def test_a_weekday_is_kept() -> None:
    """A moment on Tuesdays is nudged on Tuesdays only."""
    tuesdays = replace(moment(When.AT, time(10)), weekdays=frozenset({1}))
    first = planned(tuesdays, utc(15, 8))
    assert [first.local_date, planned(tuesdays, first.room.due_at).local_date] == [
        date(2026, 6, 16),
        date(2026, 6, 23),
    ]


def test_a_one_off_that_is_late_is_nudged_at_once() -> None:
    """Entered at 13:30 for 15:00, when 13:15 has passed but a run still fits: at once."""
    talk = moment(When.BEFORE, time(15), day=date(2026, 6, 15))
    assert planned(talk, utc(15, 13, 30)).room.due_at == utc(15, 13, 30)


def test_a_one_off_that_no_longer_fits_is_not_nudged() -> None:
    """Entered at 14:30 for 15:00: no nudge."""
    talk = moment(When.BEFORE, time(15), day=date(2026, 6, 15))
    assert next_nudge(talk, AMSTERDAM, utc(15, 14, 30), POLICY, RUN) is None


def due(kind: str = "busy") -> DueRow:
    """Return a nudge that is due on Monday at 17:30 and fits until 19:30."""
    return DueRow("n", "r", kind, date(2026, 6, 15), "m", utc(15, 17, 30), utc(15, 19, 30))


NOW = utc(15, 17, 30)
FINE = NudgeFacts(zone=AMSTERDAM)


def test_a_due_nudge_goes() -> None:
    """Nothing stands in its way: it is sent."""
    assert may_send(due(), NOW, FINE, POLICY) == Send()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (replace(FINE, paused=True), "paused"),
        (replace(FINE, stopped=True), "stopped"),
        (replace(FINE, rests=True), "rests"),
        (replace(FINE, ran_today=True), "ran_today"),
        (replace(FINE, hard_yesterday=True), "hard_yesterday"),
        (replace(FINE, sent_today=1), "day_full"),
        (replace(FINE, sent_this_week=3), "week_full"),
        (replace(FINE, runs_this_week=3), "enough_runs"),
        (replace(FINE, runs_this_week=2, runs_wanted=2), "enough_runs"),
        (replace(FINE, unanswered=7), "unanswered"),
        (replace(FINE, unanswered=3, last_sent=date(2026, 6, 9)), "weekly"),
    ],
)
def test_a_repeating_nudge_lapses(facts: NudgeFacts, why: str) -> None:
    """Each limit of the policy, alone, makes it lapse."""
    assert may_send(due(), NOW, facts, POLICY) == Lapse(why)


def test_three_unanswered_means_weekly() -> None:
    """A week after the last one it may go again."""
    weekly = replace(FINE, unanswered=3, last_sent=date(2026, 6, 8))
    assert may_send(due(), NOW, weekly, POLICY) == Send()


def test_the_sixth_unanswered_is_followed_by_a_goodbye() -> None:
    """After six unanswered ones: "I wait for you", once."""
    six = replace(FINE, unanswered=6, last_sent=date(2026, 6, 1))
    assert may_send(due(), NOW, six, POLICY) == Send(goodbye=True)


def test_a_one_off_goes_regardless() -> None:
    """A moment that the runner entered is nudged whatever the limits; after a hard day, to walk."""
    full = replace(FINE, sent_today=1, sent_this_week=3, runs_this_week=3, hard_yesterday=True)
    assert may_send(due("one_off"), NOW, full, POLICY) == Send(walk=True)


def test_a_nudge_that_was_put_off_lapses_after_a_run() -> None:
    """Who chose "later" and has run in the meantime is not asked again."""
    ran = replace(FINE, ran_today=True)
    assert may_send(due("later"), NOW, ran, POLICY) == Lapse("ran_today")


def test_during_a_run_it_waits() -> None:
    """A run is going on: look again in some minutes."""
    waits = may_send(due(), NOW, replace(FINE, running=True), POLICY)
    assert waits == Wait(NOW + timedelta(minutes=5))


def test_a_stale_nudge_lapses() -> None:
    """From the moment that it no longer fits it is dropped."""
    assert may_send(due(), utc(15, 19, 30), FINE, POLICY) == Lapse("late")


def test_in_quiet_hours_it_waits_or_lapses() -> None:
    """At 07:00 it waits until 07:30 when it still fits then, and lapses when it does not."""
    early = replace(due(), fits_until=utc(15, 8))
    assert may_send(early, utc(15, 7), FINE, POLICY) == Wait(utc(15, 7, 30))
    gone = replace(due(), fits_until=utc(15, 7, 20))
    assert may_send(gone, utc(15, 7), FINE, POLICY) == Lapse("no_room")


@given(zones, instants, st.sampled_from(["busy", "fixed", "one_off", "later"]), st.booleans())
def test_never_sent_in_quiet_hours_or_a_run(
    zone: ZoneInfo,
    now: datetime,
    kind: str,
    running: bool,  # noqa: FBT001 hypothesis gives it
) -> None:
    """Whatever the nudge, Send is never the answer in quiet hours, nor during a run."""
    nudge = replace(due(kind), due_at=now, fits_until=now + timedelta(hours=20))
    answer = may_send(nudge, now, NudgeFacts(zone=zone, running=running), POLICY)
    if POLICY.is_quiet(now.astimezone(zone).time()) or running:
        assert isinstance(answer, Wait)
        assert now < answer.until
    else:
        assert isinstance(answer, Send)


@given(zones, instants, st.sampled_from(Later))
def test_later_is_ahead_and_not_quiet(zone: ZoneInfo, now: datetime, choice: Later) -> None:
    """Put off, it comes back within two days, outside quiet hours."""
    room = later(choice, now, zone, POLICY)
    assert now < room.due_at <= now + timedelta(days=2)
    assert not POLICY.is_quiet(room.due_at.astimezone(zone).time())


@pytest.mark.parametrize(
    ("choice", "now", "due_at"),
    [
        (Later.SOON, utc(15, 13), utc(15, 13, 30)),
        (Later.SOON, utc(15, 21, 15), utc(16, 7, 30)),
        (Later.AFTER_WORK, utc(15, 13), utc(15, 18)),
        (Later.AFTER_WORK, utc(15, 19), utc(16, 18)),
        (Later.TOMORROW, utc(15, 13), utc(16, 13)),
    ],
)
def test_later(choice: Later, now: datetime, due_at: datetime) -> None:
    """Half an hour, after work, tomorrow at this time; quiet hours push it to the morning."""
    assert later(choice, now, AMSTERDAM, POLICY).due_at == due_at


@given(zones, instants)
def test_after_quiet_hours_is_the_first_moment_that_is_not_quiet(
    zone: ZoneInfo, now: datetime
) -> None:
    """Not before `now`, not quiet, and `now` itself when that is not quiet."""
    found = after_quiet_hours(now, zone, POLICY)
    assert found >= now
    assert not POLICY.is_quiet(found.astimezone(zone).time())
    assert found == now or POLICY.is_quiet(now.astimezone(zone).time())
