"""A running dashboard with made-up coaches and runners, on real storage and real HTTP."""

import asyncio
import contextlib
import shutil
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path

import aiohttp
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Page

from bot.clock import Clock
from bot.dashboard import Dashboard, Live, create_app
from bot.domain.card import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Runner, Standing
from bot.ids import new_id
from bot.process.http_server import Server
from bot.storage import open_database
from bot.usecases import messaging
from bot.usecases.ports import Coach, Consent, Database, MessageKind, UnitOfWork
from bot.usecases.signing_in import make_link
from bot.usecases.tokens import token_hash
from tests.browser import Window, Windows
from tests.furnished import WORDS, house

RULES = house().coach_rules
CARD = Recommendation(
    pick=Pick("reset", "reset", Activity.RUN, Minutes(20, 30)),
    reasons=(Reason("table_movement", ("need",)), Reason("guard_tension", ("tension",))),
    alternatives=(),
    tempo="talk",
    cue="let_go",
    route="known_loop",
)
TAKES_PART = timedelta(days=200)  # everybody shares since long, so that old runs are seen too


@contextlib.asynccontextmanager
async def served(app: FastAPI, live: Live, bound: socket.socket) -> AsyncIterator[Server]:
    """Serve an application on a bound socket while the block runs."""
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
    server = Server(config)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    await server.listening.wait()
    try:
        yield server
    finally:
        await live.stop()
        server.leave()
        await running


@dataclass(frozen=True, slots=True)
class House:
    """The dashboard, and short ways to make things happen around it."""

    database: Database
    clock: Clock
    url: str
    live: Live
    server: Server
    folder: Path  # of the database
    _numbers: Iterator[int] = field(default_factory=lambda: count(1000))

    def cut(self) -> None:
        """Break every open connection, as a train in a tunnel does."""
        for connection in self.server.server_state.connections:
            if connection.transport is not None:
                connection.transport.abort()

    async def coach(self, name: str, language: str = "nl") -> Coach:
        """Make an activated coach."""
        now = self.clock.now()
        number = next(self._numbers)
        coach = Coach(new_id(now), name, language, "Europe/Amsterdam")
        secret = token_hash(f"activation {number}")

        def job(uow: UnitOfWork) -> Coach | None:
            uow.coaches.add(coach, secret, now + timedelta(days=1))
            return uow.coaches.activate(secret, number, now)

        made = await self.database.write(job)
        assert made is not None
        return made

    async def runner(self, coach: Coach, first_name: str) -> Runner:
        """Make a runner who shares with a coach."""
        then = self.clock.now() - TAKES_PART
        number = next(self._numbers)
        runner = Runner(new_id(then), number, first_name, "nl", "Europe/Amsterdam")
        runner = replace(runner, standing=Standing.STARTING, stage=14)
        secret = token_hash(f"invitation {number}")

        def job(uow: UnitOfWork) -> None:
            uow.runners.add(runner, Consent(runner.id, "1", "nl", then), then)
            uow.coaches.invite(coach.id, secret, then, then + timedelta(days=1))
            uow.coaches.use_invite(secret, runner.id, then)
            uow.coaches.decide(runner.id, share=True, now=then)

        await self.database.write(job)
        return runner

    async def run(
        self,
        runner: Runner,
        before: int | None,
        after: int | None,
        sentence: str = "",
        *,
        shared: bool = True,
        days_ago: int = 0,
    ) -> Run:
        """Let a runner come back from a run, write a sentence and share it."""
        back = self.clock.now() - timedelta(days=days_ago, minutes=5)
        run = Run(new_id(back), runner.id, RunState.REFLECTED, back.date(), back, CARD)
        run = replace(run, started_at=back, back_at=back, reflected_at=back)
        said = {"need": "movement", "length": "short", "talk_test": "yes"}
        if before is not None:
            said["tension"] = str(before)
        if after is not None:
            said["tension_after"] = str(after)

        def job(uow: UnitOfWork) -> None:
            uow.runs.add(run)
            for question, option in said.items():
                uow.runs.answer(run, question, option, back)
            if sentence:
                sentence_id = new_id(back)
                uow.runs.write(
                    Sentence(sentence_id, run.id, runner.id, sentence, back, shared, None)
                )
            uow.coaches.changed(runner.id)

        await self.database.write(job)
        return run

    async def letter(self, runner: Runner, text: str, *, heavy: bool = False) -> None:
        """Let a runner write to his coach, or tap that it is hard."""
        now, kind = self.clock.now(), MessageKind.HEAVY if heavy else MessageKind.TEXT
        await self.database.write(lambda uow: messaging.answer(uow, runner, text, now, kind))

    async def link(self, coach: Coach) -> str:
        """Make a one-time link, as the bot does at /dashboard."""
        now = self.clock.machine_now()
        token = await self.database.write(lambda uow: make_link(uow, coach.id, now))
        return f"{self.url}/in/{token}"

    async def cookies(self, coach: Coach, *, own: bool = False) -> Mapping[str, str]:
        """Sign a coach in without a browser; returns what a browser would keep."""
        said = {"own": "yes" if own else ""}
        answer = await ask(await self.link(coach), said, {"Origin": self.url})
        (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        return {morsel.key: morsel.value}

    async def posts(
        self, path: str, form: Mapping[str, str], cookies: Mapping[str, str]
    ) -> "Answer":
        """Send a form as a page of ours does."""
        return await ask(self.url + path, form, {"Origin": self.url}, cookies)

    async def inside(self, coach: Coach) -> "Inside":
        """Sign a coach in without a browser."""
        return Inside(self.url, await self.cookies(coach))

    async def enter(self, window: Window, coach: Coach) -> Page:
        """Return the first page of a coach who is signed in."""
        signed_in = (await self.cookies(coach)).items()
        await window.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in signed_in]
        )
        await window.page.goto(self.url)
        return window.page

    async def enter_by_link(self, window: Window, coach: Coach) -> Page:
        """Sign a coach in, by the button on the page of his link."""
        await window.page.goto(await self.link(coach))
        await window.page.click("main button")
        await window.page.wait_for_url(f"{self.url}/")
        return window.page


