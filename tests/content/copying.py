"""A copy of content/ to change."""

import shutil
from pathlib import Path

from content.library import HERE
from content.safety_files import FOLDER

# One phrase a file and two weights: reading all of them is most of the time that reading takes.
FEW = {
    "nl/spelling.toml": 'slips = []\nleft_off = ""\n[alike]\n',
    "nl/crisis.toml": '[rings]\nall = ["zelfmoord"]\n',
    "nl/body.toml": '[rings]\nall = ["flauwgevallen"]\n',
    "weights.tsv": "-885\t(base)\n200\t(hint)\n",
}


def copy_of_content(root: Path, changed: str = "") -> None:
    """Copy what the loader reads to `root`; the phrases whole only where one of them `changed`."""
    for file in HERE.glob("*.toml"):
        shutil.copy(file, root)
    for folder in ("tips", "locales"):
        shutil.copytree(HERE / folder, root / folder)
    if changed.startswith(FOLDER):
        shutil.copytree(HERE / FOLDER, root / FOLDER)
        return
    (root / FOLDER / "nl").mkdir(parents=True)
    for name, text in FEW.items():
        (root / FOLDER / name).write_text(text, encoding="utf-8")


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in the file, once."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
