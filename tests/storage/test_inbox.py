"""Updates are kept once and handled once; leases and kept facts hold."""

import asyncio
from collections.abc import Sequence
from functools import partial

from bot.usecases.ports import WORKER, Database, InboxRow, UnitOfWork
from tests.databases import Addresses
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


async def test_the_earliest_of_a_chat_comes_first(database: Database) -> None:
    """Out of its turn an update is not done: what comes before it is told. None without a chat."""
    later, other = InboxRow(13, 101, "{}"), InboxRow(10, 102, "{}")
    await database.write(lambda uow: uow.inbox.store([later, TWO, other, ONE], NOW))
    assert not await database.write(lambda uow: uow.inbox.done(13, NOW))
    assert await database.read(lambda uow: uow.inbox.earlier(later)) == ONE
    assert await database.write(lambda uow: uow.inbox.done(12, NOW))
    assert await database.write(lambda uow: uow.inbox.done(11, NOW))
    assert await database.read(lambda uow: uow.inbox.earlier(later)) is None
    assert await database.write(lambda uow: uow.inbox.done(13, NOW))


async def test_an_open_repeat_is_handed_out_again(database: Database) -> None:
    """Whoever stored it may have died before it was handed on."""
    await database.write(lambda uow: uow.inbox.store([ONE], NOW))
    assert await database.write(lambda uow: uow.inbox.store([ONE], NOW)) == [ONE]


def claims(uow: UnitOfWork, name: str) -> Sequence[int]:
    """Let a process claim, while its lease runs for an hour."""
    uow.leases.take(f"{WORKER}{name}", name, NOW, NOW + HOUR)
    return [row.update_id for row in uow.inbox.claim(name, NOW, 2)]


async def test_what_one_claims_no_other_gets(database: Database) -> None:
    """Each row is claimed once, the earliest first, and no more than asked for."""
    rows = [InboxRow(number, 101, "{}") for number in range(1, 6)]
    await database.write(lambda uow: uow.inbox.store(rows, NOW))
    assert await database.write(lambda uow: claims(uow, "a")) == [1, 2]
    assert await database.write(lambda uow: claims(uow, "b")) == [3, 4]
    assert await database.write(lambda uow: claims(uow, "a")) == [5]
    assert await database.write(lambda uow: claims(uow, "b")) == []


async def test_what_is_stored_in_a_name_belongs_to_it(database: Database) -> None:
    """As long as that process lives; from then on it is for whoever comes."""
    await database.write(lambda uow: claims(uow, "a"))
    await database.write(lambda uow: uow.inbox.store([ONE, TWO], NOW, "a"))
    assert await database.write(lambda uow: claims(uow, "b")) == []
    await database.write(lambda uow: uow.leases.release(f"{WORKER}a", "a"))
    assert await database.write(lambda uow: claims(uow, "b")) == [11, 12]


async def test_the_rows_of_the_dead_are_claimed(database: Database) -> None:
    """When the lease of a process ended, all it had claimed is free again."""
    await database.write(lambda uow: uow.inbox.store([ONE, TWO], NOW))
    await database.write(lambda uow: claims(uow, "a"))

    def later(uow: UnitOfWork) -> Sequence[InboxRow]:
        return uow.inbox.claim("b", NOW + 2 * HOUR, 9)

    assert await database.write(later) == [ONE, TWO]


async def test_empty_hands_get_their_own_again(database: Database) -> None:
    """What a process claimed when the connection broke is not forgotten."""
    await database.write(lambda uow: uow.inbox.store([ONE, TWO], NOW, "a"))
    assert await database.write(lambda uow: claims(uow, "a")) == []
    assert await database.write(lambda uow: uow.inbox.claim("a", NOW, 9, own=True)) == [ONE, TWO]


async def test_two_claim_at_once(addresses: Addresses, database: Database) -> None:
    """In two transactions at the same time, nobody gets what the other gets."""
    rows = [InboxRow(number, number, "{}") for number in range(1, 41)]
    await database.write(lambda uow: uow.inbox.store(rows, NOW))
    other = addresses.open()
    both = zip([database, other] * 10, ["a", "b"] * 10, strict=True)
    taken = await asyncio.gather(*(one.write(partial(claims, name=name)) for one, name in both))
    await other.close()
    numbers = [number for some in taken for number in some]
    assert len(numbers) == len(set(numbers))
    assert len(numbers) > 2


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


async def test_whoever_starts_in_a_place_ends_the_leases_there(database: Database) -> None:
    """Those of the process before it, and no other's."""

    def take(uow: UnitOfWork) -> list[bool]:
        until = NOW + HOUR
        uow.leases.take("sender", "here:1#old", NOW, until)
        uow.leases.take("tick", "here:11#other", NOW, until)
        uow.leases.bury("here:1")
        return [uow.leases.take(name, "new", NOW, until) for name in ("sender", "tick")]

    assert await database.write(take) == [True, False]


async def test_kept(database: Database) -> None:
    """The newest value of a name is kept."""

    def job(uow: UnitOfWork) -> None:
        uow.kept.put("clock", "1")
        uow.kept.put("clock", "2")

    await database.write(job)
    assert await database.read(lambda uow: uow.kept.get("clock")) == "2"
    assert await database.read(lambda uow: uow.kept.get("nothing")) is None
