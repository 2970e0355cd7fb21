"""The real bot, as `python -m bot` runs it, for the nursery to bring into the world.

Only its limits are others: at Telegram's 28 messages a second two thousand answers take minutes.
"""

from bot.assembly import parse_roles, run
from bot.process import event_loop
from bot.settings import load
from bot.storage import bells, migrating
from tests.crashes.points import Mortal
from tests.quick import QUICK

IMPORTED_ONCE = (bells, migrating)
"""What a life would import for itself: with PostgreSQL, and with an empty database."""


def live(roles: str) -> None:
    """Live until the process is killed, with the settings of the environment."""
    event_loop.run(run(load(), QUICK, parse_roles(roles)))


def mortal(fate: str) -> None:
    """Live until a point is passed for the so-manieth time ("7 before sent 3"); empty: on."""
    point, _, passages = fate.rpartition(" ")
    if not point:
        live("")
    event_loop.run(run(load(), QUICK, around=lambda one: Mortal(one, point, int(passages))))
