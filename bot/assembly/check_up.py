"""`python -m bot doctor`: looks at everything around Lichter, changes nothing, says what to do."""

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.assembly import rooms
from bot.assembly.check_up_telegram import at_telegram
from bot.assembly.finding import Finding, wrong
from bot.assembly.key_file import key_file, known_keys
from bot.clock import Clock
from bot.settings import Settings, SettingsError
from bot.storage import StorageError
from bot.storage.examining import DataState, examine_data, examine_keys
from bot.words import WordsError
from content.errors import ContentError

OTHERS: Final = 0o077
"""The bits of a file's mode that let somebody else than its owner in."""

LITTLE_ROOM: Final = 500_000_000
"""Bytes; a backup and the journals of a busy week take less."""


async def doctor(settings: Settings) -> bool:
    """Print a line for everything that is looked at; False when something is wrong."""
    findings = await examine(settings, Clock())
    console = Console(highlight=False, soft_wrap=True)
    for one in findings:
        mark = ("wrong ", "bold red") if one.trouble else ("ok    ", "green")
        console.print(Text.assemble(mark, f"{one.about:<10} {one.said}"))
    return not any(one.trouble for one in findings)


async def examine(settings: Settings, clock: Clock) -> Sequence[Finding]:
    """Return what is found, in the order in which one would mend it."""
    return [*await at_telegram(settings, clock), *at_home(settings), content_read(settings)]


def at_home(settings: Settings) -> Sequence[Finding]:
    """Return how it is on this machine."""
    return [
        _zones(settings.default_timezone),
        _data(settings),
        *_keys(settings),
        *_modes(settings),
        _disk(settings),
        _pages(settings),
    ]


def _zones(zone: str) -> Finding:
    """Summer and winter of a place that has both: old or missing zone data know only one."""
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    winter = datetime(2026, 12, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    if (summer.hour, winter.hour) != (14, 13):
        return wrong("zones", "The data of time zones are wrong: install tzdata of today.")
    return Finding("zones", f"known; people without one live in {zone}")


def _data(settings: Settings) -> Finding:
    try:
        state = examine_data(settings.database_url)
    except StorageError as error:
        return wrong("database", str(error))
    if state is None:
        return Finding("database", "not made yet: the first start does it")
    trouble = _trouble(state)
    if trouble:
        return wrong("database", trouble)
    return Finding("database", f"reached, form {state.newest}, runners: {state.runners}")


def _trouble(state: DataState) -> str:
    """Return what is wrong with the data, and what to do; empty when nothing is."""
    if state.is_newer:
        return "A newer Lichter wrote it: upgrade this one."
    if not state.current:
        at = state.revision or "nothing"
        return (
            f"Its form is {at}, this Lichter works with {state.newest}: make a backup, then"
            " `python -m bot migrate`."
        )
    if state.is_read_only:
        return (
            "It can be read, and not written: DATABASE_URL must lead to the one that is, not to a"
            " standby."
        )
    if state.dead_letters:
        return (
            f"{state.dead_letters} updates could not be handled (dead letters). The log says"
            " where it was in the code: report that."
        )
    return ""


def _keys(settings: Settings) -> Iterator[Finding]:
    try:
        keys = known_keys(settings)
        if not keys:
            yield _no_keys(settings)
            return
        state = examine_keys(settings.keys_url, keys)
    except (StorageError, SettingsError) as error:
        yield wrong("keys", str(error))
        return
    if state is None:
        yield Finding("keys", "DATA_KEYS is right; the keystore is made at the first start")
    elif state.closed:
        yield wrong(
            "keys",
            f"{state.closed} of {state.total} keys were locked with a key that DATA_KEYS lacks:"
            " put that one back, behind the first.",
        )
    elif state.older:
        yield wrong(
            "keys",
            f"{state.older} of {state.total} keys are locked with an older key:"
            " `python -m bot keys rotate`; then the older one may go.",
        )
    else:
        yield Finding("keys", f"{state.total}, all locked with the first key of DATA_KEYS")


def _no_keys(settings: Settings) -> Finding:
    file = key_file(settings)
    if file is None:
        return wrong(
            "keys",
            "DATA_KEYS is missing. Make one with `python -m bot keys new`, put it in .env, and"
            " keep a copy elsewhere.",
        )
    if file.with_name("keys.db").exists():
        return wrong("keys", f"{file} is gone: put your copy of it back, or set DATA_KEYS.")
    return Finding("keys", f"not made yet: the first start makes {file}")


def _modes(settings: Settings) -> Iterator[Finding]:
    if os.name != "posix":
        return
    files = [Path(".env")]
    if settings.sqlite_file is not None:
        files += [settings.sqlite_file]
    if settings.keys_url.startswith("sqlite:///"):
        files += [Path(settings.keys_url.removeprefix("sqlite:///"))]
    key = key_file(settings)
    if key is not None:
        files += [key]
    there = [one for one in files if one.exists()]
    loose = [str(one) for one in there if one.stat().st_mode & OTHERS]
    if loose:
        names = " ".join(loose)
        yield wrong("files", f"Others on this machine can read {names}: `chmod 600 {names}`.")
    else:
        yield Finding("files", f"for their owner alone: {len(there)}")


def _disk(settings: Settings) -> Finding:
    folder = Path() if settings.sqlite_file is None else settings.sqlite_file.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB free"
    if free < LITTLE_ROOM:
        return wrong("disk", f"{said}: make room before the database cannot grow any more.")
    return Finding("disk", said)


def _pages(settings: Settings) -> Finding:
    if not settings.public_url:
        return Finding("dashboard", "PUBLIC_URL is empty: it opens on this machine alone")
    if not settings.public_url.startswith("https://"):
        return wrong("dashboard", "PUBLIC_URL must begin with https://: put a proxy before it.")
    return Finding("dashboard", settings.public_url)


def content_read(settings: Settings) -> Finding:
    """Return how it is with what a coach may edit."""
    try:
        house = rooms.furnish(
            Clock(),
            language=settings.default_language,
            zone=settings.default_timezone,
            public_url=settings.public_root(),
        )
    except (ContentError, WordsError) as error:
        return wrong("content", f"{error} Mend that file, or take it from the release again.")
    return Finding("content", f"read, in {', '.join(house.words.languages)}")
