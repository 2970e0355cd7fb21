"""Updates are kept once and handled once; leases and kept facts hold."""

from bot.usecases.ports import Database, InboxRow, UnitOfWork
from tests.storage.people import HOUR, NOW

ONE, TWO = InboxRow(11, 101, '{"update_id":11}'), InboxRow(12, 0, '{"update_id":12,"x":"\\u0000"}')


async def test_a_repeat_is_no_news(database: Database) -> None:
    """An update that Telegram gives twice is new once, also after it was handled."""
    assert await database.write(lambda uow: uow.inbox.store([ONE], NOW)) == [ONE]
    await database.write(lambda uow: uow.inbox.done(ONE.update_id, NOW))
    assert await database.write(lambda uow: uow.inbox.store([ONE, TWO], NOW)) == [TWO]
    assert await database.read(lambda uow: uow.inbox.open_rows(10)) == [TWO]


async def test_open_rows_in_order(database: Database) -> None:
    """Open updates come back whole, in the order of their numbers."""
    await database.write(lambda uow: uow.inbox.store([TWO, ONE], NOW))
    assert await database.read(lambda uow: uow.inbox.open_rows(10)) == [ONE, TWO]
    assert await database.read(lambda uow: uow.inbox.open_rows(1)) == [ONE]


async def test_done_is_not_open(database: Database) -> None:
    """An update is done once; the second who says so hears it, as for one that never came."""
    await database.write(lambda uow: uow.inbox.store([ONE], NOW))
    assert await database.write(lambda uow: uow.inbox.done(11, NOW))
    assert not await database.write(lambda uow: uow.inbox.done(11, NOW))
    assert not await database.write(lambda uow: uow.inbox.done(999, NOW))


async def test_failures_count(database: Database) -> None:
    """Failed tries are counted; a dead letter is no longer open."""
    await database.write(lambda uow: uow.inbox.store([ONE], NOW))
    assert await database.write(lambda uow: uow.inbox.failed(11, NOW, dead=False)) == 1
    (row,) = await database.read(lambda uow: uow.inbox.open_rows(10))
    assert row.tries == 1
    assert await database.write(lambda uow: uow.inbox.failed(11, NOW, dead=True)) == 2
    assert await database.read(lambda uow: uow.inbox.open_rows(10)) == []


async def test_last_update_id(database: Database) -> None:
    """Polling goes on after the highest number ever stored."""
    assert await database.read(lambda uow: uow.inbox.last_update_id()) is None
    await database.write(lambda uow: uow.inbox.store([TWO, ONE], NOW))
    assert await database.read(lambda uow: uow.inbox.last_update_id()) == 12


async def test_one_holder_at_a_time(database: Database) -> None:
    """A lease is refused to others until it runs out or is given back."""

    def take(uow: UnitOfWork) -> list[bool]:
        leases = uow.leases
        first = leases.take("sender", "a", NOW, NOW + HOUR)
        refused = leases.take("sender", "b", NOW, NOW + HOUR)
        renewed = leases.take("sender", "a", NOW, NOW + 2 * HOUR)
        leases.release("sender", "b")
        still_refused = leases.take("sender", "b", NOW + HOUR, NOW + 3 * HOUR)
        ran_out = leases.take("sender", "b", NOW + 2 * HOUR, NOW + 3 * HOUR)
        leases.release("sender", "b")
        return [
            first,
            refused,
            renewed,
            still_refused,
            ran_out,
            leases.take("sender", "c", NOW, NOW),
        ]

    assert await database.write(take) == [True, False, True, False, True, True]


async def test_kept(database: Database) -> None:
    """The newest value of a name is kept."""

    def job(uow: UnitOfWork) -> None:
        uow.kept.put("clock", "1")
        uow.kept.put("clock", "2")

    await database.write(job)
    assert await database.read(lambda uow: uow.kept.get("clock")) == "2"
    assert await database.read(lambda uow: uow.kept.get("nothing")) is None
