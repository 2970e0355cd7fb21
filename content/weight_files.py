"""Reads `safety/weights.tsv`: what words and letters weigh; learnt, not written by hand."""

from pathlib import Path

from bot.domain.safety_weighing import Weights
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
    of: dict[str, float] = {}
    same: dict[float, float] = {}  # many weigh the same: one number for all
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        figure, tab, what = line.partition("\t")
        try:
            weight = int(figure) / HUNDREDTHS
            weight = same.setdefault(weight, weight)
        except (ValueError, OverflowError) as error:
            raise ContentError(FILE, f"line {number}", "does not begin with a number") from error
        if not tab or what in of:
            raise ContentError(FILE, f"line {number}", "has no tab, or says the same as another")
        of[what] = weight
    try:
        return Weights(of.pop(BASE), of.pop(HINT), of)
    except KeyError as error:
        raise ContentError(FILE, str(error.args[0]), "is missing") from error
