"""One play: a bot in a process of its own on one core, the crowd and Telegram on the other."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.burst.filling import CHUNK, Burst, fill
from benchmarks.road.bot_api import BotApi
from benchmarks.road.crowd import CHECK_IN, TAP, TEXT, Crowd, Person, Step
from benchmarks.road.rivals import SECRET, TOKEN
from benchmarks.road.wire import Caller
from bot.clock import Clock
from bot.settings import parse_keys
from bot.storage import open_database
from tests.crashes.account import inversions, updates_in
from tests.crashes.scene import at_noon
from tests.processes import DATA_KEY, free_port

ROOT = Path(__file__).resolve().parents[2]
ENROL: tuple[Step, ...] = (
    (TEXT, "/start"),
    (TAP, "agree"),
    (TAP, "clear"),
    (TAP, "standing:used"),
)
PYTHON = (sys.executable, "-OO")
ONE_POOL = {"MALLOC_ARENA_MAX": "1"}  # as Lichter sets it for itself (bot/process/malloc.py)
TICK = os.sysconf("SC_CLK_TCK")
BOT_CORE, CROWD_CORE = 1, 0
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Play:
    """What is played. `rate`: updates a second in all; 0: as fast as the bot answers."""

    bot: str
    people: int
    seconds: float
    rate: float = 0.0
    way: str = "webhook"


@dataclass(frozen=True, slots=True)
class Figures:
    """What came out. Times in milliseconds, memory in MB."""

    play: Play
    per_second: float
    p50: float
    p99: float
    cpu: float
    idle: float
    peak: float
    cold: float
    lost: int  # answers that nothing came back for
    unanswered: int  # taps that were not acknowledged
    disorder: int = 0  # updates that Lichter handled after a later one of their chat


def middle(found: list[Figures]) -> Figures:
    """Return the medians of some plays of one kind; of what must be 0 the sum."""

    def of(name: str) -> float:
        return float(median(getattr(one, name) for one in found))

    numbers = {
        name: of(name) for name in ("per_second", "p50", "p99", "cpu", "idle", "peak", "cold")
    }
    return Figures(
        play=found[0].play,
        **numbers,
        lost=sum(one.lost for one in found),
        unanswered=sum(one.unanswered for one in found),
        disorder=sum(one.disorder for one in found),
    )


async def play(what: Play) -> Figures:
    """Play once, with an empty database."""
    crowd = Crowd()
    api = BotApi(crowd.seen, crowd.tapped)
    crowd.api = api
    crowd.join(what.people)
    server, port = await api.listen()
    with tempfile.TemporaryDirectory() as folder:
        if what.bot.startswith("lichter"):
            await filled(Path(folder), 0)  # the first start of all makes the tables: not measured
        async with _running(what, port, Path(folder), api) as (pid, cold):
            idle = memory_of(pid, "VmRSS")
            if what.bot.startswith("lichter"):
                await through(crowd, ENROL)
            for person in crowd.people.values():
                person.step, person.buttons = 0, {}
            figures = await _measured(crowd, what, pid, idle, cold)
        if what.bot.startswith("lichter"):
            figures = replace(figures, disorder=_disorder(f"sqlite:///{folder}/lichter.db"))
    server.close()
    return figures


def _disorder(url: str) -> int:
    """Return how many updates were handled after a later one of their chat."""
    of_chat: dict[int, list[int]] = {}
    for number, chat, _state in updates_in(url):
        of_chat.setdefault(chat, []).append(number)
    return sum(map(inversions, of_chat.values()))


async def through(crowd: Crowd, steps: tuple[Step, ...]) -> None:
    """Let everybody do these steps once, 200 at a time."""
    crowd.steps = (*steps, (TEXT, ""))
    for begin in range(0, len(crowd.people), 200):
        group = list(crowd.people.values())[begin : begin + 200]
        left, ready = set(range(len(group))), asyncio.Event()
        number = {person.chat: at for at, person in enumerate(group)}

        def idle(
            person: Person,
            left: set[int] = left,
            number: dict[int, int] = number,
            ready: asyncio.Event = ready,
        ) -> None:
            if person.step < len(steps):
                crowd.act(person)
                return
            left.discard(number[person.chat])
            if not left:
                ready.set()

        crowd.idle = idle
        for person in group:
            crowd.act(person)
        await asyncio.wait_for(ready.wait(), PATIENCE)


async def _measured(crowd: Crowd, what: Play, pid: int, idle: float, cold: float) -> Figures:
    crowd.steps = CHECK_IN
    await (_paced(crowd, what, what.seconds / 5) if what.rate else closed(crowd, what.seconds / 5))
    crowd.tooks.clear()
    before, cpu, began = crowd.done, cpu_of(pid), time.perf_counter()
    await (_paced(crowd, what, what.seconds) if what.rate else closed(crowd, what.seconds))
    took, used, done = time.perf_counter() - began, cpu_of(pid) - cpu, crowd.done - before
    await settled(crowd)
    tooks = sorted(crowd.tooks)
    return Figures(
        play=what,
        per_second=done / took,
        p50=1000 * tooks[len(tooks) // 2],
        p99=1000 * tooks[len(tooks) * 99 // 100],
        cpu=1000 * used / done,
        idle=idle,
        peak=memory_of(pid, "VmHWM"),
        cold=cold,
        lost=sum(person.waits for person in crowd.people.values()),
        unanswered=len(crowd.taps),
    )


async def closed(crowd: Crowd, seconds: float) -> None:
    """Everybody does the next thing as soon as the last is answered."""
    end = time.perf_counter() + seconds

    def idle(person: Person) -> None:
        if time.perf_counter() < end:
            crowd.act(person)

    crowd.idle = idle
    for person in crowd.people.values():
        if not person.waits:
            crowd.act(person)
    await asyncio.sleep(seconds)
    crowd.idle = None


async def _paced(crowd: Crowd, what: Play, seconds: float) -> None:
    """So many updates a second, by whoever waits longest for his turn."""
    crowd.idle = None
    people = list(crowd.people.values())
    began, number = time.perf_counter(), 0
    while (now := time.perf_counter() - began) < seconds:
        while number < now * what.rate:
            person = people[number % len(people)]
            if not person.waits:
                crowd.act(person)
            number += 1
        await asyncio.sleep(max(0.0, number / what.rate - (time.perf_counter() - began)))


async def settled(crowd: Crowd) -> None:
    """Give what is on its way time to arrive; what does not is lost."""
    end = time.perf_counter() + 15
    while time.perf_counter() < end and (  # noqa: ASYNC110 - nothing rings for the last answer
        crowd.taps or any(person.waits for person in crowd.people.values())
    ):
        await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def _running(
    what: Play, api_port: int, folder: Path, api: BotApi
) -> AsyncIterator[tuple[int, float]]:
    """Start the bot; gives its process id and the seconds until it asked for updates."""
    port, url = free_port(), f"http://127.0.0.1:{api_port}"
    webhook = what.way == "webhook" and what.bot != "ptb"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | ONE_POOL
    if what.bot.startswith("lichter"):
        environment |= settings_of(folder, url, port, webhook=webhook)
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(*PYTHON, "-m", "benchmarks.road.rivals", what.bot, url, str(port if webhook else 0)),
        cwd=folder,
        env=environment,
    )
    os.sched_setaffinity(process.pid, {BOT_CORE})
    try:
        await asyncio.wait_for(api.begun.wait(), PATIENCE)
        cold = time.perf_counter() - began
        await asyncio.sleep(1)
        if webhook:
            api.caller = Caller(port, "/telegram", SECRET, api.in_reply)
        yield process.pid, cold
    finally:
        if api.caller is not None:
            api.caller.close()
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()


def settings_of(folder: Path, url: str, port: int, *, webhook: bool) -> dict[str, str]:
    """Return the environment of Lichter with its data in `folder`."""
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram" if webhook else "",
        "WEBHOOK_SECRET": SECRET,
        "DATABASE_URL": f"sqlite:///{folder / 'lichter.db'}",
        "DATA_KEYS": DATA_KEY,
        "HTTP_PORT": str(port),
        "PUBLIC_URL": "https://lichter.example",
        "DEFAULT_TIMEZONE": at_noon(),  # the same questions at whatever hour this is played
        "LOG_LEVEL": "ERROR",
    }


async def filled(folder: Path, stored: int) -> None:
    """Write so many runners, as `settings_of` names the databases; nothing of theirs is due."""
    quiet = Burst(at=Clock().now())
    where = (f"sqlite:///{folder}/lichter.db", f"sqlite:///{folder}/keys.db", parse_keys(DATA_KEY))
    database = await asyncio.to_thread(open_database, *where)
    try:
        for first in range(0, stored, CHUNK):
            numbers = range(first, min(first + CHUNK, stored))
            await database.write(lambda uow, n=numbers: fill(uow, n, quiet))  # type: ignore[misc]
    finally:
        await database.close()


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int, name: str) -> float:
    """MB of memory: VmRSS now, VmHWM at most."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0
