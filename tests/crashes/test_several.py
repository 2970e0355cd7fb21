"""Several processes on one PostgreSQL, killed one after the other while people answer."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crashes.scene import SEED, Scene, scene
from tests.crashes.troupe import Troupe, troupe
from tests.databases import Addresses
from tests.nightly import NIGHTLY

WORK, RECEIVE, SCHEDULE, SEND = "work", "receive", "schedule,dashboard", "send"
CAST = (
    (*[WORK] * 4, *[RECEIVE] * 2, *[SCHEDULE] * 2, *[SEND] * 2)
    if NIGHTLY
    else (WORK, WORK, RECEIVE, SCHEDULE, SEND, SEND)
)
VICTIMS = (WORK, SEND, WORK, RECEIVE, SCHEDULE) * 8 if NIGHTLY else (WORK, SEND, RECEIVE, SCHEDULE)
ANSWERS = 4_500 if NIGHTLY else 160
FAILOVER = 5.0  # seconds in which another goes on, as promised
PATIENCE = 120.0  # seconds for one part; nobody waits for it when all is well


async def play(stage: Troupe, here: Scene) -> None:
    """Let people answer, and somebody die after each share of it."""
    share = ANSWERS // (len(VICTIMS) + 1)
    for number, victim in enumerate(VICTIMS, start=1):
        await here.crowd.answer(number * share)
        await stage.dies(here.crowd.chance, victim)
    await here.crowd.answer(ANSWERS)
    assert await here.finished(PATIENCE), "it does not come to rest"


def stand_still(here: Scene, *methods: str) -> float:
    """Return the longest time (seconds) without any such request."""
    times = [one.at.timestamp() for one in here.standin.requests if one.method in methods]
    return max(after - before for before, after in pairwise(times))


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
async def test_several_processes_are_as_one(
    tmp_path: Path, postgres_addresses: Addresses, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    began = time.monotonic()
    async with (
        scene(tmp_path, "polling", postgres_addresses.url) as here,
        troupe(here, *CAST) as stage,
    ):
        await play(stage, here)
        figures = await here.figures(len(VICTIMS))
        gaps = stand_still(here, "sendMessage", "editMessageText"), stand_still(here, "getUpdates")
    with capsys.disabled():
        print(  # noqa: T201 - the figures are the point
            f"\n{len(CAST)} processes, seed {SEED}, {time.monotonic() - began:.0f} s,"
            f" longest without a message {gaps[0]:.1f} s, without a poll {gaps[1]:.1f} s"
            f"\n{figures.table()}"
        )
    assert figures.faults == 0
    assert figures.answers >= ANSWERS
    assert figures.summaries > 0, "no run was finished: this proved nothing"
    if NIGHTLY:  # a matter of time, which a busy machine has none of
        assert max(gaps) < FAILOVER
