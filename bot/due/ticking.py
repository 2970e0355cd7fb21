"""The tick: due rows → outbox, what silence held back → one message. A job is all or nothing."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.domain.planning import DueRow
from bot.due import held
from bot.due.many_nudges import Worded
from bot.messages import Messages
from bot.telegram.leading import LEASE_FOR
from bot.telegram.reply import to_row
from bot.usecases import nudging, telling
from bot.usecases.nudging import RUN_KINDS, NudgeRules
from bot.usecases.ports import Database, Kind, UnitOfWork

LEASE = "tick"

BATCH = 200
"""Rows in one job: the writer is everybody's, so jobs stay short (architecture.md: at most 200)."""

ROUNDS = 20
"""Jobs in one tick; what is left is for the next one, a second later."""

AFTER_ERROR = timedelta(minutes=10)
"""A row that cannot be looked at waits so long, and keeps nobody waiting meanwhile."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one job claimed and did. `alone`: rows that each need a job of their own, by lane."""

    claimed: int = 0
    queued: int = 0
    alone: tuple[tuple[int | None, DueRow], ...] = ()


@dataclass(frozen=True, slots=True)
class DueRows:
    """Looks at due rows. Several processes may: whoever holds the lease does it."""

    database: Database
    clock: Clock
    rules: NudgeRules
    messages: Messages
    queued: Callable[[], None]  # wakes the sender
    holder: str = field(default_factory=lambda: secrets.token_hex(8))

    async def tick(self) -> None:
        """Settle everything that is due. Idle: one look, nothing written."""
        now = self.clock.now()
        if not await self.database.read(lambda uow: uow.planning.is_due(now)):
            return
        for _ in range(ROUNDS):
            batch = await self._settled()
            queued = batch.queued
            for chat, row in batch.alone:
                queued += await self._alone(row, chat)
            if queued:
                self.queued()
            if batch.claimed < BATCH:
                return

    async def _settled(self) -> _Batch:
        """Settle a batch; when that fails nothing of it is stored, and each row is for itself."""
        try:
            return await self.database.write(self._batch)
        except Exception as error:  # noqa: BLE001  one broken row must not stop the others
            log.warning("due_batch_failed", error=type(error).__name__)
        together, alone = await self.database.write(self._claim)
        each = (*alone, *((None, row) for row in together))
        return _Batch(len(each), alone=each)

    async def release_lease(self) -> None:
        """Give the lease back, so that another process need not wait for its end."""
        await self.database.write(self._give_back)

    def _give_back(self, uow: UnitOfWork) -> None:
        uow.leases.release(LEASE, self.holder)

    def _leads(self, uow: UnitOfWork) -> bool:
        """Whether it is us who look; nobody else can take over before this job has ended."""
        machine_now = self.clock.machine_now()
        return uow.leases.take(LEASE, self.holder, machine_now, machine_now + LEASE_FOR)

    def _claim(self, uow: UnitOfWork) -> tuple[list[DueRow], list[tuple[int, DueRow]]]:
        """Return rows that are due, if it is us who look: many, and those of runs with a chat."""
        if not self._leads(uow):
            return [], []
        claimed = uow.planning.claim_due(self.clock.now(), BATCH)
        of_runs = [row.runner_id for row in claimed if row.kind in RUN_KINDS]
        runners = uow.runners.by_ids(of_runs) if of_runs else {}
        alone: list[tuple[int, DueRow]] = []
        together: list[DueRow] = []
        for row in claimed:
            runner = runners.get(row.runner_id) if row.kind in RUN_KINDS else None
            if runner is None:
                together.append(row)
            else:
                alone.append((runner.chat, row))
        return together, alone

    def _batch(self, uow: UnitOfWork) -> _Batch:
        together, alone = self._claim(uow)
        queued = sum(self._look(uow, wave) for wave in nudging.waves(together))
        return _Batch(len(together) + len(alone), queued, tuple(alone))

    async def _alone(self, row: DueRow, chat: int | None) -> int:
        """Look at one row, in the lane of its chat if a tap may change the same run meanwhile.

        A row that cannot be looked at is put aside. Many take longer than the lease does: whoever
        took it meanwhile looks at the rest.
        """

        def job(uow: UnitOfWork) -> int:
            if not self._leads(uow):
                return 0
            due = uow.planning.still_due(row.id, self.clock.now())
            return self._look(uow, [row]) if due else 0

        try:
            return await self.database.write(job, chat=chat)
        except Exception as error:  # noqa: BLE001  one broken row must not stop the others
            log.error("due_row_failed", row=row.id, kind=row.kind, error=type(error).__name__)  # noqa: TRY400  a traceback could hold words
        later = {row.id: self.clock.now() + AFTER_ERROR}
        await self.database.write(lambda uow: uow.planning.postpone(later))
        return 0

    def _look(self, uow: UnitOfWork, rows: Sequence[DueRow]) -> int:
        """Settle rows of different runners; returns how many messages were queued."""
        now = self.clock.now()
        verdicts = nudging.judge(uow, rows, now, self.rules)
        said = [one.outcome for one in verdicts if one.outcome is not None]
        queued = Worded(self.messages, now).rows(said)
        nudging.settle(uow, verdicts, now, self.rules)
        uow.outbox.add_all(queued)
        return len(said)


@dataclass(frozen=True, slots=True)
class Release:
    """Lets go what silence held back, when its time has come: one soundless message a chat."""

    database: Database
    clock: Clock
    queued: Callable[[], None]  # wakes the sender

    async def tick(self) -> None:
        """Merge what may leave now. Idle: one look, nothing written."""
        now = self.clock.now()
        rows = await self.database.read(lambda uow: uow.outbox.to_release(now))
        for chat in sorted({row.chat for row in rows}):
            await self.database.write(partial(self._merge, chat), chat=chat)
        if rows:
            self.queued()

    def _merge(self, chat: int, uow: UnitOfWork) -> None:
        now = self.clock.now()
        rows = [row for row in uow.outbox.to_release(now) if row.chat == chat]
        for row in rows:
            if row.kind is Kind.NUDGE:
                uow.outbox.drop(row.id, "after_run")
            elif held.is_reaction(row):
                uow.outbox.drop(row.id, "merged")
                uow.outbox.add(held.anew(row, now))
        for merged in held.merge(rows, now):
            uow.outbox.merge_held(chat, merged.row_ids, merged.into)


@dataclass(frozen=True, slots=True)
class Digests:
    """The daily digest of each coach who wants one: at his own time, once a day."""

    database: Database
    clock: Clock
    messages: Messages
    queued: Callable[[], None]  # wakes the sender

    async def tick(self) -> None:
        """Queue the digests whose time has come. Otherwise: one look, nothing written."""
        now = self.clock.now()
        coaches = await self.database.read(lambda uow: uow.coaches.all())
        due = [one for one in coaches if telling.is_digest_due(one, now)]
        for coach in due:
            await self.database.write(partial(self._digest, coach.id), chat=coach.chat)
        if due:
            self.queued()

    def _digest(self, coach_id: str, uow: UnitOfWork) -> None:
        now = self.clock.now()
        coach = uow.coaches.by_id(coach_id)  # as he is now: another process may have been first
        told = None if coach is None else telling.digest(uow, coach, now)
        if told is not None:
            uow.outbox.add(to_row(self.messages.digest(told), now))
