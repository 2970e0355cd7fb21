"""Local wall-clock time, right over clock changes. Results are aware, UTC."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def at(day: date, wall: time, zone: tzinfo) -> datetime:
    """Return the instant at which clocks in `zone` show `wall` on `day`.

    A time that is skipped moves forward by what was skipped; of a time that comes twice, the first.
    """
    return datetime.combine(day, wall.replace(fold=0), tzinfo=zone).astimezone(UTC)


def local_of(instant: datetime, zone: tzinfo) -> datetime:
    """Return the local time of an aware instant."""
    return instant.astimezone(zone)


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
