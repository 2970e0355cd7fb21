"""One outbox row from its claim to its end: paced, delivered, tried again or given up."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import structlog
from telegram import Bot

from bot.clock import Clock
from bot.telegram.calling import read_params
from bot.telegram.delivering import (
    Attachment,
    Delivered,
    Failed,
    Gone,
    Outcome,
    Recipe,
    Refused,
    TooMany,
    deliver,
)
from bot.telegram.figures import MESSAGES, SENT
from bot.telegram.limits import Limits, Pace
from bot.usecases.ports import AT_MOST_ONCE, Database, Kind, OutboxRow, UnitOfWork

OnBlocked: TypeAlias = Callable[[UnitOfWork, int, datetime], None]
"""This chat cannot be reached any more: runs in the transaction that gives the message up."""

# Answers wait in memory, so that what follows in the chat waits behind them. The rest goes back to
# the table, where silence can still hold it.
URGENT: Final = frozenset({Kind.HELP, Kind.REPLY})
MOST_RECIPE_TRIES: Final = 3
LOOK_AGAIN: Final = 0.1  # seconds between two looks whether it is still us who send

log = structlog.get_logger()


@dataclass(slots=True)
class Carrier:
    """Carries claimed rows. `napping` counts those that wait and so take up no room.

    `leads`: it is certainly us who send, at this moment. `kept` counts those of which it is
    written down that they were sent.
    """

    database: Database
    bot: Bot
    clock: Clock
    limits: Limits
    pace: Pace
    recipes: Mapping[str, Recipe]
    on_blocked: OnBlocked | None
    leads: Callable[[], bool]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    napping: int = 0
    kept: int = 0

    async def carry(self, row: OutboxRow) -> None:
        """Bring one row to its end, or back to the table."""
        going: OutboxRow | None = row
        while going is not None and await self._may_go(going):
            going = await self._settle(going, await self._outcome(going))

    async def nap(self, seconds: float) -> bool:
        """Wait; False when it was cut short because we stop."""
        self.napping += 1
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), seconds)
        finally:
            self.napping -= 1
        return not self.stopping.is_set()

    async def _may_go(self, row: OutboxRow) -> bool:
        """Wait for this row's turn; False when it went back to the table, or ran out."""
        if not await self._is_ours(row):
            return False
        if row.expires is not None and row.expires <= self.clock.now():
            await self._drop(row, Refused("expired"))
            return False
        urgent = row.kind in URGENT
        if not urgent and (wait := self.pace.chat_wait(row.chat, self.clock.monotonic())):
            await self._give_back(row, wait, "paced")
            return False
        wait = self._wait(row)
        if wait <= 0:
            return True
        if await self.nap(wait):
            return await self._is_ours(row)
        if not urgent:
            await self._give_back(row, 0, "stopped")
        return False

    async def _is_ours(self, row: OutboxRow) -> bool:
        """Whether it is still us who send; a process that stood still must not go on unasked.

        Somebody else may have sent this row meanwhile, and newer ones: then `Sender` ends this
        task. If nobody did, silence may have begun: what it holds goes back to the table.
        """
        if self.leads():
            return True
        while not self.leads():
            if not await self.nap(LOOK_AGAIN):
                return False
        if row.kind not in URGENT:
            await self._give_back(row, 0, "stood_still")
            return False
        return True

    def _wait(self, row: OutboxRow) -> float:
        """Seconds before this row may go: edits that answer a tap, and help, obey a 429 only."""
        now = self.clock.monotonic()
        answers_tap = row.kind is Kind.REPLY and (row.edits or row.message_id) is not None
        if answers_tap or row.kind is Kind.HELP:
            return self.pace.paused(row.chat, now)
        return self.pace.reserve(row.chat, now)

    async def _outcome(self, row: OutboxRow) -> Outcome:
        try:
            attachment = await self._attachment(row)
        except Exception:  # a recipe may fail in any way
            log.exception("attachment_failed", row=row.id)
            if row.tries + 1 >= MOST_RECIPE_TRIES:
                return Refused("attachment")
            return Failed(certain=True, why="attachment")
        try:
            return await deliver(self.bot, row, attachment)
        except Exception:  # one broken row must not hold up its chat
            log.exception("message_broken", row=row.id)
            return Refused("broken")

    async def _attachment(self, row: OutboxRow) -> Attachment | None:
        if row.attachment is None:
            return None
        name, colon, argument = row.attachment.partition(":")
        if not colon:  # its own words: what may stand nowhere readable, such as a link
            argument = str(read_params(row.payload)["text"])
        return await self.recipes[name](argument, self.database)

    async def _settle(self, row: OutboxRow, outcome: Outcome) -> OutboxRow | None:
        """Write down what became of it; returns the row when it is to be tried again at once."""
        match outcome:
            case Delivered(message_id):
                await self._sent(row, message_id)
            case Refused():
                await self._drop(row, outcome)
            case Gone():
                await self._forget(row)
                return replace(row, edits=None, message_id=None)
            case Failed(certain=False) if row.kind in AT_MOST_ONCE:
                await self._drop(row, Refused("unknown"))
            case TooMany(seconds):
                self.pace.pause(row.chat, seconds, self.clock.monotonic())
                return await self._again(row, seconds, "429")
            case Failed(_, why):
                return await self._again(row, self.limits.pause(row.tries), why)
        return None

    async def _again(self, row: OutboxRow, seconds: float, why: str) -> OutboxRow | None:
        if row.kind not in URGENT:
            await self._give_back(row, seconds, why)
            return None
        MESSAGES.labels(row.kind, "again").inc()
        log.info("message_again", kind=row.kind, why=why, tries=row.tries, seconds=seconds)
        return replace(row, tries=row.tries + 1) if await self.nap(seconds) else None

    # ------------------------------------------------------------ written down
    async def _sent(self, row: OutboxRow, message_id: int | None) -> None:
        SENT[row.kind].inc()
        news = None if message_id == row.message_id else message_id  # the slot knows it already
        now = self.clock.now()
        await self._write(row, lambda uow: uow.outbox.sent(row.id, news, now), first=True)
        self.kept += 1

    async def _forget(self, row: OutboxRow) -> None:
        slot = row.slot
        if slot is not None:
            await self._write(row, lambda uow: uow.outbox.forget_slot(row.chat, slot))

    async def _give_back(self, row: OutboxRow, seconds: float, why: str) -> None:
        MESSAGES.labels(row.kind, "again").inc()
        log.info("message_given_back", kind=row.kind, why=why, tries=row.tries, seconds=seconds)
        later = self.clock.now() + timedelta(seconds=seconds)
        await self._write(row, lambda uow: uow.outbox.retry(row.id, later))

    async def _drop(self, row: OutboxRow, refused: Refused) -> None:
        MESSAGES.labels(row.kind, refused.reason).inc()
        log.warning("message_dropped", kind=row.kind, reason=refused.reason, row=row.id)

        def job(uow: UnitOfWork) -> None:
            uow.outbox.drop(row.id, refused.reason)
            if refused.blocked and self.on_blocked is not None:
                self.on_blocked(uow, row.chat, self.clock.now())

        await self._write(row, job)

    async def _write(
        self, row: OutboxRow, job: Callable[[UnitOfWork], None], *, first: bool = False
    ) -> None:
        """Write until it is written: what Telegram has taken must not be sent again."""
        tries = 0
        while True:
            try:
                await self.database.write(job, chat=row.chat, first=first)
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("outcome_not_kept", error=type(error).__name__, row=row.id)
                await asyncio.sleep(self.limits.pause(tries))
                tries += 1
            else:
                return
