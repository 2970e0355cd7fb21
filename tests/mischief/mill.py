"""Updates in, past the network: all of the real bot but its poller and its sender.

So that thousands of updates cost seconds. What it says lies in the outbox, and is taken from there.
"""

import contextlib
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from bot.assembly import rooms
from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.demo.wire import Json, JsonObject
from bot.telegram.lanes import Lanes
from bot.telegram.raw import inbox_row
from bot.telegram.receiving import begin, store
from bot.telegram.routing import add_routes, build_application
from bot.usecases.ports import Database, InboxRow, OutboxRow, UnitOfWork
from tests.canaries import STEM
from tests.conversations.town import house
from tests.databases import Addresses
from tests.telegram.conftest import TOKEN

MANY = 10_000
FIRST_CHAT = 1001
LOPER = f"Loper {STEM}"


@dataclass(slots=True)
class Mill:
    """Takes updates, and handles them as the real bot does."""

    database: Database
    lanes: Lanes
    clock: Clock
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def feeds(self, *updates: JsonObject) -> list[int]:
        """Store updates as one batch and let them be handled; returns their numbers."""
        numbers = await self.stores(*updates)
        await self.lanes.below(1)
        return numbers

    async def stores(self, *updates: JsonObject) -> list[int]:
        """Store updates as one batch, as a receiver does; returns their numbers."""
        rows: list[InboxRow] = []
        for body in updates:
            number = next(self._numbers)
            told = json.loads(json.dumps({**body, "update_id": number}))
            rows.append(inbox_row(told))
        await store(self.database, self.lanes, self.clock, rows)
        return [row.update_id for row in rows]

    async def delivers(self) -> list[OutboxRow]:
        """Take all that the bot says, as if it had arrived."""
        delivered: list[OutboxRow] = []
        while rows := await self.database.write(partial(_taken, numbers=self._numbers)):
            delivered += rows
        return delivered

    async def says(self, chat: int, text: str) -> list[OutboxRow]:
        """Say something as this person; returns what the bot says."""
        await self.feeds(said(chat, text))
        return await self.delivers()

    async def taps(self, chat: int, data: str) -> list[OutboxRow]:
        """Tap a button with this data; returns what the bot says."""
        await self.feeds(tapped(chat, data))
        return await self.delivers()

    async def told(self, chat: int) -> int:
        """Return how many messages wait for this chat."""
        return await self.database.read(lambda uow: uow.outbox.waiting(chat))

    async def tells_more(self, chat: int, *, than: int) -> bool:
        """Whether there are more than so many by now."""
        return await self.told(chat) > than

    async def unhandled(self) -> int:
        """Return how many updates were neither handled nor set aside."""
        return len(await self.database.read(lambda uow: uow.inbox.open_rows(MANY)))


def _taken(uow: UnitOfWork, numbers: Iterator[int]) -> Sequence[OutboxRow]:
    now = Clock().now()
    rows = uow.outbox.claim(now, 500)
    for row in rows:
        uow.outbox.sent(row.id, row.edits or row.message_id or next(numbers), now)
    return rows


def said(chat: int, text: str) -> JsonObject:
    """Return the update of a text."""
    return {"message": {"text": text, **_frame(chat)}}


def tapped(chat: int, data: str, under: str = "") -> JsonObject:
    """Return the update of a tap; `under`: the text that the tapped message answers."""
    message: dict[str, Json] = {**_frame(chat), "text": "een vraag"}
    if under:
        message["reply_to_message"] = {**_frame(chat), "text": under}
    tap: dict[str, Json] = {"id": f"tap {chat}", "chat_instance": "1", "data": data}
    return {"callback_query": {**tap, "from": _person(chat), "message": message}}


def _frame(chat: int) -> dict[str, Json]:
    private: JsonObject = {"id": chat, "type": "private", "first_name": LOPER}
    return {"message_id": 7, "date": 1_700_000_000, "chat": private, "from": _person(chat)}


def _person(chat: int) -> JsonObject:
    return {"id": chat, "is_bot": False, "first_name": LOPER, "language_code": "nl"}


def buttons(rows: Sequence[OutboxRow]) -> list[str]:
    """Return the data of all buttons of these messages."""
    keyboards = [
        json.loads(row.payload).get("reply_markup", {}).get("inline_keyboard", []) for row in rows
    ]
    return [
        button["callback_data"]
        for keyboard in keyboards
        for line in keyboard
        for button in line
        if "callback_data" in button
    ]


@contextlib.asynccontextmanager
async def mill(addresses: Addresses) -> AsyncIterator[Mill]:
    """Open a mill on a database."""
    clock = Clock()
    database = addresses.open()
    async with serving(Standin(TOKEN, clock.now)) as url:
        application = build_application(TOKEN, url)
        await begin(application)
        add_routes(application, rooms.routes(house(), application.bot.username))
        lanes = Lanes(database, application, clock, _nobody, rooms.apology(house()))
        try:
            yield Mill(database, lanes, clock)
        finally:
            await lanes.stop()
            await application.shutdown()
            await database.close()


def _nobody() -> None:
    """Nobody sends."""
