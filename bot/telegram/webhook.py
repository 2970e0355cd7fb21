"""Updates in by webhook: stored, and only then answered with 200.

A tap is acknowledged in that answer, which may hold one call of a method
(https://core.telegram.org/bots/api#making-requests-when-getting-updates): it costs no request of
our own, and reaches the phone sooner.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any, Final, TypeAlias

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import Clock
from bot.telegram.calling import call
from bot.telegram.raw import ALLOWED_UPDATES, inbox_row, tap_of
from bot.telegram.receiving import TokenRefused, store
from bot.telegram.sharing import Hands
from bot.usecases.ports import Database, InboxRow

MOST_BYTES: Final = 1_000_000
MOST_CONNECTIONS: Final = 40
SECRET_HEADER: Final = b"x-telegram-bot-api-secret-token"

log = structlog.get_logger()

# ASGI's own words (https://asgi.readthedocs.io): messages are open dicts.
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class TooLargeError(Exception):
    """More bytes than any update has."""


class WebhookRefused(Exception):  # noqa: N818 - it is what happened, and it ends the program
    """Telegram does not want to bring updates to this address."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Telegram refuses the address in WEBHOOK_URL or its WEBHOOK_SECRET: {why}. Leave "
            "WEBHOOK_URL empty to poll instead."
        )


class Webhook:
    """An ASGI application for one path: POST an update, with the secret in its header."""

    def __init__(self, secret: str, database: Database, hands: Hands, clock: Clock) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._secret = secret.encode()
        self._database = database
        self._hands = hands
        self._clock = clock

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        status, body = await self._answer(scope, receive)
        headers = [(b"content-length", b"%d" % len(body))]
        if body:
            headers.append((b"content-type", b"application/json"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Message, receive: Receive) -> tuple[int, bytes]:
        """Return status and body."""
        if scope["method"] != "POST":
            return 405, b""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if not hmac.compare_digest(headers.get(SECRET_HEADER, b""), self._secret):
            return 403, b""
        try:
            came = (await _body(headers, receive)).decode()
            raw = json.loads(came)
            row = inbox_row(raw, came)
        except TooLargeError:
            return 413, b""
        except (ValueError, RecursionError):
            return 400, b""
        status = await self._kept(row)
        return status, _acknowledged(tap_of(raw)) if status == HTTPStatus.OK else b""

    async def _kept(self, row: InboxRow) -> int:
        """Store the update; 500 makes Telegram bring it again.

        A stop may come between storing and lining up: then it is taken up at the next start.
        """
        try:
            await store(self._database, self._hands, self._clock, [row])
        except Exception as error:  # noqa: BLE001 - whatever it is: not stored, so not taken
            log.warning("update_not_stored", error=type(error).__name__)
            return HTTPStatus.INTERNAL_SERVER_ERROR
        return HTTPStatus.OK


def _acknowledged(tap: str) -> bytes:
    """Return the call that tells the phone that its tap arrived; empty for what is no tap."""
    if not tap:
        return b""
    return json.dumps({"method": "answerCallbackQuery", "callback_query_id": tap}).encode()


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """Read a body; raises TooLargeError as soon as it is clear, ValueError when it was cut off."""
    said = headers.get(b"content-length", b"0")
    if said.isdigit() and int(said) > MOST_BYTES:
        raise TooLargeError
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ValueError("the request was cut off")
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise TooLargeError
        if not message.get("more_body", False):
            return bytes(body)


async def announce(bot: Bot, url: str, secret: str, *, first_pause: float = 0.5) -> None:
    """Tell Telegram where to bring updates; waits as long as it cannot be reached.

    Raises TokenRefused or WebhookRefused. What waited for us is not dropped.
    """
    pause = first_pause
    while True:
        try:
            await call(
                bot,
                "setWebhook",
                {
                    "url": url,
                    "secret_token": secret,
                    "allowed_updates": list(ALLOWED_UPDATES),
                    "max_connections": MOST_CONNECTIONS,
                    "drop_pending_updates": False,
                },
            )
        except InvalidToken:
            raise TokenRefused from None
        except BadRequest as error:
            raise WebhookRefused(error.message) from None
        except TelegramError as error:
            log.warning("webhook_not_set", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            return
