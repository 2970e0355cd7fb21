"""Moments and due rows: unique, claimed when due, counted right."""

import asyncio
from dataclasses import replace

from bot.domain.nudges import Sent
from bot.domain.planning import DueState
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
        uow.planning.settle(nudge(1).id, DueState.SENT, NOW)
        return [first, second, uow.planning.plan(twin), uow.planning.plan(nudge(2))]

    assert await database.write(job) == [True, False, False, True]


async def test_claim_due(database: Database) -> None:
    """What is due comes back whole, the oldest first; what is ahead or settled does not."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        for number in (3, 2, 1, 0):
            uow.planning.plan(nudge(number))
        uow.planning.settle(nudge(0).id, DueState.LAPSED, NOW)

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
        uow.planning.postpone({nudge(0).id: NOW + HOUR})

    await database.write(job)
    assert not await database.read(lambda uow: uow.planning.is_due(NOW))
    assert await database.read(lambda uow: uow.planning.is_due(NOW + HOUR))


async def test_due_rows_are_claimed_once(addresses: Addresses) -> None:
    """Two ticks at once never settle the same row twice."""

    def tick(uow: UnitOfWork) -> list[str]:
        due = uow.planning.claim_due(NOW + 60 * DAY, 5)
        for row in due:
            uow.planning.settle(row.id, DueState.SENT, NOW)
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


async def test_sent_since(database: Database) -> None:
    """Sent and answered nudges of the given day and later, by runner; no others, no other rows."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        states = [DueState.SENT, DueState.SENT, DueState.ANSWERED, DueState.LAPSED]
        for number, state in enumerate(states):
            uow.planning.plan(nudge(number))
            uow.planning.settle(nudge(number).id, state, NOW + number * DAY)
        uow.planning.plan(nudge(5))
        for other in (nudge(6, kind="summary"), nudge(7, BRAM)):
            uow.planning.plan(other)
            uow.planning.settle(other.id, DueState.SENT, NOW + HOUR)

    await database.write(job)
    both, first = [SANNE.id, BRAM.id], nudge(1).local_date
    found = await database.read(lambda uow: uow.planning.sent_since(both, first))
    assert found == {
        SANNE.id: [
            Sent(nudge(1).due_at, NOW + DAY, answered=False),
            Sent(nudge(2).due_at, NOW + 2 * DAY, answered=True),
        ],
        BRAM.id: [Sent(nudge(7).due_at, NOW + HOUR, answered=False)],
    }


def sent(uow: UnitOfWork) -> None:
    """Have two nudges sent, the second of which does not fit any more a day later."""
    enrol(uow, SANNE)
    uow.planning.plan_all([nudge(0), nudge(1)])
    uow.planning.sent_all([nudge(0).id, nudge(1).id], NOW)


def looks(uow: UnitOfWork) -> list[tuple[str, DueState]]:
    """Return what is to be looked at, ever."""
    return [(row.id, row.state) for row in uow.planning.claim_due(NOW + 9 * DAY, 10)]


async def test_a_nudge_that_was_sent_is_looked_at_when_it_no_longer_fits(
    database: Database,
) -> None:
    """Then, and not before; its own time stays what it was."""
    await database.write(sent)
    over = nudge(0).fits_until
    assert await database.write(lambda uow: uow.planning.claim_due(over - HOUR, 10)) == []
    found = await database.write(lambda uow: uow.planning.claim_due(over, 10))
    assert found == [replace(nudge(0), state=DueState.SENT)]


async def test_an_answered_nudge_is_still_looked_at(database: Database) -> None:
    """She may have left it in the middle of *Later*."""
    await database.write(sent)
    await database.write(lambda uow: uow.planning.answered(nudge(0).id, NOW))
    first, _ = await database.write(looks)
    assert first == (nudge(0).id, DueState.ANSWERED)


async def test_a_nudge_that_is_over_is_not_looked_at_again(database: Database) -> None:
    """Nor when it is postponed afterwards; the policy still knows of it."""

    def job(uow: UnitOfWork) -> None:
        uow.planning.over_all([nudge(0).id])
        uow.planning.postpone({nudge(0).id: NOW + DAY})

    await database.write(sent)
    await database.write(job)
    assert await database.write(looks) == [(nudge(1).id, DueState.SENT)]
    known = await database.read(lambda uow: uow.planning.sent_since([SANNE.id], NOW.date()))
    assert len(known[SANNE.id]) == 2


async def test_looking_later_at_a_nudge_that_was_sent(database: Database) -> None:
    """The time at which it went by the policy stays: only the look is put off."""

    def job(uow: UnitOfWork) -> list[bool]:
        over = nudge(0).fits_until
        uow.planning.postpone({nudge(0).id: over + HOUR})
        return [uow.planning.still_due(nudge(0).id, at) for at in (over, over + HOUR)]

    await database.write(sent)
    assert await database.write(job) == [False, True]
    known = await database.read(lambda uow: uow.planning.sent_since([SANNE.id], NOW.date()))
    assert known[SANNE.id][0].due_at == nudge(0).due_at


async def test_many_are_planned_at_once(database: Database) -> None:
    """Those whose key was taken are not among the ids that come back, and change nothing."""

    def job(uow: UnitOfWork) -> tuple[frozenset[str], frozenset[str]]:
        enrol(uow, SANNE)
        first = uow.planning.plan_all([nudge(0), nudge(1)])
        twin = replace(nudge(1), id="n-twin")
        return first, uow.planning.plan_all([twin, nudge(2)])

    first, second = await database.write(job)
    assert first == {nudge(0).id, nudge(1).id}
    assert second == {nudge(2).id}
    due = await database.write(lambda uow: uow.planning.claim_due(NOW + 9 * DAY, 10))
    assert due == [nudge(0), nudge(1), nudge(2)]


async def test_many_are_settled_at_once(database: Database) -> None:
    """These, and none beside them."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.planning.plan_all([nudge(0), nudge(1), nudge(2)])
        uow.planning.settle_all([nudge(0).id, nudge(2).id], DueState.LAPSED, NOW)

    await database.write(job)
    due = await database.write(lambda uow: uow.planning.claim_due(NOW + 9 * DAY, 10))
    assert due == [nudge(1)]


async def test_moments_by_id(database: Database) -> None:
    """Whoever's they are; ids that are nowhere are left out."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for one in (moment(1), moment(2, BRAM), moment(3)):
            uow.planning.add_moment(one, NOW)

    await database.write(job)
    wanted = ["moment-1", "moment-2", "nowhere"]
    found = await database.read(lambda uow: uow.planning.moments_among(wanted))
    assert found == {"moment-1": moment(1), "moment-2": moment(2, BRAM)}


async def test_a_nudge_is_its_runners(database: Database) -> None:
    """A nudge is found by its own runner only, with its new state."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.planning.plan(nudge(1))
        uow.planning.settle(nudge(1).id, DueState.SENT, NOW)

    await database.write(job)
    found = await database.read(lambda uow: uow.planning.nudge(SANNE.id, nudge(1).id))
    assert found == replace(nudge(1), state=DueState.SENT)
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
