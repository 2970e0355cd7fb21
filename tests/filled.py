"""Records with every field filled, each unlike its default: what is forgotten then shows."""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def filled(kind: type[T], **given: object) -> T:
    """Return a record of this dataclass; `given` are fields that must have a value of their own."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    values = {
        field.name: given.get(field.name, _value(hints[field.name], field))
        for field in fields(kind)
    }
    made = kind(**values)
    same = [f.name for f in fields(kind) if f.default is not MISSING and _of(made, f) == f.default]
    assert not [name for name in same if name not in given], f"{kind.__name__}: {same}"
    return made


def _of(record: object, field: "Field[object]") -> object:
    return getattr(record, field.name)


def _value(hint: object, field: "Field[object]") -> object:
    """Return a value of this type, unlike the default of its field."""
    inner = [one for one in get_args(hint) if one not in {type(None), Ellipsis}]
    if get_origin(hint) in {Union, UnionType}:
        return _value(inner[0], field)
    for many in (frozenset, tuple):
        if get_origin(hint) is many:
            return many((_value(inner[0], field),))
    if isinstance(hint, type) and is_dataclass(hint):
        return filled(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(one for one in hint if one != field.default)
    simple: dict[object, object] = {
        str: f"made-up-{field.name}",
        int: 7,
        bool: field.default is not True,
        datetime: datetime(2026, 11, 2, 9, 15, tzinfo=UTC),
        date: date(2026, 11, 2),
        time: time(9, 15),
    }
    return simple[hint]
