"""A file with what people said, written on the command line: whole or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from bot.settings import SettingsError


@contextmanager
def whole_file(file: Path) -> Iterator[BinaryIO]:
    """Write a file that is whole or not there, for its owner alone, over an older one.

    Two at the same time (a timer, and somebody by hand): each writes its own, the later one stays.
    """
    unfinished = file.with_name(f"{file.name}.{token_hex(4)}.unfinished")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as written:
            yield written
            written.flush()
            os.fsync(number)
        unfinished.replace(file)
    except OSError as error:
        raise SettingsError(f"{file} cannot be written ({error.strerror}).") from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
