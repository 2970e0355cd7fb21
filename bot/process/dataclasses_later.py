"""Dataclasses made fast: what each can do is compiled when it is first done.

Python 3.11 and 3.12 write six functions for a frozen dataclass and compile each by itself, half a
millisecond a class, and there are hundreds. Most classes are never printed, compared, hashed, or
changed against their nature. From 3.13 on Python compiles them all at once, and is left alone.
"""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

_LATER: Final = frozenset({"__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"})

Made = Callable[..., Any]


@contextmanager
def compiled_later() -> Iterator[None]:
    """Whatever dataclass is made meanwhile comes to its functions one by one."""
    if sys.version_info >= (3, 13):
        yield
        return
    at_once: Callable[..., Made] = dataclasses._create_fn  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
    looking = dataclasses.inspect  # type: ignore[attr-defined]

    def create(name: str, *text: object, **around: object) -> Made:
        if name not in _LATER:
            return at_once(name, *text, **around)
        return _later(name, lambda: at_once(name, *text, **around))

    dataclasses._create_fn = create  # type: ignore[attr-defined]  # noqa: SLF001
    if sys.flags.optimize > 1:  # where texts that explain are left out, it would write some
        dataclasses.inspect = SimpleNamespace(signature=_nothing)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        dataclasses._create_fn = at_once  # type: ignore[attr-defined]  # noqa: SLF001
        dataclasses.inspect = looking  # type: ignore[attr-defined]


def _later(name: str, make: Callable[[], Made]) -> Made:
    """Return a function that takes the place of the one that it makes, until it is called."""

    def first(self: object, *given: object) -> object:
        made = make()
        for one in type(self).__mro__:
            if one.__dict__.get(name) is first:
                made.__qualname__ = first.__qualname__
                setattr(one, name, made)
        return made(self, *given)

    first.__name__ = name
    return first


def _nothing(_of: object) -> str:
    return ""
