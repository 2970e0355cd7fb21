"""The only place that knows everybody: settings in, a running Lichter out."""

from bot.assembly.check_up import doctor
from bot.assembly.commands import TOLD, add_coach, migrate
from bot.assembly.program import run

__all__ = ["TOLD", "add_coach", "doctor", "migrate", "run"]
