"""The tick and the clock behind it, on SQLite and PostgreSQL, also as two processes."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.domain.nudge_planning import next_nudge
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.runner import Runner
from bot.due.schedule import Schedule, Tick
from bot.due.ticking import BATCH, DueRows, Release
from bot.ids import new_id
from bot.messages import Messages
from bot.telegram.reply import Reaction, Reply, to_row
from bot.usecases.nudging import NudgeRules
from bot.usecases.planning import Fixed, PlanRules, add
from bot.usecases.ports import Database, Kind, OutboxRow, UnitOfWork
from tests.databases import Addresses
from tests.steps import LIBRARY, RULES, WORDS, Chat

NUDGES = NudgeRules(PlanRules(LIBRARY.nudges, 30), RULES, LIBRARY.run_forms)
MESSAGES = Messages(WORDS, "https://lichter.example")
TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Tuesday 10:00 in Amsterdam."""


class Stopped(Clock):
    """People's time stands still, until it is set."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """Return the time that was set."""
        return self.at


@pytest.fixture
async def database(addresses: Addresses) -> AsyncIterator[Database]:
    """Open each database in turn."""
    opened = addresses.open()
    yield opened
    await opened.close()


def nothing() -> None:
    """Wake nobody."""


def ticker(database: Database, at: datetime = TEN) -> DueRows:
    """Return a process that looks at due rows."""
    return DueRows(database, Stopped(at), NUDGES, MESSAGES, nothing)


async def planned(database: Database, people: int = 1) -> list[Runner]:
    """Return runners who each planned Tuesday 10:00."""
    runners = []
    for number in range(people):
        chat = Chat(database, 1000 + number, [])
        runner = await chat.enrols()
        runners.append(runner)

        def job(uow: UnitOfWork, runner: Runner = runner, now: datetime = chat.now) -> None:
            add(uow, runner, Fixed(frozenset({1}), time(10)), now, NUDGES.plan)

        await database.write(job)
    return runners


async def leaving(database: Database, at: datetime) -> list[OutboxRow]:
    """Return what may be sent at this moment."""
    return await database.write(lambda uow: list(uow.outbox.claim(at, 1000)))


async def test_what_is_due_stands_in_the_outbox(database: Database) -> None:
    """One soundless nudge."""
    await planned(database)
    await ticker(database).tick()
    [row] = await leaving(database, TEN)
    assert row.kind is Kind.NUDGE
    assert json.loads(row.payload)["disable_notification"] is True


async def test_two_ticks_at_once_send_one_nudge(
    addresses: Addresses,
    database: Database,
) -> None:
    """Two processes on one database, each with its own connections, three times at once."""
    people = len(await planned(database, 5))
    second = addresses.open()
    try:
        ticks = [ticker(one).tick() for one in (database, second) * 3]
        await asyncio.gather(*ticks)
        # Whoever did not get the lease leaves the rest to the next second.
        await ticker(database).tick()
        assert len(await leaving(database, TEN)) == people
    finally:
        await second.close()


async def test_who_has_no_lease_does_nothing(database: Database) -> None:
    """Another process is at it; the rows stay due."""
    await planned(database)
    machine = Clock().machine_now()
    other = machine + timedelta(minutes=1)
    await database.write(lambda uow: uow.leases.take("tick", "another", machine, other))
    await ticker(database).tick()
    assert await leaving(database, TEN) == []
    assert await database.read(lambda uow: uow.planning.is_due(TEN))


async def test_more_than_a_batch_is_sent_in_one_tick(database: Database) -> None:
    """Everybody's moment is at ten: nobody waits for the next second."""
    runners = await planned(database)
    rows = [
        DueRow(new_id(TEN), runners[0].id, "later", TEN.date(), f"s{n}", TEN, TEN + timedelta(1))
        for n in range(BATCH + 5)
    ]

    def job(uow: UnitOfWork) -> None:
        for row in rows:
            uow.planning.plan(row)

    await database.write(job)
    await ticker(database).tick()
    assert not await database.read(lambda uow: uow.planning.is_due(TEN))


async def test_an_idle_tick_writes_nothing(database: Database) -> None:
    """Nothing is due: no lease is taken, no transaction begun."""
    due = ticker(database)
    await due.tick()
    machine = Clock().machine_now()
    taken = await database.write(
        lambda uow: uow.leases.take("tick", "another", machine, machine + timedelta(seconds=1))
    )
    assert taken


