"""Local wall-clock time, right over clock changes. Results are aware, UTC."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo


def at(day: date, wall: time, zone: tzinfo) -> datetime:
    """Return the instant at which clocks in `zone` show `wall` on `day`.

    A time that is skipped moves forward by what was skipped; of a time that comes twice, the first.
    """
    return datetime.combine(day, wall.replace(fold=0), tzinfo=zone).astimezone(UTC)


def local_of(instant: datetime, zone: tzinfo) -> datetime:
    """Return the local time of an aware instant."""
    return instant.astimezone(zone)


def day_in(timezone: str, instant: datetime) -> date:
    """Return which day it is at an aware instant where clocks go by this zone, told by its name."""
    return local_of(instant, ZoneInfo(timezone)).date()


def lies_between(wall: time, begins: time, ends: time) -> bool:
    """Whether a wall-clock time is in these hours, which may pass midnight; `ends` is not."""
    return begins <= wall < ends if begins <= ends else wall >= begins or wall < ends


def next_at(after: datetime, wall: time, zone: tzinfo) -> datetime:
    """Return the first instant after `after` at which clocks in `zone` show `wall`."""
    day = local_of(after, zone).date()
    for ahead in range(-1, 3):
        instant = at(day + timedelta(days=ahead), wall, zone)
        if instant > after:
            return instant
    raise ValueError("no such time within two days")  # no zone skips that much


def last_at(before: datetime, wall: time, zone: tzinfo) -> datetime:
    """Return the last instant at or before `before` at which clocks in `zone` show `wall`."""
    day = local_of(before, zone).date()
    for back in range(-1, 3):
        instant = at(day - timedelta(days=back), wall, zone)
        if instant <= before:
            return instant
    raise ValueError("no such time within two days")  # no zone skips that much
