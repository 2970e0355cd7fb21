"""Five years in twelve zones: no nudge too many, none at a bad time, none lost."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.opening import open_database
from bot.usecases.ports import UnitOfWork
from tests.nightly import NIGHTLY
from tests.nudge_years.deeds import ZONES, Counted
from tests.nudge_years.life import Life

YEARS = 5 * 365 + 1
LIVES, DAYS = (5, YEARS) if NIGHTLY else (1, 150)
BEGINS = datetime(2024, 1, 1, tzinfo=UTC)
AT_ONCE = timedelta(days=60)  # lived in one transaction


async def lived(seed: int, zone: str, days: int) -> Life:
    """Live so many days on a database in memory."""
    database = await asyncio.to_thread(open_database, "sqlite://", "sqlite://", [bytes(32)])
    # Another part of the year for each: clock changes come in autumn and in spring.
    begins = BEGINS + timedelta(days=seed * 37 % 365, hours=seed % 24)
    life = Life(seed, zone, begins, begins + timedelta(days=days))

    def go_on(uow: UnitOfWork) -> None:
        life.live(uow, min(life.ends, reached + AT_ONCE))

    try:
        await database.write(life.start)
        reached = life.begins
        while reached < life.ends:
            await database.write(go_on)
            reached += AT_ONCE
    finally:
        await database.close()
    return life


@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(LIVES))
@pytest.mark.parametrize("zone", ZONES)
async def test_years_of_nudges(zone: str, number: int) -> None:
    """Each look at each due row is held against the rules; at the end nothing was passed over."""
    life = await lived(ZONES.index(zone) * 1000 + number, zone, DAYS)
    assert life.missed() == []
    counted: Counted = life.counted
    print(f"{zone} {number}: {counted}")  # noqa: T201  the figures of the nightly run
    assert counted.days > DAYS * 0.95  # a day that fell into an outage began late
    assert counted.sent > DAYS / 20
