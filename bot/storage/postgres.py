"""PostgreSQL: a few threads, a transaction a job, the row of its chat locked."""

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from typing import Final, TypeVar

from psycopg import errors
from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import DBAPIError

from bot.storage.erasing import erase_keys
from bot.storage.errors import StorageError, blamed
from bot.storage.on_conflict import insert
from bot.storage.schema import excused
from bot.storage.tables import lanes
from bot.storage.unit_of_work import Transaction
from bot.storage.vault import Vault
from bot.usecases.ports import UnitOfWork

T = TypeVar("T")

THREADS: Final = 8
_TRIES: Final = 6
_PAUSE: Final = 0.02  # seconds, doubled each time, with some chance in it

_LOCK = select(lanes.c.chat).where(lanes.c.chat == bindparam("chat")).with_for_update()
_ADD_LANE = insert(lanes).on_conflict_do_nothing(index_elements=["chat"])


class PostgresDatabase:
    """`Database` of the ports."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
        self._closing = Event()

    async def write(
        self,
        job: Callable[[UnitOfWork], T],
        *,
        chat: int | None = None,
        first: bool = False,  # noqa: ARG002  nothing waits for a commit of others here
    ) -> T:
        """Run `job` and commit. It may run again when the database asks for that (deadlock)."""
        return await self._in_thread(lambda: self._repeated(lambda: self._write(job, chat)))

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` in a read-only transaction of one moment; it may run again, as above."""
        return await self._in_thread(lambda: self._repeated(lambda: self._read(job)))

    async def close(self) -> None:
        """Finish the waiting jobs, then close everything."""
        if self._closing.is_set():
            return
        self._closing.set()
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()
        self._vault.close()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._closing.is_set():
            raise StorageError("The database is closed.")
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    # ------------------------------------------------------------ in a thread
    def _read(self, job: Callable[[UnitOfWork], T]) -> T:
        with self._engine.connect() as connection:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            try:
                return job(Transaction(connection, self._vault))
            finally:
                with suppress(DBAPIError):
                    connection.rollback()

    def _repeated(self, work: Callable[[], T]) -> T:
        for attempt in range(_TRIES):
            try:
                return work()
            except DBAPIError as error:
                if attempt == _TRIES - 1 or not _may_run_again(error):
                    raise self._excused(error) from None
            except StorageError as error:
                raise blamed(error) from None
            self._closing.wait(_PAUSE * 2**attempt * (0.5 + random.random()))  # noqa: S311  no secret
        raise AssertionError("the loop returns or raises")

    def _excused(self, error: DBAPIError) -> Exception:
        try:
            with self._engine.connect() as connection:
                return excused(error, connection)
        except DBAPIError as away:
            return blamed(away)

    def _write(self, job: Callable[[UnitOfWork], T], chat: int | None) -> T:
        with self._engine.connect() as connection:
            if chat is not None:
                _lock_lane(connection, chat)
            transaction = Transaction(connection, self._vault)
            result = job(transaction)
            _commit(connection)
            if transaction.gone:
                self._erase(connection, transaction.gone)
            return result

    def _erase(self, connection: Connection, gone: list[str]) -> None:
        """Destroy keys after the commit. What fails here is done at the next start (`erased`)."""
        with suppress(DBAPIError, StorageError):
            erase_keys(connection, self._vault, gone)
            connection.commit()


def _lock_lane(connection: Connection, chat: int) -> None:
    """Lock the row of this chat; one that was erased while we waited is made again."""
    while connection.scalar(_LOCK, {"chat": chat}) is None:
        connection.execute(_ADD_LANE, {"chat": chat})


def _commit(connection: Connection) -> None:
    """Commit; when the answer to it is lost, nobody knows, so the job must not run again."""
    try:
        connection.commit()
    except DBAPIError as error:
        if isinstance(error.orig, _ROLLED_BACK):
            raise
        raise StorageError(
            "The connection broke during a commit; its outcome is unknown."
        ) from None


_ROLLED_BACK: Final = (errors.SerializationFailure, errors.DeadlockDetected)


def _may_run_again(error: DBAPIError) -> bool:
    """Whether the transaction was certainly rolled back and may succeed when run again."""
    return isinstance(error.orig, _ROLLED_BACK) or error.connection_invalidated
