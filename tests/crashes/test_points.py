"""Killed at each numbered point, while people answer: nothing is lost, nothing counted twice."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.crashes.figures import Figures
from tests.crashes.killing import Nursery, kill, nursery
from tests.crashes.points import POINTS
from tests.crashes.scene import SEED, Scene, scene
from tests.databases import other_database
from tests.nightly import NIGHTLY

ROUNDS = 25 if NIGHTLY else 1  # deaths at each point
ANSWERS = 12_500 if NIGHTLY else 150
SHARE = 10  # answers, before more nudges come due
PASSAGES = 12 if NIGHTLY else 1  # at most, before a death
PATIENCE = 40.0  # seconds that a life gets to come to its point, and the last one to finish
WAYS = (
    [("polling", "postgres"), ("webhook", "postgres"), ("polling", "sqlite"), ("webhook", "sqlite")]
    if NIGHTLY
    else [("polling", "postgres")]
)
MOST_DOUBLED = 0.02


async def lives(here: Scene, born: Nursery, points: Sequence[str]) -> int:
    """Live to each of these points, one life after the other; returns the first life after."""
    pid = await born.life(0, f"{points[0]} {here.crowd.chance.randint(1, PASSAGES)}")
    for point in (*points[1:], ""):
        word = f"{point} {here.crowd.chance.randint(1, PASSAGES)}" if point else ""
        async with asyncio.timeout(PATIENCE):
            pid = await born.life(pid, word)  # as soon as the life before is over
    return pid


async def answers(here: Scene, over: asyncio.Event) -> None:
    """Let people answer, and nudges come due, as long as anybody has to die."""
    while here.crowd.said < ANSWERS or not over.is_set():
        await here.crowd.answer(here.crowd.said + SHARE)


async def play(here: Scene) -> None:
    """Go through all deaths, and give the last life time to finish."""
    points = [point for point in POINTS for _ in range(ROUNDS)]
    here.crowd.chance.shuffle(points)
    async with nursery("tests.crashes.alive:mortal", here.folder, here.settings) as born:
        over = asyncio.Event()
        answering = asyncio.create_task(answers(here, over))
        last = await lives(here, born, points)
        over.set()
        try:
            await answering
            await here.finished(PATIENCE)
            await here.measured()
        finally:
            kill(last)


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
@pytest.mark.parametrize(("way", "kind"), WAYS, ids=["-".join(way) for way in WAYS])
async def test_killed_at_each_point(
    tmp_path: Path,
    way: str,
    kind: str,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    began = time.monotonic()
    async with scene(tmp_path, way, other_database(request, kind)) as here:
        await play(here)
        figures = await here.figures(len(POINTS) * ROUNDS)
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(f"\n{way}, {kind}, seed {SEED}, {seconds:.0f} s\n{figures.table()}")  # noqa: T201 - the figures are the point
    held(figures)


def held(figures: Figures) -> None:
    """Hold the account against what is promised."""
    assert figures.faults == 0
    assert figures.answers >= ANSWERS
    if NIGHTLY:  # a share of a few dozen says nothing
        assert figures.replies_doubled <= MOST_DOUBLED * figures.replies
