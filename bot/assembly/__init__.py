"""The only place that knows everybody: settings in, a running Lichter out."""

from bot.assembly.backups import back_up, back_up_wrapped_keys, restore
from bot.assembly.check_up import doctor
from bot.assembly.commands import TOLD, add_coach, coaches, migrate, remove_coach
from bot.assembly.giving_out import give_out
from bot.assembly.program import run
from bot.assembly.retaining import keep_to_retention
from bot.assembly.roles import parse_roles
from bot.assembly.rotating import rotate_keys

__all__ = [
    "TOLD",
    "add_coach",
    "back_up",
    "back_up_wrapped_keys",
    "coaches",
    "doctor",
    "give_out",
    "keep_to_retention",
    "migrate",
    "parse_roles",
    "remove_coach",
    "restore",
    "rotate_keys",
    "run",
]
