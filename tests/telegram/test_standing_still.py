"""A sender that stood still (a frozen machine, SIGSTOP) and goes on, after others went on too."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram import sending
from bot.telegram.reply import Reply
from bot.usecases.ports import Database, Kind, UnitOfWork
from tests.telegram import steps
from tests.telegram.road import Road, road
from tests.telegram.seeing import heard, texts, until

STOOD_STILL = timedelta(seconds=20)
T = TypeVar("T")


class Frozen(Clock):
    """The clock as a process finds it that stood still; `stood` says for how long."""

    stood = timedelta()

    def machine_now(self) -> datetime:
        """Return the machine's time."""
        return super().machine_now() + self.stood

    def monotonic(self) -> float:
        """Return seconds."""
        return super().monotonic() + self.stood.total_seconds()


class StandsStill:
    """A database whose process stands still when it has claimed something to send, once.

    `meanwhile` is what others do in that time.
    """

    def __init__(
        self, database: Database, clock: Frozen, meanwhile: Callable[[UnitOfWork], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._meanwhile = meanwhile

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Pass on; after a claim that gave something, stand still."""
        result = await self._database.write(job, chat=chat, first=first)
        if isinstance(result, sending.Claimed) and result.rows and not self._clock.stood:
            await self._database.write(self._meanwhile)
            self._clock.stood = STOOD_STILL
        return result

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Leave that to whoever opened it."""


class Busy(StandsStill):
    """A database at which whoever wants to claim something waits for longer than a lease holds."""

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Wait for one's turn, then pass on."""
        if chat is None:
            self._clock.stood += STOOD_STILL
        return await self._database.write(job, chat=chat, first=first)


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.NUDGE, Kind.COACH])
async def test_what_another_sent_meanwhile_is_not_sent_again(
    url: str, standin: Standin, database: Database, anna: Person, kind: Kind
) -> None:
    """Nor does it come after what is newer: an old question would stand where the card is."""
    clock = Frozen()

    def another_sends(uow: UnitOfWork) -> None:
        later = clock.machine_now() + STOOD_STILL
        assert uow.leases.take(sending.LEASE, "b", later, later + STOOD_STILL)
        uow.outbox.recover(clock.now())
        for row in uow.outbox.claim(clock.now(), 9):
            uow.outbox.sent(row.id, 1, clock.now())

    still = StandsStill(database, clock, another_sends)
    async with road(url, still, steps.routes(), clock=clock, poll=False, holder="a") as running:
        await running.sends(Reply(anna.id, "oud", kind=kind))
        await until(lambda: _stands_by(running, clock))
        assert standin.calls("sendMessage") == []


async def _stands_by(running: Road, clock: Frozen) -> bool:
    return bool(clock.stood) and not running.sender.leads


async def test_silence_that_began_meanwhile_is_kept(
    url: str, database: Database, anna: Person
) -> None:
    """It is still the one who sends, but what it had in hand may not come during a run."""
    clock = Frozen()
    end = clock.now() + timedelta(hours=2)
    still = StandsStill(database, clock, lambda uow: uow.silences.begin(anna.id, end))
    async with road(url, still, steps.routes(), clock=clock, poll=False, holder="a") as running:
        await running.sends(Reply(anna.id, "van je coach", kind=Kind.COACH))
        await until(lambda: _has_it_back(database))
        await running.sends(Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")
    assert texts(anna) == ["antwoord"]


async def _has_it_back(database: Database) -> bool:
    now = Clock().now()
    return bool(await database.read(lambda uow: uow.outbox.held(now + timedelta(seconds=1))))


async def test_a_busy_database_does_not_stop_it(url: str, database: Database, anna: Person) -> None:
    """It has the lease from when its job ran, however long that had waited."""
    clock = Frozen()
    busy = Busy(database, clock, lambda _uow: None)
    async with road(url, busy, steps.routes(), clock=clock, poll=False, holder="a") as running:
        await running.sends(Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")
