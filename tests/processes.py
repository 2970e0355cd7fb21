"""Lichter as it is started in real life: a process of its own, with an environment of its own."""

import asyncio
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from asyncio import StreamReader
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.cradle import Order
from tests.nightly import NIGHTLY

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "424242:plainly-made-up-token-of-nobody-x"
DATA_KEY = "bWFkZSB1cCBmb3IgdGVzdHMsIG5vdCBhIHNlY3JldCE="
PATIENCE = 60.0  # seconds for a start on a busy machine; nobody waits for it when all is well


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and all it said."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """The lines on standard error that are for people: not those of the log."""
        return [line for line in self.err.splitlines() if line and not line.startswith("{")]


@dataclass(slots=True)
class Born:
    """A process out of the cradle, with what the tests ask of asyncio's own `Process`."""

    pid: int
    stdout: StreamReader
    stderr: StreamReader
    _teller: StreamReader
    returncode: int | None = None

    async def wait(self) -> int:
        """Wait until it is over; return its exit code."""
        if self.returncode is None:
            self.returncode = int(await self._teller.readline())
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it is over."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


@cache
def cradle() -> socket.socket:
    """Start the cradle of this test process, once; return the socket that takes orders."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.cradle", str(its.fileno())],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)},
        pass_fds=[its.fileno()],
        stdin=subprocess.DEVNULL,
    )
    its.close()

    def over() -> None:
        ours.close()
        process.wait()

    atexit.register(over)
    return ours


@contextlib.asynccontextmanager
async def born(order: Order) -> AsyncIterator[Born]:
    """Start by the cradle: as `python -m bot` would be, without importing anything again."""
    tells, teller = socket.socketpair()
    pipes = [os.pipe(), os.pipe()]
    given = [teller.fileno(), *(writes for _, writes in pipes)]
    socket.send_fds(cradle(), [json.dumps(order).encode()], given)
    teller.close()
    for _, writes in pipes:
        os.close(writes)
    reading, writer = await asyncio.open_connection(sock=tells)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(writer.close)
        out, err = [await stack.enter_async_context(_listening(reads)) for reads, _ in pipes]
        async with asyncio.timeout(PATIENCE):
            pid = int(await reading.readline())
        yield Born(pid, out, err, reading)


@contextlib.asynccontextmanager
async def _listening(pipe: int) -> AsyncIterator[StreamReader]:
    reader, loop = StreamReader(), asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb")
    )
    yield reader
    transport.close()


@contextlib.asynccontextmanager
async def wholly(order: Order) -> AsyncIterator[Process]:
    """Start by the whole way: the system, Python, all imports."""
    yield await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "bot", *order["words"]),
        cwd=order["folder"],
        env=order["environment"],
        stdout=PIPE,
        stderr=PIPE,
    )


@dataclass(slots=True)
class Running:
    """A process that runs; what it says is read all the time, so that it never waits for us."""

    process: Process | Born
    _out: list[str] = field(default_factory=list)
    _err: list[str] = field(default_factory=list)
    _said: asyncio.Condition = field(default_factory=asyncio.Condition)
    _open: int = 2
    _readers: list[asyncio.Task[None]] = field(default_factory=list)

    async def says(self, words: str) -> str:
        """Wait for a line with these words, on either stream, and return it."""

        def found() -> str | None:
            return next((line for line in (*self._out, *self._err) if words in line), None)

        async with self._said, asyncio.timeout(PATIENCE):
            await self._said.wait_for(lambda: found() is not None or not self._open)
        line = found()
        assert line is not None, f"it never said {words!r} but ended with {self._err[-3:]}"
        return line

    async def stops(self) -> tuple[Ended, float]:
        """Send SIGTERM; return how it ended and after how many seconds."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        ended = await self.ends()
        return ended, time.monotonic() - began

    async def ends(self) -> Ended:
        """Wait until it ends by itself."""
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
            await asyncio.gather(*self._readers)
        return Ended(code, "".join(self._out), "".join(self._err))

    def listen(self) -> None:
        """Begin to read what it says."""
        for stream, kept in ((self.process.stdout, self._out), (self.process.stderr, self._err)):
            assert stream is not None
            self._readers.append(asyncio.create_task(self._read(stream, kept)))

    async def _read(self, stream: asyncio.StreamReader, kept: list[str]) -> None:
        async for line in stream:
            async with self._said:
                kept.append(line.decode())
                self._said.notify_all()
        async with self._said:
            self._open -= 1
            self._said.notify_all()


def order_of(folder: Path, words: tuple[str, ...], settings: Mapping[str, str | int]) -> Order:
    """Return the order to start in `folder` with these settings and no others."""
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    told = {name.upper(): str(value) for name, value in settings.items()}
    # Only who asks for it waits for twelve weeks of history.
    quick = {"PYTHONPATH": str(ROOT), "DEMO_HISTORY": "false"}
    environment = {**inherited, **quick, **told}
    return Order(words=list(words), folder=str(folder), environment=environment)


@contextlib.asynccontextmanager
async def lichter(folder: Path, *words: str, **settings: str | int) -> AsyncIterator[Running]:
    """Start Lichter in `folder` with these settings and no others; killed at the end.

    By the cradle, which saves two seconds; in the long form by the whole way.
    """
    started = wholly if NIGHTLY else born
    async with started(order_of(folder, words, settings)) as process, running(process) as one:
        yield one


@contextlib.asynccontextmanager
async def python_m_bot(folder: Path, *words: str, **settings: str | int) -> AsyncIterator[Running]:
    """Start as `lichter`, by the whole way: `python -m bot`."""
    async with (
        wholly(order_of(folder, words, settings)) as process,
        running(process) as one,
    ):
        yield one


@contextlib.asynccontextmanager
async def running(process: Process | Born) -> AsyncIterator[Running]:
    """Listen to a process while the block runs; then it is killed."""
    one = Running(process)
    one.listen()
    try:
        yield one
    finally:
        if process.returncode is None:
            process.kill()
        await one.ends()


async def outcome(folder: Path, *words: str, **settings: str | int) -> Ended:
    """Start Lichter and wait until it ends by itself."""
    async with lichter(folder, *words, **settings) as started:
        return await started.ends()


def real(folder: Path, api: str, **settings: str | int) -> dict[str, str | int]:
    """Return the settings of a real bot with its data in `folder`, at any free port."""
    return {
        "telegram_bot_token": TOKEN,
        "telegram_api_url": api,
        "data_keys": DATA_KEY,
        "database_url": f"sqlite:///{folder / 'lichter.db'}",
        "http_port": 0,
        **settings,
    }


def free_port() -> int:
    """Return a port at which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def taken_port() -> Iterator[int]:
    """Hold a port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]
