"""Back after an outage, of Telegram or of this program: every open question is asked again, once.

Why, whom and when: `docs/decisions/0015-asked-again.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.domain.nudges import NudgePolicy, after_quiet_hours
from bot.domain.runner import Runner
from bot.telegram.reply import Reply, to_row
from bot.usecases.ports import Database, UnitOfWork

Ask: TypeAlias = Callable[[UnitOfWork, Runner, datetime], list[Reply]]

LONG: Final = timedelta(seconds=150)
"""So long Telegram keeps a tap that nobody answers (measured)."""

FRESH: Final = timedelta(hours=12)
"""What was asked longer ago is not asked again: who comes back to it taps again by himself."""

AWAKE: Final = timedelta(minutes=30)
"""Whom we asked something so shortly before was awake with his phone, also in quiet hours."""

NOTED_EVERY: Final = timedelta(seconds=15)
HEARD_AT: Final = "heard_at"

log = structlog.get_logger()


@dataclass(slots=True)
class Returning:
    """Told each time that Telegram was heard, it notices when that is after a long silence."""

    database: Database
    clock: Clock
    ask: Ask
    policy: NudgePolicy
    wake: Callable[[], None]  # the sender
    _heard_at: datetime | None = None
    _noted_at: datetime | None = None
    _silent_since: list[datetime] = field(default_factory=list)

    async def heard(self, *, caught_up: bool = True) -> None:
        """Telegram answered. `caught_up`: nothing more waits there, so open is what stays open."""
        try:
            await self._heard(caught_up=caught_up)
        except Exception as error:  # noqa: BLE001 - receiving goes on, and the next time tells it
            log.warning("not_asked_again", error=type(error).__name__)

    async def _heard(self, *, caught_up: bool) -> None:
        now = self.clock.machine_now()
        before = self._heard_at
        if before is None or now - before >= LONG:
            before = await self._last_sign(before or now)
        if now - before >= LONG and not self._silent_since:
            self._silent_since.append(before)
        self._heard_at = now
        if self._silent_since and caught_up:
            await self._ask_all(now - self._silent_since[0])
            self._silent_since.clear()
        if not self._silent_since and (
            self._noted_at is None or now - self._noted_at >= NOTED_EVERY
        ):
            await self.database.write(lambda uow: uow.kept.put(HEARD_AT, now.isoformat()))
            self._noted_at = now

    async def _last_sign(self, ours: datetime) -> datetime:
        """Return when Telegram was heard last by any process: this one may just have begun.

        Or it stood still, while others heard it all the time.
        """
        kept = await self.database.read(lambda uow: uow.kept.get(HEARD_AT))
        if kept is None:
            return ours
        noted = datetime.fromisoformat(kept)
        return noted if self._heard_at is None else max(noted, ours)

    async def _ask_all(self, silence: timedelta) -> None:
        began = self.clock.now() - silence
        chats = await self.database.read(lambda uow: uow.outbox.replied_since(began - FRESH))
        log.info("back_after_silence", seconds=silence.total_seconds(), chats=len(chats))
        for chat in chats:
            await self.database.write(partial(self._ask, chat=chat, began=began), chat=chat)
        self.wake()

    def _ask(self, uow: UnitOfWork, chat: int, began: datetime) -> None:
        now = self.clock.now()
        runner, last = uow.runners.by_chat(chat), uow.outbox.last_reply(chat)
        if runner is None or runner.blocked_at is not None or last is None:
            return
        asked_at = last[1]
        # Asked in the first moments of a silence counts too: the answer went lost all the same.
        if asked_at >= began + LONG or uow.silences.until(chat, now):
            return
        if uow.inbox.is_waiting(chat) or uow.outbox.waiting(chat):
            return  # what he said is on its way to us, or the question to him
        quiet = after_quiet_hours(now, ZoneInfo(runner.timezone), self.policy) > now
        if quiet and asked_at < began - AWAKE:
            return
        for reply in self.ask(uow, runner, now):
            uow.outbox.add(to_row(reply, now))
