"""Who lives in the demo: read from `content/demo/people.toml`."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.domain.runner import Standing


class Person(BaseModel):
    """One made-up runner. Weekdays: 0 is Monday; `tension`: in the first and in the last week."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    language: str
    standing: Standing
    weekdays: tuple[int, ...]
    hour: int
    tension: tuple[int, int]
    relief: int
    need: str
    length: str
    head: str
    sentences: tuple[str, ...]
    turn: str = ""
    note: str = ""
    line: str = ""
    message: str = ""
    answer: str = ""


class _File(BaseModel):
    people: tuple[Person, ...]


def people(root: Path) -> tuple[Person, ...]:
    """Return everybody; pydantic's error names what is wrong in the file."""
    text = (root / "demo" / "people.toml").read_text(encoding="utf-8")
    return TypeAdapter(_File).validate_python(tomllib.loads(text)).people
