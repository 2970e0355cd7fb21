"""Due rows that change a run are looked at in the lane of its chat: a tap may do so meanwhile."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from bot.domain.planning import DueRow
from bot.due.ticking import DueRows
from bot.ids import new_id
from bot.usecases.nudging import RUN_KINDS
from bot.usecases.ports import Database, UnitOfWork
from bot.usecases.telling import KINDS
from tests.databases import Addresses
from tests.due.test_schedule import MESSAGES, NUDGES, TEN, Stopped, nothing, planned
from tests.steps import Chat

T = TypeVar("T")


class Lanes:
    """A database that keeps in whose lane each job was."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.taken: list[int | None] = []

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Pass on."""
        self.taken.append(chat)
        return await self._database.write(job, chat=chat, first=first)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


async def test_what_changes_a_run_has_a_lane_of_its_own(sqlite_addresses: Addresses) -> None:
    """Nudges, and what goes between runner and coach, are looked at together in none."""
    database = sqlite_addresses.open()
    lanes, (one,) = Lanes(database), await planned(database)
    out = await Chat(database, 999, []).enrols()
    ends = TEN + timedelta(hours=1)
    rows = [
        DueRow(new_id(TEN), runner.id, kind, TEN.date(), kind, TEN, ends)
        for runner, kinds in ((out, RUN_KINDS), (one, RUN_KINDS | KINDS))
        for kind in kinds
    ]
    await database.write(lambda uow: uow.planning.plan_all(rows))
    await DueRows(lanes, Stopped(TEN), NUDGES, MESSAGES, nothing).tick()
    assert Counter(lanes.taken) == {None: 1, out.chat: len(RUN_KINDS), one.chat: len(RUN_KINDS)}
    await database.close()
