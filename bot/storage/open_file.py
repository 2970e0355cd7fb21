"""A SQLite file that is taken away, or another put in its place, while it is open.

Whoever has it open goes on in a file without a name, and all that is written there is lost with
the process. So nothing is taken any more; what Telegram was not told of, it keeps for a day.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from bot.storage.errors import FileGoneError

OPEN_FILE: Final = "open_file"
"""Under this name a connection keeps its file (`Connection.info`)."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Which file it is, whatever its name leads to later."""

    path: Path
    device: int
    number: int

    def check(self) -> None:
        """Raise FileGoneError unless this file is still where it was."""
        try:
            found = os.stat(self.path)  # noqa: PTH116  called for each commit: half the time
        except OSError:
            raise FileGoneError(f"The database {self.path} is no longer there.") from None
        if (found.st_dev, found.st_ino) != (self.device, self.number):
            raise FileGoneError(f"Another file stands where the database {self.path} was.")


def file_at(path: Path) -> OpenFile:
    """Return the file that stands there now."""
    found = path.stat()
    return OpenFile(path, found.st_dev, found.st_ino)


def check_file(connection: Connection) -> None:
    """Raise FileGoneError when the file of this connection is gone; others have none."""
    file = connection.info.get(OPEN_FILE)
    if isinstance(file, OpenFile):
        file.check()
