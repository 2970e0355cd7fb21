"""Whether the machine's clock is right: when it was set, Telegram is asked what time it is.

A machine that wakes up may be years ahead for a minute, until it has heard the time. What came due
by such a clock would be gone for good: nudges lapse, digests leave, what people wrote is too old.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.telegram.answers import time_of
from bot.telegram.calling import call
from bot.telegram.figures import CLOCK_WRONG
from bot.telegram.transport import AiohttpRequest

MOST_OFF: Final = timedelta(minutes=10)
"""A clock that is off by less does little harm, and nobody may be there to set it right."""

A_STEP: Final = timedelta(minutes=1)
"""So much beside what has passed since, and the clock was set."""

ASK_EVERY: Final = 10.0  # seconds, while it is wrong or Telegram is away

LOOK_EVERY: Final = 1.0  # seconds, while a start waits for it

log = structlog.get_logger()


@dataclass(slots=True)
class RightTime:
    """Watches the clock of this machine against one that never jumps."""

    bot: Bot
    clock: Clock
    _began: datetime | None = None  # when what never jumps was 0, by a clock that was right
    _asked: float = float("-inf")
    _one_asks: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def is_right(self) -> bool:
        """Whether it may be gone by. While Telegram cannot say, a clock that was set may not."""
        async with self._one_asks:
            right = self._goes_on() or await self._asks()
        CLOCK_WRONG.set(not right)
        return right

    async def comes(self, seconds: float) -> None:
        """Wait for the right time at a start, so long at most; what Telegram just said counts.

        Who taps while it is wrong begins a run of next year, and is left in silence until then.
        """
        right = self._compared()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not right:
                    await asyncio.sleep(LOOK_EVERY)
                    right = await self.is_right()

    async def _asks(self) -> bool:
        now = self.clock.monotonic()
        if now - self._asked < ASK_EVERY:
            return False
        self._asked = now
        try:
            await call(self.bot, "getMe")
        except TelegramError as error:
            log.warning("clock_unknown", error=type(error).__name__)
            return False
        return self._compared()

    def _goes_on(self) -> bool:
        """Whether as much has passed by this clock as by the other since it was found right."""
        return self._began is not None and abs(self._beginning() - self._began) < A_STEP

    def _beginning(self) -> datetime:
        return self.clock.machine_now() - timedelta(seconds=self.clock.monotonic())

    def _compared(self) -> bool:
        """Compare with the answer that just came; one without a time tells nothing."""
        transport = self.bot.request
        theirs = time_of(transport.date if isinstance(transport, AiohttpRequest) else "")
        off = timedelta() if theirs is None else self.clock.machine_now() - theirs
        if abs(off) > MOST_OFF:
            log.error("clock_wrong", seconds=off.total_seconds())
            return False
        self._began, self._asked = self._beginning(), float("-inf")
        return True
