"""What a form sends, read whole before any page sees it.

Before anybody is asked who he is: so it may be neither large, nor slow, nor many at once. Else a
stranger could fill the memory, or hold every connection that this process may have.
"""

import asyncio
from http import HTTPStatus

from starlette.types import Message, Receive

MOST_BYTES = 1_000_000
"""The longest text that a page takes, 100,000 letters, needs nine bytes for each of nearly all."""

PATIENCE = 20.0
"""Seconds for all of it."""

AT_ONCE = 40
"""So many are read side by side, in 40 MB at most; a coach sends one."""


class BodyError(Exception):
    """What was sent is not taken; `status` is the answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Bodies:
    """Reads what requests send."""

    def __init__(self) -> None:
        self._reading = 0

    async def taken(self, receive: Receive) -> Receive:
        """Read a body, and return what hands it on. BodyError: too large, too slow, too many."""
        if self._reading >= AT_ONCE:
            raise BodyError(HTTPStatus.SERVICE_UNAVAILABLE)
        self._reading += 1
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _whole(receive)
        except TimeoutError:
            raise BodyError(HTTPStatus.REQUEST_TIMEOUT) from None
        finally:
            self._reading -= 1
        waiting = [body]

        async def handed_on() -> Message:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(), "more_body": False}
            return await receive()

        return handed_on


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise BodyError(HTTPStatus.BAD_REQUEST)
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise BodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not message.get("more_body", False):
            return bytes(body)
