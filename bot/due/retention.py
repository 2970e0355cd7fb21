"""What is older than it may be is erased, a runner at a time, an hour at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.clock import Clock
from bot.domain.nudges import NudgePolicy
from bot.messages import Messages
from bot.telegram.reply import to_row
from bot.usecases import retaining
from bot.usecases.ports import Database, UnitOfWork
from bot.usecases.retaining import Erased, WillErase

EVERY = timedelta(hours=1)

BATCH = 500
"""Runners that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one round did: rows that went, runners who were told, runners who were erased."""

    rows: int = 0
    told: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Retention:
    """Keeps `months` of everything. Several processes may do so at once."""

    database: Database
    clock: Clock
    messages: Messages
    policy: NudgePolicy
    months: int
    queued: Callable[[], None]  # wakes the sender

    async def tick(self) -> None:
        """Do one round."""
        if (await self.round(lambda _done, _total: None)).told:
            self.queued()

    async def round(self, tell: Callable[[int, int], None]) -> Done:
        """Forget what is old, and look at who is silent; `tell`: how many of how many are done."""
        now = self.clock.now()
        since = retaining.kept_since(now, self.months)
        silent_since = retaining.perhaps_silent_since(now, self.months)
        old = await self._all(lambda uow, last: uow.retention.with_old(since, BATCH, last))
        silent = await self._all(lambda uow, last: uow.retention.silent(silent_since, BATCH, last))
        total = len(old) + len(silent)
        rows = await self.database.write(lambda uow: uow.retention.forget_letters(since))
        for number, runner_id in enumerate(old, start=1):
            rows += await self._forget(runner_id)
            tell(number, total)
        looks: list[WillErase | Erased | None] = []
        for number, runner_id in enumerate(silent, start=1):
            looks.append(await self._look(runner_id))
            tell(len(old) + number, total)
        told = sum(isinstance(one, WillErase) for one in looks)
        return Done(rows, told, sum(isinstance(one, Erased) for one in looks))

    async def _forget(self, runner_id: str) -> int:
        since = retaining.kept_since(self.clock.now(), self.months)
        return await self.database.write(
            lambda uow: retaining.forget(uow, runner_id, since), chat=await self._chat(runner_id)
        )

    async def _look(self, runner_id: str) -> WillErase | Erased | None:
        """In the lane of his chat: a tap of this moment keeps him."""

        def job(uow: UnitOfWork) -> WillErase | Erased | None:
            now = self.clock.now()
            found = retaining.look(uow, runner_id, now, self.months, self.policy)
            if isinstance(found, WillErase) and found.runner.blocked_at is None:
                uow.outbox.add(to_row(self.messages.will_erase(found), now))
            return found

        return await self.database.write(job, chat=await self._chat(runner_id))

    async def _chat(self, runner_id: str) -> int | None:
        runner = await self.database.read(lambda uow: uow.runners.by_id(runner_id))
        return None if runner is None else runner.chat

    async def _all(self, look: Callable[[UnitOfWork, str], Sequence[str]]) -> list[str]:
        found: list[str] = []
        while True:
            last = found[-1] if found else ""
            some = await self.database.read(partial(_looked, look, last))
            found += some
            if len(some) < BATCH:
                return found


def _looked(
    look: Callable[[UnitOfWork, str], Sequence[str]], last: str, uow: UnitOfWork
) -> Sequence[str]:
    return look(uow, last)
