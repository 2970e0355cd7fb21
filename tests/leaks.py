"""Looks through what Lichter wrote for words that it must have kept to itself.

What PostgreSQL presses together is not seen: values of more than 2 kB. Those of people are shorter.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.canaries import STEM, disguises
from tests.cluster import files_of
from tests.processes import TOKEN

PART: Final = 1 << 20  # bytes at once
OVERLAP: Final = 1_000  # bytes, more than any disguise is long


def secret_of(token: str) -> str:
    """Return the part of a bot's token that only who runs it may know."""
    return token.partition(":")[2]


def looks_of(word: str) -> dict[str, bytes]:
    """Return the disguises of a word; those of two bytes a letter without a zero at their ends.

    Zeros are most of a file that is not full yet, and each would look like a beginning.
    """
    return {name: look.strip(b"\0") for name, look in disguises(word).items()}


@dataclass(slots=True)
class Search:
    """A search: `leaks` has the place and the disguise of each word found there.

    `searched`: how many bytes, by place.
    """

    words: tuple[str, ...] = (STEM, secret_of(TOKEN))
    leaks: list[str] = field(default_factory=list)
    searched: dict[str, int] = field(default_factory=dict)

    def text(self, place: str, *parts: bytes) -> None:
        """Search some bytes; those of one place may come in parts that overlap."""
        looks = [(word, name, look) for word in self.words for name, look in looks_of(word).items()]
        for part in parts:
            self.searched[place] = self.searched.get(place, 0) + len(part)
            found = [f"{place}: {word} ({name})" for word, name, look in looks if look in part]
            self.leaks += [one for one in found if one not in self.leaks]

    def files(self, paths: Iterable[Path]) -> None:
        """Search files, each whole; one that went away meanwhile is left out."""
        for path in paths:
            for part in _parts(path):
                self.text(path.name, part)

    def folder(self, folder: Path) -> None:
        """Search every file in a folder, however deep."""
        self.files(path for path in sorted(folder.rglob("*")) if path.is_file())


def leaked(folder: Path, url: str, logs: Iterable[io.StringIO], token: str = TOKEN) -> list[str]:
    """Return where canaries and the token stand in the files and logs of a bot that lives."""
    search = Search((STEM, secret_of(token)))
    search.folder(folder)
    search.files(files_of(url))
    for number, log in enumerate(logs):
        search.text(f"log {number}", log.getvalue().encode())
    assert search.searched, "nothing was written: this proved nothing"
    return search.leaks


def _parts(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            before = b""
            while part := file.read(PART):
                yield before + part.rstrip(b"\0")
                before = part[-OVERLAP:]
    except FileNotFoundError:
        return
