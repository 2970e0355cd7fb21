"""Where things are in this repository."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("bot", "handlers", "content")


def python_files() -> Iterator[Path]:
    """Return every Python file of the program itself."""
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def parsed(file: Path) -> ast.Module:
    """Return a Python file as Python reads it; nobody changes what comes back."""
    return ast.parse(file.read_text(encoding="utf-8"))


def templates() -> Iterator[Path]:
    """Return every template of a page."""
    yield from sorted((ROOT / "bot").rglob("templates/*.html"))


def documents() -> Iterator[Path]:
    """Return every page of documentation."""
    yield from sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
