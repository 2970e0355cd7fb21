"""How soon Lichter is there, and what it takes when nobody does anything.

`python -m benchmarks.starting --help`. The real bot, as `deploy/lichter.service` starts it or as
plain `python -m bot`, on SQLite with so many runners stored, against a Bot API that answers each
call 50 ms late. One of them wrote while it was down.
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.road.bot_api import BotApi
from benchmarks.road.crowd import TEXT, Crowd
from benchmarks.road.playing import (
    PATIENCE,
    PYTHON,
    ROOT,
    cpu_of,
    filled,
    memory_of,
    settings_of,
)

STORED = [0, 100_000]
SECONDS, MEMORY = ("asked", "answered", "cpu"), ("idle", "peak")
A_WHILE = 3.0  # seconds, in which what is done after a start comes to an end


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one start: seconds until it asked for updates, seconds and CPU until one was answered."""

    asked: float
    answered: float
    cpu: float
    idle: float  # MB
    peak: float  # MB


async def start(folder: Path, *, plain: bool) -> Figures:
    """Start once, with somebody's command waiting."""
    crowd = Crowd(steps=((TEXT, "/start"), (TEXT, "")))
    api = BotApi(crowd.seen, crowd.tapped, updates=int(time.time()))  # new ones at each start
    crowd.api = api
    crowd.join(1)
    server, port = await api.listen()
    answered = asyncio.Event()
    crowd.idle = lambda _person: answered.set()
    for person in crowd.people.values():
        crowd.act(person)
    began = time.perf_counter()
    url = f"http://127.0.0.1:{port}"
    process = await asyncio.create_subprocess_exec(
        *((sys.executable,) if plain else PYTHON),
        *("-m", "bot"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        | settings_of(folder, url, 0, webhook=False),
    )
    try:
        await asyncio.wait_for(api.begun.wait(), PATIENCE)
        asked = time.perf_counter() - began
        await asyncio.wait_for(answered.wait(), PATIENCE)
        took, cpu = time.perf_counter() - began, cpu_of(process.pid)
        await asyncio.sleep(A_WHILE)
        idle, peak = (memory_of(process.pid, name) for name in ("VmRSS", "VmHWM"))
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()
        server.close()
    return Figures(asked, took, cpu, idle, peak)


def main(
    stored: Annotated[list[int], typer.Option(help="So many runners stored.")] = STORED,
    times: Annotated[int, typer.Option(help="Starts; the median counts.")] = 5,
) -> None:
    """Fill, start, print the table."""
    table = Table("runners stored", "started", "asks for updates", "first answer", "CPU")
    table.add_column("idle")
    table.add_column("peak")
    for number in stored:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(filled(Path(folder), number))
            for plain in (False, True):
                found = [asyncio.run(start(Path(folder), plain=plain)) for _ in range(times)]
                seconds = [f"{median(getattr(one, of) for one in found):.2f} s" for of in SECONDS]
                memory = [f"{median(getattr(one, of) for one in found):.0f} MB" for of in MEMORY]
                table.add_row(
                    f"{number:,}", "plainly" if plain else "as shipped", *seconds, *memory
                )
    Console(width=100).print(table)


if __name__ == "__main__":
    typer.run(main)
