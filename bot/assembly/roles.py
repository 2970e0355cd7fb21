"""What one process does, where several share the work."""

from enum import StrEnum
from typing import Final

from bot.settings import Settings, SettingsError


class Role(StrEnum):
    """A part of the work; each may be done by any number of processes."""

    RECEIVE = "receive"  # updates in: polls (one of them at a time), or takes the webhook's
    WORK = "work"  # answers them
    SEND = "send"  # messages out: one process at a time
    SCHEDULE = "schedule"  # looks at what is due: one process at a time
    DASHBOARD = "dashboard"  # the coach's pages


ALL: Final = frozenset(Role)


def parse_roles(text: str) -> frozenset[Role]:
    """Return the roles of `--only receive,work`; empty: all. SettingsError names a wrong one."""
    names = {name.strip() for name in text.split(",") if name.strip()}
    wrong = sorted(names - {str(role) for role in Role})
    if wrong:
        known = ", ".join(Role)
        raise SettingsError(f"--only: {wrong[0]!r} is no role. The roles are {known}.")
    return frozenset(map(Role, names)) or ALL


def check(roles: frozenset[Role], settings: Settings) -> None:
    """Refuse a part of the work where no other process can do the rest."""
    if roles != ALL and settings.sqlite_file is not None:
        raise SettingsError(
            "--only: a SQLite database is for one process that does everything. For several, set"
            " DATABASE_URL to a PostgreSQL database, and KEYS_DATABASE_URL to another one."
        )
