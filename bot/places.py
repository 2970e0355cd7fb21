"""The time zone of a place on earth: the one door to tzfpy. Nothing is kept, nobody is asked."""

from zoneinfo import available_timezones


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the zone of a place in degrees; None at sea and for what is no place."""
    import tzfpy  # noqa: PLC0415  ten megabytes of borders, for the few who share a place

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004
        return None
    zone = tzfpy.get_tz(longitude, latitude)
    return zone if zone in available_timezones() and "/" in zone and zone[:4] != "Etc/" else None
