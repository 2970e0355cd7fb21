"""What a coach sets, writes and sets aside, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.guidance import Guidance
from bot.usecases.ports import Author, Database, Message, MessageKind, Note, UnitOfWork
from tests.storage.people import BRAM, COACH, DAY, NOW, OTHER_COACH, SANNE, enrol

GUIDANCE = Guidance(
    cap=20,
    pinned="reset",
    forbidden=frozenset({"trail", "interval_light"}),
    cue="cue-letting-go",
    learning=False,
    line="Adem lang uit.",
    appointment=NOW + timedelta(days=5),
)
TOLD = Message("m1", COACH.id, SANNE.id, Author.COACH, "Hoe was het?", NOW)
ANSWER = Message(
    "m2", COACH.id, SANNE.id, Author.RUNNER, "Zwaar.", NOW + timedelta(1), MessageKind.HEAVY
)


def _people(uow: UnitOfWork) -> None:
    enrol(uow, SANNE)
    enrol(uow, BRAM)
    uow.coaches.add(COACH, b"one", NOW + DAY)
    uow.coaches.add(OTHER_COACH, b"two", NOW + DAY)


async def test_guidance(database: Database) -> None:
    """What the coach set comes back whole, for this runner alone, until it ends."""

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        assert uow.guiding.guidance(SANNE.id) == Guidance()
        uow.guiding.guide(SANNE.id, Guidance(cap=10))
        uow.guiding.guide(SANNE.id, GUIDANCE)

    await database.write(job)
    assert await database.read(lambda uow: uow.guiding.guidance(SANNE.id)) == GUIDANCE
    assert await database.read(lambda uow: uow.guiding.guidance(BRAM.id)) == Guidance()
    await database.write(lambda uow: uow.guiding.end(SANNE.id))
    assert await database.read(lambda uow: uow.guiding.guidance(SANNE.id)) == Guidance()


async def test_a_thread(database: Database) -> None:
    """The newest messages of two people, the oldest of them first; each stored once."""

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        for message in (TOLD, ANSWER, ANSWER, replace(TOLD, id="m3", runner_id=BRAM.id)):
            uow.messages.add(message)

    await database.write(job)
    whole = await database.read(lambda uow: uow.messages.thread(COACH.id, SANNE.id, 10))
    assert whole == [TOLD, ANSWER]
    newest = await database.read(lambda uow: uow.messages.thread(COACH.id, SANNE.id, 1))
    assert newest == [ANSWER]
    others = await database.read(lambda uow: uow.messages.thread(OTHER_COACH.id, SANNE.id, 10))
    assert others == []
    assert await database.read(lambda uow: uow.messages.of_runner(SANNE.id)) == [TOLD, ANSWER]
    assert await database.read(lambda uow: uow.messages.by_id("m1", BRAM.id)) is None


async def test_delivered_and_read(database: Database) -> None:
    """The first time counts."""
    later = NOW + DAY

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        uow.messages.add(TOLD)
        for at in (NOW, later):
            uow.messages.delivered("m1", at)
            uow.messages.read("m1", at)

    await database.write(job)
    found = await database.read(lambda uow: uow.messages.by_id("m1", SANNE.id))
    assert found == replace(TOLD, delivered_at=NOW, read_at=NOW)


async def test_unread(database: Database) -> None:
    """Only what runners wrote is unread for a coach, until he opens the thread."""

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        for message in (TOLD, ANSWER, replace(ANSWER, id="m3", runner_id=BRAM.id)):
            uow.messages.add(message)

    await database.write(job)
    unread = await database.read(lambda uow: uow.messages.unread(COACH.id))
    assert unread == {SANNE.id: 1, BRAM.id: 1}
    assert await database.read(lambda uow: uow.messages.unread(OTHER_COACH.id)) == {}
    await database.write(lambda uow: uow.messages.read_thread(COACH.id, SANNE.id, NOW))
    unread = await database.read(lambda uow: uow.messages.unread(COACH.id))
    assert unread == {BRAM.id: 1}


async def test_notes(database: Database) -> None:
    """A note is its writer's: others neither see, change nor delete it."""
    note = Note("n1", COACH.id, SANNE.id, "Slaapt slecht.", NOW)
    changed = replace(note, text="Slaapt beter.")

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        uow.guiding.add_note(note)
        uow.guiding.add_note(replace(note, coach_id=OTHER_COACH.id, text="Van een ander."))
        uow.guiding.add_note(changed)
        assert not uow.guiding.delete_note(OTHER_COACH.id, "n1")

    await database.write(job)
    assert await database.read(lambda uow: uow.guiding.notes(COACH.id, SANNE.id)) == [changed]
    assert await database.read(lambda uow: uow.guiding.notes(OTHER_COACH.id, SANNE.id)) == []
    assert await database.read(lambda uow: uow.guiding.notes_on(SANNE.id)) == [changed]
    assert await database.write(lambda uow: uow.guiding.delete_note(COACH.id, "n1"))
    assert await database.read(lambda uow: uow.guiding.notes_on(SANNE.id)) == []


async def test_set_aside(database: Database) -> None:
    """What a coach set aside is his own, by runner and kind; the newest counts."""
    until = date(2026, 12, 1)

    def job(uow: UnitOfWork) -> None:
        _people(uow)
        uow.guiding.set_aside(COACH.id, SANNE.id, {"dip": until})
        uow.guiding.set_aside(COACH.id, SANNE.id, {"dip": until, "tension": until})

    await database.write(job)
    found = await database.read(lambda uow: uow.guiding.asides(COACH.id))
    assert found == {SANNE.id: {"dip": until, "tension": until}}
    assert await database.read(lambda uow: uow.guiding.asides(OTHER_COACH.id)) == {}
