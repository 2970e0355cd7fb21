"""What is done is taken away after some days, a little each hour.

A done update or a sent message is empty already; the row itself is kept only as long as it may
still be of use. What takes time, looking for old rows, is done on a reader: nobody waits for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.usecases.ports import Database, UnitOfWork
from bot.usecases.signing_in import TRUSTED_AGE

EVERY = timedelta(hours=1)

UPDATES = timedelta(days=3)
"""An update that comes twice is known by its row. Telegram keeps what it could not bring for a day,
and may begin its numbers anew after a quiet week: an older row would make a new update a repeat."""

MESSAGES = timedelta(days=7)
"""A message of so long ago is not edited in place any more: what comes in its slot is sent anew."""

RUN_ROWS = timedelta(days=30)
"""Due rows of a run: a late tap must not make a second one, and nobody taps after a month."""

NUDGES = timedelta(days=180)
"""Nudges: the policy looks back 120 days for those that stayed unanswered."""

LEASES = timedelta(days=1)
"""A lease that ended so long ago belongs to a process that is gone."""

LINKS = timedelta(days=30)
"""A link that expired so long ago, and of which no runner made use."""

BATCH = 500
"""Rows in one job: a few milliseconds of the writer."""

K = TypeVar("K", str, int)


@dataclass(frozen=True, slots=True)
class Pruning:
    """Takes away what is done. Several processes may do so at once."""

    database: Database
    clock: Clock
    batch: int = BATCH

    async def tick(self) -> None:
        """Take away all that is old by now."""
        now = self.clock.now()
        await self._all(
            lambda uow: uow.inbox.old(now - UPDATES, self.batch),
            lambda uow, keys: uow.inbox.prune(keys),
        )
        await self._all(
            lambda uow: uow.outbox.old(now - MESSAGES, self.batch),
            lambda uow, keys: uow.outbox.prune(keys),
        )
        await self._settled(now - NUDGES, are_nudges=True)
        await self._settled(now - RUN_ROWS, are_nudges=False)
        machine_now = self.clock.machine_now()
        await self.database.write(lambda uow: uow.leases.prune(machine_now - LEASES))
        over, expired = machine_now - TRUSTED_AGE, machine_now - LINKS
        await self.database.write(lambda uow: uow.coaches.prune_sign_ins(over, expired))

    async def _settled(self, before: datetime, *, are_nudges: bool) -> None:
        await self._all(
            lambda uow: uow.planning.old(before, self.batch, are_nudges=are_nudges),
            lambda uow, keys: uow.planning.prune(keys),
        )

    async def _all(
        self,
        look: Callable[[UnitOfWork], Sequence[K]],
        prune: Callable[[UnitOfWork, Sequence[K]], None],
    ) -> None:
        """Take away batch after batch; the writer is free for others in between."""
        while keys := await self.database.read(look):
            await self.database.write(partial(_pruned, prune, keys))
            if len(keys) < self.batch:
                return


def _pruned(
    prune: Callable[[UnitOfWork, Sequence[K]], None], keys: Sequence[K], uow: UnitOfWork
) -> None:
    prune(uow, keys)
