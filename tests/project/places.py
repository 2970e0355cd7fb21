"""Where things are in this repository."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("bot", "handlers", "content")


def python_files() -> Iterator[Path]:
    """Return every Python file of the program itself."""
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def templates() -> Iterator[Path]:
    """Return every template of a page."""
    yield from sorted((ROOT / "bot").rglob("templates/*.html"))


def documents() -> Iterator[Path]:
    """Return every page of documentation."""
    yield from sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
