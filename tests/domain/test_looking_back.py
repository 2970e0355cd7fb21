"""Weeks to look back on: whole ones from Monday on, empty ones too."""

from datetime import date, timedelta

from bot.domain.looking_back import LEAST_WEEKS, WEEKS, Felt, first_day, weeks_of

SATURDAY = date(2026, 11, 21)


def on(day: date) -> Felt:
    """Return a time on this day."""
    return Felt(day, 8, 4)


def test_one_time_gets_a_few_weeks_around_it() -> None:
    """The last week is this one, and a first run does not fill the whole picture."""
    weeks = weeks_of([on(SATURDAY)], SATURDAY)
    assert [len(week.times) for week in weeks] == [0, 0, 0, 1]
    assert len(weeks) == LEAST_WEEKS
    assert weeks[-1].monday == date(2026, 11, 16)


def test_sunday_and_monday_are_two_weeks() -> None:
    """A week begins on Monday."""
    weeks = weeks_of([on(date(2026, 11, 15)), on(date(2026, 11, 16))], SATURDAY)
    assert [len(week.times) for week in weeks][-2:] == [1, 1]


def test_what_is_longer_ago_is_left_out() -> None:
    """Twelve weeks and no more; the first Monday still counts."""
    first = first_day(SATURDAY)
    weeks = weeks_of([on(first - timedelta(days=1)), on(first), on(SATURDAY)], SATURDAY)
    assert len(weeks) == WEEKS
    assert sum(len(week.times) for week in weeks) == 2
    assert len(weeks[0].times) == 1
