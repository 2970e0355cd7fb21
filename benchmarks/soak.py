"""A month in an hour, with faults: memory stays flat, and every dead letter has its reason.

`python -m benchmarks.soak --help`. The real program, polling, on SQLite, as a process of its own;
people's time is moved on hour by hour. Runners check in, run, write, plan, stop, block; coaches
read and write on the dashboard; Telegram fails in 2 of 100 requests, in 30 of 100 during one hour a
day, and is away for ten minutes each day. A line a day; at the end a verdict, and exit code 1 when
it is a bad one.

Memory is what the process holds after a garbage collection: the median of the last week against
that of the first, without the day on which everybody joins. Names and what people write are
canaries: in the end none may be found in a file, the log or the figures of the program.
"""

import asyncio
import contextlib
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Annotated

import httpx2
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.month.people import Habits, Reader
from benchmarks.month.playing import HOURS, ZONE, Day, Month
from benchmarks.road.playing import PYTHON
from bot.clock import Clock
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.storage import open_database
from bot.usecases import coaching
from bot.usecases.ports import Database, Tells, UnitOfWork
from tests.canaries import STEM
from tests.crashes.account import Faults, faults_of, stored
from tests.crashes.killing import cries
from tests.crashes.phone import Phone
from tests.crashes.walker import Walker
from tests.leaks import Search
from tests.processes import TOKEN, free_port, real
from tests.telegram.weather import Weather

ROOT = Path(__file__).resolve().parents[1]
KEY, LOG = b"made up for tests, not a secret!", "log"
COACHES, COACH_CHATS = 5, 9001
WEEK, FLAT = 7, 0.05
EXPLAINED = {
    "message blocked": "somebody had blocked the bot",
    "message unknown": "a nudge cut off on its way: it comes at most once",
}


def main(
    runners: Annotated[int, typer.Option(help="So many runners.")] = 500,
    days: Annotated[int, typer.Option(help="So many days.")] = 30,
    seed: Annotated[int, typer.Option(help="The same people and faults each time.")] = 20_261_128,
) -> None:
    """Play, and say what came of it."""
    console = Console(width=140)
    if not asyncio.run(_soak(runners, days, random.Random(seed), console)):  # noqa: S311
        raise typer.Exit(1)


async def _soak(runners: int, days: int, chance: random.Random, console: Console) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        async with _month(Path(folder), runners, chance) as month:
            lived: list[Day] = []
            first = month.clock.now().astimezone(ZONE).date() + timedelta(days=1)
            for number in range(days):
                lived.append(await month.day(number + 1, first + timedelta(days=number)))
                console.print(_line(lived[-1]))
            rests = await month.ends()
            leaks = await _leaks(month, Path(folder))
            return await _verdict(month, lived, console, leaks, rests=rests)


def _line(day: Day) -> str:
    dead = ", ".join(f"{times} {reason}" for reason, times in sorted(day.dead.items())) or "none"
    return (
        f"day {day.number:>2}  {day.answers:>5} answers  {day.sent:>5} sent  {day.nudges:>3} nudges"
        f"  {day.again:>4} again  {day.pages:>3} pages  waited {day.waits:4.1f} s"
        f"  {day.memory:6.1f} MB  dead: {dead}"
    )


# ---------------------------------------------------------------------- the verdict
async def _verdict(
    month: Month, lived: Sequence[Day], console: Console, leaks: Sequence[str], *, rests: bool
) -> bool:
    found, checked = await _account(month)
    first, last = _weeks(lived)
    change = last / first - 1
    dead = sum((one.dead for one in lived), Counter[str]())
    unexplained = sum(times for reason, times in dead.items() if reason not in EXPLAINED)
    wrong = Counter(one for reader in month.readers for one in reader.wrong)
    answers = sum(one.answers for one in lived)
    lines = [
        ("memory, first week", f"{first:.1f} MB", ""),
        ("memory, last week", f"{last:.1f} MB ({change:+.1%})", _good(abs(change) <= FLAT)),
        *(
            (f"dead: {reason}", str(times), EXPLAINED.get(reason, "NOT EXPLAINED"))
            for reason, times in sorted(dead.items())
        ),
        ("answers", f"{answers:,} of {checked} runners", ""),
        ("lost", str(found.lost), _good(found.lost == 0)),
        ("doubled", str(found.doubled), _good(found.doubled == 0)),
        ("out of order", str(found.out_of_order), _good(found.out_of_order == 0)),
        ("pages that failed", str(dict(wrong) or 0), _good(not wrong)),
        ("canary hits", ", ".join(leaks) or "0", _good(not leaks)),
        ("hours without rest", str(month.restless), _good(rests and not month.restless)),
    ]
    table = Table(title=f"{len(month.people)} runners, {len(lived)} days")
    for name in ("what", "figure", "verdict"):
        table.add_column(name)
    for one in lines:
        table.add_row(*one)
    console.print(table)
    kept = found.lost + found.doubled + found.out_of_order
    bad = unexplained or wrong or kept or leaks or month.restless
    return not (abs(change) > FLAT or bad or not rests)


