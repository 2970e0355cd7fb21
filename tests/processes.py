"""Lichter as it is started in real life: a process of its own, with an environment of its own."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

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
class Running:
    """A process that runs; what it says is read all the time, so that it never waits for us."""

    process: Process
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


@contextlib.asynccontextmanager
async def lichter(folder: Path, *words: str, **settings: str | int) -> AsyncIterator[Running]:
    """Start `python -m bot` in `folder` with these settings and no others; killed at the end."""
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    told = {name.upper(): str(value) for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "bot", *words),
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **told},
        stdout=PIPE,
        stderr=PIPE,
    )
    running = Running(process)
    running.listen()
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.ends()


async def outcome(folder: Path, *words: str, **settings: str | int) -> Ended:
    """Start `python -m bot` and wait until it ends by itself."""
    async with lichter(folder, *words, **settings) as running:
        return await running.ends()


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
