"""A copy of content/ to change."""

import shutil
from pathlib import Path

from content.library import HERE


def copy_of_content(root: Path) -> None:
    """Copy what the loader reads to `root`."""
    for file in HERE.glob("*.toml"):
        shutil.copy(file, root)
    for folder in ("tips", "locales", "safety"):
        shutil.copytree(HERE / folder, root / folder)


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in the file, once."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
