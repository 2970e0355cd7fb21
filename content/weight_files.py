"""Reads `safety/weights.tsv`: what words and letters weigh; learnt, not written by hand."""

from collections.abc import Iterable
from io import BytesIO, TextIOWrapper
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
        text = (root / FILE).read_bytes()
        lines = TextIOWrapper(BytesIO(text), encoding="utf-8", newline="\n")
        of = _table(lines, text.count(b"\n") + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(FILE, "", "cannot be read; is it there, and saved as UTF-8?") from error
    for name in (BASE, HINT):
        if of.get(name, inf) == inf:
            raise ContentError(FILE, name, "is missing")
    return Weights(of.get(BASE, 0), of.get(HINT, 0), of)


def _table(lines: Iterable[str], most: int) -> WeightTable:
    """Read line by line: there are many, and each alone is soon forgotten."""
    of = WeightTable(most)
    for number, line in enumerate(lines, start=1):
        if line[0] == "#":
            continue
        figure, tab, what = line.rstrip("\n").partition("\t")
        try:
            of.add(what, int(figure) / HUNDREDTHS)
        except (ValueError, OverflowError) as error:
            raise ContentError(FILE, f"line {number}", "does not begin with a number") from error
        except KeyError as error:
            raise ContentError(FILE, f"line {number}", "says the same as another") from error
        if not tab:
            raise ContentError(FILE, f"line {number}", "has no tab")
    return of
