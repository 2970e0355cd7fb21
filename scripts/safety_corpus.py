"""The corpus of words of crisis: made-up sentences that must ring, and such that must not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS, CONTENT = ROOT / "tests" / "safety_corpus", ROOT / "content"
OPEN, HELD = "open", "held"
RINGS = ("explicit", "implied")
SILENT = ("near", "ordinary")  # such that sound alike, and such as are written every day

_KEY = re.compile(r"^[a-z][\w-]* = ")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of an author; `kind` is one of `RINGS` or `SILENT`."""

    author: str
    kind: str
    language: str
    text: str

    @property
    def rings(self) -> bool:
        """Whether it must ring."""
        return self.kind in RINGS


def ours() -> Iterator[Line]:
    """Yield what Lichter says itself, each piece once: harmless, of every kind."""
    files = [*CONTENT.glob("locales/*/*.ftl"), *CONTENT.glob("tips/*/*.md")]
    pieces = (one for file in sorted(files) for one in _pieces(file.read_text(encoding="utf-8")))
    for piece in dict.fromkeys(pieces):
        yield Line("ours", "ordinary", "", piece)


def _pieces(text: str) -> Iterator[str]:
    """Yield each line, without the key of a message, and each part of it between commas."""
    for line in text.splitlines():
        said = _KEY.sub("", line).strip()
        if said and not said.startswith("#"):
            yield from dict.fromkeys((said, *(part.strip() for part in said.split(","))))


def lines(part: str) -> Iterator[Line]:
    """Yield the lines of the part that is open or the one that is held back, by author."""
    for file in sorted((CORPUS / part).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield Line(file.stem, *line.split("\t"))
