"""SQLite: one writer thread with group commit, and a few readers beside it.

Waiting jobs share one COMMIT (and so one fsync); results are given out after the COMMIT. What has
happened outside (`first`) does not wait for the others and is committed apart from them: until it
is, a death undoes what the world has seen.
When a job fails, all of its group is undone and done again, now each inside a SAVEPOINT of its own,
so that only the one that fails is undone: a SAVEPOINT each for all costs every update a tenth more.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Condition, Thread
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.storage.erasing import erase_keys
from bot.storage.errors import StorageError
from bot.storage.open_file import check_file
from bot.storage.schema import excused
from bot.storage.tickets import Ticket, Waiting, tell_all
from bot.storage.unit_of_work import Transaction
from bot.storage.vault import Vault
from bot.usecases.ports import UnitOfWork

T = TypeVar("T")

GROUP = 64
READERS = 4


class SQLiteDatabase:
    """`Database` of the ports. In memory there is one connection: reads queue with the writes."""

    def __init__(self, engine: Engine, vault: Vault, *, in_memory: bool) -> None:
        self._engine = engine
        self._vault = vault
        self._first: deque[Waiting] = deque()
        self._jobs: deque[Waiting] = deque()
        self._door = Condition()
        self._closed = False
        self._readers = (
            None if in_memory else ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        )
        self._thread = Thread(target=self._write_jobs, name="writer", daemon=True)
        self._thread.start()

    async def write(
        self,
        job: Callable[[UnitOfWork], T],
        *,
        chat: int | None = None,  # noqa: ARG002  one writer: every job has the lane of every chat
        first: bool = False,
    ) -> T:
        """Run `job` in the writer thread; the result comes after the COMMIT of its group."""
        ticket = Ticket(job)
        self._queue(ticket, self._first if first else self._jobs)
        return await ticket.future

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on a reader; writing there is refused by SQLite."""
        if self._readers is None:
            ticket = Ticket(lambda transaction: _look(job, transaction))
            self._queue(ticket, self._jobs)
            return await ticket.future
        if self._closed:
            raise StorageError("The database is closed.")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, job)

    async def close(self) -> None:
        """Finish the waiting jobs, then close everything."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._door.notify()
        await asyncio.to_thread(self._finish)

    def _queue(self, ticket: Waiting, queue: deque[Waiting]) -> None:
        with self._door:
            if self._closed:
                raise StorageError("The database is closed.")
            queue.append(ticket)
            self._door.notify()

    def _finish(self) -> None:
        self._thread.join()
        if self._readers is not None:
            self._readers.shutdown()
        self._engine.dispose()
        self._vault.close()

    # ------------------------------------------------------------ in the readers' threads
    def _read(self, job: Callable[[UnitOfWork], T]) -> T:
        with self._engine.connect() as connection:
            check_file(connection)
            transaction = Transaction(connection, self._vault)
            with transaction.read_only():
                connection.exec_driver_sql("BEGIN")
                try:
                    return job(transaction)
                finally:
                    connection.exec_driver_sql("ROLLBACK")

    # ------------------------------------------------------------ in the writer's thread
    def _write_jobs(self) -> None:
        with self._engine.connect() as connection:
            while group := self._next_group():
                self._run_group(connection, [one for one in group if not one.given_up])

    def _next_group(self) -> list[Waiting]:
        """Wait for a job, then take those that wait with it; empty: nothing comes any more."""
        with self._door:
            self._door.wait_for(lambda: self._first or self._jobs or self._closed)
            queue = self._first or self._jobs
            return [queue.popleft() for _ in range(min(GROUP, len(queue)))]

    def _run_group(self, connection: Connection, group: list[Waiting]) -> None:
        try:
            gone = self._committed(connection, group)
        except Exception as error:  # noqa: BLE001  whoever waits must hear of it, whatever it is
            _roll_back(connection)
            for ticket in group:
                if not ticket.failed:
                    ticket.fail(_as_storage_error(error))
        else:
            if gone:
                self._erase(connection, gone)
        tell_all(group)

    def _committed(self, connection: Connection, group: list[Waiting]) -> list[str]:
        """Run and commit the jobs; returns whose keys are to be destroyed."""
        check_file(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        gone: list[str] = []
        try:
            for ticket in group:
                self._attempt(connection, ticket, gone)
        except Exception:  # noqa: BLE001  it belongs to whoever gave the job, who hears it below
            gone.clear()
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for ticket in group:
                self._attempt_alone(connection, ticket, gone)
        connection.exec_driver_sql("COMMIT")
        return gone

    def _attempt_alone(self, connection: Connection, ticket: Waiting, gone: list[str]) -> None:
        """Run one job in its SAVEPOINT; what it raises is its own, and it alone is undone."""
        connection.exec_driver_sql("SAVEPOINT job")
        try:
            self._attempt(connection, ticket, gone)
        except Exception as error:  # noqa: BLE001  it belongs to whoever gave the job
            connection.exec_driver_sql("ROLLBACK TO job")
            connection.exec_driver_sql("RELEASE job")
            ticket.fail(excused(error, connection))
        else:
            connection.exec_driver_sql("RELEASE job")

    def _attempt(self, connection: Connection, ticket: Waiting, gone: list[str]) -> None:
        transaction = Transaction(connection, self._vault)
        ticket.attempt(transaction)
        gone += transaction.gone

    def _erase(self, connection: Connection, gone: list[str]) -> None:
        """Destroy keys after the commit. What fails here is done at the next start (`erased`)."""
        with suppress(DBAPIError, StorageError):
            erase_keys(connection, self._vault, gone)


def _look(job: Callable[[UnitOfWork], T], transaction: Transaction) -> T:
    with transaction.read_only():
        return job(transaction)


def _roll_back(connection: Connection) -> None:
    with suppress(DBAPIError):  # SQLite may have rolled back by itself
        connection.exec_driver_sql("ROLLBACK")


def _as_storage_error(error: Exception) -> Exception:
    if isinstance(error, DBAPIError):
        return StorageError(f"The database could not commit: {error.orig}.")
    return error
