"""Backup and restore on the command line: files that are whole or not there, and a bar to watch."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from bot.assembly import rooms
from bot.assembly.bar import bar
from bot.assembly.key_file import needed_keys
from bot.assembly.whole_file import whole_file
from bot.clock import Clock
from bot.process.http_server import HttpServer
from bot.settings import Settings, SettingsError
from bot.storage.backing_up import back_up_data, back_up_keys
from bot.storage.restoring import check_empty, restore_data, restore_keys
from bot.usecases import restoring
from bot.usecases.ports import UnitOfWork

KEYS: Final = "keys.backup"


def back_up(settings: Settings, folder: Path, keys_file: Path | None) -> str:
    """Write a backup of the data into `folder`, then one of the keys over the one before.

    In this order: whoever is erased in between has rows in the one and no key in the other.
    """
    data_keys = needed_keys(settings)
    now = Clock().machine_now()
    file = folder / f"lichter-{now:%Y%m%d-%H%M%S}.backup"
    keys_file = keys_file or folder / KEYS
    with bar("Writing the data") as tell, whole_file(file) as data:
        rows = back_up_data(settings.database_url, data_keys, data, now, tell)
    keys = back_up_wrapped_keys(settings, keys_file)
    return f"{rows} rows in {file}\n{keys}"


def back_up_wrapped_keys(settings: Settings, file: Path) -> str:
    """Write a backup of the runners' wrapped keys, over the one before."""
    data_keys = needed_keys(settings)
    with whole_file(file) as keys:
        how_many = back_up_keys(settings.keys_url, data_keys, keys)
    return f"{how_many} keys in {file}"


def restore(settings: Settings, file: Path, keys_file: Path | None) -> str:
    """Put a backup back into an empty database; nothing that was due is sent again."""
    data_keys = needed_keys(settings)
    # Holds the address that a running Lichter would hold: PortTakenError says so.
    http = HttpServer(settings.http_host, settings.http_port)
    try:
        if keys_file is not None:
            check_empty(settings.database_url)  # else its keys would go, and it with them
            with _opened(keys_file) as keys:
                restore_keys(settings.keys_url, data_keys, keys)
        with _opened(file) as data, bar("Putting the data back") as tell:
            url, keys_url = settings.database_url, settings.keys_url
            now = Clock().machine_now()
            done = restore_data(url, keys_url, data_keys, data, tell, now, _settle(settings))
    finally:
        http.close()
    erased = f"; left out, because they were erased: {done.dropped}" if done.dropped else ""
    return f"{done.rows} rows are back{erased}. What was due before now is not sent again."


def _settle(settings: Settings) -> Callable[[UnitOfWork], None]:
    clock = Clock()
    house = rooms.furnish(
        clock,
        language=settings.default_language,
        zone=settings.default_timezone,
        public_url=settings.public_root(),
    )
    return lambda uow: restoring.settle(uow, clock.now(), house.plan_rules, house.run_rules)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as opened:
            yield opened
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}).") from None
