"""Whole dataclasses as one text, to be sealed as one value."""

import json
from collections.abc import Callable
from typing import Generic, TypeVar

from pydantic import TypeAdapter

R = TypeVar("R")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Record(Generic[R]):
    """Writes and reads one dataclass. A field with a default may be added without a migration."""

    def __init__(self, adapter: TypeAdapter[R]) -> None:
        self._adapter = adapter
        self._read: Callable[[str], R] = adapter.validator.validate_json

    def dump(self, value: R) -> str:
        """Return `value` as JSON. Not escaped: sealing replaces what UTF-8 cannot hold."""
        plain = self._adapter.dump_python(value, mode="json")
        return _JSON.encode(plain)

    def load(self, text: str) -> R:
        """Return the value that `dump` wrote; unknown keys (of a newer version) are ignored."""
        return self._read(text)
