"""What a million planned nudges cost: at rest, at the start, and when many are due at one moment.

`python -m benchmarks.nudges --help`. Fills a fresh SQLite file (or, with `--postgres URL`, an empty
PostgreSQL database) with runners who each have one nudge; rows are written in bulk, sealed as the
collections seal them. Then: the time to open all that, a tick when nothing is due, and the ticks
with which `--due` nudges leave for the outbox, all due at one moment. "Stand-still" is the longest
time for which the event loop answered nobody. Last, the same plan as APScheduler's own jobs, one a
runner, in memory: what they cost, and how many of a burst still fire.
"""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlalchemy import insert

from bot.assembly.rooms import furnish
from bot.clock import Clock
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Runner, Standing
from bot.ids import new_id
from bot.storage import open_database
from bot.storage.engines import transaction
from bot.storage.keystore import keys
from bot.storage.tables import moments, nudges, runners
from bot.storage.unit_of_work import Transaction
from bot.ticking import DueRows
from bot.usecases.ports import Database, UnitOfWork

SOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Tuesday 10:00 in Amsterdam: when the burst is due. All the others follow in the next weeks."""

CHUNK = 10_000
IDLE_TICKS = 200


class Stopped(Clock):
    """People's time stands still, at `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """Return the time that was set."""
        return self.at


@dataclass(slots=True)
class StandStill:
    """Watches the event loop: the longest time between two looks, less the pause."""

    longest: float = 0.0

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch while the block goes on."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        pause = 0.001
        while True:
            began = time.perf_counter()
            await asyncio.sleep(pause)
            self.longest = max(self.longest, time.perf_counter() - began - pause)


def fill(uow: UnitOfWork, numbers: range, due: int, soon: datetime = SOON) -> None:
    """Write these runners with a nudge each: the first `due` of them at `soon`."""
    if not isinstance(uow, Transaction):
        raise TypeError("this benchmark writes to the real storage")
    vault, connection = uow._vault, uow._connection  # noqa: SLF001  in bulk
    wrapped, people, wished, planned = [], [], [], []
    then = soon - timedelta(days=30)
    for number in numbers:
        runner = Runner(new_id(then), 1_000 + number, "Test", "nl", "Europe/Amsterdam")
        runner = replace(runner, standing=Standing.USED)
        wrapped.append(_key(uow, runner.id))
        people.append(_profile(uow, runner, then))
        due_at = soon if number < due else _later(number, soon)
        fixed = _moment(runner.id, due_at)
        wished.append(_row_of(uow, fixed, then))
        planned.append(_nudge(fixed, due_at))
    with transaction(vault._keystore._engine) as keystore:  # noqa: SLF001
        keystore.execute(insert(keys), wrapped)
    connection.execute(insert(runners), people)
    connection.execute(insert(moments), wished)
    connection.execute(insert(nudges), planned)
    vault._boxes.clear()  # noqa: SLF001  whoever comes later finds no key at hand


def _key(uow: Transaction, owner: str) -> dict[str, object]:
    from bot.storage.sealing import KEY_BYTES  # noqa: PLC0415

    key = owner.encode()[:KEY_BYTES].ljust(KEY_BYTES, b"k")
    wrapped = uow._vault._masters.wrap(owner, key)  # noqa: SLF001
    uow._vault._remember(owner, key)  # noqa: SLF001
    return {"owner": owner, "key_id": wrapped.key_id, "wrapped": wrapped.content}


def _profile(uow: Transaction, runner: Runner, then: datetime) -> dict[str, object]:
    from bot.storage.collections.runners import _record, profile_aad  # noqa: PLC0415

    sealed = uow._vault.of(runner.id).seal(_record.dump(runner), profile_aad(runner.id))  # noqa: SLF001
    return {"id": runner.id, "chat": runner.chat, "created_at": then, "profile": sealed}


def _moment(runner_id: str, due_at: datetime) -> Moment:
    local = due_at.astimezone(ZoneInfo("Europe/Amsterdam"))
    day = frozenset({local.weekday()})
    return Moment(
        new_id(due_at), runner_id, MomentKind.FIXED, When.AT, local.time(), local.time(), day
    )


def _row_of(uow: Transaction, moment: Moment, then: datetime) -> dict[str, object]:
    from bot.storage.collections.planning import _moment, _moment_aad  # noqa: PLC0415

    box = uow._vault.of(moment.runner_id)  # noqa: SLF001
    content = box.seal(_moment.dump(moment), _moment_aad(moment.id))
    return {
        "id": moment.id,
        "runner_id": moment.runner_id,
        "created_at": then,
        "content": content,
    }


