"""Waiting for a change without polling.

Everything in the stand-in changes synchronously inside one event loop, so a change can ring at
once; asyncio.Condition would need an `await` (its lock) in the middle of each change.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Wakes everybody who waits for the next change."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all who wait now."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self) -> None:
        """Return at the next ring."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, look: Callable[[], T | None], within: float) -> T:
        """Return what `look` sees, as soon as it sees something (not None).

        Raises TimeoutError after `within` seconds of machine time.
        """
        async with asyncio.timeout(within):
            while (seen := look()) is None:
                await self.wait()
        return seen
