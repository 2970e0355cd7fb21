"""Which help card somebody sees: whom to call is not the same everywhere (`help_areas.toml`)."""

from dataclasses import dataclass

ELSEWHERE = "elsewhere"
"""The card of those who are in none of the areas."""


@dataclass(frozen=True, slots=True)
class HelpArea:
    """Where the same numbers help. A zone that ends in `/` is all of them that begin so.

    `languages`: IETF tags of those whose zone is unknown, since they never began.
    """

    key: str
    zones: tuple[str, ...]
    languages: tuple[str, ...] = ()

    def holds(self, zone: str) -> bool:
        """Whether this time zone is in it."""
        return any(
            zone == one or (one.endswith("/") and zone.startswith(one)) for one in self.zones
        )


@dataclass(frozen=True, slots=True)
class HelpAreas:
    """All areas; the first that fits is the one."""

    areas: tuple[HelpArea, ...]

    def of_zone(self, zone: str) -> str:
        """Return the key of the card for a runner's time zone."""
        return next((area.key for area in self.areas if area.holds(zone)), ELSEWHERE)

    def of_language(self, tag: str) -> str:
        """Return the key of the card for somebody of whom only the language is known."""
        tags = {area.key: [one.casefold() for one in area.languages] for area in self.areas}
        wanted = tag.replace("_", "-").casefold()
        return next((key for key, known in tags.items() if wanted in known), ELSEWHERE)
