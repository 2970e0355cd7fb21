"""Live pages: one watcher a process asks the database, and only while somebody listens."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import structlog

from bot.usecases.ports import Database, UnitOfWork

ASK_EVERY = 0.3  # seconds: within the second that a coach is promised, and cheap for one reader
BREATHE_EVERY = 15.0  # seconds: so that proxies keep the stream, and an ended session is noticed

_log = structlog.get_logger(__name__)


class Live:
    """What has changed for whom. `stop` ends all streams at once: call it when the server stops."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: Counter[str] = Counter()
        self._versions: dict[str, int] = {}
        self._changed = asyncio.Condition()
        self._watcher: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @property
    def watching(self) -> bool:
        """Whether the database is being asked: only while somebody listens."""
        return self._watcher is not None

    async def stop(self) -> None:
        """End every stream now; later ones end as soon as they begin."""
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.cancel()
            self._watcher = None
        async with self._changed:
            self._changed.notify_all()

    async def versions(self, coach_id: str, seen: int | None) -> AsyncIterator[int | None]:
        """Yield the version of a coach whenever it differs from what was seen last.

        None is a breath: nothing happened for `BREATHE_EVERY` seconds. Ends when stopped.
        """
        with self._listening(coach_id):
            while not self._stopping.is_set():
                version = await self._next(coach_id, seen)
                if self._stopping.is_set():
                    return
                if version is not None:
                    seen = version
                yield version

    async def _next(self, coach_id: str, seen: int | None) -> int | None:
        def has_news() -> bool:
            return self._stopping.is_set() or self._versions.get(coach_id, seen) != seen

        async with self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait_for(has_news), BREATHE_EVERY)
            return self._versions[coach_id] if has_news() and not self._stopping.is_set() else None

    @contextlib.contextmanager
    def _listening(self, coach_id: str) -> Iterator[None]:
        self._listeners[coach_id] += 1
        if self._watcher is None and not self._stopping.is_set():
            self._watcher = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._listeners[coach_id] -= 1
            if not self._listeners[coach_id]:
                del self._listeners[coach_id]
                self._versions.pop(coach_id, None)
            if not self._listeners and self._watcher is not None:
                self._watcher.cancel()
                self._watcher = None

    async def _watch(self) -> None:
        while True:
            try:
                await self._ask()
            except Exception as error:  # noqa: BLE001  a stumbling database ends no stream
                _log.warning("live_pages_not_asked", error=type(error).__name__)
            await asyncio.sleep(ASK_EVERY)

    async def _ask(self) -> None:
        coaches = tuple(self._listeners)

        def versions(uow: UnitOfWork) -> dict[str, int]:
            return {coach: uow.coaches.version(coach) for coach in coaches}

        found = await self._database.read(versions)
        news = {coach: version for coach, version in found.items() if coach in self._listeners}
        if any(self._versions.get(coach) != version for coach, version in news.items()):
            async with self._changed:
                self._versions.update(news)
                self._changed.notify_all()
