"""What is known of many runners at once: the rows of each, and nobody else's."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.guidance import Guidance
from bot.domain.run import RunState
from bot.usecases.ports import Database, OutboxRow, UnitOfWork
from tests.databases import Addresses
from tests.storage.people import BRAM, DAY, HOUR, NOW, SANNE, enrol, message, run

BOTH = [SANNE.id, BRAM.id, "nobody"]


async def test_runners_by_id(addresses: Addresses) -> None:
    """Those who are there; a process that was just started has no key at hand."""
    first, second = addresses.open(), addresses.open()
    await first.write(lambda uow: enrol(uow, SANNE, BRAM))
    found = await second.read(lambda uow: uow.runners.by_ids(BOTH))
    await first.close()
    await second.close()
    assert found == {SANNE.id: SANNE, BRAM.id: BRAM}


async def test_open_runs(database: Database) -> None:
    """The newest that is open of each; who has none is left out."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for number, state in enumerate((RunState.RUNNING, RunState.ASKING, RunState.DECLINED)):
            uow.runs.add(run(number, state=state))
        uow.runs.add(run(0, BRAM, RunState.REFLECTED))

    await database.write(job)
    found = await database.read(lambda uow: uow.runs.open_runs(BOTH))
    assert found == {SANNE.id: run(1, state=RunState.ASKING)}


async def test_last_check_ins(database: Database) -> None:
    """When each of them checked in last; of who never did there is nothing."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for number in (2, 0, 1):
            uow.runs.add(run(number, state=RunState.DECLINED))

    await database.write(job)
    found = await database.read(lambda uow: uow.runs.checked_in(BOTH))
    assert found == {SANNE.id: NOW + 2 * DAY}


async def test_records(database: Database) -> None:
    """Runs of a day and later with their answers, the oldest first, each under its runner."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        for number in (2, 1, 0):
            uow.runs.add(run(number))
        uow.runs.add(run(1, BRAM))
        uow.runs.answer(run(1), "need", "silence", NOW)

    await database.write(job)
    first = (NOW + DAY).date()
    found = await database.read(lambda uow: uow.runs.records_since(BOTH, first))
    assert found == {
        SANNE.id: [(run(1), {"need": "silence"}), (run(2), {})],
        BRAM.id: [(run(1, BRAM), {})],
    }


async def test_guidances(database: Database) -> None:
    """What was set; where nothing was there is nothing."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.guiding.guide(BRAM.id, Guidance(cap=20))

    await database.write(job)
    found = await database.read(lambda uow: uow.guiding.guidances(BOTH))
    assert found == {BRAM.id: Guidance(cap=20)}


async def test_silent_chats(database: Database) -> None:
    """A run that is going on, not one that is over, nor one whose silence ended by itself."""

    def job(uow: UnitOfWork) -> None:
        uow.silences.begin(1, NOW + HOUR)
        uow.silences.end(2, NOW + HOUR)
        uow.silences.begin(3, NOW)

    await database.write(job)
    assert await database.read(lambda uow: uow.silences.among([1, 2, 3, 4], NOW)) == {1}


async def test_many_messages_at_once(database: Database) -> None:
    """Each takes the place of what waited under its slot in its own chat."""

    def job(uow: UnitOfWork) -> list[str]:
        uow.outbox.add_all([message(1, 1, slot="a"), message(2, 2, slot="a"), message(3, 3)])
        uow.outbox.add_all([message(4, 1, slot="a"), message(5, 2, slot="b")])
        first = [row.id for row in uow.outbox.claim(NOW, 10)]
        for row_id in first:
            uow.outbox.sent(row_id, 7, NOW)
        return first + [row.id for row in uow.outbox.claim(NOW, 10)]

    assert await database.write(job) == ["m0002", "m0003", "m0004", "m0005"]


async def test_many_messages_are_kept_as_they_came(database: Database) -> None:
    """With all that stands in them, in whatever signs, and to the microsecond."""
    signs = "\"'\\ \\x41 \n ☂ 🏃🏽 {}[],"
    at = NOW.replace(microsecond=123_456)
    them = [
        replace(message(number, number, slot=f"{signs}{number}", created_at=at), payload=signs)
        for number in (1, 2)
    ]
    them.append(replace(message(3, 3, expires=at + DAY), attachment=signs, edits=9))

    def job(uow: UnitOfWork) -> Sequence[OutboxRow]:
        uow.outbox.add_all(them)
        return uow.outbox.claim(at, 10)

    assert await database.write(job) == them


async def test_a_time_without_a_zone_is_refused_among_many(database: Database) -> None:
    """Nobody could tell what it means; none of the others is kept either."""
    naive = message(2, 2, created_at=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        await database.write(lambda uow: uow.outbox.add_all([message(1, 1), naive]))
    assert await database.write(lambda uow: uow.outbox.claim(NOW, 10)) == []


async def test_chats_that_wait_or_show(database: Database) -> None:
    """Whether something is on its way to a chat, and whether a message of a slot stands there."""

    def job(uow: UnitOfWork) -> tuple[frozenset[int], frozenset[int]]:
        uow.outbox.add_all([message(number, number, slot="nudge:1") for number in (1, 2, 3)])
        first, second, _ = uow.outbox.claim(NOW, 10)
        uow.outbox.sent(first.id, 7, NOW)
        uow.outbox.drop(second.id, "blocked")
        shown = uow.outbox.shown_among({1: "nudge:1", 2: "nudge:1", 3: "nudge:1"})
        return uow.outbox.waiting_among([1, 2, 3, 4]), shown

    assert await database.write(job) == (frozenset({3}), frozenset({1}))


async def test_a_slot_of_another_chat_is_not_shown(database: Database) -> None:
    """Names of slots are a chat's own."""

    def job(uow: UnitOfWork) -> frozenset[int]:
        uow.outbox.add_all([message(1, 1, slot="a"), message(2, 2, slot="b")])
        for row in uow.outbox.claim(NOW, 10):
            uow.outbox.sent(row.id, 7, NOW)
        return uow.outbox.shown_among({1: "b", 2: "b"})

    assert await database.write(job) == {2}
