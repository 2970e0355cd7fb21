"""Time zones: which there are, which are named after a place, and that of a place on earth.

The one door to tzfpy. Nothing is kept, nobody is asked.
"""

from functools import cache
from zoneinfo import available_timezones

_AREAS = frozenset(
    {
        *("Africa", "America", "Antarctica", "Arctic", "Asia"),
        *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
    }
)
"""Zones outside these are other spellings (`US/Eastern`) or no places (`Etc/GMT+1`)."""


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones. Looked up once: they lie in hundreds of files."""
    return frozenset(available_timezones())


@cache
def zones_of_places() -> frozenset[str]:
    """Return the zones that are named after a place: one of these is where somebody lives."""
    return frozenset(zone for zone in zones() if zone.split("/")[0] in _AREAS)


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place in degrees; None at sea and for what is no place."""
    import tzfpy  # noqa: PLC0415  ten megabytes of borders, for the few who share a place

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004
        return None
    zone = tzfpy.get_tz(longitude, latitude)
    return zone if zone in zones_of_places() else None
