"""Messages leave in order, each claimed once; expired and replaced ones do not."""

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from bot.usecases.ports import AT_MOST_ONCE, Database, Kind, OutboxRow, UnitOfWork
from tests.databases import Addresses
from tests.storage.people import BRAM, HOUR, NOW, SANNE, message


async def queue(database: Database, *rows: OutboxRow) -> None:
    """Queue messages in one job."""

    def job(uow: UnitOfWork) -> None:
        for row in rows:
            uow.outbox.add(row)

    await database.write(job)


async def claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[str]:
    """Claim and return the ids."""
    return [row.id for row in await database.write(lambda uow: uow.outbox.claim(now, limit))]


async def sent(database: Database, row_id: str, message_id: int | None = 1) -> None:
    """Tell that a message was delivered."""
    await database.write(lambda uow: uow.outbox.sent(row_id, message_id, NOW))


async def test_a_message_comes_back_whole(database: Database) -> None:
    """A claimed row has every field that was queued, but for how long it had to wait."""
    row = replace(
        message(1, slot="check_in:1", expires=NOW + HOUR, not_before=NOW),
        edits=4,
        attachment="progress:runner",
        tries=2,
    )
    await queue(database, row)
    came = await database.write(lambda uow: uow.outbox.claim(NOW, 1))
    assert came == [replace(row, not_before=None)]


async def test_order_in_a_chat(database: Database) -> None:
    """The second message of a chat waits until the first is delivered."""
    await queue(database, message(1), message(2))
    assert await claim(database) == ["m0001"]
    assert await claim(database) == []
    await sent(database, "m0001")
    assert await claim(database) == ["m0002"]


async def test_chats_do_not_wait_for_each_other(database: Database) -> None:
    """A message on its way holds up its own chat only."""
    await queue(database, message(1), message(2, BRAM.chat))
    assert await claim(database, limit=1) == ["m0001"]
    assert await claim(database) == ["m0002"]


async def test_who_goes_first(database: Database) -> None:
    """Help goes before replies, replies before "are you back", that before the rest."""
    kinds = [Kind.NUDGE, Kind.NOTICE, Kind.ARE_YOU_BACK, Kind.REPLY, Kind.HELP]
    await queue(database, *(message(n, n, kind) for n, kind in enumerate(kinds, 1)))
    assert await claim(database) == ["m0005", "m0004", "m0003", "m0001", "m0002"]


async def test_help_overtakes_in_its_chat(database: Database) -> None:
    """In one chat too help is first, whatever waits."""
    await queue(database, message(1), message(2, kind=Kind.HELP))
    assert await claim(database) == ["m0002"]


async def test_urgent_only(database: Database) -> None:
    """While the rest waits for Telegram's limits, replies still pass."""
    await queue(database, message(1, 1, Kind.NUDGE), message(2, 2))
    found = await database.write(lambda uow: uow.outbox.claim(NOW, 10, urgent_only=True))
    assert [row.id for row in found] == ["m0002"]


async def test_a_postponed_message_blocks_nobody(database: Database) -> None:
    """What may not leave yet lets later messages of its chat pass, and leaves in its own time."""
    await queue(database, message(1, not_before=NOW + HOUR), message(2))
    assert await claim(database) == ["m0002"]
    await sent(database, "m0002")
    assert await claim(database) == []
    assert await claim(database, NOW + HOUR) == ["m0001"]


async def test_an_expired_message_is_never_sent(database: Database) -> None:
    """At its hour of expiry a message is dropped and no longer waits."""
    await queue(database, message(1, kind=Kind.NUDGE, expires=NOW + HOUR))
    assert await claim(database, NOW + HOUR) == []
    assert await database.read(lambda uow: uow.outbox.waiting(SANNE.chat)) == 0


async def test_a_newer_message_of_a_slot_replaces_an_unsent_one(database: Database) -> None:
    """Of two waiting messages of a slot only the newer leaves; another slot is untouched."""
    await queue(
        database,
        message(1, slot="check_in:1"),
        message(2, slot="check_in:2"),
        message(3, slot="check_in:1"),
        message(4, BRAM.chat, slot="check_in:1"),
    )
    assert await claim(database) == ["m0002", "m0004"]
    await sent(database, "m0002")
    assert await claim(database) == ["m0003"]


