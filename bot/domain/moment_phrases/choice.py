"""From what was said to days and times: the likeliest first, the others behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.moment_phrases.days import (
    Ahead,
    Dated,
    Day,
    NextWeek,
    Part,
    Weekday,
    Which,
)
from bot.domain.moment_phrases.times import DAY, HALF_DAY, HOUR, ClockTime, Span
from bot.domain.moment_phrases.words import MomentNumbers
from bot.domain.wall_clock import at, local_of

_MORNING_FROM = 7 * HOUR  # an hour of the twelve before this one is in the afternoon (ours)
_QUARTER = 15
_WEEK = 7

Rolls = tuple[date, ...]
"""A day, and the days to go on to when its time has passed."""

Times = tuple[int, int | None]
"""Start and end in minutes after midnight of the day; from 1440 on: of the next day."""


class Why(StrEnum):
    """Why a text is no moment."""

    NOTHING = "nothing"  # neither day nor time
    PAST = "past"
    TOO_FAR = "too_far"
    TWO_DAYS = "two_days"  # that do not fit together
    TWO_TIMES = "two_times"
    NO_DAY = "no_day"  # "next week"
    WEEKLY = "weekly"  # every week: no one-off


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and local wall-clock times. `ends` at or before `starts`: on the next day."""

    day: date
    starts: time
    ends: time | None = None


def days_of(said: Sequence[Day], today: date) -> tuple[Rolls, ...] | Why:
    """Return the days that were said; empty when none was."""
    weekdays = [one for one in said if isinstance(one, Weekday)]
    later = [one for one in said if isinstance(one, Ahead) and one.weeks]
    fixed = [_fixed(one, today) for one in said if _is_fixed(one)]
    shift = timedelta(days=sum(one.days for one in later))
    names = {one.weekday for one in weekdays}
    if fixed:
        return _agreed(fixed, names, shift)
    if len(names) > 1:
        return Why.TWO_DAYS
    if weekdays:
        next_week = any(isinstance(one, NextWeek) for one in said)
        surest = max(weekdays, key=lambda one: one.which is not Which.NEAREST)
        return _coming(surest, today, next_week=next_week, shift=shift)
    if any(isinstance(one, NextWeek) for one in said):
        return Why.NO_DAY
    return ((today + shift,),) if later else ()


def _is_fixed(one: Day) -> bool:
    return isinstance(one, Dated) or (isinstance(one, Ahead) and not one.weeks)


def _fixed(one: Day, today: date) -> list[Rolls]:
    """Return what a date may be; empty when there is no such date."""
    if isinstance(one, Ahead):
        return [(today + timedelta(days=one.days),)]
    if not isinstance(one, Dated):
        return []
    if one.month is None:
        return [_of_month(one.day, today)]
    written = [(one.day, one.month), *([(one.month, one.day)] if one.swaps else [])]
    found = [_of_year(day, month, one.year, today) for day, month in written]
    return [rolls for rolls in found if rolls]


def _of_year(day: int, month: int, year: int | None, today: date) -> Rolls:
    years = (today.year, today.year + 1) if year is None else (year,)
    dates = [found for one in years if (found := _date(one, month, day)) is not None]
    return tuple(one for one in dates if year is not None or one >= today)


