"""What the export and the diary ask of storage, on both databases."""

from datetime import timedelta

from bot.usecases.ports import Database, Kind, UnitOfWork
from tests.storage import people
from tests.storage.people import BRAM, NOW, SANNE


async def test_traces_are_every_row_of_one_runner(database: Database) -> None:
    """Rows by table, with times as they were stored; nothing of somebody else, nothing sealed."""
    run = people.run(1)
    await database.write(lambda uow: people.enrol(uow, SANNE, BRAM))
    await database.write(lambda uow: uow.runs.add(run))
    await database.write(lambda uow: uow.outbox.add(people.message(1)))
    found = await database.read(lambda uow: uow.runners.traces(SANNE.id))
    assert found.keys() == {"runners", "consents", "runs", "outbox"}
    assert found["runs"][0]["checked_in_at"] == run.checked_in_at
    assert "card" not in found["runs"][0]
    assert [row["runner_id"] for row in found["consents"]] == [SANNE.id]


async def test_the_last_reply_is_what_was_asked_last(database: Database) -> None:
    """The newest reply counts, sent or not; a nudge in between does not, and is told apart."""
    later = NOW + timedelta(minutes=1)

    def asked(uow: UnitOfWork) -> None:
        uow.outbox.add(people.message(1, slot="diary", created_at=NOW))
        uow.outbox.add(people.message(2, slot="diary:edit:s1", created_at=later))
        uow.outbox.add(people.message(3, kind=Kind.NUDGE, slot="nudge:1", created_at=later))
        uow.outbox.add(people.message(4, BRAM.chat, slot="other", created_at=later))

    await database.write(asked)
    found = await database.read(lambda uow: uow.outbox.last_reply(SANNE.chat))
    assert found == ("diary:edit:s1", later)
    nudged = await database.read(lambda uow: uow.outbox.last_nudge(SANNE.chat))
    assert nudged == ("nudge:1", later)
    assert await database.read(lambda uow: uow.outbox.last_nudge(BRAM.chat)) is None


async def test_a_reply_without_a_slot_asks_for_nothing(database: Database) -> None:
    """Then nothing typed belongs to it; in an empty chat neither."""
    await database.write(lambda uow: uow.outbox.add(people.message(1, slot="diary:edit:s1")))
    await database.write(lambda uow: uow.outbox.add(people.message(2)))
    assert await database.read(lambda uow: uow.outbox.last_reply(SANNE.chat)) is None
    assert await database.read(lambda uow: uow.outbox.last_reply(999)) is None
