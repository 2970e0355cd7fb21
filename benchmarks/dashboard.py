"""How fast a coach's pages are with 200 runners and five years of runs.

`python -m benchmarks.dashboard --help`. Fills a fresh SQLite file (or, with `--postgres URL`, an
empty PostgreSQL database) with sealed runs, serves the real pages over HTTP, and asks for each page
in turn. Rows are written in bulk, sealed as the collections seal them: five years of use cases
would take hours. "Load" is the page with everything it loads; gzip counts as a browser gets it.
"""

import asyncio
import contextlib
import random
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Annotated

import aiohttp
import typer
import uvicorn
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlalchemy import insert

from bot.assembly.rooms import furnish
from bot.clock import Clock
from bot.dashboard import Dashboard, Live, create_app
from bot.domain.card import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Runner, Standing
from bot.ids import new_id
from bot.storage import open_database
from bot.storage.collections.runs import RunRows
from bot.storage.tables import runs, sentences
from bot.storage.unit_of_work import Transaction
from bot.usecases.ports import Coach, Consent, Database, UnitOfWork
from bot.usecases.signing_in import begin
from bot.usecases.tokens import token_hash

CARD = Recommendation(
    pick=Pick("reset", "reset", Activity.RUN, Minutes(20, 30)),
    reasons=(Reason("table_movement", ("need",)),),
    alternatives=(Pick("mindful", "mindful", Activity.RUN, Minutes(20, 20)),),
    tempo="talk",
    cue="let_go",
    route="known_loop",
)
PAGES = ("/", "/attention", "/runners", "/invite", "/settings")
OF_RUNNER = ("", "/talk", "/settings")
MINE = "lichter"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was put in: the coach's cookie and his runners."""

    cookie: str
    runner_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """One page: milliseconds of each answer, and kilobytes with all that it loads.

    `first`: of the answer before those, for which nothing was worked out yet. `cpu`: milliseconds
    of this process for each of them, of which whoever asks here takes about one.
    """

    page: str
    first: float
    times: tuple[float, ...]
    cpu: float
    kilobytes: float


def fill(uow: UnitOfWork, coach: Coach, people: int, now: datetime) -> Filled:
    """Make a coach who is signed in, and runners who share with him since five years."""
    then = now - timedelta(days=5 * 365)
    uow.coaches.add(coach, token_hash("activation"), now + timedelta(days=1))
    uow.coaches.activate(token_hash("activation"), 1, now)
    made: list[str] = []
    for number in range(people):
        runner = Runner(new_id(then), 1000 + number, f"Test {number}", "nl", "Europe/Amsterdam")
        runner = replace(runner, standing=Standing.STARTING, stage=20)
        secret = token_hash(f"invitation {number}")
        uow.runners.add(runner, Consent(runner.id, "1", "nl", then), then)
        uow.coaches.invite(coach.id, secret, then, then + timedelta(days=1))
        uow.coaches.use_invite(secret, runner.id, then)
        uow.coaches.decide(runner.id, share=True, now=then)
        made.append(runner.id)
    session = begin(uow, coach, trusted=True, machine_now=now)
    return Filled(session.token, tuple(made))


def fill_runs(uow: UnitOfWork, runner_id: str, count: int, now: datetime) -> None:
    """Write the runs of one runner in bulk; all but those of the last days were read."""
    if not isinstance(uow, Transaction):
        raise TypeError("this benchmark writes to the real storage")
    rows, connection, draw = uow.runs, uow.runs._connection, random.Random(runner_id)  # noqa: SLF001, S311  in bulk, and repeatable
    stored: list[dict[str, object]] = []
    said: list[dict[str, object]] = []
    step = timedelta(days=5 * 365) / count
    for number in range(count):
        back = now - step * number - timedelta(minutes=draw.randrange(1, 600))
        run = Run(new_id(back), runner_id, RunState.REFLECTED, back.date(), back, CARD)
        run = replace(run, started_at=back, back_at=back, reflected_at=back)
        read_at = back if number > 1 else None
        stored.append({**_run_row(rows, run, draw), "read_at": read_at})
        if number % 2 == 0:
            sentence = Sentence(new_id(back), run.id, runner_id, "Lichter hoofd.", back, True, None)  # noqa: FBT003
            said.append(_sentence_row(uow, sentence))
    connection.execute(insert(runs), stored)
    connection.execute(insert(sentences), said)


