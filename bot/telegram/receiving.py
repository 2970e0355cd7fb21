"""Updates in: each is committed to the inbox before Telegram is told that it arrived.

Polling of our own. python-telegram-bot's Updater acknowledges before anything is handled, stops
for everybody at one bad update, and ends silently at a 401.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import structlog
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.telegram.calling import ApiValue, call
from bot.telegram.raw import ALLOWED_UPDATES, inbox_row
from bot.telegram.routing import TelegramApplication
from bot.telegram.sharing import Hands
from bot.telegram.transport import TooManyRequests
from bot.usecases.ports import Database, InboxRow

BATCH: Final = 100  # the most that Telegram gives

log = structlog.get_logger()


class TokenRefused(Exception):  # noqa: N818 - it is what happened, and it ends the program
    """Telegram does not know this token (any more)."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the bot token. Copy it again from @BotFather into "
            "TELEGRAM_BOT_TOKEN, and start again."
        )


class SecondPoller(Exception):  # noqa: N818 - it is what happened, and it ends the program
    """Somebody else receives the updates of this bot."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is receiving the messages of this bot. Stop that one, or give this "
            "one a bot of its own, and start again."
        )


@dataclass(frozen=True, slots=True)
class Polling:
    """How the poller behaves; times in seconds.

    A poll whose connection died without a word is given up after `long_poll`, `margin` and what
    writing may take: within a minute. A newcomer that meets another poller gives up after a few
    tries; one that was there first is patient, so that it is the newcomer who goes.
    """

    long_poll: int = 40
    margin: float = 10.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    conflict_pause: float = 1.0
    newcomer_tries: int = 4
    settled_tries: int = 40
    most_waiting: int = 5_000


async def store(database: Database, hands: Hands, clock: Clock, rows: Sequence[InboxRow]) -> None:
    """Commit updates to the inbox and hand them on; a repeat is stored and handled once."""
    now, holder = clock.now(), hands.holder
    fresh = await database.write(lambda uow: uow.inbox.store(rows, now, holder))
    if holder is None:
        hands.call()
    else:
        hands.take(fresh)


async def begin(application: TelegramApplication, *, first_pause: float = 0.5) -> None:
    """Initialise python-telegram-bot, which asks Telegram who we are.

    Waits as long as Telegram cannot be reached. Raises TokenRefused.
    """
    try:
        await _until_known(application, first_pause)
    except BaseException:
        # The Application was never initialised, so its own shutdown would close nothing.
        await application.bot.shutdown()
        raise


async def _until_known(application: TelegramApplication, pause: float) -> None:
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            log.warning("telegram_unreachable", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            return


class Heard(Protocol):
    """What is told of each good poll."""

    async def __call__(self, *, caught_up: bool) -> None:
        """`caught_up`: nothing more waits at Telegram."""


class Poller:
    """Asks Telegram for updates, one long poll after the other."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        hands: Hands,
        clock: Clock,
        polling: Polling | None = None,
        heard: Heard | None = None,
    ) -> None:
        """`heard` is told of each good poll, and whether nothing more waits at Telegram."""
        self._bot = bot
        self._database = database
        self._hands = hands
        self._clock = clock
        self._polling = polling or Polling()
        self._heard = heard
        self._offset: int | None = None
        self._good_at: float | None = None
        self._settled = False  # a first long poll came to its end
        self._began = clock.monotonic()  # asking, the last time
        self._waits = False  # for the lanes, which have enough to do

    @property
    def silent_for(self) -> float:
        """Seconds since the last good poll (or the start); none while it waits on purpose."""
        if self._waits:
            return 0.0
        since = self._began if self._good_at is None else max(self._good_at, self._began)
        return self._clock.monotonic() - since

    @property
    def healthy(self) -> bool:
        """Whether a poll succeeded lately: within two long polls and their margin."""
        return self.silent_for < 2 * (self._polling.long_poll + self._polling.margin)

    async def run(self) -> None:
        """Poll until cancelled. Raises TokenRefused or SecondPoller, each with a sentence."""
        failures = conflicts = 0
        while True:
            try:
                if failures or conflicts or self._good_at is None:
                    await self._take_over()
                # At first it only looks: that Telegram is there again is known at once.
                looks = failures > 0 or self._good_at is None
                await self._round(0 if looks else self._polling.long_poll)
            except InvalidToken:
                raise TokenRefused from None
            except Conflict:
                conflicts += 1
                if conflicts >= self._patience:
                    raise SecondPoller from None
                log.warning("second_poller", tries=conflicts)
                await asyncio.sleep(self._polling.conflict_pause)
            except Exception as error:  # noqa: BLE001 - network or database: both come back
                failures += 1
                await self._back_off(error, failures)
            else:
                failures = conflicts = 0

    @property
    def _patience(self) -> int:
        return self._polling.settled_tries if self._settled else self._polling.newcomer_tries

    async def _take_over(self) -> None:
        """Remove a webhook, or every poll would be refused. What waits for us stays."""
        await call(self._bot, "deleteWebhook", {"drop_pending_updates": False})

    async def _round(self, seconds: int) -> None:
        self._waits = True
        try:
            await self._hands.below(self._polling.most_waiting)
        finally:
            self._waits = False
        found = await self._poll(seconds)
        self._good_at = self._clock.monotonic()
        self._settled = self._settled or seconds > 0
        rows = _readable(found)
        if found and not rows:  # it would come again at once, and again
            raise BadRequest("getUpdates gave nothing that can be kept")
        if rows:
            # Not cut in two by a stop: what is committed is lined up, or taken up at the start.
            await store(self._database, self._hands, self._clock, rows)
        # An offset confirms all before it and is said once more only. Telegram may begin its
        # numbers anew after a quiet week, and an old offset would throw away what came since.
        self._offset = max(row.update_id for row in rows) + 1 if rows else None
        if self._heard is not None:
            await self._heard(caught_up=len(found) < BATCH)

    async def _poll(self, seconds: int) -> Sequence[object]:
        params: dict[str, ApiValue] = {
            "timeout": seconds,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            params["offset"] = self._offset
        patience = seconds + self._polling.margin
        async with asyncio.timeout(patience + self._polling.margin):
            found = await call(self._bot, "getUpdates", params, read_timeout=patience)
        if not isinstance(found, list):
            raise BadRequest("getUpdates gave no list")
        return found

    async def _back_off(self, error: Exception, failures: int) -> None:
        pause = min(self._polling.first_pause * 2.0 ** min(failures - 1, 16), 30.0)
        if isinstance(error, TooManyRequests):
            pause = max(pause, error.seconds)
        pause = min(pause, max(self._polling.longest_pause, 1.0))
        log.warning(
            "poll_failed", error=type(error).__name__, tries=failures, silent=self.silent_for
        )
        await asyncio.sleep(pause)


def _readable(found: Sequence[object]) -> list[InboxRow]:
    """Return the rows to keep; what has no number cannot be kept, and holds up nobody."""
    rows: list[InboxRow] = []
    for raw in found:
        try:
            rows.append(inbox_row(raw))
        except ValueError:
            log.error("update_without_number")  # noqa: TRY400 - its traceback would tell nothing
    return rows
