"""Lives that end by SIGKILL, at random moments."""

import asyncio
import contextlib
import json
import os
import random
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.crashes.nursery import Birth

ROOT = Path(__file__).parents[2]
LOG = "log of lives"
CRADLE = 0.2  # so many are killed before they said a word
DYING = 0.15  # seconds at most between the last answer and the end
PATIENCE = 30.0  # seconds for one life; nobody waits for it when all is well
ORDINARY = re.compile(r'"level": "(debug|info|warning)"')


@dataclass(frozen=True, slots=True)
class Nursery:
    """A running nursery; see `tests.crashes.nursery`. `log`: what all lives say."""

    process: asyncio.subprocess.Process
    log: Path

    async def life(self, after: int = 0, word: str = "", **settings: str) -> int:
        """Begin a life when the one `after` is over; returns its process id.

        `word` is for the program, `settings` come on top of those of the nursery. Raises
        AssertionError when the one before was not killed but ended by itself.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        birth = Birth(after=after, word=word, settings=settings)
        self.process.stdin.write(json.dumps(birth).encode() + b"\n")
        line = await self.process.stdout.readline()
        assert line.strip().isdigit(), f"a life ended by itself:\n{cries(self.log)}"
        return int(line)


def cries(log: Path) -> str:
    """Return what is no ordinary line of a log."""
    lines = log.read_text().splitlines(keepends=True)
    return "".join(one for one in lines if not ORDINARY.search(one))


@contextlib.asynccontextmanager
async def nursery(
    program: str, folder: Path, settings: Mapping[str, str]
) -> AsyncIterator[Nursery]:
    """Open a nursery for `module:function` in `folder`, with these settings and no others."""
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    log = folder / LOG
    with log.open("ab") as lines:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.crashes.nursery",
            program,
            cwd=folder,  # a developer's own .env is in ROOT
            env={**inherited, "PYTHONPATH": str(ROOT), **settings},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=lines,
        )
    born = Nursery(process, log)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        first = await process.stdout.readline()
        assert first == b"ready\n", f"the nursery could not import the program:\n{cries(log)}"
        yield born
        process.stdin.close()
        assert await process.wait() == 0, f"a life ended by itself:\n{cries(log)}"
        assert log.stat().st_size, "no life said anything: its log proves nothing"
    finally:
        sys.stderr.write(cries(log))
        process.stdin.close()
        await process.wait()


def kill(pid: int) -> None:
    """End a process that we began, at once and without a word to it."""
    os.kill(pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Deaths:
    """When lives end: one in five before it said a word, the others soon after their share.

    By what happened and not by the clock, so that a slow machine proves as much as a quick one.
    `speaks` ends when a life says its first word to Telegram, `until(number)` when people have
    given so many answers since the first life.
    """

    chance: random.Random
    answers: int
    speaks: Callable[[], Awaitable[None]]
    until: Callable[[int], Awaitable[None]]

    async def happen(self, born: Nursery, kills: int) -> int:
        """Let so many lives end by SIGKILL; returns the last one.

        Raises TimeoutError when one does not live at all.
        """
        cuts = sorted(self.chance.sample(range(self.answers), kills - 1))
        pid = 0
        for goal in (*cuts, self.answers):
            pid = await born.life(pid)
            async with asyncio.timeout(PATIENCE):
                if goal < self.answers and self.chance.random() < CRADLE:
                    await asyncio.sleep(self.chance.uniform(0, DYING))
                else:
                    await self.speaks()
                    await self.until(goal)
                    await asyncio.sleep(self.chance.uniform(0, DYING))
            kill(pid)
        return pid
