"""Reads `cities.toml`: cities that no time zone is named after."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.toml_files import Whole, read
from content.zones import zones

_FILE = "cities.toml"


@dataclass(frozen=True, slots=True)
class _Cities:
    zones: Mapping[str, tuple[str, ...]]


def cities(root: Path) -> Mapping[str, str]:
    """Return city → zone; ContentError for a zone that does not exist or a city with two."""
    found: dict[str, str] = {}
    known = zones()
    for zone, names in read(root, _FILE, Whole[_Cities]).zones.items():
        if zone not in known:
            raise ContentError(_FILE, f"zones.{zone}", "is no time zone")
        for name in names:
            if found.setdefault(name, zone) != zone:
                raise ContentError(_FILE, f"zones.{zone}", f'"{name}" stands under another zone')
    return found
