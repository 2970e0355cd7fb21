"""A coach who leaves: nothing is open to him any more, and his runners hear it kindly."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.guidance import Guidance
from bot.domain.planning import DueRow
from bot.ids import new_id
from bot.usecases import coaching, leaving, messaging, signing_in, telling
from bot.usecases.leaving import COACH_LEFT
from bot.usecases.ports import Coach, Database, UnitOfWork
from bot.usecases.telling import CoachLeft
from tests.steps import LIBRARY, NOON, Chat, a_coach, share_with

LATE = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
"""Saturday 23:00 in Amsterdam."""

MORNING = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


@pytest.fixture(name="lisa")
async def a_coach_who_leaves(database: Database) -> Coach:
    """Return Lisa."""
    return await a_coach(database, "Lisa", 71)


@pytest.fixture(name="sanne")
async def a_sharing_runner(database: Database, lisa: Coach) -> Chat:
    """Return Sanne, who shares with Lisa."""
    sanne = Chat(database, 73, [])
    await sanne.enrols()
    await share_with(sanne, lisa)
    return sanne


async def leaves(sanne: Chat, lisa: Coach) -> int:
    """Let Lisa leave."""
    return await sanne.asks(lambda uow: leaving.leave(uow, lisa, NOON))


async def test_the_next_request_is_refused(sanne: Chat, lisa: Coach) -> None:
    """Session, link on its way, and chat: nobody is Lisa any more."""

    def sign_in(uow: UnitOfWork) -> tuple[str, str]:
        new = signing_in.begin(uow, lisa, trusted=True, machine_now=NOON)
        return new.token, signing_in.make_link(uow, lisa.id, NOON)

    cookie, link = await sanne.asks(sign_in)
    assert await leaves(sanne, lisa) == 1

    def look(uow: UnitOfWork) -> None:
        assert signing_in.session_of(uow, cookie, NOON) is None
        assert signing_in.sign_in(uow, link, trusted=False, machine_now=NOON) is None
        assert uow.coaches.by_chat(71) is None
        assert not uow.views.runners(lisa.id)

    await sanne.asks(look)


async def test_what_she_set_and_wrote_ends(sanne: Chat, lisa: Coach) -> None:
    """No guidance is in force, and no message of hers leaves any more."""
    runner = await sanne.runner()

    def before(uow: UnitOfWork) -> str:
        uow.guiding.guide(runner.id, Guidance(cap=20))
        sent = messaging.write(uow, lisa, runner.id, "Dag", NOON)
        assert isinstance(sent, messaging.Sent)
        return sent.message.id

    message = await sanne.asks(before)
    await leaves(sanne, lisa)
    row = _row(runner.id, messaging.MESSAGE, message)

    def look(uow: UnitOfWork) -> None:
        assert uow.guiding.guidance(runner.id) == Guidance()
        assert telling.look(uow, runner, row, NOON, LIBRARY.nudges) is None
        written = messaging.write(uow, lisa, runner.id, "Nog iets", NOON)
        assert isinstance(written, messaging.NotSharing)

    await sanne.asks(look)


async def test_an_invitation_of_hers_opens_nothing(sanne: Chat, lisa: Coach) -> None:
    """Neither one on its way, nor one that waits for a yes."""
    henk = Chat(sanne.database, 74, [])
    runner = await henk.enrols()

    def follow(uow: UnitOfWork) -> str:
        token, _ = coaching.invite(uow, lisa, NOON)
        coaching.follow(uow, runner, token, NOON)
        return coaching.invite(uow, lisa, NOON)[0]

    fresh = await henk.asks(follow)
    await leaves(sanne, lisa)
    assert await henk.asks(lambda uow: coaching.decide(uow, runner, NOON, share=True)) is None
    found = await henk.asks(lambda uow: coaching.follow(uow, runner, fresh, NOON))
    assert isinstance(found, coaching.LinkOver)


async def test_her_runners_are_told_outside_quiet_hours(sanne: Chat, lisa: Coach) -> None:
    """Once each, with her name; late in the evening it waits for the morning."""
    await leaves(sanne, lisa)
    await leaves(sanne, lisa)
    runner = await sanne.runner()
    due = [one for one in await sanne.asks(_due) if one.kind == COACH_LEFT]
    assert [(one.runner_id, one.slot) for one in due] == [(runner.id, lisa.id)]

    def look(uow: UnitOfWork) -> None:
        found = telling.look(uow, runner, due[0], NOON, LIBRARY.nudges)
        assert isinstance(found, CoachLeft)
        assert found.coach.name == "Lisa"
        assert telling.look(uow, runner, due[0], LATE, LIBRARY.nudges) == MORNING

    await sanne.asks(look)


async def test_who_leaves_twice_left_the_first_time(sanne: Chat, lisa: Coach) -> None:
    """The second changes nothing."""
    await leaves(sanne, lisa)
    left = await sanne.asks(lambda uow: uow.coaches.by_id(lisa.id))
    assert left is not None
    assert await sanne.asks(lambda uow: leaving.leave(uow, left, LATE)) == 0
    assert await sanne.asks(lambda uow: uow.coaches.by_id(lisa.id)) == left


async def test_her_chat_is_free_again(sanne: Chat, lisa: Coach) -> None:
    """Whoever leaves may come back with a new account, which has nobody's yes."""
    await leaves(sanne, lisa)
    again = await a_coach(sanne.database, "Lisa", 71)
    assert again.chat == 71
    assert not await sanne.asks(lambda uow: uow.views.runners(again.id))


async def test_she_is_meant_by_name_or_id(sanne: Chat, lisa: Coach) -> None:
    """By a name that two have, both are found; who left is not found again."""
    other = await a_coach(sanne.database, "Lisa", 75)

    def look(uow: UnitOfWork) -> tuple[set[str], ...]:
        wanted = ("Lisa", lisa.id, "lis")
        return tuple({one.id for one in leaving.named(uow, name)} for name in wanted)

    assert await sanne.asks(look) == ({lisa.id, other.id}, {lisa.id}, set())
    await leaves(sanne, lisa)
    assert await sanne.asks(look) == ({other.id}, set(), set())


async def test_a_list_of_coaches_counts_runners(sanne: Chat, lisa: Coach) -> None:
    """By name, and who left stays in it."""
    listed = await sanne.asks(leaving.coaches)
    assert [(one.coach.name, one.runners) for one in listed] == [("Lisa", 1)]
    await leaves(sanne, lisa)
    listed = await sanne.asks(leaving.coaches)
    assert [(one.coach.left_at, one.runners) for one in listed] == [(NOON, 0)]


def _due(uow: UnitOfWork) -> list[DueRow]:
    return list(uow.planning.claim_due(NOON + timedelta(minutes=1), 50))


def _row(runner_id: str, kind: str, slot: str) -> DueRow:
    ends = NOON + timedelta(days=7)
    return DueRow(new_id(NOON), runner_id, kind, NOON.date(), slot, NOON, ends)
