"""Moments and due rows: unique, claimed when due, counted right."""

import asyncio
from dataclasses import replace

from bot.domain.planning import NudgeState
from bot.usecases.ports import Database, UnitOfWork
from tests.databases import Addresses
from tests.storage.people import BRAM, DAY, HOUR, NOW, SANNE, enrol, moment, nudge


async def test_moments(database: Database) -> None:
    """Moments come back whole, the oldest first, and only to their own runner."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.planning.add_moment(moment(2), NOW)
        uow.planning.add_moment(moment(1), NOW + HOUR)

    await database.write(job)
    assert await database.read(lambda uow: uow.planning.moments(SANNE.id)) == [moment(2), moment(1)]
    assert await database.read(lambda uow: uow.planning.moments(BRAM.id)) == []


async def test_remove_moment(database: Database) -> None:
    """A removed moment takes its due nudges with it; nobody else can remove it, nor twice."""

    def job(uow: UnitOfWork) -> list[bool]:
        enrol(uow, SANNE, BRAM)
        uow.planning.add_moment(moment(1), NOW)
        uow.planning.plan(nudge(0))
        removed = [uow.planning.remove_moment(who, "moment-1") for who in (BRAM.id, SANNE.id)]
        return [*removed, uow.planning.remove_moment(SANNE.id, "moment-1")]

    assert await database.write(job) == [False, True, False]
    assert not await database.read(lambda uow: uow.planning.is_due(NOW))


async def test_one_nudge_of_a_kind_a_day_and_moment(database: Database) -> None:
    """The unique key keeps a nudge from being planned twice, also after it was sent."""

    def job(uow: UnitOfWork) -> list[bool]:
        enrol(uow, SANNE)
        first = uow.planning.plan(nudge(1))
        twin = replace(nudge(1), id="n-twin")
        second = uow.planning.plan(twin)
        uow.planning.settle(nudge(1).id, NudgeState.SENT, NOW)
        return [first, second, uow.planning.plan(twin), uow.planning.plan(nudge(2))]

    assert await database.write(job) == [True, False, False, True]


async def test_claim_due(database: Database) -> None:
    """What is due comes back whole, the oldest first; what is ahead or settled does not."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for number in (3, 2, 1, 0):
            uow.planning.plan(nudge(number))
        uow.planning.settle(nudge(0).id, NudgeState.LAPSED, NOW)

    await database.write(job)
    due = await database.write(lambda uow: uow.planning.claim_due(NOW + 2 * DAY, 10))
    assert due == [nudge(1), nudge(2)]
    assert await database.read(lambda uow: uow.planning.is_due(NOW + DAY))
    assert not await database.read(lambda uow: uow.planning.is_due(NOW))


async def test_postpone(database: Database) -> None:
    """A postponed row is due at its new time."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.planning.plan(nudge(0))
        uow.planning.postpone(nudge(0).id, NOW + HOUR)

    await database.write(job)
    assert not await database.read(lambda uow: uow.planning.is_due(NOW))
    assert await database.read(lambda uow: uow.planning.is_due(NOW + HOUR))


async def test_due_rows_are_claimed_once(addresses: Addresses) -> None:
    """Two ticks at once never settle the same row twice."""

    def tick(uow: UnitOfWork) -> list[str]:
        due = uow.planning.claim_due(NOW + 60 * DAY, 5)
        for row in due:
            uow.planning.settle(row.id, NudgeState.SENT, NOW)
        return [row.id for row in due]

    def plan(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for number in range(30):
            uow.planning.plan(nudge(number))

    one, two = addresses.open(), addresses.open()
    await one.write(plan)
    ticks = [database.write(tick) for _ in range(10) for database in (one, two)]
    ids = [found for tick_ids in await asyncio.gather(*ticks) for found in tick_ids]
    await one.close()
    await two.close()
    assert sorted(ids) == sorted(nudge(number).id for number in range(30))


async def test_clear_due_leaves_rows_of_a_run(database: Database) -> None:
    """Planning anew removes due nudges, and nothing that a run needs."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.planning.plan(nudge(0))
        uow.planning.plan(nudge(0, kind="run_ends"))
        uow.planning.clear_due(SANNE.id)

    await database.write(job)
    left = await database.write(lambda uow: uow.planning.claim_due(NOW, 10))
    assert [row.kind for row in left] == ["run_ends"]


async def test_unanswered(database: Database) -> None:
    """Unanswered nudges count since the last tap on any; rows of a run never count."""

    def job(uow: UnitOfWork) -> list[int]:
        enrol(uow, SANNE)
        counted = []
        for number in range(4):
            uow.planning.plan(nudge(number))
            uow.planning.settle(nudge(number).id, NudgeState.SENT, NOW + number * DAY)
        uow.planning.plan(nudge(9, kind="summary"))
        uow.planning.settle(nudge(9, kind="summary").id, NudgeState.SENT, NOW + 9 * DAY)
        counted.append(uow.planning.unanswered(SANNE.id))
        uow.planning.settle(nudge(0).id, NudgeState.ANSWERED, NOW + 2 * DAY + HOUR)
        counted.append(uow.planning.unanswered(SANNE.id))
        return counted

    assert await database.write(job) == [4, 1]


async def test_sent_since(database: Database) -> None:
    """Sent and answered nudges of the given day and later count; lapsed and due ones do not."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        states = [NudgeState.SENT, NudgeState.SENT, NudgeState.ANSWERED, NudgeState.LAPSED]
        for number, state in enumerate(states):
            uow.planning.plan(nudge(number))
            uow.planning.settle(nudge(number).id, state, NOW)
        uow.planning.plan(nudge(5))

    await database.write(job)
    found = await database.read(lambda uow: uow.planning.sent_since(SANNE.id, nudge(1).local_date))
    assert [row.id for row in found] == [nudge(1).id, nudge(2).id]


async def test_a_nudge_is_its_runners(database: Database) -> None:
    """A nudge is found by its own runner only, with its new state."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.planning.plan(nudge(1))
        uow.planning.settle(nudge(1).id, NudgeState.SENT, NOW)

    await database.write(job)
    found = await database.read(lambda uow: uow.planning.nudge(SANNE.id, nudge(1).id))
    assert found == replace(nudge(1), state=NudgeState.SENT)
    assert await database.read(lambda uow: uow.planning.nudge(BRAM.id, nudge(1).id)) is None


async def test_next_due(database: Database) -> None:
    """The next nudge of anybody is known; rows of a run are no nudges."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.planning.plan(nudge(0, kind="run_ends"))
        uow.planning.plan(nudge(4))
        uow.planning.plan(nudge(3, BRAM))

    await database.write(job)
    assert await database.read(lambda uow: uow.planning.next_due()) == NOW + 3 * DAY
