"""The event loop: uvloop, which costs a third less an update; asyncio's own on Windows."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import TypeVar

from bot.process.malloc import use_one_pool

T = TypeVar("T")


def run(work: Coroutine[None, None, T]) -> T:
    """Do `work` in a loop of its own, as `asyncio.run` does; all its threads share their memory."""
    use_one_pool()
    with asyncio.Runner(loop_factory=_new_loop()) as runner:
        return runner.run(work)


def _new_loop() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415  there is none for Windows

    return uvloop.Loop