def _nudge(moment: Moment, due_at: datetime) -> dict[str, object]:
    return {
        "id": new_id(due_at),
        "runner_id": moment.runner_id,
        "kind": "fixed",
        "local_date": due_at.date(),
        "slot": moment.id,
        "due_at": due_at,
        "fits_until": due_at + timedelta(hours=2),
        "moment_at": None,
        "state": "due",
        "settled_at": None,
    }


def _later(number: int, soon: datetime) -> datetime:
    return soon + timedelta(days=1, minutes=number % 20_000)


async def rows_of(database: Database, at: datetime, tell: str, due: int) -> list[tuple[str, str]]:
    """Measure idle ticks before `SOON`, then the burst at it; returns lines for the table."""
    house = furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url="https://a.example")
    clock = Stopped(at)
    ticker = DueRows(database, clock, house.nudge_rules, house.messages, lambda: None)
    idle = []
    for _ in range(IDLE_TICKS):
        began = time.perf_counter()
        await ticker.tick()
        idle.append(time.perf_counter() - began)
    lines = [(f"idle tick, {tell}", f"{1_000 * median(idle):.2f} ms")]
    if not due:
        return lines
    clock.at = SOON
    still, cpu, began = StandStill(), time.process_time(), time.perf_counter()
    async with still.watching():
        while await database.read(lambda uow: uow.planning.is_due(SOON)):
            await ticker.tick()
    cpu, took = time.process_time() - cpu, time.perf_counter() - began
    return [
        *lines,
        (f"{due:,} due at one moment", f"{took:.1f} s, {1e6 * cpu / due:.0f} µs CPU each"),
        ("longest stand-still of the loop", f"{1_000 * still.longest:.0f} ms"),
    ]


def _rss() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1_024
    return 0.0


async def apscheduler(jobs: int) -> Iterator[tuple[str, str]]:
    """One job a runner, in memory, all due at one moment soon."""
    fired = 0

    def fire() -> None:
        nonlocal fired
        fired += 1

    scheduler, before, cpu = AsyncIOScheduler(timezone=UTC), _rss(), time.process_time()
    scheduler.start(paused=True)
    at = datetime.now(UTC) + timedelta(seconds=90)  # noqa: TID251  APScheduler looks at the real clock
    for number in range(jobs):
        scheduler.add_job(fire, "date", run_date=at, id=str(number))
    added = time.process_time() - cpu
    scheduler.resume()
    await asyncio.sleep(max(0.0, (at - datetime.now(UTC)).total_seconds()) + 60)  # noqa: TID251
    scheduler.shutdown(wait=False)
    return iter(
        [
            (f"APScheduler, {jobs:,} jobs: adding", f"{1e6 * added / jobs:.0f} µs CPU each"),
            ("APScheduler: memory", f"{_rss() - before:.0f} MB"),
            ("APScheduler: fired of the burst", f"{fired:,} of {jobs:,}"),
        ]
    )


async def whole(
    data: str, folder: str, people: int, due: int, jobs: int, console: Console
) -> list[tuple[str, str]]:
    """Fill, measure; returns the lines of the table."""
    where = (data, f"sqlite:///{folder}/keys.db", [b"k" * 32])
    lines: list[tuple[str, str]] = []
    database = await asyncio.to_thread(open_database, *where)
    try:
        await database.write(lambda uow: fill(uow, range(1_000), 0))
        lines += await rows_of(database, SOON - timedelta(hours=1), "1,000 runners", 0)
        chunks = range(1_000, people, CHUNK)
        for first in track(chunks, f"{people:,} runners", console=console):
            numbers = range(first, min(first + CHUNK, people))
            await database.write(lambda uow, n=numbers: fill(uow, n, due + 1_000))  # type: ignore[misc]
    finally:
        await database.close()
    began = time.perf_counter()
    database = await asyncio.to_thread(open_database, *where)
    lines.append((f"opened with {people:,} runners", f"{time.perf_counter() - began:.2f} s"))
    try:
        lines += await rows_of(database, SOON - timedelta(hours=1), f"{people:,} runners", due)
    finally:
        await database.close()
    return lines + list(await apscheduler(jobs)) if jobs else lines


def main(
    people: Annotated[int, typer.Option(help="Runners, each with a nudge.")] = 1_000_000,
    due: Annotated[int, typer.Option(help="So many are due at one moment.")] = 100_000,
    jobs: Annotated[int, typer.Option(help="Jobs of APScheduler; 0: without it.")] = 100_000,
    postgres: Annotated[str, typer.Option(help="An empty database; else SQLite.")] = "",
) -> None:
    """Fill, measure, print."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory() as folder:
        data = postgres or f"sqlite:///{folder}/data.db"
        lines = asyncio.run(whole(data, folder, people, due, jobs, console))
    table = Table("what", "figure", title="PostgreSQL" if postgres else "SQLite")
    for line in lines:
        table.add_row(*line)
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
