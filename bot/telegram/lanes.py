"""Updates in their order: each waits for the earlier ones of its chat and for nobody else's."""

import asyncio
import contextlib
import json
from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.telegram.calling import call_ready
from bot.telegram.figures import DONE, STEP_SECONDS, UPDATES, WAITING
from bot.telegram.incoming import parse
from bot.telegram.raw import language_of, text_of
from bot.telegram.reply import Reply, to_row
from bot.telegram.routing import Arrival, Step, TelegramApplication, chosen_step
from bot.usecases.ports import Database, InboxRow, UnitOfWork

Apologise: TypeAlias = Callable[[int, str, str], Sequence[Reply]]
"""What to say (chat, language code, what was written) when it could not be handled at all."""

ALONE: Final = "alone"
MOST_TRIES: Final = 3
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds
STOP_SECONDS: Final = 1.8
ALL: Final = 1_000_000

log = structlog.get_logger()

Lane: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Attempt:
    """One try of one update. `blame`: the update or its step is at fault, not the database."""

    row: InboxRow
    form: str = "unread"
    blame: Exception | None = None
    tapped: bool = False


@dataclass(slots=True)
class Lanes:
    """Runs the step of each update, in its chat's order, one transaction an update.

    python-telegram-bot chooses the step; `wake` tells the sender that there is something to send.
    """

    database: Database
    application: TelegramApplication
    clock: Clock
    wake: Callable[[], None]
    apologise: Apologise | None = None
    holder: str = ALONE  # in whose name what is received here is stored
    answers_taps: bool = True  # False: the webhook did
    _lanes: dict[Lane, list[InboxRow]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _asides: set[asyncio.Task[None]] = field(default_factory=set)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: int = 0

    async def start(self) -> None:
        """Take up what an earlier process left unhandled. Before anything new is received."""
        self.take(await self.database.read(lambda uow: uow.inbox.open_rows(ALL)))

    def call(self) -> None:
        """There is nobody else who could handle anything."""

    def take(self, rows: Sequence[InboxRow]) -> None:
        """Line up updates that are stored and not yet handled."""
        for row in rows:
            # What has no chat has no order.
            lane = (row.chat, 0 if row.chat else row.update_id)
            queue = self._lanes.get(lane)
            if queue is None:
                queue = self._lanes[lane] = []
                task = asyncio.create_task(self._run(lane, queue))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            insort(queue, row, key=lambda one: one.update_id)
        self._count(len(rows))

    @property
    def waiting(self) -> int:
        """How many updates are lined up or being handled."""
        return self._waiting

    @property
    def chats(self) -> int:
        """How many lanes there are; idle ones vanish."""
        return len(self._lanes)

    async def below(self, number: int) -> None:
        """Wait until fewer than `number` updates are waiting."""
        while self._waiting >= number:
            self._moved.clear()
            await self._moved.wait()

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Begin nothing more; running jobs finish, what is lined up stays for the next start."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for task in self._asides:
            task.cancel()
        await asyncio.gather(*self._asides, return_exceptions=True)

    def _count(self, change: int) -> None:
        self._waiting += change
        WAITING.set(self._waiting)
        self._moved.set()

    async def _run(self, lane: Lane, queue: list[InboxRow]) -> None:
        try:
            while queue and not self._stopping.is_set():
                row = queue.pop(0)
                earlier = await self._handle(row)
                if earlier is not None:
                    for one in (earlier, row):
                        insort(queue, one, key=lambda one: one.update_id)
                    self._count(1)
                    continue
                self._count(-1)
        finally:
            del self._lanes[lane]

    async def _handle(self, row: InboxRow) -> InboxRow | None:
        """Try until it is done, a dead letter, or left for the next start.

        Returns an earlier update of this chat that must be handled first.
        """
        attempt = Attempt(row)
        tries, pause = row.tries, FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                return await self._once(attempt)
            except Exception as error:
                log.exception("update_failed", update_id=row.update_id, tries=tries)
                if error is attempt.blame:
                    tries += 1
                    if await self._kept_as_failed(attempt, dead=tries >= MOST_TRIES):
                        return None
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return None

    async def _once(self, attempt: Attempt) -> InboxRow | None:
        began = self.clock.monotonic()
        attempt.blame = None
        try:
            arrival = self._parsed(attempt.row)
            attempt.form = arrival.incoming.form
            self._answer_tap(attempt, arrival.incoming.callback_id)
            step = await chosen_step(self.application, arrival)
        except Exception as error:
            attempt.blame = error
            raise
        earlier = await self.database.write(
            lambda uow: self._job(uow, attempt, arrival, step), chat=attempt.row.chat or None
        )
        if earlier is not None:
            return earlier
        self.wake()
        DONE[attempt.form].inc()
        STEP_SECONDS.observe(self.clock.monotonic() - began)
        return None

    def _parsed(self, row: InboxRow) -> Arrival:
        return Arrival(parse(json.loads(row.body), self.application.bot.username))

    def _job(
        self, uow: UnitOfWork, attempt: Attempt, arrival: Arrival, step: Step | None
    ) -> InboxRow | None:
        """Do all or nothing: the row marked as done, the step, and its replies.

        Returns an earlier open row of the chat, if there is one: then nothing was done.
        """
        now = self.clock.now()
        attempt.blame = None
        if not uow.inbox.done(attempt.row.update_id, now):
            return uow.inbox.earlier(attempt.row)
        if step is not None:
            try:
                for reply in step(uow, arrival.incoming, now):
                    uow.outbox.add(to_row(reply, now))
            except Exception as error:
                attempt.blame = error
                raise
        return None

    def _answer_tap(self, attempt: Attempt, callback_id: str | None) -> None:
        """Tell Telegram that the tap arrived, beside the work: the phone stops waiting."""
        if callback_id is None or attempt.tapped or not self.answers_taps:
            return
        attempt.tapped = True
        task = asyncio.create_task(self._tap_answered(callback_id))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _tap_answered(self, callback_id: str) -> None:
        # Best effort: after an outage it is too old, after a crash it was answered before.
        with contextlib.suppress(TelegramError):
            answer = json.dumps({"callback_query_id": callback_id})
            await call_ready(self.application.bot, "answerCallbackQuery", answer)

    def _apology(self, row: InboxRow) -> Sequence[Reply]:
        """Return what to say for an update that is given up; nothing when even that fails."""
        if self.apologise is None or row.chat <= 0:
            return ()
        try:
            raw = json.loads(row.body)
            return self.apologise(row.chat, language_of(raw), text_of(raw))
        except Exception:  # else it would never be given up, and its chat would wait for good
            log.exception("apology_failed", update_id=row.update_id)
            return ()

    async def _kept_as_failed(self, attempt: Attempt, *, dead: bool) -> bool:
        """Write the failed try down; True when that was the last one and it is written."""
        row = attempt.row

        def job(uow: UnitOfWork) -> None:
            now = self.clock.now()
            uow.inbox.failed(row.update_id, now, dead=dead)
            for reply in self._apology(row) if dead else ():
                uow.outbox.add(to_row(reply, now))

        try:
            await self.database.write(job, chat=row.chat or None)
        except Exception as error:  # noqa: BLE001 - the database is away: this was no fair try
            log.warning("failure_not_kept", update_id=row.update_id, error=type(error).__name__)
            return False
        UPDATES.labels(attempt.form, "dead" if dead else "again").inc()
        self.wake()
        return dead
