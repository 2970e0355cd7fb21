"""What is done goes after some days; what may still matter stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.domain.planning import DueRow, DueState
from bot.due.pruning import LINKS, MESSAGES, NUDGES, RUN_ROWS, UPDATES, Pruning
from bot.usecases.ports import Database, InboxRow, Kind, OutboxRow, Session, UnitOfWork
from bot.usecases.signing_in import TRUSTED_AGE
from tests.storage.people import COACH, SANNE, enrol

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
CHAT = SANNE.chat
MINUTE = timedelta(minutes=1)
AGES = [pytest.param(MINUTE, [], id="old"), pytest.param(-MINUTE, [1], id="young")]


class Stopped(Clock):
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return always the same."""
        return NOW

    def machine_now(self) -> datetime:
        """Return always the same."""
        return NOW


async def prune(database: Database, batch: int = 2) -> None:
    """Prune once, in small batches, so that there are several."""
    await Pruning(database, Stopped(), batch).tick()


def updates(uow: UnitOfWork) -> list[int]:
    """Return which of the first updates would be repeats now: those whose rows are there."""
    rows = [InboxRow(number, CHAT, "{}") for number in range(1, 6)]
    still_open = {row.update_id for row in uow.inbox.open_rows(9)}
    fresh = {row.update_id for row in uow.inbox.store(rows, NOW)} - still_open
    return [row.update_id for row in rows if row.update_id not in fresh]


@pytest.mark.parametrize(("older", "left"), AGES)
async def test_done_updates(database: Database, older: timedelta, left: list[int]) -> None:
    """A done update goes after three days, and not before: until then a repeat is known."""
    at = NOW - UPDATES - older
    await database.write(lambda uow: uow.inbox.store([InboxRow(1, CHAT, "{}")], at))
    await database.write(lambda uow: uow.inbox.done(1, at))
    await prune(database)
    assert await database.write(updates) == left


async def test_a_lease_that_is_held_stays(database: Database) -> None:
    """Nobody else gets what somebody holds, however often all is tidied up."""
    until = NOW + MINUTE
    assert await database.write(lambda uow: uow.leases.take("tick", "a", NOW, until))
    await prune(database)
    assert not await database.write(lambda uow: uow.leases.take("tick", "b", NOW, until))


async def test_open_and_dead_updates_stay(database: Database) -> None:
    """What was never handled is not thrown away, however old it is."""
    long_ago = NOW - timedelta(days=400)

    def job(uow: UnitOfWork) -> None:
        uow.inbox.store([InboxRow(1, CHAT, "{}"), InboxRow(2, CHAT, "{}")], long_ago)
        uow.inbox.failed(2, long_ago, dead=True)

    await database.write(job)
    await prune(database)
    assert await database.write(updates) == [1, 2]


async def test_more_than_one_batch(database: Database) -> None:
    """All that is old goes in one tick, whatever the size of a batch."""
    at = NOW - UPDATES - MINUTE

    def job(uow: UnitOfWork) -> None:
        uow.inbox.store([InboxRow(number, CHAT, "{}") for number in range(1, 6)], at)
        for number in range(1, 6):
            uow.inbox.done(number, at)

    await database.write(job)
    await prune(database, batch=2)
    assert await database.write(updates) == []


def sent(uow: UnitOfWork, row_id: str, at: datetime, slot: str = "card", message: int = 7) -> None:
    """Keep a message that was sent."""
    uow.outbox.add(OutboxRow(row_id, CHAT, Kind.REPLY, "{}", slot=slot, created_at=at))
    uow.outbox.claim(at, 10)
    uow.outbox.sent(row_id, message, at)


@pytest.mark.parametrize(
    ("older", "left"), [pytest.param(MINUTE, None, id="old"), pytest.param(-MINUTE, 7, id="young")]
)
async def test_sent_messages(database: Database, older: timedelta, left: int | None) -> None:
    """A sent message goes after a week, and with it the memory of where it stands."""
    at = NOW - MESSAGES - older
    await database.write(lambda uow: sent(uow, "a", at))
    await prune(database)
    assert await database.read(lambda uow: uow.outbox.message_of(CHAT, "card")) == left
    old = await database.read(lambda uow: uow.outbox.old(NOW, 10))
    assert list(old) == ([] if left is None else ["a"])


