"""The Bot API as far as a conversation needs it, 50 ms away and back, as over the internet.

Half of that is the way there: a call is carried out, and an update arrives, 25 ms after it left.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVarTuple, Unpack

from benchmarks.road.wire import Caller, Server

ONE_WAY = 0.025  # seconds
BOT = {
    "id": 424242,
    "is_bot": True,
    "first_name": "Lichter",
    "username": "lichter_example_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
TEXTS = {
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}

Given = TypeVarTuple("Given")
Reply = Callable[[bytes], None]
Seen = Callable[[int, int, dict[str, object]], None]
"""A message was sent or changed: chat, message id, keyboard (parsed, may be empty)."""


@dataclass(slots=True)
class BotApi:
    """One bot's Telegram. `seen` is told what people see, `tapped` which taps were answered."""

    seen: Seen
    tapped: Callable[[str], None]
    updates: int = 0  # the number of the newest
    calls: int = 0
    _messages: int = 0
    _pending: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    _poll: Reply | None = None
    caller: Caller | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> tuple[asyncio.Server, int]:
        """Return a listening server and its port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Server(self._answer), "127.0.0.1", 0)
        return server, server.sockets[0].getsockname()[1]

    def bring(self, update: dict[str, object]) -> None:
        """Give the bot an update, by webhook or at its next poll."""
        self.updates += 1
        update = {"update_id": self.updates, **update}
        if self.caller is not None:
            _later(self.caller.bring, json.dumps(update).encode())
            return
        self._pending.append((self.updates, update))
        if self._poll is not None:
            reply, self._poll = self._poll, None
            self._give(reply)

    def message_id(self) -> int:
        """Return a new message id."""
        self._messages += 1
        return self._messages

    def _answer(self, path: str, given: dict[str, object], reply: Reply) -> None:
        method = path.rsplit("/", 1)[1].partition("?")[0]
        self.calls += 1
        if method.lower() == "getupdates":
            _later(self._polled, given, reply)
        else:
            _later(self._done, method, given, reply)

    def _polled(self, given: dict[str, object], reply: Reply) -> None:
        self.begun.set()
        self._confirm(given)
        if self._pending or given.get("timeout", 0) == 0:
            self._give(reply)
        else:
            self._poll = reply

    def _confirm(self, given: dict[str, object]) -> None:
        offset = given.get("offset")
        if isinstance(offset, int):
            self._pending = [(number, one) for number, one in self._pending if number >= offset]

    def _give(self, reply: Reply) -> None:
        batch = [one for _, one in self._pending[:100]]
        _later(reply, _well(batch))

    def in_reply(self, body: bytes) -> None:
        """Carry out the call that a bot may put in its answer to an update."""
        given = json.loads(body) if body.startswith(b"{") else {}
        if method := given.pop("method", None):
            _later(self._done, method, given, _nobody)

    def _done(self, method: str, given: dict[str, object], reply: Reply) -> None:
        result: object = True
        match method:
            case "getMe":
                result = BOT
            case "sendMessage" | "editMessageText":
                result = self._message(method, given)
            case "answerCallbackQuery":
                self.tapped(str(given["callback_query_id"]))
            case "setWebhook":
                self.begun.set()
            case "getMyCommands":
                result = []
            case _ if method in TEXTS:
                result = TEXTS[method]
        _later(reply, _well(result))

    def _message(self, method: str, given: dict[str, object]) -> dict[str, object]:
        chat = int(str(given["chat_id"]))
        number = int(str(given["message_id"])) if method[0] == "e" else self.message_id()
        keyboard = given.get("reply_markup")
        self.seen(chat, number, keyboard if isinstance(keyboard, dict) else {})
        chat_json = {"id": chat, "type": "private", "first_name": "Example"}
        return {"message_id": number, "date": 1, "chat": chat_json, "from": BOT, "text": "-"}


def _well(result: object) -> bytes:
    """Return an answer as Telegram writes it, without blanks."""
    return json.dumps({"ok": True, "result": result}, separators=(",", ":")).encode()


def _later(do: Callable[[Unpack[Given]], object], *given: *Given) -> None:
    asyncio.get_running_loop().call_later(ONE_WAY, do, *given)


def _nobody(body: bytes) -> None:
    """Nobody hears the result of a call in an answer."""
