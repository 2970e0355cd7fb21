"""One uvicorn server inside the loop that runs already: dashboard, webhook, health."""

import asyncio
import contextlib
import os
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

STOP_SECONDS = 1
KEEP_ALIVE_SECONDS = 75  # longer than who calls us keeps one: closing it meets his next request
LOOK_EVERY = 0.005  # seconds, while it stops


class PortTakenError(Exception):
    """Somebody else listens at this address."""


class Server(uvicorn.Server):
    """uvicorn that leaves the signals to the program around it, and stops at once when it is told.

    By itself it looks ten times a second whether it should, and then waits a tenth more.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self._told = asyncio.Event()

    def leave(self) -> None:
        """Begin to stop."""
        self._told.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        """Keep the date of the answers right until it is told to leave."""
        ticking = asyncio.create_task(super().main_loop())
        try:
            await self._told.wait()
        finally:
            ticking.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nothing new, and wait only for what is being answered."""
        for door in (*self.servers, *(sockets or ())):
            door.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - nothing rings
                    await asyncio.sleep(LOOK_EVERY)
        for late in self.server_state.tasks:
            late.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them to the program."""
        yield


class HttpServer:
    """Holds `host:port` (0: any free port) from the beginning, and serves an app until `stop`.

    PortTakenError at once, so that a second Lichter goes before it touches anything.
    """

    def __init__(self, host: str, port: int) -> None:
        self._socket = _bound(host, port)
        self._host, self.port = host, int(self._socket.getsockname()[1])
        self._serving: tuple[Server, asyncio.Task[None]] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.port}"

    def start(self, app: ASGIApp) -> None:
        """Begin to serve."""
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,  # the path of a sign-in link is a secret
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
        server = Server(config)
        self._serving = server, asyncio.create_task(server.serve([self._socket]))

    async def stop(self) -> None:
        """Finish what is being answered, for at most a second."""
        if self._serving is not None:
            server, task = self._serving
            server.leave()
            await task

    def close(self) -> None:
        """Let go of the address."""
        self._socket.close()


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens here (port 0: a free one); OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named asyncio turns Nagle's algorithm off; without, an answer takes 44 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere this would share a port that is taken
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
        bound.setblocking(False)  # noqa: FBT003 - the argument is only a flag
    except OSError:
        bound.close()
        raise
    return bound


def _bound(host: str, port: int) -> socket.socket:
    try:
        return bind(host, port)
    except OSError as error:
        raise PortTakenError(
            f"Nothing can listen at {host}:{port} ({error.strerror})."
            " Is Lichter running already? Else choose another HTTP_PORT."
        ) from None
