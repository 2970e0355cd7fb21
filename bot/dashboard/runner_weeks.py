"""Looking back on one runner: the picture of tension, and a calendar of weeks without targets."""

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.looking_back import Felt, Week, weeks_of
from bot.pictures.charts import TensionPoint, tension_svg
from bot.words import Say

PICTURE_LIMIT = 30  # about twelve weeks, and still readable on a phone
LOOKS_BACK = timedelta(weeks=26)
WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True)
class Row:
    """One time out in the table beside the picture; `None`: not said."""

    day: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """Tension before and after, with its text alternative; `source` is a data: address."""

    source: str
    alternative: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week: its Monday, and how often he went on each day (0: not)."""

    monday: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """The calendar: names of the days, short and whole, and the weeks, the oldest first."""

    weekdays: tuple[tuple[str, str], ...]
    rows: tuple[WeekRow, ...]


async def picture_of(times: Sequence[Felt], say: Say) -> Picture | None:
    """Return the picture of the last times of which something was said; None: of none."""
    said = [one for one in times if one.before is not None or one.after is not None]
    if not said:
        return None
    shown = said[-PICTURE_LIMIT:]
    points = [TensionPoint(say.day_and_month(one.day), one.before, one.after) for one in shown]
    before, after = say("dashboard-tension-before"), say("dashboard-tension-after")
    svg = await asyncio.to_thread(tension_svg, points, before, after)
    # In the page itself: a picture with an address of its own could be opened past the access log.
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    rows = [
        Row(say.day_and_month(one.day), _number(one.before, say), _number(one.after, say))
        for one in shown
    ]
    return Picture(source, say("dashboard-picture-alt", count=len(shown)), rows[::-1])


def calendar_of(times: Sequence[Felt], today: date, say: Say) -> Weeks:
    """Return the calendar of the last weeks, with empty weeks and empty days as they were."""
    names = tuple((say.short_weekday(day), say.weekday(day)) for day in WEEKDAYS)
    return Weeks(names, tuple(_week(week, say) for week in weeks_of(times, today)))


def _week(week: Week, say: Say) -> WeekRow:
    days = [one.day.weekday() for one in week.times]
    return WeekRow(say.day_and_month(week.monday), tuple(days.count(day) for day in WEEKDAYS))


def _number(number: int | None, say: Say) -> str | None:
    return None if number is None else say.number(number)