def _run_row(rows: RunRows, run: Run, draw: random.Random) -> dict[str, object]:
    from bot.storage.collections.runs import _answers  # noqa: PLC0415  sealed as there

    before = draw.randrange(3, 10)
    given = {
        "tension": str(before),
        "need": draw.choice(("movement", "silence", "rhythm", "fresh_air")),
        "length": "short",
        "tension_after": str(max(1, before - draw.randrange(4))),
        "talk_test": "yes",
    }
    box = rows._vault.of(run.runner_id)  # noqa: SLF001
    sealed = box.seal(_answers.dump(given), f"runs·answers·{run.id}")
    plain = rows._row(run)  # noqa: SLF001
    return {"id": run.id, "runner_id": run.runner_id, "answers": sealed, **plain}


def _sentence_row(uow: Transaction, sentence: Sentence) -> dict[str, object]:
    box = uow.runs._vault.of(sentence.runner_id)  # noqa: SLF001
    return {
        "id": sentence.id,
        "run_id": sentence.run_id,
        "runner_id": sentence.runner_id,
        "content": box.seal(sentence.text, f"sentences·content·{sentence.id}"),
        "written_at": sentence.written_at,
        "shared": sentence.shared,
        "message_id": None,
        "reaction": None,
    }


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to the program around it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(database: Database) -> AsyncIterator[str]:
    """Serve the pages; yields their address."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    live = Live(database)
    house = furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url=url)
    dashboard = Dashboard(database, house.words, house.clock, url, live, house.coach_rules, "a_bot")
    app = create_app(dashboard)
    server = _Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))
    running = asyncio.create_task(server.serve(sockets=[bound]))
    while not server.started:  # noqa: ASYNC110  a benchmark may look at the clock
        await asyncio.sleep(0.01)
    try:
        yield url
    finally:
        await live.stop()
        server.should_exit = True
        await running


async def timed(session: aiohttp.ClientSession, url: str, page: str, paths: list[str]) -> Timed:
    """Ask for each path once, after one that is counted apart."""
    times: list[float] = []
    worked: list[float] = []
    text = ""
    for path in [paths[0], *paths]:
        began, cpu = time.perf_counter(), time.process_time()
        text = await _asked(session, url + path)
        times.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    kilobytes = await _weight(url, text)
    return Timed(page, times[0], tuple(times[1:]), median(worked[1:]), kilobytes)


async def beside_first(session: aiohttp.ClientSession, url: str) -> Timed:
    """Ask for *Vandaag* again and again while *Aandacht* is worked out for the first time."""
    await _asked(session, url + "/")
    times: list[float] = []
    whole = time.perf_counter()
    working = asyncio.create_task(_asked(session, url + "/attention"))
    while not working.done():
        began = time.perf_counter()
        await _asked(session, url + "/")
        times.append((time.perf_counter() - began) * 1000)
    await working
    whole = (time.perf_counter() - whole) * 1000
    return Timed("/ while /attention is worked out", whole, (*times, times[-1]), 0, 0)


async def _asked(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        answer.raise_for_status()
        return await answer.text()


async def _weight(url: str, text: str) -> float:
    """Return the kilobytes of a page with the files that its head and end name."""
    total = len(text.encode())
    files = {
        part.split('"')[0]
        for mark in ('href="', 'src="')
        for part in text.split(mark)[1:]
        if part.startswith("/static") and part.split('"')[0].endswith((".css", ".js", ".svg"))
    }
    async with aiohttp.ClientSession(auto_decompress=False) as packed:
        for file in sorted(files):
            async with packed.get(url + file, headers={"Accept-Encoding": "gzip"}) as answer:
                total += len(await answer.read())
    return total / 1024


async def listening(
    session: aiohttp.ClientSession, url: str, count: int
) -> list[asyncio.Task[None]]:
    """Open so many live pages."""

    async def one() -> None:
        async with session.get(f"{url}/live?seen=0") as stream:
            async for _ in stream.content:
                pass

    return [asyncio.create_task(one()) for _ in range(count)]


async def measure(
    url: str, filled: Filled, asks: int, streams: int, pages: tuple[str, ...]
) -> list[Timed]:
    """Ask for every page so many times; *Vandaag* again beside open live pages."""
    cookies = {MINE: filled.cookie}
    no_limit = aiohttp.TCPConnector(limit=0)
    nobody_waits = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        cookies=cookies,
        connector=no_limit,
        timeout=nobody_waits,
    ) as session:
        found = [await beside_first(session, url)]
        found += [await timed(session, url, page, [page] * asks) for page in pages]
        everybody = [filled.runner_ids[n % len(filled.runner_ids)] for n in range(asks)]
        for rest in OF_RUNNER if pages == PAGES else ():
            paths = [f"/runners/{runner_id}{rest}" for runner_id in everybody]
            found.append(await timed(session, url, f"/runners/…{rest}", paths))
        open_pages = await listening(session, url, streams)
        found.append(await timed(session, url, f"/ beside {streams} live pages", ["/"] * asks))
        for task in open_pages:
            task.cancel()
        await asyncio.gather(*open_pages, return_exceptions=True)
        return found


async def whole(
    database: Database,
    people: int,
    each: int,
    asks: int,
    streams: int,
    pages: tuple[str, ...],
) -> None:
    """Fill, serve, measure, print."""
    now = datetime.now(UTC)  # noqa: TID251  pages look at the real clock
    coach = Coach(new_id(now), "Coach Test", "nl", "Europe/Amsterdam")
    filled = await database.write(lambda uow: fill(uow, coach, people, now))
    for runner_id in track(filled.runner_ids, f"{people * each:,} runs"):
        await database.write(
            lambda uow, who=runner_id: fill_runs(uow, who, each, now)  # type: ignore[misc]
        )
    async with serving(database) as url:
        found = await measure(url, filled, asks, streams, pages)
    table = Table(
        "page", "first ms", "p50 ms", "p95 ms", "max ms", "CPU ms", "KB with all it loads"
    )
    for page in found:
        p95 = quantiles(page.times, n=20)[-1]
        row = (
            f"{page.first:.1f}",
            f"{median(page.times):.1f}",
            f"{p95:.1f}",
            f"{max(page.times):.1f}",
            f"{page.cpu:.1f}" if page.cpu else "",
        )
        table.add_row(page.page, *row, f"{page.kilobytes:.0f}")
    Console().print(table)


def main(
    people: Annotated[int, typer.Option(help="Runners of the coach.")] = 200,
    each: Annotated[int, typer.Option(help="Runs of each in five years.")] = 750,
    asks: Annotated[int, typer.Option(help="Requests for each page.")] = 60,
    streams: Annotated[int, typer.Option(help="Open live pages.")] = 50,
    page: Annotated[list[str] | None, typer.Option(help="Only these pages.")] = None,
    postgres: Annotated[str, typer.Option(help="An empty database; else SQLite.")] = "",
) -> None:
    """Print milliseconds and kilobytes for each page."""

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            url = postgres or f"sqlite:///{folder}/data.db"
            database = await asyncio.to_thread(
                open_database, url, f"sqlite:///{folder}/keys.db", [b"k" * 32]
            )
            try:
                await whole(database, people, each, asks, streams, tuple(page or PAGES))
            finally:
                await database.close()

    asyncio.run(run())


if __name__ == "__main__":
    typer.run(main)
