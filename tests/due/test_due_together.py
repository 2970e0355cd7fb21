"""Due rows of many runners at one moment: looked at together, in as few statements as for two."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.clock import Clock
from bot.domain.planning import NUDGE_KINDS, DueState, When
from bot.domain.runner import Runner, Standing
from bot.due import ticking
from bot.due.ticking import LEASE, DueRows
from bot.ids import new_id
from bot.storage.ready import Compiled, Given, Ready
from bot.telegram.leading import LEASE_FOR
from bot.usecases.planning import Busy, Fixed, Once, Wish, add
from bot.usecases.ports import Consent, Database, UnitOfWork
from tests.databases import Addresses
from tests.due.test_schedule import MESSAGES, NUDGES, TEN, Stopped, nothing

T = TypeVar("T")

MANY = 40
BEFORE = TEN - timedelta(days=1)
OVER = TEN + timedelta(hours=2)
"""Ten o'clock's nudges do not fit any more: their buttons go."""


@pytest.fixture
async def database(addresses: Addresses) -> AsyncIterator[Database]:
    """Open each database in turn."""
    opened = addresses.open()
    yield opened
    await opened.close()


async def planned(database: Database, numbers: range, weekday: int = 1) -> list[Runner]:
    """Return runners who run each Tuesday at ten, or on another day (0 is Monday)."""
    people = [
        Runner(new_id(BEFORE), 1000 + number, "Example", "nl", "Europe/Amsterdam", Standing.USED)
        for number in numbers
    ]

    def job(uow: UnitOfWork) -> list[Runner]:
        for runner in people:
            uow.runners.add(runner, Consent(runner.id, "1", "nl", BEFORE), BEFORE)
            add(uow, runner, Fixed(frozenset({weekday}), time(10)), BEFORE, NUDGES.plan)
        return people

    return await database.write(job)


async def tick(database: Database, at: datetime = TEN, holder: str = "one process") -> None:
    """Let what is due at this moment happen."""
    await DueRows(database, Stopped(at), NUDGES, MESSAGES, nothing, holder).tick()


class Stumbling:
    """A database whose first write breaks off just before its commit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.stumbled = False

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write; the first time in vain, however often SQLite tries that job again."""
        breaks, self.stumbled = not self.stumbled, True

        def stumbles(uow: UnitOfWork) -> T:
            result = job(uow)
            if breaks:
                raise ConnectionError
            return result

        return await self._database.write(stumbles, chat=chat, first=first)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Pass on."""
        return await self._database.read(job)

    async def close(self) -> None:
        """Pass on."""
        await self._database.close()


class Overtaken(Stumbling):
    """One that stumbles; as soon as its rows are claimed anew, another process has the lease."""

    async def write(
        self, job: Callable[[UnitOfWork], T], *, chat: int | None = None, first: bool = False
    ) -> T:
        """Write, and lose the lease."""
        result = await super().write(job, chat=chat, first=first)
        after = Clock().machine_now() + 2 * LEASE_FOR
        await super().write(lambda uow: uow.leases.take(LEASE, "another", after, after + LEASE_FOR))
        return result


async def arrived(database: Database, at: datetime = TEN) -> int:
    """Let everything that may leave arrive; returns how many messages that were."""

    def job(uow: UnitOfWork) -> int:
        rows = uow.outbox.claim(at, 1_000)
        for number, row in enumerate(rows):
            uow.outbox.sent(row.id, number + 1, at)
        return len(rows)

    return await database.write(job)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Give the statements that any database of this process is asked, made ready or not."""
    statements: list[object] = []
    run = Ready._run  # noqa: SLF001  these pass by SQLAlchemy, and so by its events

    def watched(ready: Ready, connection: Connection, *them: Given) -> tuple[Compiled, DBAPICursor]:
        statements.append(ready)
        return run(ready, connection, *them)

    def ask(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    monkeypatch.setattr(Ready, "_run", watched)
    event.listen(Engine, "before_cursor_execute", ask)
    yield statements
    event.remove(Engine, "before_cursor_execute", ask)


async def test_an_idle_tick_asks_as_much_of_many_runners_as_of_one(
    database: Database, asked: list[object]
) -> None:
    """Nothing is due: how many wait for their day does not matter."""
    found = []
    for numbers in (range(1), range(1, MANY)):
        await planned(database, numbers, weekday=3)
        asked.clear()
        await tick(database)
        found.append(list(asked))
    assert found[0] == found[1]
    assert found[0]


async def test_many_due_rows_ask_no_more_than_two(database: Database, asked: list[object]) -> None:
    """Claimed, judged, settled, planned and queued together; so are the ends of those nudges."""
    found = []
    for numbers in (range(2), range(2, 2 + MANY)):
        await planned(database, numbers)
        asked.clear()
        await tick(database)
        found.append(len(asked))
        assert await arrived(database) == len(numbers)
    assert found[0] == found[1]
    asked.clear()
    await tick(database, OVER)
    assert len(asked) < MANY
    assert await arrived(database, OVER) == MANY + 2


async def test_the_next_of_each_is_planned(database: Database) -> None:
    """In a week, once for each runner."""
    people = await planned(database, range(3))
    await tick(database)
    week = TEN + timedelta(days=7)
    rows = await database.write(lambda uow: uow.planning.claim_due(week, 100))
    next_ones = [row.runner_id for row in rows if row.due_at == week]
    assert sorted(next_ones) == sorted(runner.id for runner in people)


async def test_two_of_one_runner_count_one_after_the_other(database: Database) -> None:
    """Both are due in one batch, and one a day is the limit: the second sees the first."""
    [runner] = await planned(database, range(1))
    second = Fixed(frozenset({1}), time(9, 30))
    await database.write(lambda uow: add(uow, runner, second, BEFORE, NUDGES.plan))
    await tick(database)
    today = TEN.date()
    sent = await database.read(lambda uow: uow.planning.sent_since([runner.id], today))
    assert len(sent[runner.id]) == 1


MIXED: tuple[tuple[str, str, int, Wish], ...] = (
    ("nl", "Europe/Amsterdam", 12, Fixed(frozenset({1}), time(10))),
    ("en", "Europe/Amsterdam", 12, Fixed(frozenset({1, 3}), time(10))),
    ("nl", "Europe/London", 12, Fixed(frozenset({1}), time(9))),
    ("en", "Asia/Kathmandu", 12, Fixed(frozenset(range(7)), time(14, 45))),
    ("nl", "Europe/Amsterdam", 12, Busy(frozenset({1}), When.AFTER, time(10))),
    ("nl", "Europe/Amsterdam", 12, Busy(frozenset({1}), When.BEFORE, time(11, 35))),
    ("en", "Europe/Amsterdam", 12, Busy(frozenset({1}), When.BEFORE, time(11, 35))),
    ("nl", "Europe/Amsterdam", 36, Busy(frozenset({1}), When.BEFORE, time(11, 35))),
    ("nl", "Europe/Amsterdam", 12, Once(TEN.date(), time(11, 35), time(13), When.BEFORE)),
)
"""Language, zone, stage in minutes and plan: all due by ten o'clock, no two the same."""


