"""Processes on one PostgreSQL that stand still until others took their place, and go on then."""

import asyncio
from pathlib import Path

import pytest

from tests.crashes.scene import SEED, Scene, scene
from tests.crashes.troupe import Troupe, troupe
from tests.databases import Addresses
from tests.nightly import NIGHTLY

WORK, RECEIVE, SCHEDULE, SEND = "work", "receive", "schedule", "send"
ALL = (WORK, RECEIVE, SCHEDULE, SEND)
LONGER_THAN_A_LEASE = 4.0  # seconds
ROUNDS = 40 if NIGHTLY else 1
ANSWERS, PARTS = 160, 4  # in each round: the last part of them meanwhile
PATIENCE = 120.0  # seconds; nobody waits for it when all is well


async def play(stage: Troupe, here: Scene) -> None:
    """Let people answer while one of each stands still, each time the other one."""
    crowd = here.crowd
    for number in range(ROUNDS):
        for part in range(1, PARTS):  # nudges come due at the beginning of each
            await crowd.answer(number * ANSWERS + ANSWERS * part // PARTS)
        await asyncio.gather(
            stage.stand_still(number % 2, LONGER_THAN_A_LEASE, *ALL),
            crowd.answer((number + 1) * ANSWERS),
        )
    assert await here.finished(PATIENCE), "it does not come to rest"


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
async def test_who_stood_still_does_nothing_twice(
    tmp_path: Path, postgres_addresses: Addresses, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    async with (
        scene(tmp_path, "polling", postgres_addresses.url) as here,
        troupe(here, *ALL, *ALL) as stage,
    ):
        await play(stage, here)
        figures = await here.figures(ROUNDS)
    with capsys.disabled():
        print(f"\nfour of eight stood still, times {ROUNDS}, seed {SEED}\n{figures.table()}")  # noqa: T201
    assert figures.faults == 0
    assert figures.answers >= ROUNDS * ANSWERS
    assert figures.summaries > 0, "no run was finished: this proved nothing"
