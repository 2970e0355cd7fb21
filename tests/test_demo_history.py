"""The demo's people have lived before it opens: by the rules, and without a pile of messages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.assembly.demo_history import Lived, lives
from bot.assembly.demo_people import people
from bot.assembly.rooms import CONTENT, furnish
from bot.clock import Clock
from bot.domain.run import OPEN_STATES
from bot.storage.opening import open_database
from bot.usecases import coaching
from bot.usecases.ports import Coach, Database, UnitOfWork

EVERYBODY = people(CONTENT)
TURNS = {
    "", "dip", "pain", "talk_fails", "longer", "tense", "paused", "new", "private",
}  # fmt: skip
LIVED_HERE = ("pain", "dip", "new")
"""Three of the twelve: all take as long as a coffee, and `make screenshots` looks at them."""


@dataclass(frozen=True, slots=True)
class Lives:
    """A coach, and some of his runners after their twelve weeks."""

    database: Database
    coach: Coach
    lived: tuple[Lived, ...]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def after() -> AsyncIterator[Lives]:
    """Let three people live."""
    database = open_database("sqlite://", "sqlite://", [bytes(32)])
    house = furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url="http://localhost")
    now = house.clock.now()

    def begin(uow: UnitOfWork) -> Coach:
        coach, token = coaching.add_coach(uow, "Noor Voorbeeld", "nl", "Europe/Amsterdam", now)
        coaching.activate(uow, token, 9001, now)
        return uow.coaches.by_chat(9001) or coach

    coach = await database.write(begin)
    chosen = tuple(one for one in EVERYBODY if one.turn in LIVED_HERE)
    lived = tuple(lives(house, chosen, coach, now))
    for one in lived:
        await database.write(one.live)
    yield Lives(database, coach, lived)
    await database.close()


def test_there_are_twelve_and_each_turn_is_known() -> None:
    """A turn with a typing error would make an ordinary runner of somebody."""
    assert len(EVERYBODY) == 12
    assert {person.turn for person in EVERYBODY} == TURNS
    assert all("Voorbeeld" in person.name or "Example" in person.name for person in EVERYBODY)


@pytest.mark.asyncio(loop_scope="module")
async def test_they_ran_and_wrote(after: Lives) -> None:
    """Twelve weeks leave runs with tension before and after, and sentences."""

    def look(uow: UnitOfWork) -> None:
        for one in after.lived:
            runs = uow.runs.record(one.runner.id, 100)
            assert len(runs) >= (1 if one.person.turn == "new" else 9)
            assert all("tension_after" in said for run, said in runs if run.back_at is not None)
            assert one.written > 0

    await after.database.read(look)


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_of_the_past_is_sent(after: Lives) -> None:
    """No row of then is due now, nothing waits to be sent, and nobody is still running."""

    def look(uow: UnitOfWork) -> None:
        for one in after.lived:
            assert uow.outbox.waiting(one.chat) == 0
            runs = uow.runs.latest(one.runner.id, 3)
            assert not [run for run in runs if run.state in OPEN_STATES]
        assert not uow.planning.is_due(after.lived[0].now)

    await after.database.read(look)


@pytest.mark.asyncio(loop_scope="module")
async def test_the_coach_sees_them(after: Lives) -> None:
    """All share with the demo's coach, and something is new to read."""
    lines = await after.database.read(lambda uow: uow.views.runners(after.coach.id))
    assert len(lines) == len(after.lived)
    assert any(line.unread for line in lines)