def _of_month(day: int, today: date) -> Rolls:
    """Return `de 3e`: of this month or the next that has one."""
    months = (
        (today.year + (today.month + n - 1) // 12, (today.month + n - 1) % 12 + 1) for n in range(3)
    )
    dates = (_date(year, month, day) for year, month in months)
    return tuple(one for one in dates if one is not None and one >= today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # no such day: 31 April
        return None


def _agreed(
    fixed: Sequence[Sequence[Rolls]], names: set[int], shift: timedelta
) -> tuple[Rolls, ...] | Why:
    """Return the dates on which all that was said agrees."""
    rows = [
        rolls for rolls in fixed[0] if not names or {day.weekday() for day in rolls[:1]} == names
    ]
    for other in fixed[1:]:
        days = {day for rolls in other for day in rolls}
        rows = [tuple(day for day in rolls if day in days) for rolls in rows]
    found = tuple(tuple(day + shift for day in rolls) for rolls in rows if rolls)
    return found or Why.TWO_DAYS


def _coming(one: Weekday, today: date, *, next_week: bool, shift: timedelta) -> tuple[Rolls, ...]:
    away = (one.weekday - today.weekday()) % _WEEK
    nearest = today + timedelta(days=away)
    following = today + timedelta(days=_WEEK - today.weekday() + one.weekday)
    if next_week:
        return ((following + shift,),)
    if shift:
        return ((nearest + shift,),)
    week = timedelta(days=_WEEK)
    match one.which:
        case Which.NEAREST:
            return ((nearest, nearest + week),)
        case Which.THIS:
            return ((nearest,),)
        case Which.COMING:
            return ((nearest if away else nearest + week,),)
        case Which.FOLLOWING:
            other = nearest if away else nearest + week
            return ((following,),) if other == following else ((following,), (other,))


def times_of(
    spans: Sequence[Span], parts: Iterable[Part], numbers: MomentNumbers, *, all_day: bool
) -> tuple[Times, ...] | Why:
    """Return the times that were said; empty when none was."""
    one_part = set(parts)
    part = next(iter(one_part)) if len(one_part) == 1 else None
    starts = {span.start for span in spans if span.start is not None}
    ends = {span.end for span in spans if span.end is not None}
    if len(starts) > 1 or len(ends) > 1 or (len(one_part) > 1 and not starts):
        return Why.TWO_TIMES
    start, end = next(iter(starts), None), next(iter(ends), None)
    if start is not None:
        return _from(start, end, part)
    if end is not None:
        return _until(end, part, numbers)
    if all_day:
        return (_window(numbers.all_day),)
    return () if part is None else (_of_part(part, numbers),)


def _from(start: ClockTime, end: ClockTime | None, part: Part | None) -> tuple[Times, ...]:
    firsts = _halves(start, part)
    if end is None:
        return tuple((first, None) for first in firsts)
    before = [first for first in firsts if end.sure and first < end.minutes] or firsts
    return tuple(dict.fromkeys((first, _end(first, end)) for first in before))


def _end(first: int, end: ClockTime) -> int | None:
    """Return when it ends: the first such time behind the start."""
    step = DAY if end.sure else HALF_DAY
    last = end.minutes % step
    while last <= first:
        last += step
    return last if last - first < DAY else None


def _until(end: ClockTime, part: Part | None, numbers: MomentNumbers) -> tuple[Times, ...]:
    """Return `tot 5 uur`: from where that part, or the working day, begins."""
    window = _window(numbers.all_day) if part is None else _of_part(part, numbers)
    lasts = _halves(end, part)
    return tuple((window[0] if window[0] < last else last - HOUR, last) for last in lasts if last)


def _halves(clock: ClockTime, part: Part | None) -> tuple[int, ...]:
    """Return what a time may be, the likeliest first."""
    if part is not None:
        return (_in_part(clock, part),)
    if clock.sure:
        return (clock.minutes,)
    morning = clock.minutes % HALF_DAY
    both = (morning, morning + HALF_DAY)
    return both[::-1] if morning < _MORNING_FROM else both


def _in_part(clock: ClockTime, part: Part) -> int:
    """Return a time as it is meant in this part of the day."""
    hour = clock.minutes // HOUR
    if clock.sure:
        early = part is Part.NIGHT and hour < _MORNING_FROM // HOUR
        return clock.minutes + DAY if early else clock.minutes
    morning = clock.minutes % HALF_DAY
    match part:
        case Part.MORNING:
            return clock.minutes
        case Part.AFTERNOON:
            return clock.minutes if hour in {11, 12} else morning + HALF_DAY
        case Part.EVENING:
            return DAY + morning if hour == HALF_DAY // HOUR else morning + HALF_DAY
        case Part.NIGHT:
            return DAY + morning if morning < _MORNING_FROM else morning + HALF_DAY


def _of_part(part: Part, numbers: MomentNumbers) -> tuple[int, int]:
    match part:
        case Part.MORNING:
            return _window(numbers.morning)
        case Part.AFTERNOON:
            return _window(numbers.afternoon)
        case Part.EVENING:
            return _window(numbers.evening)
        case Part.NIGHT:
            first, last = _window(numbers.night)
            return first + DAY, last + DAY


def _window(of: tuple[time, time]) -> tuple[int, int]:
    first, last = of
    return first.hour * HOUR + first.minute, last.hour * HOUR + last.minute


def slots_of(
    days: Sequence[Rolls], times: Sequence[Times], now: datetime, zone: tzinfo, ahead: int
) -> tuple[Slot, ...] | Why:
    """Return the moments that are still ahead, the likeliest first; or why there is none."""
    today = local_of(now, zone).date()
    found: dict[Slot, None] = {}
    passed = False
    for rolls in days:
        for one in times:
            tried = [_slot(day, one, now, zone) for day in rolls]
            passed = passed or None in tried
            near = (slot for slot in tried if slot is not None)
            slot = next((s for s in near if (s.day - today).days <= ahead), None)
            if slot is not None:
                found[slot] = None
    if found:
        return tuple(found)
    return Why.PAST if passed else Why.TOO_FAR


def _slot(day: date, times: Times, now: datetime, zone: tzinfo) -> Slot | None:
    """Return this moment; of one that is going on what is left; None when it has passed."""
    start, end = times
    first = _instant(day, start, zone)
    if first <= now and end is not None and _instant(day, end, zone) > now:
        local = local_of(now, zone)
        since = (local.date() - day).days * DAY + local.hour * HOUR + local.minute
        start = since - since % _QUARTER + _QUARTER
        first = _instant(day, start, zone)
        if start >= end:
            return None
    if first <= now:
        return None
    begins = day + timedelta(days=start // DAY)
    return Slot(begins, _wall(start), None if end is None else _wall(end))


def _instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    return at(day + timedelta(days=minutes // DAY), _wall(minutes), zone).astimezone(UTC)


def _wall(minutes: int) -> time:
    return time(minutes % DAY // HOUR, minutes % HOUR)
