"""Polling that does not come back although Telegram is there ends the program.

Whoever keeps it running (systemd, a container) then starts it anew, which loses nothing. As long as
Telegram itself cannot be reached, nothing is wrong here: then it waits.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.telegram.calling import call

ASK_SECONDS: Final = 10.0  # for Telegram's answer whether it is there

log = structlog.get_logger()


class PollingStopped(Exception):  # noqa: N818 - it is what happened, and it ends the program
    """Telegram answers us, and no poll succeeds."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram answers, but receiving messages does not come back; so Lichter ends, to be "
            "started again. Nothing is lost. If it happens often, look at the network and the log."
        )


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds.

    `quiet`: no poll for so long is unusual: longer than a long poll and its margins. `there`: so
    long Telegram may answer while no poll succeeds.
    """

    quiet: float = 85.0
    there: float = 60.0
    look_every: float = 5.0


@dataclass(frozen=True, slots=True)
class Watchdog:
    """Watches the silence of a poller, in seconds since its last good poll."""

    bot: Bot
    clock: Clock
    silent_for: Callable[[], float]
    patience: Patience = Patience()

    async def guard(self, polling: Coroutine[None, None, None]) -> None:
        """Poll until cancelled; raises what polling raises, or PollingStopped."""
        tasks = [asyncio.create_task(polling), asyncio.create_task(self.watch())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def watch(self) -> None:
        """Look again and again; raises PollingStopped."""
        there_since: float | None = None
        while True:
            await asyncio.sleep(self.patience.look_every)
            if self.silent_for() < self.patience.quiet or not await self._is_there():
                there_since = None
                continue
            now = self.clock.monotonic()
            there_since = there_since or now
            log.warning("polling_silent", seconds=self.silent_for())
            if now - there_since >= self.patience.there:
                raise PollingStopped

    async def _is_there(self) -> bool:
        """Whether Telegram answers anything at all."""
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await call(self.bot, "getMe")
        except (TelegramError, TimeoutError):
            return False
        return True
