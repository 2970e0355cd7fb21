"""A coach's links and log: what ends with *overal uitloggen*, and what when he leaves."""

from bot.usecases.ports import Database, Look, Session, UnitOfWork
from tests.storage.people import (
    BRAM,
    COACH,
    DAY,
    HOUR,
    NOW,
    OTHER_COACH,
    SANNE,
    enrol,
    shared,
)


def both(uow: UnitOfWork) -> None:
    """Make two coaches with a session, a link on its way, an invitation and an activation."""
    for coach in (COACH, OTHER_COACH):
        name = coach.id.encode()
        uow.coaches.add(coach, b"activate" + name, NOW + DAY)
        uow.coaches.add_session(
            Session(f"s-{coach.id}"[:32], coach.id, NOW, NOW, trusted=False), name
        )
        uow.coaches.add_link(coach.id, b"link" + name, NOW + DAY)
        uow.coaches.invite(coach.id, b"invite" + name, NOW, NOW + DAY)


async def test_signing_out_everywhere(database: Database) -> None:
    """His sessions and his links on their way are over; his invitations and others stay."""

    def job(uow: UnitOfWork) -> None:
        both(uow)
        uow.coaches.end_sessions(COACH.id)

    await database.write(job)

    def look(uow: UnitOfWork) -> None:
        mine, theirs = COACH.id.encode(), OTHER_COACH.id.encode()
        assert uow.coaches.session(mine) is None
        assert not uow.coaches.link_opens(b"link" + mine, NOW)
        assert uow.coaches.inviter(b"invite" + mine, NOW) == COACH
        assert uow.coaches.session(theirs) is not None
        assert uow.coaches.link_opens(b"link" + theirs, NOW)

    await database.read(look)


async def test_withdrawing_all_links(database: Database) -> None:
    """No link of his opens anything, not even one that somebody followed without answering."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        both(uow)
        uow.coaches.invite(COACH.id, b"followed", NOW, NOW + DAY)
        uow.coaches.use_invite(b"followed", SANNE.id, NOW)
        assert uow.coaches.invited_by(SANNE.id) == COACH
        uow.coaches.withdraw_links(COACH.id, NOW)
        mine, theirs = COACH.id.encode(), OTHER_COACH.id.encode()
        assert uow.coaches.invited_by(SANNE.id) is None
        assert uow.coaches.inviter(b"invite" + mine, NOW) is None
        assert not uow.coaches.link_opens(b"link" + mine, NOW)
        assert uow.coaches.use_link(b"link" + mine, NOW) is None
        assert uow.coaches.activate(b"activate" + mine, 900, NOW) is None
        assert uow.coaches.inviter(b"invite" + theirs, NOW) == OTHER_COACH
        assert uow.coaches.use_link(b"link" + theirs, NOW) is not None

    await database.write(job)


async def test_looks_of_one_coach(database: Database) -> None:
    """His own visits, the newest first, and no more than asked."""

    def job(uow: UnitOfWork) -> None:
        for runner in (SANNE, BRAM):
            enrol(uow, runner)
        shared(uow, SANNE, COACH)
        shared(uow, BRAM, OTHER_COACH)
        uow.coaches.looked(COACH.id, SANNE.id, "runner", NOW)
        uow.coaches.looked(OTHER_COACH.id, BRAM.id, "runner", NOW)
        uow.coaches.looked(COACH.id, SANNE.id, "talk", NOW + HOUR)

    await database.write(job)
    later, first = Look(SANNE.id, NOW + HOUR, "talk"), Look(SANNE.id, NOW, "runner")
    assert await database.read(lambda uow: uow.coaches.looks(COACH.id, 9)) == [later, first]
    assert await database.read(lambda uow: uow.coaches.looks(COACH.id, 1)) == [later]
