"""A job that waits for its thread, and the one who waits for its result."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, Protocol, TypeVar

from bot.storage.unit_of_work import Transaction

T = TypeVar("T")


class Waiting(Protocol):
    """A ticket, whatever its job returns."""

    def begins(self) -> bool:
        """Whether somebody still waits for it; from here on it cannot be cancelled."""

    @property
    def over(self) -> bool:
        """Whether its result or its error was given out."""

    def attempt(self, transaction: Transaction) -> None:
        """Run the job; its result is kept back, its exception comes out."""

    def deliver(self) -> None:
        """Give the result out: only after the commit."""

    def fail(self, error: BaseException) -> None:
        """Give out why there is no result."""


class Ticket(Generic[T]):
    """One job with its future."""

    def __init__(self, job: Callable[[Transaction], T]) -> None:
        self._job = job
        self._results: list[T] = []
        self.future: Future[T] = Future()

    def begins(self) -> bool:
        """Whether somebody still waits for it."""
        return self.future.set_running_or_notify_cancel()

    @property
    def over(self) -> bool:
        """Whether its result or its error was given out."""
        return self.future.done()

    def attempt(self, transaction: Transaction) -> None:
        """Run the job."""
        self._results = [self._job(transaction)]

    def deliver(self) -> None:
        """Give the result out."""
        self.future.set_result(self._results[0])

    def fail(self, error: BaseException) -> None:
        """Give the error out."""
        self.future.set_exception(error)
