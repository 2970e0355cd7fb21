"""The commands: what they are called in each language, and which ones stand in the menu."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `names`: language → what one types (without the slash); all are accepted."""

    id: str
    names: Mapping[str, str]
    menu: bool = False
    coach: bool = False  # for coaches; a runner who types it gets a kind answer

    def name(self, language: str) -> str:
        """Return its name in this language, else the English one, else any."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()))