async def test_a_claimed_message_is_not_replaced(database: Database) -> None:
    """What is on its way already is not taken back; the newer one follows it."""
    await queue(database, message(1, slot="check_in:1"))
    assert await claim(database) == ["m0001"]
    await queue(database, message(2, slot="check_in:1"))
    await sent(database, "m0001", 77)
    (row,) = await database.write(lambda uow: uow.outbox.claim(NOW, 10))
    assert (row.id, row.message_id) == ("m0002", 77)


async def test_a_failed_message_gives_way_to_a_newer_one_of_its_slot(database: Database) -> None:
    """A message that must be tried again is dropped when a newer one of its slot waits."""
    await queue(database, message(1, slot="check_in:1"))
    await claim(database)
    await queue(database, message(2, slot="check_in:1"))
    await database.write(lambda uow: uow.outbox.retry("m0001", NOW))
    assert await claim(database) == ["m0002"]
    await sent(database, "m0002")
    assert await claim(database) == []


async def test_retry_counts(database: Database) -> None:
    """A message that is tried again comes later, with its tries counted."""
    await queue(database, message(1))
    await claim(database)
    await database.write(lambda uow: uow.outbox.retry("m0001", NOW + HOUR))
    assert await claim(database) == []
    (row,) = await database.write(lambda uow: uow.outbox.claim(NOW + HOUR, 10))
    assert (row.id, row.tries, row.payload) == ("m0001", 1, message(1).payload)


async def test_slots(database: Database) -> None:
    """A slot knows its message and a message its slot, until the slot is forgotten."""
    await queue(database, message(1, slot="check_in:1"))
    await claim(database)
    await sent(database, "m0001", 77)

    def look(uow: UnitOfWork) -> tuple[int | None, str | None]:
        return uow.outbox.message_of(SANNE.chat, "check_in:1"), uow.outbox.slot_of(SANNE.chat, 77)

    assert await database.read(look) == (77, "check_in:1")
    await database.write(lambda uow: uow.outbox.forget_slot(SANNE.chat, "check_in:1"))
    assert await database.read(look) == (None, None)


@pytest.mark.parametrize("kind", list(Kind))
async def test_recover(database: Database, kind: Kind) -> None:
    """After a crash in mid-send a message leaves again, unless it may be sent at most once."""
    await queue(database, message(1, kind=kind))
    await claim(database)
    again = await database.write(lambda uow: uow.outbox.recover(NOW))
    expected = [] if kind in AT_MOST_ONCE else ["m0001"]
    assert again == len(expected)
    assert await claim(database) == expected


async def test_a_dropped_message_is_gone(database: Database) -> None:
    """A message that was given up no longer waits and never leaves."""
    await queue(database, message(1), message(2))
    await claim(database)
    await database.write(lambda uow: uow.outbox.drop("m0001", "blocked"))
    assert await database.read(lambda uow: uow.outbox.waiting(SANNE.chat)) == 1
    assert await claim(database) == ["m0002"]


async def test_two_processes_claim_each_message_once(addresses: Addresses) -> None:
    """Claims of two processes at once never give a message twice, nor two of one chat."""
    one, two = addresses.open(), addresses.open()
    await queue(one, *(message(n, chat=n % 40) for n in range(120)))
    claims = [
        database.write(lambda uow: list(uow.outbox.claim(NOW, 7)))
        for _ in range(6)
        for database in (one, two)
    ]
    rows = [row for claimed in await asyncio.gather(*claims) for row in claimed]
    await one.close()
    await two.close()
    assert sorted(row.id for row in rows) == [f"m{n:04}" for n in range(40)]


async def test_a_slot_knows_its_own_message_only(database: Database) -> None:
    """Each claimed row gets the message of its own chat and slot, or none."""
    await queue(database, message(1, 1, slot="a"), message(2, 2, slot="b"))
    await claim(database)
    await sent(database, "m0001", 11)
    await sent(database, "m0002", 22)
    await queue(
        database,
        message(3, 1, slot="a"),
        message(4, 2, slot="b"),
        message(5, 3, slot="a"),
        message(6, 4),
    )
    rows = await database.write(lambda uow: uow.outbox.claim(NOW, 10))
    assert [(row.id, row.message_id) for row in rows] == [
        ("m0003", 11),
        ("m0004", 22),
        ("m0005", None),
        ("m0006", None),
    ]
