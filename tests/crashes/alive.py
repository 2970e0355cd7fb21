"""The real bot, as `python -m bot` runs it, for the nursery to bring into the world.

Only its limits are others: at Telegram's 28 messages a second two thousand answers take minutes.
"""

import asyncio

from bot.assembly import run
from bot.settings import load
from tests.telegram.road import QUICK


def live() -> None:
    """Live until the process is killed, with the settings of the environment."""
    asyncio.run(run(load(), QUICK))
