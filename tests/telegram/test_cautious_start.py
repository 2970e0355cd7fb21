"""Right after its start the sender is careful: what is on its way at a death comes twice."""

from collections.abc import Callable
from typing import TypeVar

from bot.clock import Clock
from bot.demo.standin import Standin
from bot.telegram.reply import Reply, to_row
from bot.telegram.sending import FIRST_IN_FLIGHT, KEPT_FOR_ONE_MORE, Claimed
from bot.usecases.ports import Database, UnitOfWork
from tests.databases import Addresses
from tests.telegram import steps
from tests.telegram.road import road
from tests.telegram.seeing import settled

T = TypeVar("T")


class Counting:
    """A database that counts what is claimed at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.claims: list[int] = []

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write, and count."""
        result = await self._database.write(job, chat=chat, first=first)
        if isinstance(result, Claimed) and result.rows:
            self.claims.append(len(result.rows))
        return result

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


async def test_right_after_a_start_few_are_sent_at_once(
    url: str, standin: Standin, sqlite_addresses: Addresses
) -> None:
    """The more has arrived, the more is claimed at once."""
    people = [standin.person(f"Loper {number}", started=True) for number in range(20)]
    database = sqlite_addresses.open()

    def queue(uow: UnitOfWork) -> None:
        now = Clock().now()
        uow.outbox.add_all([to_row(Reply(one.id, "hoi"), now) for one in people])

    await database.write(queue)
    counting = Counting(database)
    async with road(url, counting, steps.routes(), poll=False) as running:
        for one in people:
            await settled(database, one)
        cautious = len(counting.claims)
        await database.write(queue)
        running.sender.wake()
        for one in people:
            await settled(database, one)
    await database.close()
    assert counting.claims[0] == FIRST_IN_FLIGHT
    assert counting.claims[cautious] == FIRST_IN_FLIGHT + len(people) // KEPT_FOR_ONE_MORE
