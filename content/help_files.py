"""Reads `help_areas.toml`: which help card is shown where."""

from pathlib import Path

from bot.domain.help_areas import ELSEWHERE, HelpAreas
from content.errors import ContentError
from content.toml_files import Whole, read
from content.zones import zones

_FILE = "help_areas.toml"


def help_areas(root: Path) -> HelpAreas:
    """Return the areas; ContentError for a zone that does not exist or a key that has two."""
    found = read(root, _FILE, Whole[HelpAreas])
    known = zones()
    keys = [ELSEWHERE]
    for area in found.areas:
        if area.key in keys:
            raise ContentError(_FILE, f"areas.{area.key}", "is there already")
        keys.append(area.key)
        for zone in area.zones:
            if zone not in known and not zone.endswith("/"):
                raise ContentError(_FILE, f"areas.{area.key}", f'"{zone}" is no time zone')
    return found