async def test_a_broken_row_keeps_nobody_waiting(database: Database) -> None:
    """A zone that does not exist: told by id, put aside, and the next runner is nudged."""
    broken, _ = await planned(database, 2)

    def job(uow: UnitOfWork) -> None:
        uow.runners.save(Runner(broken.id, broken.chat, "Sanne", "nl", "Mars/Olympus"))

    await database.write(job)
    with capture_logs() as logs:
        await ticker(database).tick()
    assert len(await leaving(database, TEN)) == 1
    [told] = [entry for entry in logs if entry["event"] == "due_row_failed"]
    assert "Mars" not in str(told)
    assert "Sanne" not in str(told)


async def held_back(database: Database, chat: int, kinds: list[Kind]) -> None:
    """Have messages wait behind a run that ended, to be released at ten."""

    def job(uow: UnitOfWork) -> None:
        before = TEN - timedelta(minutes=20)
        uow.silences.begin(chat, TEN + timedelta(hours=1))
        for number, kind in enumerate(kinds):
            uow.outbox.add(to_row(Reply(chat, f"bericht {number}", kind=kind), before))
        uow.silences.end(chat, TEN)

    await database.write(job)


async def test_what_was_held_leaves_as_one(database: Database) -> None:
    """Two messages of the coach, and not the nudge that came too late."""
    await held_back(database, 7, [Kind.COACH, Kind.NUDGE, Kind.COACH])
    woken: list[int] = []
    await Release(database, Stopped(TEN), lambda: woken.append(1)).tick()
    assert woken, "it leaves now, not at the next look of the sender"
    [row] = await leaving(database, TEN)
    payload = json.loads(row.payload)
    assert payload["text"] == "bericht 0\n\nbericht 2"
    assert payload["disable_notification"] is True
    assert await leaving(database, TEN + timedelta(hours=3)) == []


async def test_a_held_reaction_leaves_after_the_run(database: Database) -> None:
    """It cannot be part of a message, and is not lost with the silence that held it: once."""

    def hold(uow: UnitOfWork) -> None:
        before = TEN - timedelta(minutes=5)
        uow.silences.end(7, TEN)
        uow.outbox.add(to_row(Reaction(7, 12, "❤"), before))

    await database.write(hold)
    await Release(database, Stopped(TEN), nothing).tick()
    [row] = await leaving(database, TEN)
    assert json.loads(row.payload)["message_id"] == 12
    assert await leaving(database, TEN + timedelta(hours=3)) == []


async def test_nothing_is_released_before_its_time(database: Database) -> None:
    """A minute before the release all of it waits."""
    await held_back(database, 7, [Kind.COACH, Kind.COACH])
    early = TEN - timedelta(minutes=1)
    await Release(database, Stopped(early), nothing).tick()
    assert await leaving(database, early) == []


@pytest.mark.parametrize(
    ("now", "sunday"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC)),
    ],
)
def test_half_past_two_exists_once_each_sunday(now: datetime, sunday: datetime) -> None:
    """Whatever the clock change, a moment at 02:30 has one time: at or after `sunday`."""
    moment = Moment("m", "r", MomentKind.FIXED, When.AT, time(2, 30), time(2, 30), frozenset({6}))
    planned_one = next_nudge(moment, ZoneInfo("Europe/Amsterdam"), now, LIBRARY.nudges, 12)
    assert planned_one is not None
    assert planned_one.moment_at == sunday + timedelta(minutes=30)


# ------------------------------------------------------------------ the clock


class Bell:
    """Counts, and lets a test wait for a count."""

    def __init__(self, *, broken: bool = False) -> None:
        self.rung = 0
        self.broken = broken
        self._rings = asyncio.Condition()

    async def ring(self) -> None:
        """Be the tick of a schedule."""
        async with self._rings:
            self.rung += 1
            self._rings.notify_all()
        if self.broken:
            raise RuntimeError("made up")

    async def has_rung(self, times: int) -> None:
        """Wait for so many; five seconds are more than enough."""
        async with self._rings:
            await asyncio.wait_for(self._rings.wait_for(lambda: self.rung >= times), 5)


@pytest.fixture
async def schedule_with(
    sqlite_addresses: Addresses,
) -> AsyncIterator[Callable[..., Schedule]]:
    """Return a way to start a schedule with ticks of the test's own."""
    database = sqlite_addresses.open()
    begun: list[Schedule] = []

    def start(*ticks: Tick) -> Schedule:
        schedule = Schedule(database, Clock(), NUDGES, MESSAGES, nothing, more=ticks)
        schedule.start()
        begun.append(schedule)
        return schedule

    yield start
    for schedule in begun:
        await schedule.stop()
    await database.close()


