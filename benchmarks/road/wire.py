"""HTTP/1.1 with as little as the benchmark needs: the load must cost less than what it measures.

asyncio's own protocols, keep-alive, bodies with a Content-Length. Not for anything else: it trusts
whoever is on the other side.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

END = b"\r\n\r\n"


def body_length(head: bytes) -> int:
    """Return what Content-Length says; 0 without one."""
    at = head.lower().find(b"content-length:")
    return 0 if at < 0 else int(head[at + 15 : head.find(b"\r\n", at) % (len(head) + 1)])


def parameters(head: bytes, body: bytes) -> dict[str, object]:
    """Return the parameters of a call, whichever way a library wrote them."""
    lower = head.lower()
    if not body:
        return {}
    if b"application/json" in lower:
        parsed = json.loads(body)
        return parsed if isinstance(parsed, dict) else {}
    if b"multipart/form-data" in lower:
        return _multipart(body)
    return {name: _value(value) for name, value in parse_qsl(body.decode())}


def _multipart(body: bytes) -> dict[str, object]:
    found: dict[str, object] = {}
    mark = b"--" + body[2 : body.find(b"\r\n")]
    for part in body.split(mark)[1:-1]:
        about, _, value = part.strip(b"\r\n").partition(END)
        name = about.split(b'name="', 1)[1].split(b'"', 1)[0]
        found[name.decode()] = _value(value.decode())
    return found


def _value(text: str) -> object:
    if text[:1] in {"{", "["} or text.lstrip("-").isdigit():
        return json.loads(text)
    return text


class Server(asyncio.Protocol):
    """One connection of a bot. `answer(path, parameters, reply)` calls `reply` when it likes."""

    def __init__(
        self, answer: Callable[[str, dict[str, object], Callable[[bytes], None]], None]
    ) -> None:
        self._answer = answer
        self._read = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the road back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._read += data
        while (at := self._read.find(END)) >= 0:
            head = bytes(self._read[:at])
            whole = at + len(END) + body_length(head)
            if len(self._read) < whole:
                if b"100-continue" in head.lower() and self._transport:
                    self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            body = bytes(self._read[at + len(END) : whole])
            del self._read[:whole]
            path = head.split(b" ", 2)[1].decode()
            self._answer(path, parameters(head, body), self._reply)

    def _reply(self, body: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (len(body), body)
            )


class Line(asyncio.Protocol):
    """One connection to a bot's webhook: a request at a time."""

    def __init__(self, free: Callable[["Line"], None], in_reply: Callable[[bytes], None]) -> None:
        self._free = free
        self._in_reply = in_reply
        self._read = bytearray()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there, and free."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._free(self)

    def data_received(self, data: bytes) -> None:
        """Become free at the end of the answer."""
        self._read += data
        at = self._read.find(END)
        if at < 0 or len(self._read) < at + len(END) + body_length(bytes(self._read[:at])):
            return
        assert self._read.startswith(b"HTTP/1.1 200"), bytes(self._read[:200])
        if body := bytes(self._read[at + len(END) :]):
            self._in_reply(body)
        self._read.clear()
        self._free(self)


@dataclass(slots=True)
class Caller:
    """Brings updates to a webhook as Telegram does: over so many connections at the most.

    `in_reply` gets what a bot says in its answer.
    """

    port: int
    path: str
    secret: str
    in_reply: Callable[[bytes], None]
    connections: int = 40
    _waiting: deque[bytes] = field(default_factory=deque)
    _free: list[Line] = field(default_factory=list)

    async def open(self) -> None:
        """Open all connections."""
        loop = asyncio.get_running_loop()
        for _ in range(self.connections):
            await loop.create_connection(
                lambda: Line(self._is_free, self.in_reply), "127.0.0.1", self.port
            )

    def close(self) -> None:
        """Close those that rest."""
        for line in self._free:
            if line.transport is not None:
                line.transport.close()

    def bring(self, update: bytes) -> None:
        """Bring one update, as soon as a connection is free."""
        request = (
            b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %d\r\n\r\n%s"
            % (self.path.encode(), self.secret.encode(), len(update), update)
        )
        if self._free:
            self._write(self._free.pop(), request)
        else:
            self._waiting.append(request)

    def _is_free(self, line: Line) -> None:
        if self._waiting:
            self._write(line, self._waiting.popleft())
        else:
            self._free.append(line)

    def _write(self, line: Line, request: bytes) -> None:
        assert line.transport is not None
        line.transport.write(request)
