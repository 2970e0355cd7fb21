"""The stand-in for Telegram: one bot, its people, and a record of every request.

In memory, and strict where Telegram is. What it must be strict about was read from
https://core.telegram.org/bots/api and, for the words of errors, from what clients meet.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.demo.chats import Account, Chat
from bot.demo.faults import Cut, Fault, Faults, Limits, Outage
from bot.demo.methods.receiving import WEBHOOK_ACTIVE, get_updates
from bot.demo.methods.table import METHODS, NAMES
from bot.demo.people import Person
from bot.demo.telling import told_account, told_chat
from bot.demo.webhook import Webhook
from bot.demo.wire import ApiError, Json, JsonObject, Params, read_params
from bot.demo.world import Now, World

Outcome = Literal["open", "ok", "error", "cut before", "cut after"]
NGINX = "<html><head><title>502 Bad Gateway</title></head></html>"


@dataclass(slots=True)
class Request:
    """A request that the bot made, and what became of it. `at` is people's time."""

    method: str
    params: JsonObject
    files: Mapping[str, int]
    at: datetime
    outcome: Outcome = "open"
    result: Json = None
    error: ApiError | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a body, or (None) nothing but a dropped connection."""

    status: int
    body: JsonObject | str | None


@dataclass(slots=True)
class Standin:
    """A server in Telegram's place, without the HTTP; see `bot_api` for that.

    `first_number` begins message, callback and update numbers: give a new start a higher one
    when the bot's memory outlives this one's, as in the demo.
    """

    token: str
    now: Now
    name: str = "Lichter"
    username: str = "lichter_bot"
    bot_id: int = 4242
    first_number: int = 1
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    requests: list[Request] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    world: World = field(init=False)
    webhook: Webhook = field(init=False)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        bot = Account(self.bot_id, self.name, is_bot=True, username=self.username)
        self.world = World(bot, self.now, self.first_number)
        self.webhook = Webhook(self.world, self._method_in_reply)

    def person(
        self,
        first_name: str,
        *,
        language_code: str = "nl",
        id: int | None = None,  # noqa: A002 - the word of Telegram's own User
        started: bool = False,
    ) -> Person:
        """Add somebody; `started` when the chat with the bot was begun before."""
        number = id if id is not None else 1001 + len(self.people)
        account = Account(number, first_name, language_code=language_code)
        chat = Chat(number, "private", first_name, (account,), started=started)
        self.world.accounts[number] = account
        self.world.chats[number] = chat
        person = Person(self.world, account, chat)
        self.people[number] = person
        return person

    def group(self, title: str, *people: Person) -> Chat:
        """Make a group with the bot in it; the bot is told that it was added."""
        members = tuple(one.account for one in people)
        chat = Chat(-1001 - len(self.world.chats), "group", title, members, started=True)
        self.world.chats[chat.id] = chat
        if people:
            self.world.tell_membership(chat, people[0].account, "left", "member")
        return chat

    def fail(
        self,
        method: str,
        *,
        times: int | None = 1,
        error: int | None = None,
        retry_after: int = 1,
        description: str = "",
        cut: Cut | None = None,
        latency: float = 0.0,
        chat: int | None = None,
    ) -> Fault:
        """Let a method ("*": any) go wrong, for everybody or in one chat; see `Fault`."""
        fault = Fault(method, times, error, retry_after, description, cut, latency, chat)
        return self.faults.add(fault)

    def goes_down(self, how: Outage = "cut") -> None:
        """Begin an outage: connections dropped, or a gateway's 502."""
        self.faults.outage = how

    def comes_back(self) -> None:
        """End the outage."""
        self.faults.outage = None

    def forge(self, kind: str, body: JsonObject) -> None:
        """Queue an update with any body at all, whether or not the bot asked for its kind."""
        updates = self.world.updates
        told: dict[str, Json] = {"update_id": updates.upcoming, kind: body}
        updates.add_raw(kind, 0, told)

    def calls(self, method: str) -> list[Request]:
        """Return all requests of one method."""
        return [one for one in self.requests if one.method == method]

    async def close(self) -> None:
        """Let go of all who wait, so that a server can stop at once."""
        self.closing.set()
        self.world.updates.poller += 1
        self.world.updates.bell.ring()
        self.world.bell.ring()
        await self.webhook.stop()

    async def handle(self, token: str, name: str, params: Params) -> Answer:
        """Take one request; every one with the right token is recorded."""
        if token != self.token:
            return _refused(ApiError(401, "Unauthorized"))
        method = NAMES.get(name.lower(), name)
        files = {key: len(file.content) for key, file in params.files.items()}
        request = Request(method, params.values, files, self.now())
        self.requests.append(request)
        if self.faults.outage is not None:
            request.outcome = "cut before"
            return Answer(502, None if self.faults.outage == "cut" else NGINX)
        fault = self.faults.take(method, params.whole("chat_id"))
        return await self._exchange(request, params, fault or Fault(method))

    async def _exchange(self, request: Request, params: Params, fault: Fault) -> Answer:
        if fault.latency:
            await asyncio.sleep(fault.latency)
        if fault.cut == "before":
            request.outcome = "cut before"
            return Answer(502, None)
        try:
            fault.raise_error()
            self.limits.check(request.method, params)
            request.result = await self._call(request.method, params)
        except ApiError as error:
            request.outcome, request.error = "error", error
            return _refused(error)
        if fault.cut == "after":
            request.outcome = "cut after"
            return Answer(502, None)
        request.outcome = "ok"
        if fault.garbage:
            return Answer(200, NGINX)
        return Answer(200, {"ok": True, "result": request.result})

    async def _call(self, method: str, params: Params) -> Json:
        match method:
            case "getUpdates":
                if self.webhook.url:
                    raise ApiError(409, WEBHOOK_ACTIVE)
                return await get_updates(self.world, params)
            case "setWebhook":
                self._end_polling()
                return await self.webhook.set(params)
            case "deleteWebhook":
                return await self.webhook.delete(params)
            case "getWebhookInfo":
                return self.webhook.info()
            case _ if method in METHODS:
                return METHODS[method](self.world, params)
            case _:
                raise ApiError(404, "Not Found: method not found")

    def _end_polling(self) -> None:
        self.world.updates.poller += 1
        self.world.updates.bell.ring()

    async def _method_in_reply(self, call: JsonObject) -> None:
        """Run the method that a bot put in its answer to a webhook; its result goes nowhere."""
        params = read_params({k: v for k, v in call.items() if k != "method"}, {})
        await self.handle(self.token, str(call["method"]), params)

    def tell_bot(self) -> JsonObject:
        """Return the bot's account, for updates that are forged."""
        return told_account(self.world.bot)

    def tell_chat(self, person: Person) -> JsonObject:
        """Return somebody's private chat, for updates that are forged."""
        return told_chat(person.chat)


def _refused(error: ApiError) -> Answer:
    return Answer(error.code, error.answer())
