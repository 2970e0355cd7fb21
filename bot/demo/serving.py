"""Serving the stand-in with uvicorn, inside the loop that runs already."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.demo.bot_api import bot_routes
from bot.demo.standin import Standin
from bot.process.http_server import Server, bind

LOOPBACK = "127.0.0.1"
# Seconds; longer than any client keeps a connection, for a server that closes first makes
# errors that Telegram would not make.
KEEP_ALIVE = 3600
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
    bound = bind(host, port)
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
    server = Server(config)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        await server.listening.wait()
        yield f"http://{host}:{bound.getsockname()[1]}"
    finally:
        await standin.close()
        server.leave()
        await running
