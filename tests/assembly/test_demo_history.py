"""The demo's people have lived before it opens: by the rules, and without a pile of messages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

import content
from bot.assembly.demo import demo_settings
from bot.assembly.demo_history import Lived, lives
from bot.assembly.demo_people import people
from bot.assembly.rooms import CONTENT, furnish
from bot.clock import Clock
from bot.domain.patterns import PatternKind, PatternRules
from bot.domain.run import OPEN_STATES
from bot.settings import Settings, load
from bot.storage.opening import open_database
from bot.usecases import coaching
from bot.usecases.attention import attention
from bot.usecases.ports import Coach, Database, UnitOfWork

EVERYBODY = people(CONTENT)
TURNS = {
    "", "dip", "pain", "talk_fails", "longer", "tense", "paused", "new", "private",
}  # fmt: skip
LIVED_HERE = ("pain", "dip", "new", "tense")
"""Four of the twelve: all take as long as a coffee, and `make screenshots` looks at them."""


@dataclass(frozen=True, slots=True)
class Lives:
    """A coach, and some of his runners after their twelve weeks."""

    database: Database
    coach: Coach
    lived: tuple[Lived, ...]
    rules: PatternRules


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def after() -> AsyncIterator[Lives]:
    """Let four people live; the demo opens in the middle of the night."""
    database = open_database("sqlite://", "sqlite://", [bytes(32)])
    house = furnish(Clock(), language="nl", zone="Europe/Amsterdam", public_url="http://localhost")
    now = house.clock.now().replace(hour=2, minute=40)

    def begin(uow: UnitOfWork) -> Coach:
        coach, token = coaching.add_coach(uow, "Noor Voorbeeld", "nl", "Europe/Amsterdam", now)
        coaching.activate(uow, token, 9001, now)
        return uow.coaches.by_chat(9001) or coach

    coach = await database.write(begin)
    chosen = tuple(one for one in EVERYBODY if one.turn in LIVED_HERE)
    lived = tuple(lives(house, chosen, coach, now))
    for one in lived:
        await database.write(one.live)
    yield Lives(database, coach, lived, house.coach_rules.patterns)
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


@pytest.mark.asyncio(loop_scope="module")
async def test_each_turn_is_noticed(after: Lives) -> None:
    """*Aandacht* has something to show: a complaint, a dip, and tension that stays high."""

    def look(uow: UnitOfWork) -> dict[str, set[PatternKind]]:
        rules, now = after.rules, after.lived[0].now
        found = {}
        for one in after.lived:
            seen = attention(uow, after.coach.id, one.runner.id, now, rules)
            found[one.person.turn] = {pattern.kind for pattern in seen.now} if seen else set()
        return found

    found = await after.database.read(look)
    assert PatternKind.COMPLAINT in found["pain"]
    assert PatternKind.DIP in found["dip"]
    assert PatternKind.HIGH_TENSION in found["tense"]


@pytest.mark.asyncio(loop_scope="module")
async def test_nobody_writes_or_runs_at_night(after: Lives) -> None:
    """Whenever the demo is opened, a coach and a runner kept the hours that people keep."""

    def look(uow: UnitOfWork) -> list[datetime]:
        times = []
        for one in after.lived:
            times += [m.written_at for m in uow.messages.thread(after.coach.id, one.runner.id, 9)]
            times += [r.back_at for r in uow.runs.latest(one.runner.id, 99) if r.back_at]
        return [time.astimezone(after.lived[0].zone) for time in times]

    hours = [time.hour for time in await after.database.read(look)]
    assert hours
    assert min(hours) >= 7
    assert max(hours) <= 21


@pytest.mark.asyncio(loop_scope="module")
async def test_not_every_run_is_the_same(after: Lives) -> None:
    """Whoever ran for twelve weeks had days of more than one kind."""

    def look(uow: UnitOfWork) -> list[set[str]]:
        return [
            {run.card.pick.name for run in uow.runs.latest(one.runner.id, 12) if run.card}
            for one in after.lived
            if one.person.turn == "pain"
        ]

    assert all(len(forms) >= 2 for forms in await after.database.read(look))


def test_a_copy_of_env_example_opens_the_demo_beside_the_real_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no token yet: the real bot must not begin with made-up people; another place stays."""
    monkeypatch.chdir(tmp_path)
    example = (Path(content.__file__).parents[1] / ".env.example").read_text("utf-8")
    (tmp_path / ".env").write_text(example, encoding="utf-8")
    assert demo_settings(load()).database_url == "sqlite:///data/demo/lichter.db"
    elsewhere = Settings(database_url="sqlite:///elsewhere.db")
    assert demo_settings(elsewhere).database_url == "sqlite:///elsewhere.db"
