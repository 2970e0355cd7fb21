"""The one door to astral: whether it is light in a zone's reference city."""

import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from astral import Observer
from astral.sun import elevation

LIGHT_ABOVE = -6.0
"""Degrees of the sun's height: below the end of civil twilight it is dark."""

_ISO6709 = re.compile(r"([+-])(\d{2,3})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?$")


@cache
def _cities() -> dict[str, Observer]:
    """Return the reference city of each zone (IANA `zone.tab`, which tzdata carries)."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {fields[2].strip(): _observer(fields[1]) for fields in lines if len(fields) > 2}  # noqa: PLR2004  code, place, zone


def _observer(place: str) -> Observer:
    found = _ISO6709.match(place)
    if found is None:
        raise ValueError("zone.tab: not a place")
    south_north, *latitude, west_east, _, _, _ = found.groups()
    longitude = found.groups()[5:]
    return Observer(_degrees(south_north, latitude), _degrees(west_east, longitude))


def _degrees(sign: str, parts: "list[str | None] | tuple[str | None, ...]") -> float:
    degrees, minutes, seconds = (float(part or 0) for part in parts)
    size = degrees + minutes / 60 + seconds / 3600
    return -size if sign == "-" else size


def latitude(zone: str) -> float | None:
    """Return the latitude of the zone's reference city, degrees; None for a zone without a city."""
    city = _cities().get(zone)
    return None if city is None else float(city.latitude)


def is_light(moment: datetime, zone: str) -> bool:
    """Whether it is light (civil twilight counts) at this aware time in the zone's city.

    A zone without a city (`UTC`, `Etc/…`) has day from 07:00 to 19:00 UTC.
    """
    city = _cities().get(zone)
    utc = moment.astimezone(UTC)
    if city is None:
        return 7 <= utc.hour < 19  # noqa: PLR2004  said in the docstring
    return elevation(city, utc) > LIGHT_ABOVE
