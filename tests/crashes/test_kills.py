"""Killed again and again while people answer: nothing is lost, nothing counted twice."""

import time
from pathlib import Path

import pytest

from tests.crashes.killing import Deaths, kill, nursery
from tests.crashes.scene import SEED, Scene, scene
from tests.databases import other_database
from tests.nightly import NIGHTLY

KILLS, ANSWERS = (60, 2_000) if NIGHTLY else (6, 180)
# By day one of the four: the kills of test_points are by polling, on PostgreSQL.
WAYS = ["polling", "webhook"] if NIGHTLY else ["webhook"]
DATABASES = ["sqlite", "postgres"] if NIGHTLY else ["sqlite"]
PATIENCE = 30.0  # seconds that the last life gets to finish everything


async def live_and_die(here: Scene) -> None:
    """Go through all lives, and give the last one time to finish."""
    crowd = here.crowd
    deaths = Deaths(crowd.chance, ANSWERS, here.first_word, crowd.answer)
    async with nursery("tests.crashes.alive:live", here.folder, here.settings) as born:
        last = await born.life(await deaths.happen(born, KILLS))
        try:
            await here.finished(PATIENCE)  # if it does not, the figures tell what is missing
            await here.measured()
        finally:
            kill(last)


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize("way", WAYS)
async def test_killed_again_and_again(
    tmp_path: Path,
    way: str,
    kind: str,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    began = time.monotonic()
    async with scene(tmp_path, way, other_database(request, kind)) as here:
        await live_and_die(here)
        figures = await here.figures(KILLS)
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(f"\n{way}, {kind}, seed {SEED}, {seconds:.0f} s\n{figures.table()}")  # noqa: T201 - the figures are the point
    assert figures.faults == 0
    assert figures.answers >= ANSWERS
    assert figures.summaries >= KILLS // 2, "hardly any run was finished: this proved nothing"
    assert figures.nudges_arrived > figures.nudges // 2, "hardly any nudge: this proved nothing"
