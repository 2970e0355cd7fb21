"""Reads the words of planned moments: one file a language, beside its other words."""

from pathlib import Path

from bot.domain.moment_phrases import MomentNumbers, Moments, MomentWords
from content.errors import ContentError
from content.toml_files import Whole, read

_FILE = "moment_words.toml"
_WEEKDAYS, _MONTHS = 7, 12


def moments(root: Path) -> Moments:
    """Return the words of each language and the numbers of all; ContentError on a mistake."""
    names = sorted(one.name for one in (root / "locales").iterdir() if one.is_dir())
    words = {name: _words(root, f"locales/{name}/{_FILE}") for name in names}
    return Moments(words, read(root, "moments.toml", Whole[MomentNumbers]))


def _words(root: Path, file: str) -> MomentWords:
    found = read(root, file, Whole[MomentWords])
    for key, names, wanted in (
        ("day.weekdays", found.day.weekdays, _WEEKDAYS),
        ("day.months", found.day.months, _MONTHS),
    ):
        if len(names) != wanted or not all(names):
            raise ContentError(file, key, f"needs {wanted} rows of at least one word")
    return found
