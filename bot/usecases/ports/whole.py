"""The unit of work and the database: everything else seen as one."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.usecases.ports.coaches import Coaches
from bot.usecases.ports.guiding import Guiding, Letters
from bot.usecases.ports.retention import Retention
from bot.usecases.ports.runners import Planning, Runners, Runs
from bot.usecases.ports.telegram import Inbox, Outbox, Silences
from bot.usecases.ports.views import CoachViews, Reading

T = TypeVar("T")


class Leases(Protocol):
    """Whoever must be one holds a lease row. Machine time."""

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or renew a lease; False when somebody else holds it."""

    def release(self, name: str, holder: str) -> None:
        """Give a lease back."""

    def bury(self, place: str) -> None:
        """End the leases of whoever worked at this place before (holders `place#…`)."""

    def prune(self, before: datetime) -> None:
        """Remove leases that ended before this time: nobody came for them."""


class Kept(Protocol):
    """Small facts of the installation itself (clock offset of the demo, commands last set)."""

    def get(self, name: str) -> str | None:
        """The value kept under this name."""

    def put(self, name: str, value: str) -> None:
        """Keep a value."""


class UnitOfWork(Protocol):
    """One transaction. Nothing in here commits; the door that opened it does."""

    @property
    def runners(self) -> Runners:
        """Runners."""

    @property
    def runs(self) -> Runs:
        """Runs, answers and sentences."""

    @property
    def planning(self) -> Planning:
        """Planned moments and due rows."""

    @property
    def coaches(self) -> Coaches:
        """Coaches and who shares with them."""

    @property
    def guiding(self) -> Guiding:
        """What a coach sets and notes for a runner."""

    @property
    def messages(self) -> Letters:
        """What coach and runner write to each other."""

    @property
    def views(self) -> CoachViews:
        """What a coach's pages show."""

    @property
    def reading(self) -> Reading:
        """What a coach has read."""

    @property
    def silences(self) -> Silences:
        """Chats in which a run is going on."""

    @property
    def inbox(self) -> Inbox:
        """Raw updates."""

    @property
    def outbox(self) -> Outbox:
        """Messages to be sent."""

    @property
    def retention(self) -> Retention:
        """What is old enough to go."""

    @property
    def leases(self) -> Leases:
        """Who must be one."""

    @property
    def kept(self) -> Kept:
        """Small facts of the installation."""


class Database(Protocol):
    """The only way to a unit of work. A job is a plain function, run in the database's thread."""

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Run `job` and commit; the result is given out after the commit.

        An exception rolls this job back alone and comes out here. `chat` locks that chat's lane
        (several processes). A job changes nothing but the unit of work: it may be run a second
        time (PostgreSQL: a deadlock; SQLite: a neighbour failed) and sees none of the first.
        `first`: what this writes down has happened already, out of our hands, so it goes before
        what waits; it may depend on nothing that was asked for and is not yet committed.
        """

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on a reader connection; nothing is ever written."""

    async def close(self) -> None:
        """Finish the waiting jobs and close all connections."""


class Bell(StrEnum):
    """What one process may tell the others: there is something new in this table."""

    INBOX = "inbox"
    OUTBOX = "outbox"


class Bells(Protocol):
    """Rung across processes that share a database. A bell may be missed: rows are the truth."""

    def ring(self, bell: Bell) -> None:
        """Wake the others, soon; never waits and never fails."""

    def on(self, bell: Bell, heard: Callable[[], None]) -> None:
        """Call `heard` in this loop whenever somebody rings, and after each new connection."""

    async def close(self) -> None:
        """Listen no more."""


Daylight = Callable[[datetime, str], bool]
"""Whether it is light at this (aware) time in this zone's reference city."""
