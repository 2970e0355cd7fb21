"""Delivering updates by HTTP, as Telegram does when a bot has a webhook."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.demo.methods.receiving import allow_as_asked
from bot.demo.telling import told_time
from bot.demo.updates import Update
from bot.demo.wire import Json, JsonObject, Params, as_object, bad_request, parse_json
from bot.demo.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FIRST_RETRY, LAST_RETRY = 0.1, 2.0  # seconds; Telegram's own grow much longer
TIME_LIMIT = aiohttp.ClientTimeout(total=60)
OK = range(200, 300)

Lane = tuple[bool, int]
InReply = Callable[[JsonObject], Awaitable[None]]


class Webhook:
    """The webhook of the bot; empty `url` means that there is none.

    In order of update_id within a lane, lanes side by side. Telegram keeps the taps of a chat in
    a lane apart from its texts, so this does too. An update is retried until it is taken.
    `in_reply` gets the method call that a bot may put in its answer.
    """

    def __init__(self, world: World, in_reply: InReply) -> None:
        self._world = world
        self._in_reply = in_reply
        self._task: asyncio.Task[None] | None = None
        self._flying: dict[Lane, asyncio.Task[None]] = {}
        self.url = ""
        self._secret = ""
        self._most = USUAL_CONNECTIONS
        self._error: tuple[datetime, str] | None = None

    async def set(self, params: Params) -> Json:
        """Answer setWebhook; raises ApiError (400) for a URL or secret that cannot be."""
        url, secret = params.text("url"), params.text("secret_token")
        if url:
            _check(url, secret)
        await self.stop()
        allow_as_asked(self._world.updates, params)
        self._drop_if_asked(params)
        self.url, self._secret, self._error = url, secret, None
        most = params.whole("max_connections") or USUAL_CONNECTIONS
        self._most = min(max(most, 1), MOST_CONNECTIONS)
        if url:
            self._task = asyncio.create_task(self._run())
        return True

    async def delete(self, params: Params) -> Json:
        """Answer deleteWebhook."""
        await self.stop()
        self._drop_if_asked(params)
        return True

    def info(self) -> JsonObject:
        """Answer getWebhookInfo."""
        body: dict[str, Json] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates.pending),
        }
        if self._world.updates.allowed:
            body["allowed_updates"] = self._world.updates.allowed
        if self.url:
            body["max_connections"] = self._most
        if self._error is not None:
            body["last_error_date"] = told_time(self._error[0])
            body["last_error_message"] = self._error[1]
        return body

    def failed(self, why: str) -> None:
        """Remember why an update could not be brought; `info` tells it."""
        self._error = (self._world.now(), why)

    async def stop(self) -> None:
        """Stop delivering; what was not taken stays pending."""
        self.url = ""
        tasks = [one for one in (self._task, *self._flying.values()) if one is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None
        self._flying.clear()

    def _drop_if_asked(self, params: Params) -> None:
        if params.flag("drop_pending_updates"):
            self._world.ring_for(self._world.updates.clear())

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=TIME_LIMIT) as session:
            while True:
                for update in self._world.updates.pending:
                    if len(self._flying) >= self._most:
                        break
                    lane = (update.kind == "callback_query", update.lane)
                    if lane not in self._flying:
                        self._flying[lane] = asyncio.create_task(
                            self._deliver(session, lane, update)
                        )
                await self._world.updates.bell.wait()

    async def _deliver(self, session: aiohttp.ClientSession, lane: Lane, update: Update) -> None:
        pause = FIRST_RETRY
        while self._world.updates.is_pending(update):
            why = await self._post(session, update)
            if why is None:
                self._world.updates.done(update)
                self._world.ring_for([update])
                break
            self.failed(why)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_RETRY)
        del self._flying[lane]
        self._world.updates.bell.ring()

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> str | None:
        """Return why it was not taken, or None when it was."""
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.told, headers=headers) as response:
                body = await response.read()
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except (aiohttp.ClientError, TimeoutError):
            return "Connection reset by peer"
        if response.status not in OK:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        try:
            call = as_object(parse_json(body))
        except ValueError:
            return None
        if call.get("method"):
            await self._in_reply(call)
        return None


def _check(url: str, secret: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
