"""Content, words and all that is made of them, read once for each test process."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import content
from bot.assembly import rooms
from bot.assembly.rooms import House
from bot.clock import Clock
from bot.words import Words
from content.library import Library

LOCALES: Final = Path(content.__file__).parent / "locales"
ZONE: Final = "Europe/Amsterdam"


@cache
def house() -> House:
    """Return the house of these tests; `replace` what must be another."""
    return rooms.furnish(Clock(), language="nl", zone=ZONE, public_url="http://127.0.0.1:8080")


WORDS: Final[Words] = replace(house().words, fallback="en")
"""English speaks to those whose language there is not; in the house it is Dutch."""
LIBRARY: Final[Library] = house().library
