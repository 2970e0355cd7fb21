"""Serving the stand-in with uvicorn, inside the loop that runs already."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.demo.bot_api import bot_routes
from bot.demo.standin import Standin

LOOPBACK = "127.0.0.1"
# Seconds; longer than any client keeps a connection, for a server that closes first makes
# errors that Telegram would not make.
KEEP_ALIVE = 3600
STOP_SECONDS = 1
LOOK_EVERY = 0.005  # seconds, while it stops
Address = tuple[str, int]


class Connections:
    """The open connections, so that one can be dropped on purpose."""

    def __init__(self) -> None:
        self._open: dict[Address, asyncio.Transport] = {}

    def drop(self, client: Address) -> None:
        """Drop the connection of the client at this address."""
        transport = self._open.get(client)
        if transport is not None:
            transport.abort()

    def protocol(self) -> type[H11Protocol]:
        """Return uvicorn's protocol, taught to enter its connections here."""
        entered = self._open

        class Entered(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client is not None:
                    entered[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                if self.client is not None:
                    entered.pop(self.client, None)

        return Entered


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, stops when it is told, and leaves signals alone.

    By itself it looks ten times a second whether it should stop, and then waits a tenth more.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.told = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        ticking = asyncio.create_task(super().main_loop())  # keeps the date of answers right
        try:
            await self.told.wait()
        finally:
            ticking.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
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
        yield


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket at this address; raises OSError when the port is taken."""
    # With the protocol named asyncio turns Nagle's algorithm off; without, an answer takes 44 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere this would share a port that is taken
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
        bound.setblocking(False)  # noqa: FBT003 - the name of the argument is only a flag
    except OSError:
        bound.close()
        raise
    return bound


@contextlib.asynccontextmanager
async def serving(
    standin: Standin,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    more: Sequence[BaseRoute] = (),
) -> AsyncIterator[str]:
    """Serve the Bot API and `more` routes while the block runs; gives the URL of the root.

    Port 0 is any free one. Raises OSError when the port is taken.
    """
    bound = _bound(host, port)
    connections = Connections()
    app = Starlette(routes=[*bot_routes(standin, connections.drop), *more])
    config = uvicorn.Config(
        app,
        http=connections.protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        await server.listening.wait()
        yield f"http://{host}:{bound.getsockname()[1]}"
    finally:
        await standin.close()
        server.told.set()
        await running
