"""A coach's account and what a runner shares with him, through the use cases."""

from datetime import timedelta

import pytest

from bot.domain.guidance import Guidance
from bot.usecases import coaching, leaving
from bot.usecases.coaching import Activated, AlreadyCoach, LinkOver
from bot.usecases.ports import Database, UnitOfWork
from bot.usecases.tokens import token_hash
from tests.steps import NOON, Chat, a_coach, share_with

ZONE = "Europe/Amsterdam"


async def test_a_coach_needs_a_name(database: Database) -> None:
    """An empty name is refused before anything is stored."""
    with pytest.raises(ValueError, match="a coach needs a name"):
        await database.write(lambda uow: coaching.add_coach(uow, " \n", "nl", ZONE, NOON))
    assert not await database.write(lambda uow: uow.coaches.all())


async def test_the_activation_token_fits_a_deep_link(database: Database) -> None:
    """With its prefix it stays under 64 characters of A-Z, a-z, 0-9, _ and -."""
    _, token = await database.write(lambda uow: coaching.add_coach(uow, "Lisa", "nl", ZONE, NOON))
    assert len(f"coach-{token}") <= 64
    assert token.replace("-", "").replace("_", "").isalnum()


async def test_an_activation_expires(database: Database) -> None:
    """After seven days the link is over."""
    _, token = await database.write(lambda uow: coaching.add_coach(uow, "Lisa", "nl", ZONE, NOON))
    late = NOON + timedelta(days=8)
    found = await database.write(lambda uow: coaching.activate(uow, token, 71, late))
    assert isinstance(found, LinkOver)


async def test_one_chat_is_one_coach(database: Database) -> None:
    """A second account cannot take a chat that has one, and its link stays good."""
    await a_coach(database, "Lisa", 71)
    _, token = await database.write(lambda uow: coaching.add_coach(uow, "Henk", "nl", ZONE, NOON))
    again = await database.write(lambda uow: coaching.activate(uow, token, 71, NOON))
    assert isinstance(again, AlreadyCoach)
    other = await database.write(lambda uow: coaching.activate(uow, token, 72, NOON))
    assert isinstance(other, Activated)


async def test_an_invitation_is_stored_as_a_hash(database: Database) -> None:
    """Looking up the token itself finds nothing; its hash finds the coach."""
    coach = await a_coach(database, "Lisa", 71)
    token, expires = await database.write(lambda uow: coaching.invite(uow, coach, NOON))
    assert expires == NOON + coaching.INVITE_FITS
    raw = token.encode().ljust(32, b"\0")
    assert await database.write(lambda uow: uow.coaches.inviter(raw, NOON)) is None


async def test_a_yes_twice_is_one_coaching(database: Database) -> None:
    """The second tap finds nobody waiting and changes nothing."""
    coach = await a_coach(database, "Lisa", 71)
    sanne = Chat(database, 73, [])
    runner = await sanne.enrols()
    await share_with(sanne, coach)
    first = await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id))
    again = await sanne.asks(lambda uow: coaching.decide(uow, runner, NOON, share=True))
    assert again is None
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) == first


async def test_withdrawing_twice_changes_nothing(database: Database) -> None:
    """The second time says that nobody was sharing."""
    sanne = Chat(database, 73, [])
    runner = await sanne.enrols()
    await share_with(sanne, await a_coach(database, "Lisa", 71))
    assert await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))
    assert not await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))


async def test_a_coach_sees_nothing_of_who_withdrew(database: Database) -> None:
    """His list and the runner's page are empty from the same moment."""
    coach = await a_coach(database, "Lisa", 71)
    sanne = Chat(database, 73, [])
    runner = await sanne.enrols()
    await share_with(sanne, coach)
    assert await sanne.asks(lambda uow: uow.views.runner(coach.id, runner.id, 5)) is not None
    await sanne.asks(lambda uow: coaching.withdraw(uow, runner, sanne.now))
    assert await sanne.asks(lambda uow: uow.views.runner(coach.id, runner.id, 5)) is None
    assert not await sanne.asks(lambda uow: uow.views.runners(coach.id))


def test_any_text_has_a_hash() -> None:
    """Half a surrogate, typed behind `/start`, is an unknown token and no error."""
    assert token_hash("\udc00" * 22) != token_hash("\udc01" * 22)


@pytest.mark.parametrize("leaves", [False, True])
async def test_what_one_coach_set_is_not_the_next_ones(database: Database, *, leaves: bool) -> None:
    """A yes to another coach ends the limits of the first and the sharing of planned moments.

    Also when the first one had left by himself.
    """
    sanne = Chat(database, 73, [])
    await sanne.enrols()
    lisa = await a_coach(database, "Lisa", 71)
    await share_with(sanne, lisa)
    runner = await sanne.runner()

    def job(uow: UnitOfWork) -> None:
        uow.guiding.guide(runner.id, Guidance(cap=16))
        coaching.share_moments(uow, runner, on=True)
        if leaves:
            leaving.leave(uow, lisa, NOON)

    await database.write(job)
    await share_with(sanne, await a_coach(database, "Henk", 72))
    assert not (await sanne.runner()).shares_moments
    assert await database.read(lambda uow: uow.guiding.guidance(runner.id)) == Guidance()