def _good(well: bool) -> str:  # noqa: FBT001 - the only argument
    return "good" if well else "BAD"


def _weeks(lived: Sequence[Day]) -> tuple[float, float]:
    """Return the memory of the first and the last week; of fewer days, of their halves."""
    later = [one.memory for one in lived[1:]] or [lived[0].memory]
    size = min(WEEK, max(1, len(later) // 2))
    return median(later[:size]), median(later[-size:])


async def _leaks(month: Month, folder: Path) -> list[str]:
    search = Search()
    search.folder(folder)
    search.text("metrics", (await month.web.get("/metrics")).content)
    return search.leaks


async def _account(month: Month) -> tuple[Faults, int]:
    """Hold what each runner said against what is kept of it."""
    walkers = [one.walker for one in month.people if one.walker.answers]

    def look(uow: UnitOfWork) -> Faults:
        found = Faults()
        for walker in walkers:
            found += faults_of(walker, stored(uow, walker.phone.person.id))
        return found

    return await month.database.read(look), len(walkers)


# ---------------------------------------------------------------------- the beginning
@contextlib.asynccontextmanager
async def _month(folder: Path, runners: int, chance: random.Random) -> AsyncIterator[Month]:
    """Gather everybody, and start the bot."""
    clock, port = Clock(), free_port()
    standin = Standin(TOKEN, clock.now)
    weather = Weather(0)
    standin.faults = weather
    keys = f"sqlite:///{folder / 'keys.db'}"
    database = open_database(f"sqlite:///{folder / 'lichter.db'}", keys, [KEY])
    root = f"http://127.0.0.1:{port}"
    async with (
        contextlib.AsyncExitStack() as stack,
        serving(standin) as url,
        httpx2.AsyncClient(base_url=root) as web,
    ):
        stack.push_async_callback(database.close)
        readers = []
        for number in range(COACHES):
            name = f"Coach {STEM} {number}"
            person = standin.person(name, id=COACH_CHATS + number, started=True)
            browser = await stack.enter_async_context(httpx2.AsyncClient(base_url=root))
            readers.append(Reader(person, chance, browser))
        invitations = await _coaches(database, readers, runners, clock)
        people = [
            _habits(standin, number, invitation, chance)
            for number, invitation in enumerate(invitations)
        ]
        told: dict[str, str | int] = {"http_port": port, "public_url": root, "log_level": "DEBUG"}
        settings = real(folder, url, keys_database_url=keys, **told)
        process = await stack.enter_async_context(_bot(folder, settings))
        yield Month(standin, weather, clock, database, process, web, people, readers, chance)


def _habits(standin: Standin, number: int, invitation: str, chance: random.Random) -> Habits:
    person = standin.person(f"{STEM} {number}", language_code="en")
    walker = Walker(Phone(person, standin.world.updates), chance, invitation)
    weekdays = frozenset(chance.sample(range(7), chance.randint(2, 3)))
    return Habits(walker, chance, weekdays, chance.choice(HOURS[:-2]))


async def _coaches(
    database: Database, readers: Sequence[Reader], runners: int, clock: Clock
) -> list[str]:
    """Make the coaches, each told in his own way; return an invitation for each runner."""

    def job(uow: UnitOfWork) -> list[str]:
        now, made = clock.now(), []
        for number, reader in enumerate(readers):
            name = reader.person.account.first_name
            coach, token = coaching.add_coach(uow, name, "nl", ZONE.key, now)
            coaching.activate(uow, token, reader.person.id, now)
            tells = Tells.EACH if number % 2 else coach.tells
            made.append(replace(coach, chat=reader.person.id, tells=tells))
            uow.coaches.save(made[-1])
        return [coaching.invite(uow, made[number % len(made)], now)[0] for number in range(runners)]

    return await database.write(job)


@contextlib.asynccontextmanager
async def _bot(
    folder: Path, settings: dict[str, str | int]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot in `folder` while the block does."""
    told = {name.upper(): str(value) for name, value in settings.items()}
    with (folder / LOG).open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(*PYTHON, "-m", "benchmarks.month.program"),
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **told},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"ready\n", "the bot did not start"
        yield process
    finally:
        process.stdin.close()
        await process.wait()
        sys.stderr.write(cries(folder / LOG))


if __name__ == "__main__":
    typer.run(main)
