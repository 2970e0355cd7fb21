"""Reads `safety/weights.tsv`: what words and letters weigh; learnt, not written by hand."""

from collections.abc import Iterator
from io import StringIO
from math import inf
from pathlib import Path

from bot.domain.safety.weighing import Weights
from bot.domain.safety.weight_table import WeightTable
from content.errors import ContentError

FILE = "safety/weights.tsv"
HUNDREDTHS = 100
"""The file holds whole numbers: hundredths."""

BASE, HINT = "(base)", "(hint)"


def weights(root: Path) -> Weights:
    """Return the weights; ContentError names the line that is wrong."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(FILE, "", "cannot be read; is it there, and saved as UTF-8?") from error
    of = WeightTable(text.count("\n") + 1)
    for line, what, weight in _lines(text):
        try:
            of.add(what, weight)
        except KeyError as error:
            raise ContentError(FILE, line, "says the same as another") from error
    for name in (BASE, HINT):
        if of.get(name, inf) == inf:
            raise ContentError(FILE, name, "is missing")
    return Weights(of.get(BASE, 0), of.get(HINT, 0), of)


def _lines(text: str) -> Iterator[tuple[str, str, float]]:
    """Yield the name of a line, what it weighs, and how much; one at a time: there are many."""
    for number, line in enumerate(StringIO(text), start=1):
        if line.startswith("#"):
            continue
        name = f"line {number}"
        figure, tab, what = line.removesuffix("\n").partition("\t")
        try:
            weight = int(figure) / HUNDREDTHS
        except (ValueError, OverflowError) as error:
            raise ContentError(FILE, name, "does not begin with a number") from error
        if not tab:
            raise ContentError(FILE, name, "has no tab")
        yield name, what, weight
