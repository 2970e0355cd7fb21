"""A job that waits for the writer's thread, and the one in a loop who waits for its result."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from bot.storage.unit_of_work import Transaction

T = TypeVar("T")


class Waiting(Protocol):
    """A ticket, whatever its job returns."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """Where its owner waits."""

    @property
    def given_up(self) -> bool:
        """Whether nobody waits for it any more."""

    @property
    def failed(self) -> bool:
        """Whether it has an error."""

    def attempt(self, transaction: Transaction) -> None:
        """Run the job; its result is kept back, its exception comes out."""

    def fail(self, error: BaseException) -> None:
        """Keep why there is no result."""

    def tell(self) -> None:
        """Give the result or the error to who waits: in his loop, and only after the commit."""


class Ticket(Generic[T]):
    """One job with its future. Made in the loop that waits for it."""

    def __init__(self, job: Callable[[Transaction], T]) -> None:
        self._job = job
        self._results: list[T] = []
        self._error: BaseException | None = None
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[T] = self.loop.create_future()

    @property
    def given_up(self) -> bool:
        """Whether its future was cancelled."""
        return self.future.cancelled()

    @property
    def failed(self) -> bool:
        """Whether it has an error."""
        return self._error is not None

    def attempt(self, transaction: Transaction) -> None:
        """Run the job."""
        self._results = [self._job(transaction)]

    def fail(self, error: BaseException) -> None:
        """Keep the error."""
        self._error = error

    def tell(self) -> None:
        """Give out the error or the result."""
        if self.future.done():  # cancelled meanwhile: the job is done all the same
            return
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._results[0])


def tell_all(tickets: Iterable[Waiting]) -> None:
    """Let all owners know, from another thread: each loop is woken once, which costs a call."""
    for loop, group in groupby(tickets, key=lambda one: one.loop):
        with suppress(RuntimeError):  # the loop is closed: nobody waits there
            loop.call_soon_threadsafe(_tell, list(group))


def _tell(tickets: list[Waiting]) -> None:
    for ticket in tickets:
        ticket.tell()