async def mixed(database: Database, first_chat: int) -> dict[str, int]:
    """Return runners of every sort, by id: the how manieth sort it is."""

    def job(uow: UnitOfWork) -> dict[str, int]:
        found = {}
        for sort, (language, zone, stage, wish) in enumerate(MIXED):
            who, chat = new_id(BEFORE), first_chat + sort
            runner = Runner(who, chat, "Example", language, zone, Standing.STARTING, stage=stage)
            uow.runners.add(runner, Consent(who, "1", language, BEFORE), BEFORE)
            add(uow, runner, wish, BEFORE, NUDGES.plan)
            found[who] = sort
        return found

    return await database.write(job)


async def told_and_planned(database: Database, people: dict[str, int]) -> tuple[list[str], object]:
    """Return what each of them was told, without names of nudges, and what is planned for him."""

    def job(uow: UnitOfWork) -> tuple[list[str], object]:
        told = []
        for row in sorted(uow.outbox.claim(TEN, 100), key=lambda row: row.chat):
            told.append(row.payload.replace(str(row.slot).removeprefix("nudge:"), "…"))
            uow.outbox.sent(row.id, 1, TEN)
        rows = uow.planning.claim_due(TEN + timedelta(days=9), 1_000)
        nudges = [row for row in rows if row.runner_id in people and row.kind in NUDGE_KINDS]
        return told, {
            people[row.runner_id]: replace(row, id="", runner_id="", slot="") for row in nudges
        }

    return await database.write(job)


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "one of them broken"])
async def test_a_mixed_batch_is_to_each_what_he_would_get_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    """Of every language, zone, kind and stage: the same words, and the same next nudge."""
    together = await mixed(database, 1)
    if broken:
        lost = Runner(new_id(BEFORE), 500, "Example", "nl", "Mars/Olympus", Standing.USED)
        here = replace(lost, timezone="Europe/Amsterdam")

        def job(uow: UnitOfWork) -> None:
            uow.runners.add(here, Consent(lost.id, "1", "nl", BEFORE), BEFORE)
            add(uow, here, Fixed(frozenset({1}), time(10)), BEFORE, NUDGES.plan)
            uow.runners.save(lost)

        await database.write(job)
    await tick(database)
    found = await told_and_planned(database, together)
    monkeypatch.setattr(ticking, "BATCH", 1)
    alone = await mixed(database, 1_000)
    await tick(database)
    assert found == await told_and_planned(database, alone)
    assert len(found[0]) == len(MIXED)


async def test_a_batch_that_breaks_off_is_gone_through_row_by_row(database: Database) -> None:
    """As when a connection is lost: nothing of it was stored, and each of them is nudged once."""
    await planned(database, range(3))
    stumbling = Stumbling(database)
    await tick(stumbling)
    assert stumbling.stumbled
    assert await arrived(database) == 3


async def test_who_lost_the_lease_leaves_the_other_rows(database: Database) -> None:
    """Going row by row takes longer than the lease: two processes would nudge the same people."""
    await planned(database, range(3))
    await tick(Overtaken(database))
    assert await arrived(database) == 0
    await tick(database, holder="another")
    assert await arrived(database) == 3


async def test_a_broken_row_is_put_aside_alone(database: Database) -> None:
    """Its neighbours are nudged; it is looked at again later, and nothing of it is stored."""
    people = await planned(database, range(3))
    lost = replace(people[1], timezone="Mars/Olympus")
    await database.write(lambda uow: uow.runners.save(lost))
    await tick(database)
    assert await arrived(database) == 2
    later = await database.write(lambda uow: uow.planning.claim_due(TEN + timedelta(hours=1), 9))
    assert [(row.runner_id, row.state) for row in later] == [(lost.id, DueState.DUE)]
