"""Looking back: what was said about tension, week by week. No sum, no target, no comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 12
"""So many weeks fit on a phone and can still be read (product.md names no number)."""

LEAST_WEEKS = 4
"""Fewer weeks than this would make one run look like a whole history."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Felt:
    """One time out: its day, and tension 1 to 10 before and after (None: not said)."""

    day: date
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday on, with the times in it, the oldest first."""

    monday: date
    times: tuple[Felt, ...]


def monday_of(day: date) -> date:
    """Return the first day of its week."""
    return day - timedelta(days=day.weekday())


def first_day(today: date) -> date:
    """Return the Monday from which on looking back looks."""
    return monday_of(today) - (WEEKS - 1) * WEEK


def weeks_of(times: Sequence[Felt], today: date) -> tuple[Week, ...]:
    """Return the weeks since the first of these times, at least `LEAST_WEEKS`, empty ones too.

    Times before `first_day` are left out; `times` come the oldest first.
    """
    shown = [one for one in times if one.day >= first_day(today)]
    last = monday_of(today)
    latest_start = last - (LEAST_WEEKS - 1) * WEEK
    start = min([latest_start, *(monday_of(one.day) for one in shown)])
    count = (last - start) // WEEK + 1
    mondays = [start + number * WEEK for number in range(count)]
    return tuple(
        Week(monday, tuple(one for one in shown if monday_of(one.day) == monday))
        for monday in mondays
    )
