"""A new key while people answer, step by step as docs/operating.md has it: nobody notices."""

import asyncio
import base64
import contextlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.ids import new_id
from bot.storage import Masters, StorageError, open_database, open_keystore
from bot.storage.sealing import KEY_BYTES
from tests.crashes.figures import Figures
from tests.crashes.scene import KEY, SEED, Scene, scene
from tests.databases import Postgres, other_database
from tests.nightly import NIGHTLY
from tests.processes import Running, free_port, lichter, outcome

YEARS, OTHERS = (5, 20_000) if NIGHTLY else (1, 1_000)  # new keys; keys of people who are away
SHARE, ANSWERS = (80, 3_000) if NIGHTLY else (20, 200)  # between two steps, and in all
AT_ONCE = 5  # answers, before it is looked whether a rotation is over
PATIENCE = 120.0  # seconds for one part; nobody waits for it when all is well
KEYS = (KEY, *(f"a made-up key for tests, year {year:02}".encode() for year in range(YEARS)))
ALONE = ((),)
SEVERAL = tuple(("--only", one) for one in ("work", "work", "receive,schedule,dashboard", "send"))
CASTS = {"sqlite": ALONE, "postgres": ALONE, "several": SEVERAL}
Cast = Sequence[tuple[str, ...]]


@dataclass(slots=True)
class Company:
    """The processes of one bot, each of which is started again when the settings change."""

    here: Scene
    cast: Cast
    stack: AsyncExitStack
    on_stage: list[Running] = field(default_factory=list)
    settings: Mapping[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    async def starts(self, *keys: bytes) -> None:
        """Start all, or one after the other again, with these DATA_KEYS, while people answer."""
        told = ",".join(base64.b64encode(one).decode() for one in keys)
        self.settings = {**self.here.settings, "DATA_KEYS": told}
        for number, words in enumerate(self.cast):
            if number < len(self.on_stage):
                await self._stops(self.on_stage.pop(number))
            settings = {**self.settings, "HTTP_PORT": str(free_port())}
            made = lichter(self.here.folder, *words, **settings)
            running = await self.stack.enter_async_context(made)
            self.on_stage.insert(number, running)
            await running.says('"started"')
            if len(self.on_stage) == len(self.cast):
                await self.hears(SHARE // len(self.cast))

    async def hears(self, more: int, *, nudged: bool = True) -> None:
        """Let people give so many answers more."""
        async with asyncio.timeout(PATIENCE):
            await self.here.crowd.answer(self.here.crowd.said + more, nudged=nudged)

    async def rotates(self) -> int:
        """Rotate in a process of its own; return how many answers there were meanwhile."""
        before = self.here.crowd.said
        rotating = asyncio.create_task(outcome(self.here.folder, "keys", "rotate", **self.settings))
        while not rotating.done():
            await self.hears(AT_ONCE, nudged=False)  # again and again: who rests would drown
        ended = await rotating
        assert ended.code == 0, ended.err
        return self.here.crowd.said - before

    async def ends(self) -> None:
        """Stop all."""
        while self.on_stage:
            await self._stops(self.on_stage.pop())

    async def _stops(self, one: Running) -> None:
        ended, _ = await one.stops()
        assert ended.code == 0, ended.err
        self.here.said[f"what life {len(self.here.said)} said"] = ended.err
        lines = ended.err.splitlines()
        self.errors += [one for one in lines if '"level": "error"' in one or one[:1] != "{"]


def away(here: Scene) -> None:
    """Add the keys of many who are away, so that a rotation takes its time."""
    keystore, masters = open_keystore(here.settings["KEYS_DATABASE_URL"]), Masters(KEYS)
    owners = [new_id(here.standin.now()) for _ in range(OTHERS)]
    more = [(one, masters.wrap(one, one.ljust(KEY_BYTES).encode()[:KEY_BYTES])) for one in owners]
    keystore.replace([*keystore.everything(), *more])
    keystore.close()


async def play(company: Company) -> int:
    """Put a new key in, year after year; return how many answers there were while it rotated."""
    meanwhile = 0
    await company.starts(KEY)
    for old, new in pairwise(KEYS):
        if len(company.cast) > 1:
            await company.starts(old, new)
        await company.starts(new, old)
        meanwhile += await company.rotates()
        await company.starts(new)
    await company.hears(max(SHARE, ANSWERS - company.here.crowd.said))
    assert await company.here.finished(PATIENCE), "it does not come to rest"
    await company.ends()
    return meanwhile


async def with_the_newest_key(here: Scene) -> Figures:
    """Return the account, read by one who knows the newest key alone."""
    places = here.settings["DATABASE_URL"], here.settings["KEYS_DATABASE_URL"]
    with pytest.raises(StorageError, match="DATA_KEYS"):
        open_database(*places, KEYS[:-1])
    alone = open_database(*places, KEYS[-1:])
    try:
        return await replace(here, crowd=replace(here.crowd, database=alone)).figures(kills=0)
    finally:
        await alone.close()


@contextlib.asynccontextmanager
async def stage(folder: Path, request: pytest.FixtureRequest, kind: str) -> AsyncIterator[Company]:
    """Set the scene; with PostgreSQL the keystore is there too, in a database of its own."""
    data, keys = other_database(request, "sqlite" if kind == "sqlite" else "postgres"), ""
    if data:
        server = request.getfixturevalue("postgres")
        assert isinstance(server, Postgres)
        keys = server.create(f"new_key_{kind}")
    async with scene(folder, "polling", data, keys, KEYS) as here, AsyncExitStack() as stack:
        away(here)
        yield Company(here, CASTS[kind], stack)


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
@pytest.mark.parametrize("kind", ["sqlite", "postgres", "several"] if NIGHTLY else ["sqlite"])
async def test_a_new_key_while_people_answer(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 errors, 0 answers, sentences or summaries lost, and all is read with the new key alone."""
    began = time.monotonic()
    async with stage(tmp_path, request, kind) as company:
        meanwhile = await play(company)
        figures = await with_the_newest_key(company.here)
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(  # noqa: T201 - the figures are the point
            f"\n{YEARS} new keys, {kind}, {meanwhile} answers while {OTHERS} keys and those of"
            f" runners were locked anew, seed {SEED}, {seconds:.0f} s\n{figures.table()}"
        )
    assert company.errors == []
    assert figures.faults == 0
    assert figures.summaries > 0, "no run was finished: this proved nothing"
    assert meanwhile > 0
