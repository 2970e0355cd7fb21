"""One uvicorn server inside the loop that runs already: dashboard, webhook, health."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

STOP_SECONDS = 1


class PortTakenError(Exception):
    """Somebody else listens at this address."""


class _Server(uvicorn.Server):
    """uvicorn that leaves the signals to the program around it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class HttpServer:
    """Serves an app at `host:port` (0: any free port) until `stop`."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,  # the path of a sign-in link is a secret
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        self._socket = _bound(host, port)
        self._server = _Server(self._config)
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._socket.getsockname()[:2]
        return f"http://{host}:{port}"

    def start(self) -> None:
        """Begin to serve."""
        self._task = asyncio.create_task(self._server.serve([self._socket]))

    async def stop(self) -> None:
        """Finish what is being answered, for at most a second."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio turns Nagle's algorithm off.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
        bound.setblocking(False)  # noqa: FBT003  the argument is only a flag
    except OSError as error:
        bound.close()
        raise PortTakenError(
            f"Nothing can listen at {host}:{port} ({error.strerror})."
            " Is Lichter running already? Else choose another HTTP_PORT or PHONE_PORT."
        ) from None
    return bound
