"""The real bot, as `python -m bot` runs it, for the nursery to bring into the world.

Only its limits are others: at Telegram's 28 messages a second two thousand answers take minutes.
"""

from bot import event_loop
from bot.assembly import run
from bot.settings import load
from tests.telegram.road import QUICK


def live() -> None:
    """Live until the process is killed, with the settings of the environment."""
    event_loop.run(run(load(), QUICK))
