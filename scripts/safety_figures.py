"""How many phrases of the corpus ring; prints no phrase: `python -m scripts.safety_figures`."""

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.domain.safety import in_crisis
from content.library import load

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "safety_corpus"


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
        return f"{self.part:5} {self.kind:9} {self.language:3} {self.rang:4} of {self.total}"


def figures() -> list[Figure]:
    """Return the figures of every part, kind and language."""
    words = load().safety_words
    rang: Counter[tuple[str, str, str]] = Counter()
    total: Counter[tuple[str, str, str]] = Counter()
    for part in ("open", "held"):
        for file in ("ring", "silent"):
            text = (CORPUS / f"{part}_{file}.toml").read_text(encoding="utf-8")
            for phrase in tomllib.loads(text)["phrases"]:
                key = (part, str(phrase.get("kind", "silent")), str(phrase["lang"]))
                total[key] += 1
                rang[key] += in_crisis(str(phrase["text"]), words)
    return [Figure(*key, rang[key], count) for key, count in sorted(total.items())]


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure}\n")
