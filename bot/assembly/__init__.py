"""The only place that knows everybody: settings in, a running Lichter out.

What looks after Lichter is read when it is asked for: who runs it should not wait for that.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bot.assembly.commands import TOLD, add_coach, coaches, migrate, remove_coach
from bot.assembly.program import run
from bot.assembly.roles import parse_roles

if TYPE_CHECKING:
    from bot.assembly.backups import back_up, back_up_wrapped_keys, restore
    from bot.assembly.check_up import doctor
    from bot.assembly.giving_out import give_out
    from bot.assembly.retaining import keep_to_retention
    from bot.assembly.rotating import rotate_keys

_ASKED_FOR: Final = {
    "back_up": "backups",
    "back_up_wrapped_keys": "backups",
    "doctor": "check_up",
    "give_out": "giving_out",
    "keep_to_retention": "retaining",
    "restore": "backups",
    "rotate_keys": "rotating",
}

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


def __getattr__(name: str) -> object:
    """Read the module of a command that is asked for."""
    if name not in _ASKED_FOR:
        raise AttributeError(f"{__name__} has no {name}")
    return getattr(import_module(f"{__name__}.{_ASKED_FOR[name]}"), name)
