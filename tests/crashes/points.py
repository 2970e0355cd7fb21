"""Deaths at numbered points: right before and right after each commit that matters.

Between two commits nothing is kept, so these are all the moments at which a death can make a
difference. The bot knows nothing of them: they stand around the database that it is given.
"""

import os
import signal
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeVar

from bot.due.ticking import _Batch
from bot.telegram.sending import Claimed
from bot.usecases.ports import Database, UnitOfWork

T = TypeVar("T")

POINTS: Final[Mapping[str, str]] = {
    "1 before stored": "an update came and is nowhere",
    "2 after stored": "it is in the inbox; nobody handles it, and Telegram was not told",
    "3 before answered": "its step is done and not committed",
    "4 after answered": "that is committed; the sender does not know",
    "5 before claimed": "a message is chosen and not claimed",
    "6 after claimed": "it is claimed and not sent",
    "7 before sent": "it was sent and nobody knows",
    "8 after sent": "that is written down",
    "9 before due": "a nudge is queued and not committed",
    "10 after due": "that is committed; the sender does not know",
}
_JOBS: Final = {
    "stored": "store.",
    "answered": "Lanes._once.",
    "claimed": "Sender._claim.",
    "sent": "Carrier._sent.",
    "due": "DueRows._batch",
}


def _is(step: str, job: Callable[[UnitOfWork], object]) -> bool:
    """Tell what a job is for by the place where it was written."""
    function = job.func if isinstance(job, partial) else job
    return str(getattr(function, "__qualname__", "")).startswith(_JOBS[step])


def _did_something(result: object) -> bool:
    match result:
        case [] | Claimed(rows=()) | _Batch(claimed=0):
            return False
        case _:
            return True


class Mortal:
    """A database whose process dies at a point, when it passes it for the so-manieth time."""

    def __init__(self, database: Database, point: str, passages: int) -> None:
        self._database = database
        _number, self._when, self._step = point.split()
        self._left = passages

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write, and die if it is time."""
        if not _is(self._step, job):
            return await self._database.write(job, chat=chat, first=first)

        def watched(uow: UnitOfWork) -> T:
            result = job(uow)
            self._passes("before", result)
            return result

        result = await self._database.write(watched, chat=chat, first=first)
        self._passes("after", result)
        return result

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Pass on."""
        await self._database.close()

    def _passes(self, when: str, result: object) -> None:
        if when == self._when and _did_something(result):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
