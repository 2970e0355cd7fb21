"""Silence: what it holds, until when, and how it leaves together afterwards."""

from datetime import datetime

import pytest

from bot.usecases.ports import HELD_BY_SILENCE, Database, HeldRow, Kind, UnitOfWork
from tests.storage.people import BRAM, HOUR, NOW, SANNE, message
from tests.storage.test_outbox import claim, queue, sent

RELEASE = NOW + 2 * HOUR


async def silent(database: Database, until: datetime = NOW + 4 * HOUR) -> None:
    """Let a run begin."""
    await database.write(lambda uow: uow.silences.begin(SANNE.chat, until))


async def over(database: Database) -> None:
    """Let the run end."""
    await database.write(lambda uow: uow.silences.end(SANNE.chat, RELEASE))


async def to_release(database: Database, now: datetime) -> list[HeldRow]:
    """Return what may be merged."""
    return list(await database.read(lambda uow: uow.outbox.to_release(now)))


@pytest.mark.parametrize("kind", list(Kind))
async def test_what_passes_during_a_run(database: Database, kind: Kind) -> None:
    """During a run exactly the kinds pass that the runner asked for, and "are you back"."""
    await silent(database)
    await queue(database, message(1, kind=kind))
    assert await claim(database) == ([] if kind in HELD_BY_SILENCE else ["m0001"])


async def test_another_chat_is_not_silent(database: Database) -> None:
    """Silence is of one chat."""
    await silent(database)
    await queue(database, message(1, BRAM.chat, Kind.NUDGE))
    assert await claim(database) == ["m0001"]


async def test_what_waited_before_the_run_is_held_too(database: Database) -> None:
    """After "Ik ga lopen" nothing held is claimed, also what was queued before."""
    await queue(database, message(1, kind=Kind.COACH))
    await silent(database)
    assert await claim(database) == []


async def test_held_does_not_block_a_reply(database: Database) -> None:
    """A held message lets later replies of its chat pass."""
    await silent(database)
    await queue(database, message(1, kind=Kind.NUDGE), message(2))
    assert await claim(database) == ["m0002"]


async def test_until(database: Database) -> None:
    """A chat is silent until the end it was given, or until the run is over."""

    async def until(now: datetime) -> datetime | None:
        return await database.read(lambda uow: uow.silences.until(SANNE.chat, now))

    assert await until(NOW) is None
    await silent(database)
    assert await until(NOW) == NOW + 4 * HOUR
    assert await until(NOW + 4 * HOUR) is None
    await over(database)
    assert await until(NOW) is None


async def test_held_until_the_release(database: Database) -> None:
    """A held message waits for its release time, and even alone leaves merged: soundless."""
    await silent(database)
    await queue(database, message(1, kind=Kind.COACH))
    await over(database)
    assert await to_release(database, RELEASE - HOUR) == []
    assert await claim(database, RELEASE) == []
    assert [row.id for row in await to_release(database, RELEASE)] == ["m0001"]


async def test_held_rows_are_shown(database: Database) -> None:
    """What silence holds back is known, with since when and until when."""
    await silent(database)
    await queue(database, message(1, kind=Kind.COACH), message(2))
    held = await database.read(lambda uow: uow.outbox.held(NOW))
    row = HeldRow("m0001", SANNE.chat, Kind.COACH, message(1).payload, NOW, NOW + 4 * HOUR)
    assert list(held) == [row]
    assert await to_release(database, NOW) == []


async def test_two_held_messages_wait_to_be_one(database: Database) -> None:
    """Two held messages never leave one by one: they are given out to be merged."""
    await silent(database)
    await queue(database, message(1, kind=Kind.NUDGE), message(2, kind=Kind.COACH))
    await over(database)
    assert await claim(database, RELEASE) == []
    assert [row.id for row in await to_release(database, RELEASE)] == ["m0001", "m0002"]


async def test_merged_leaves_as_one(database: Database) -> None:
    """The merged message takes the place of the held ones and leaves at once."""
    await silent(database)
    await queue(database, message(1, kind=Kind.NUDGE), message(2, kind=Kind.COACH))
    await over(database)
    whole = message(3, kind=Kind.NOTICE, created_at=RELEASE)
    await database.write(lambda uow: uow.outbox.merge_held(SANNE.chat, ["m0001", "m0002"], whole))
    assert await claim(database, RELEASE) == ["m0003"]
    await sent(database, "m0003")
    assert await claim(database, RELEASE) == []
    assert await to_release(database, RELEASE) == []


async def test_what_came_after_the_release_goes_as_usual(database: Database) -> None:
    """A message that was never held does not wait for the merging of those that were."""
    await silent(database)
    await queue(database, message(1, kind=Kind.NUDGE), message(2, kind=Kind.COACH))
    await over(database)
    await queue(database, message(3, kind=Kind.COACH, created_at=RELEASE + HOUR))
    assert await claim(database, RELEASE + HOUR) == ["m0003"]


async def test_silence_that_ended_by_itself_releases_together(database: Database) -> None:
    """When nobody came back, what was held is merged too, not sent as a pile."""
    await silent(database, RELEASE)
    await queue(database, message(1, kind=Kind.NUDGE), message(2, kind=Kind.COACH))
    assert await claim(database, RELEASE) == []
    assert len(await to_release(database, RELEASE)) == 2


async def test_a_new_run_holds_again(database: Database) -> None:
    """Whoever starts again before the release keeps his silence."""
    await silent(database)
    await queue(database, message(1, kind=Kind.NUDGE))
    await over(database)
    await silent(database, RELEASE + 4 * HOUR)
    assert await claim(database, RELEASE) == []


async def test_silence_rolls_back_with_its_job(database: Database) -> None:
    """A job that fails after beginning the silence leaves no silence."""

    def job(uow: UnitOfWork) -> None:
        uow.silences.begin(SANNE.chat, RELEASE)
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(job)
    assert await database.read(lambda uow: uow.silences.until(SANNE.chat, NOW)) is None
