"""What came back from the Bot API: whether it is Telegram's, and what it says."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from telegram.error import NetworkError
from telegram.request import BaseRequest

_WELL: Final = b'{"ok":true,"result":'


def status_of(status: int, body: bytes) -> int:
    """Return what Telegram says in its answer; NetworkError when it is not Telegram that answers.

    A proxy or a page of a provider may refuse with any status: then nobody has blocked us.
    """
    if status == HTTPStatus.OK and body.startswith(_WELL):
        return status
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    match answer:
        case {"ok": True, "result": _}:
            return HTTPStatus.OK
        case {"ok": False, "error_code": int(code)} if code >= HTTPStatus.BAD_REQUEST:
            return code
        case _ if status == HTTPStatus.TOO_MANY_REQUESTS:
            return status
        case _:
            raise NetworkError(f"no answer of Telegram's ({status})")


def seconds_asked(body: bytes) -> float:
    """Return for how long a 429 asks to wait, in seconds; 1 when it does not say."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    match answer:
        case {"parameters": {"retry_after": int(seconds) | float(seconds)}} if seconds > 0:
            return float(seconds)
        case _:
            return 1.0


def time_of(header: str) -> datetime | None:
    """Return when an answer was given, by its `Date` (UTC); None when that is no time."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return None


class Answered(BaseRequest):
    """A request whose answer is there: `post` tells what it means."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(self, *_request: object, **_times: object) -> tuple[int, bytes]:
        """Return the answer."""
        return self._answer