HOUR = timedelta(hours=1)
SOON = timedelta(milliseconds=20)


async def test_it_ticks_at_once_and_again(schedule_with: Callable[..., Schedule]) -> None:
    """What is due after a restart does not wait for an interval."""
    bell = Bell()
    schedule_with(Tick("bell", SOON, bell.ring))
    await bell.has_rung(3)


async def test_what_nobody_waits_for_begins_later(schedule_with: Callable[..., Schedule]) -> None:
    """Who wrote while it was down is answered first; people's time, moved, waits for nothing."""
    soon, later = Bell(), Bell()
    schedule = schedule_with(Tick("later", SOON, later.ring, HOUR), Tick("soon", SOON, soon.ring))
    await soon.has_rung(3)
    assert later.rung == 0
    schedule.wake()
    await later.has_rung(2)


async def test_waking_ticks_now(schedule_with: Callable[..., Schedule]) -> None:
    """The demo moved its clock: the next tick would have been in an hour."""
    bell = Bell()
    schedule = schedule_with(Tick("bell", HOUR, bell.ring))
    await bell.has_rung(1)
    schedule.wake()
    await bell.has_rung(2)


class Ahead(Clock):
    """The machine's clock, an hour ahead until it is set right."""

    right = False

    def machine_now(self) -> datetime:
        """Return what the machine says."""
        return super().machine_now() + (timedelta() if self.right else HOUR)


async def test_a_clock_that_goes_back_holds_nothing_up(
    sqlite_addresses: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine was an hour ahead: what was to tick by its old time ticks by the new."""
    monkeypatch.setattr("bot.due.schedule.LOOK_EVERY", 0.02)
    database, clock, bell = sqlite_addresses.open(), Ahead(), Bell()
    ticking = Schedule(
        *(database, clock, NUDGES, MESSAGES, nothing), more=[Tick("bell", SOON, bell.ring)]
    )
    ticking.start()
    clock.right = True
    await bell.has_rung(3)
    await ticking.stop()
    await database.close()


async def test_by_a_wrong_clock_nothing_comes_due(sqlite_addresses: Addresses) -> None:
    """The machine is a day ahead, and set right: the nudge is sent at its time, not missed."""
    database, clock, right = sqlite_addresses.open(), Stopped(TEN + timedelta(days=1)), False
    looked = Bell()

    async def is_right() -> bool:
        await looked.ring()
        return right

    await planned(database)
    due = Schedule(database, clock, NUDGES, MESSAGES, nothing, is_right=is_right)
    due.start()
    await looked.has_rung(3)
    clock.at, right = TEN, True
    due.wake()
    await looked.has_rung(6)
    await due.stop()
    assert len(await leaving(database, TEN)) == 1
    await database.close()


async def test_an_error_stops_neither_itself_nor_others(
    schedule_with: Callable[..., Schedule],
) -> None:
    """The broken one goes on too: next time it may work."""
    broken, sound = Bell(broken=True), Bell()
    with capture_logs() as logs:
        schedule_with(Tick("broken", SOON, broken.ring), Tick("sound", SOON, sound.ring))
        await broken.has_rung(2)
        await sound.has_rung(2)
    told = {(one["event"], one.get("tick"), one.get("error")) for one in logs}
    assert ("tick_failed", "broken", "RuntimeError") in told


async def test_stopping_lets_a_tick_finish(schedule_with: Callable[..., Schedule]) -> None:
    """Nothing half done, and nothing new begins."""
    begun, done = asyncio.Event(), []

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0.05)
        done.append(True)

    schedule = schedule_with(Tick("slow", HOUR, slow))
    await begun.wait()
    await schedule.stop()
    assert done == [True]


async def test_a_tick_that_hangs_does_not_hold_up_the_end(
    schedule_with: Callable[..., Schedule],
) -> None:
    """A clean stop takes less than two seconds, whatever a tick waits for."""
    begun = asyncio.Event()

    async def hangs() -> None:
        begun.set()
        await asyncio.Event().wait()

    schedule = schedule_with(Tick("hangs", HOUR, hangs))
    await begun.wait()
    stopping = asyncio.create_task(schedule.stop())  # a time-out would end the tick in its stead
    done, _ = await asyncio.wait({stopping}, timeout=2)
    assert done
