"""Things that go wrong on purpose, and the rate limits."""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from bot.demo.wire import ApiError, Params

Cut = Literal["before", "after"]
Outage = Literal["cut", "502"]
WORDS = {
    400: "Bad Request: something is wrong",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
TOO_MANY = 429


@dataclass(slots=True)
class Fault:
    """What goes wrong the next `times` times; `times=None` is until told otherwise.

    `cut` drops the connection without an answer: "before" the request is handled or "after".
    `latency` is in seconds of machine time, spent before anything else. `garbage`: handled, and
    answered by something that is no JSON.
    """

    method: str
    times: int | None = 1
    error: int | None = None
    retry_after: int = 1
    description: str = ""
    cut: Cut | None = None
    latency: float = 0.0
    chat: int | None = None
    garbage: bool = False

    def raise_error(self) -> None:
        """Raise the ApiError that this fault asks for, if it does."""
        if self.error == TOO_MANY:
            raise too_many(self.retry_after)
        if self.error is not None:
            raise ApiError(self.error, self.description or WORDS.get(self.error, "Error"))


def too_many(seconds: int) -> ApiError:
    """Return a 429 as Telegram words it."""
    return ApiError(TOO_MANY, f"Too Many Requests: retry after {seconds}", seconds)


class Faults:
    """The faults in force; the first one that fits a request is used."""

    def __init__(self) -> None:
        self._list: list[Fault] = []
        self.outage: Outage | None = None

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force."""
        self._list.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything go right again."""
        self._list.clear()
        self.outage = None

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault for this request, and count it down."""
        for fault in self._list:
            if fault.method not in {"*", method} or fault.chat not in {None, chat}:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._list.remove(fault)
            return fault
        return None


@dataclass(slots=True)
class Limits:
    """How many sends and edits a second of machine time; None is no limit."""

    overall: int | None = None
    per_chat: int | None = None
    _seen: dict[int | None, deque[float]] = field(default_factory=dict)

    def check(self, method: str, params: Params) -> None:
        """Raise ApiError 429 when this request is one too many."""
        if not method.startswith(("send", "edit")) or method == "sendChatAction":
            return
        chat = params.whole("chat_id")
        for key, most in ((None, self.overall), (chat, self.per_chat)):
            if most is not None:
                self._count(key, most)

    def _count(self, key: int | None, most: int) -> None:
        now = time.monotonic()
        times = self._seen.setdefault(key, deque())
        while times and times[0] <= now - 1:
            times.popleft()
        if len(times) >= most:
            raise too_many(1)
        times.append(now)