async def test_a_slot_that_was_used_lately_stays(database: Database) -> None:
    """The slot of an old message stays while a newer message of it is there."""

    def job(uow: UnitOfWork) -> None:
        sent(uow, "a", NOW - MESSAGES - MINUTE)
        sent(uow, "b", NOW - MINUTE)
        sent(uow, "c", NOW - MESSAGES - MINUTE, slot="other")

    await database.write(job)
    await prune(database)
    assert await database.read(lambda uow: uow.outbox.message_of(CHAT, "card")) == 7
    assert await database.read(lambda uow: uow.outbox.message_of(CHAT, "other")) is None


async def test_an_unsent_message_stays(database: Database) -> None:
    """A message that waits is not thrown away, however old it is."""
    at = NOW - timedelta(days=400)
    row = OutboxRow("a", CHAT, Kind.REPLY, "{}", created_at=at)
    await database.write(lambda uow: uow.outbox.add(row))
    await prune(database)
    assert await database.read(lambda uow: uow.outbox.waiting(CHAT)) == 1


async def left_of_due_rows(database: Database, kind: str, settled: datetime) -> list[str]:
    """Return which of two due rows are left: one settled at this time, one never."""
    row = DueRow("settled", SANNE.id, kind, settled.date(), "x", settled, settled)

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.planning.plan(row)
        uow.planning.settle("settled", DueState.SENT, settled)
        uow.planning.plan(replace(row, id="due", slot="y"))

    await database.write(job)
    await prune(database)

    def look(uow: UnitOfWork) -> list[str]:
        return [one for one in ("settled", "due") if uow.planning.nudge(SANNE.id, one)]

    return await database.read(look)


@pytest.mark.parametrize(("kind", "age"), [("summary", RUN_ROWS), ("fixed", NUDGES)])
async def test_settled_due_rows(database: Database, kind: str, age: timedelta) -> None:
    """A settled row goes when nothing looks back at it any more; one that is due stays."""
    assert await left_of_due_rows(database, kind, NOW - age - MINUTE) == ["due"]


@pytest.mark.parametrize(("kind", "age"), [("summary", RUN_ROWS), ("fixed", NUDGES)])
async def test_young_due_rows_stay(database: Database, kind: str, age: timedelta) -> None:
    """A settled row stays as long as something may look back at it."""
    assert await left_of_due_rows(database, kind, NOW - age + MINUTE) == ["settled", "due"]


async def test_sessions_and_links_that_are_over(database: Database) -> None:
    """They go when nothing opens by them any more; an invitation that was followed stays."""
    over, expired = NOW - TRUSTED_AGE - MINUTE, NOW - LINKS - MINUTE

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.coaches.add(COACH, b"activation", NOW + LINKS)
        for name, begun in (("old", over), ("young", over + 2 * MINUTE)):
            session = Session(name, COACH.id, begun, NOW, trusted=True)
            uow.coaches.add_session(session, name.encode())
        uow.coaches.add_link(COACH.id, b"link", expired)
        uow.coaches.invite(COACH.id, b"nobody", expired - MINUTE, expired)
        uow.coaches.invite(COACH.id, b"followed", expired - MINUTE, expired)
        assert uow.coaches.use_invite(b"followed", SANNE.id, expired - MINUTE)

    await database.write(job)
    await prune(database)

    def look(uow: UnitOfWork) -> tuple[list[bool], list[bool], bool]:
        sessions = [uow.coaches.session(one) is not None for one in (b"old", b"young")]
        links = [
            uow.coaches.link_opens(b"link", expired - MINUTE),
            uow.coaches.inviter(b"nobody", expired - MINUTE) is not None,
        ]
        return sessions, links, uow.coaches.invited_by(SANNE.id) is not None

    assert await database.read(look) == ([False, True], [False, False], True)
    activated = await database.write(lambda uow: uow.coaches.activate(b"activation", 900, NOW))
    assert activated is not None


async def test_ended_leases(database: Database) -> None:
    """A lease that ended long ago goes; one that still holds keeps others out."""
    day = timedelta(days=2)

    def job(uow: UnitOfWork) -> None:
        uow.leases.take("old", "somebody", NOW - 2 * day, NOW - day)
        uow.leases.take("new", "somebody", NOW, NOW + day)

    await database.write(job)
    await prune(database)
    # Seen from before it ended, only a row that is gone lets somebody else in.
    before = NOW - day - MINUTE

    def taken(uow: UnitOfWork) -> list[bool]:
        names = ("old", "new")
        return [uow.leases.take(name, "other", before, before + MINUTE) for name in names]

    assert await database.write(taken) == [True, False]
