"""Lives that end by SIGKILL, at random moments."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Nursery:
    """A running nursery; see `tests.crashes.nursery`."""

    process: asyncio.subprocess.Process

    async def life(self) -> int:
        """Begin a life; returns its process id."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"life\n")
        return int(await self.process.stdout.readline())


@contextlib.asynccontextmanager
async def nursery(program: str, settings: Mapping[str, str]) -> AsyncIterator[Nursery]:
    """Open a nursery for `module:function`, with these settings in its environment."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.crashes.nursery",
        program,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        first = await process.stdout.readline()
        assert first == b"ready\n", "the nursery could not import the program"
        yield Nursery(process)
    finally:
        process.stdin.close()
        await process.wait()


def kill(pid: int) -> None:
    """End a process that we began, at once and without a word to it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


async def lives_and_deaths(
    born: Nursery, kills: int, chance: random.Random, meanwhile: Callable[[int, float], None]
) -> None:
    """Let `kills` lives end by SIGKILL, each after a random time; `meanwhile(life, seconds)`."""
    for life in range(kills):
        pid = await born.life()
        seconds = chance.choice((0.05, 0.2, 0.4, 0.7)) * chance.uniform(0.5, 1.5)
        meanwhile(life, seconds)
        await asyncio.sleep(seconds)
        kill(pid)