@dataclass(frozen=True, slots=True)
class Inside:
    """A signed-in coach without a browser."""

    url: str
    cookies: Mapping[str, str]

    async def gets(self, path: str) -> "Answer":
        """Ask for a page."""
        return await ask(self.url + path, cookies=self.cookies)

    async def sends(self, path: str, **form: str) -> "Answer":
        """Send a form; redirects are not followed."""
        return await ask(self.url + path, form, {"Origin": self.url}, self.cookies)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP."""

    status: int
    headers: Mapping[str, str]
    text: str


async def ask(
    url: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
) -> Answer:
    """Ask without a browser; with a form by POST. Redirects are not followed."""
    async with (
        aiohttp.ClientSession(cookies=cookies) as session,
        session.request(
            "GET" if form is None else "POST",
            url,
            data=form,
            headers=headers,
            allow_redirects=False,
        ) as answer,
    ):
        return Answer(answer.status, answer.headers, await answer.text())


@contextlib.asynccontextmanager
async def open_house(folder: Path, template: Path) -> AsyncIterator[House]:
    """Open a dashboard on an empty database, a copy of a migrated one."""
    shutil.copy(template, folder / "data.db")
    data, keys = f"sqlite:///{folder / 'data.db'}", f"sqlite:///{folder / 'keys.db'}"
    database = await asyncio.to_thread(open_database, data, keys, [b"k" * 32])
    async with house_on(database, folder) as house:
        yield house
    await database.close()


@contextlib.asynccontextmanager
async def house_on(database: Database, folder: Path) -> AsyncIterator[House]:
    """Open a dashboard on this database."""
    # With the protocol named asyncio turns Nagle's algorithm off; without, an answer takes 44 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    live, clock = Live(database), Clock()
    app = create_app(Dashboard(database, WORDS, clock, url, live, RULES, "made_up_bot"))
    async with served(app, live, bound) as server:
        yield House(database, clock, url, live, server, folder)


def a_dashboard(house: House) -> Dashboard:
    """Return what the pages of this house depend on."""
    return Dashboard(
        house.database, WORDS, house.clock, house.url, house.live, RULES, "made_up_bot"
    )


async def watched(
    browser: Windows,
    url: str,
    *,
    dark: bool = False,
    scripts: bool = True,
    language: str = "nl-NL",
) -> Window:
    """Open a window that remembers what goes wrong in it."""
    return await browser.open(url, dark=dark, scripts=scripts, language=language)
