"""How many sentences of the corpus ring, and none of them: `python -m scripts.safety_figures`."""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from bot.domain.safety import in_crisis
from content.library import load
from scripts.safety_corpus import HELD, OPEN, SILENT, lines

ALL: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a kind (`explicit`, `implied`, `silent`) rang, in one part and language."""

    part: str
    kind: str
    language: str
    rang: int
    total: int

    @property
    def share(self) -> float:
        """Return the part that rang."""
        return self.rang / self.total

    def __str__(self) -> str:
        return f"{self.part:5} {self.kind:9} {self.language:3} {self.rang:5} of {self.total}"


def figures(every: Mapping[str, int] = ALL) -> list[Figure]:
    """Return the figures of each part, kind and language; `every`: of a part each so many-th."""
    words = load().safety_words
    rang: Counter[tuple[str, str, str]] = Counter()
    total: Counter[tuple[str, str, str]] = Counter()
    for part in (OPEN, HELD):
        for line in islice(lines(part), None, None, every.get(part, 1)):
            key = (part, "silent" if line.kind in SILENT else line.kind, line.language)
            total[key] += 1
            rang[key] += in_crisis(line.text, words)
    return [Figure(*key, rang[key], count) for key, count in sorted(total.items())]


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure}\n")
