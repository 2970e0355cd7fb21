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

    def __init__(self, caller: "Caller") -> None:
        self._caller = caller
        self._read = bytearray()
        self._transport: asyncio.Transport | None = None
        self._request: bytes | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there, and free."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._caller.is_free(self)

    def carry(self, request: bytes) -> None:
        """Send a request."""
        assert self._transport is not None
        self._request = request
        self._transport.write(request)

    def close(self) -> None:
        """Close it, from this side."""
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Become free at the end of the answer."""
        self._read += data
        at = self._read.find(END)
        if at < 0 or len(self._read) < at + len(END) + body_length(bytes(self._read[:at])):
            return
        assert self._read.startswith(b"HTTP/1.1 200"), bytes(self._read[:200])
        if body := bytes(self._read[at + len(END) :]):
            self._caller.in_reply(body)
        self._read.clear()
        self._request = None
        self._caller.is_free(self)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - its signature
        """It was closed, as an idle one is; what it carried unanswered is brought again."""
        self._caller.is_gone(self, self._request)


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
    _open: int = 0
    _closing: bool = False
    _waiting: deque[bytes] = field(default_factory=deque)
    _free: list[Line] = field(default_factory=list)
    _opening: set[asyncio.Task[None]] = field(default_factory=set)

    def close(self) -> None:
        """Close those that rest."""
        self._closing = True
        for line in list(self._free):
            line.close()

    def bring(self, update: bytes) -> None:
        """Bring one update, as soon as a connection is free."""
        head = (
            b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %d\r\n\r\n"
        )
        self._carry(head % (self.path.encode(), self.secret.encode(), len(update)) + update)

    def is_free(self, line: Line) -> None:
        """Let this connection carry what waits."""
        if self._waiting:
            line.carry(self._waiting.popleft())
        else:
            self._free.append(line)

    def is_gone(self, line: Line, unanswered: bytes | None) -> None:
        """Forget this connection."""
        self._open -= 1
        if line in self._free:
            self._free.remove(line)
        if unanswered is not None and not self._closing:
            self._carry(unanswered)

    def _carry(self, request: bytes) -> None:
        if self._free:
            self._free.pop().carry(request)
            return
        self._waiting.append(request)
        if self._open < self.connections:
            self._open += 1
            task = asyncio.create_task(self._connect())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: Line(self), "127.0.0.1", self.port)
