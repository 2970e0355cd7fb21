"""From a TOML file to the frozen dataclasses of `bot.domain`, strictly, once, at the edge."""

import json
import tomllib
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from content.errors import ContentError

_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is a key that nothing knows; look for a typing mistake",
    "unexpected_keyword_argument": "is a key that nothing knows; look for a typing mistake",
}


T = TypeVar("T")


class Whole(BaseModel, Generic[T]):
    """One content file read as `T`. Unknown keys and wrong types are mistakes, all the way down."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    file: T


def read(root: Path, name: str, shape: type[Whole[T]]) -> T:
    """Return the file `name` under `root`; ContentError when it is absent, broken or wrong."""
    try:
        text = (root / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(name, "", "cannot be read; is it there, and saved as UTF-8?") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, "", f"is not valid TOML: {error}") from error
    try:
        return shape.model_validate_json(json.dumps({"file": _pairs(table)}, default=str)).file
    except ValidationError as error:
        raise plainly(name, error.errors()[0]) from error


def _pairs(value: object) -> object:
    """Write every `when` table as pairs, one option as a list of one: that is how rules read it."""
    if isinstance(value, list):
        return [_pairs(item) for item in value]
    if not isinstance(value, dict):
        return value
    found: dict[object, object] = {}
    for key, item in value.items():
        if key == "when" and isinstance(item, dict):
            found[key] = [[asked, [o] if isinstance(o, str) else o] for asked, o in item.items()]
        else:
            found[key] = _pairs(item)
    return found


def plainly(name: str, error: ErrorDetails) -> ContentError:
    """Return a mistake that pydantic found as one plain sentence about this file."""
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"][1:])
    problem = _PLAIN.get(error["type"]) or error["msg"][:1].lower() + error["msg"][1:]
    return ContentError(name, key, problem)
