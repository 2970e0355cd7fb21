"""Reads Lichter without what nobody needs, and without what can wait."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

from bot.process.dataclasses_later import compiled_later

# structlog would read these, for colours that nobody sees here, and for threads of another kind
# than ours; python-telegram-bot would read httpx: 0.1 s and 9 MB.
_HIDDEN: Final[tuple[str, ...]] = ("rich", "pygments", "greenlet", "httpx")


class _Named(ModuleType):
    """A library of which python-telegram-bot only names the classes: ours is another transport."""

    def __getattr__(self, name: str) -> type:
        """Return something that can be named in a signature."""
        return object


@contextmanager
def lightly() -> Iterator[None]:
    """Whatever is imported meanwhile is read in four fifths of the time, and stays for good."""
    gc.disable()  # all that is read now stays: to look for garbage in it takes a sixth of the start
    # pydantic would look through all that is installed for plugins, and there are none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        with _hidden(), compiled_later():
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _hidden() -> Iterator[None]:
    before = {name: sys.modules[name] for name in _HIDDEN if name in sys.modules}
    sys.modules |= dict.fromkeys(_HIDDEN)  # type: ignore[arg-type]
    sys.modules["httpx"] = before.get("httpx") or _Named("httpx")
    try:
        yield
    finally:
        for name in _HIDDEN:  # the doctor and the bars do show colours
            del sys.modules[name]
        sys.modules |= before
