"""PostgreSQL's LISTEN and NOTIFY: a process that shares the database is woken, not kept waiting.

Connections of its own, beside those of the jobs: a bell is no part of anybody's transaction.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Thread
from typing import Final

import psycopg
import structlog

from bot.usecases.ports import Bell

_CHANNEL: Final = "lichter"
_LISTEN_FOR: Final = 0.25  # seconds: so soon a stop is noticed
_AGAIN: Final = 1.0  # seconds before a lost connection is made anew

log = structlog.get_logger()


class PostgresBells:
    """`Bells` of the ports. Listens from the first `on`, in a thread of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._heard: dict[Bell, Callable[[], None]] = {}
        self._ringing: set[Bell] = set()
        self._ringer = ThreadPoolExecutor(1, thread_name_prefix="ringer")
        self._line: psycopg.Connection | None = None
        self._closing = Event()
        self._listener: Thread | None = None

    def ring(self, bell: Bell) -> None:
        """Wake the others; while one ring is on its way, more of them are the same ring."""
        if bell not in self._ringing and not self._closing.is_set():
            self._ringing.add(bell)
            self._ringer.submit(self._ring, bell)

    def on(self, bell: Bell, heard: Callable[[], None]) -> None:
        """Call `heard` in this loop whenever this bell rings."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(heard)

        self._heard = {**self._heard, bell: wake}  # anew: the listener may be going through it
        if self._listener is None:
            self._listener = Thread(target=self._listen, name="listener", daemon=True)
            self._listener.start()

    async def close(self) -> None:
        """Listen no more."""
        self._closing.set()
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        self._ringer.shutdown()
        if self._line is not None:
            self._line.close()
        if self._listener is not None:
            self._listener.join()

    # ------------------------------------------------------------ in the ringer's thread
    def _ring(self, bell: Bell) -> None:
        self._ringing.discard(bell)
        try:
            if self._line is None:
                self._line = self._connected()
            self._line.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, str(bell)))
        except psycopg.Error as error:
            log.warning(
                "bell_not_rung", error=type(error).__name__
            )  # the others look by themselves
            if self._line is not None:
                self._line.close()
                self._line = None

    # ------------------------------------------------------------ in the listener's thread
    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                with self._connected() as connection:
                    connection.execute(f"LISTEN {_CHANNEL}")
                    self._wake(*self._heard)  # what was rung while nobody listened
                    self._follow(connection)
            except psycopg.Error as error:
                log.warning("bells_not_heard", error=type(error).__name__)
                self._closing.wait(_AGAIN)

    def _follow(self, connection: psycopg.Connection) -> None:
        while not self._closing.is_set():
            rung = {one.payload for one in connection.notifies(timeout=_LISTEN_FOR, stop_after=1)}
            self._wake(*(bell for bell in self._heard if bell in rung))

    def _wake(self, *bells: Bell) -> None:
        for bell in bells:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._heard[bell]()

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(self._address, autocommit=True)
