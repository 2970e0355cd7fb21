"""After an outage every open question is asked again, once, and nobody is disturbed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.assembly import rooms
from bot.assembly.returning import FRESH, HEARD_AT, LONG, NOTED_EVERY, Returning
from bot.clock import Clock
from bot.demo.wire import JsonObject
from bot.telegram.raw import inbox_row
from bot.usecases.ports import OutboxRow, UnitOfWork
from tests.conversations.town import house
from tests.databases import Addresses
from tests.mischief.mill import FIRST_CHAT, Mill, mill, said
from tests.steps import Chat
from tests.telegram.road import Away

AGAIN = "Ik was even onbereikbaar"
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 25, 22, tzinfo=UTC)  # eleven in Amsterdam
OUTAGE = timedelta(minutes=10)


class Hand(Clock):
    """Both times stand still, and are moved by hand."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """Return the time that was set."""
        return self.at

    def machine_now(self) -> datetime:
        """Return the time that was set."""
        return self.at


@dataclass(slots=True)
class Story:
    """One runner, and the bot that comes back."""

    mill: Mill
    clock: Hand
    returning: Returning

    async def passes(self, time: timedelta) -> None:
        """Let time pass without a sign of Telegram, then hear it."""
        self.clock.at += time
        await self.returning.heard()

    async def came(self) -> list[OutboxRow]:
        """Return what came since the last time."""
        return await self.mill.delivers()


def returning(of: Mill, clock: Clock) -> Returning:
    """Return what a program has of it when it starts."""
    again = rooms.asking_again(house())
    policy = house().library.nudges
    return Returning(of.database, clock, again.replies, policy, lambda: None)


@pytest.fixture
async def story(addresses: Addresses) -> AsyncIterator[Story]:
    """A runner who was asked the first question of a check-in, at noon."""
    async with mill(addresses) as of:
        clock = Hand(NOON)
        of.clock = of.lanes.clock = clock
        await Chat(of.database, FIRST_CHAT, [], NOON).enrols()
        made = Story(of, clock, returning(of, clock))
        await made.returning.heard()
        clock.at += timedelta(seconds=1)
        await of.says(FIRST_CHAT, "/checkin")
        yield made


async def test_an_open_question_is_asked_again_once(story: Story) -> None:
    """One line and the question, both without a sound; the next sign brings nothing more."""
    await story.passes(OUTAGE)
    sorry, question = await story.came()
    assert AGAIN in sorry.payload
    assert "Hoe gespannen ben je nu?" in question.payload
    assert question.message_id is None, "it stands where nobody looks"
    assert all('"disable_notification":true' in row.payload for row in (sorry, question))
    await story.passes(timedelta(seconds=1))
    assert await story.came() == []


async def test_a_short_silence_is_none(story: Story) -> None:
    """Telegram still had the tap."""
    await story.passes(LONG - timedelta(seconds=2))
    assert await story.came() == []


async def test_it_also_works_when_the_program_was_down(story: Story) -> None:
    """Another process, which finds when Telegram was heard last."""
    story.returning = returning(story.mill, story.clock)
    await story.passes(OUTAGE)
    assert len(await story.came()) == 2
    story.returning = returning(story.mill, story.clock)
    await story.passes(timedelta(seconds=1))
    assert await story.came() == []


async def test_what_another_process_heard_was_no_outage(story: Story) -> None:
    """This one stood still, and Telegram noticed nothing of it."""
    frozen = story.returning
    story.returning = returning(story.mill, story.clock)
    for _ in range(10):
        await story.passes(OUTAGE / 10)
    await frozen.heard()
    assert await story.came() == []


async def test_only_when_all_that_waited_was_fetched(story: Story) -> None:
    """His answer may be in the next batch."""
    story.clock.at += OUTAGE
    await story.returning.heard(caught_up=False)
    assert await story.came() == []
    await story.returning.heard()
    assert len(await story.came()) == 2


async def test_who_answered_is_not_asked_again(story: Story) -> None:
    """What he typed meanwhile waits in the inbox: its answer is the next question."""
    told: JsonObject = {**said(FIRST_CHAT, "7"), "update_id": 900}
    await story.mill.database.write(lambda uow: uow.inbox.store([inbox_row(told)], NOON))
    await story.passes(OUTAGE)
    assert await story.came() == []


async def test_a_death_in_the_middle_asks_nobody_twice(story: Story) -> None:
    """The time of the last sign is still the old one: who was asked is known by the question."""
    kept = story.clock.at.isoformat()
    await story.passes(OUTAGE)
    assert len(await story.came()) == 2
    await story.mill.database.write(lambda uow: uow.kept.put(HEARD_AT, kept))
    story.returning = returning(story.mill, story.clock)
    await story.passes(timedelta(seconds=1))
    assert await story.came() == []


async def test_during_a_run_nothing_comes(story: Story) -> None:
    """Silence is silence."""
    later = NOON + timedelta(hours=2)
    await story.mill.database.write(lambda uow: uow.silences.begin(FIRST_CHAT, later))
    await story.passes(OUTAGE)
    assert await story.came() == []


async def test_who_blocked_the_bot_is_not_asked(story: Story) -> None:
    """It would not reach him."""

    def blocks(uow: UnitOfWork) -> None:
        runner = uow.runners.by_chat(FIRST_CHAT)
        assert runner is not None
        uow.runners.save(replace(runner, blocked_at=NOON))

    await story.mill.database.write(blocks)
    await story.passes(OUTAGE)
    assert await story.came() == []


async def test_what_could_not_be_asked_is_asked_at_the_next_sign(story: Story) -> None:
    """A database that stumbles stops no receiving, and loses no question."""
    story.returning.database = Away(story.mill.database, failures=1)
    await story.passes(OUTAGE)
    assert await story.came() == []
    await story.passes(timedelta(seconds=1))
    assert len(await story.came()) == 2


async def test_a_sign_is_not_written_down_each_time(story: Story) -> None:
    """Telegram answers many times a second, and a quarter of a minute is near enough."""
    away = story.returning.database = Away(story.mill.database, failures=1)
    await story.passes(timedelta(seconds=1))
    assert away.failures == 1
    await story.passes(NOTED_EVERY - timedelta(seconds=2))  # the first sign was two seconds ago
    assert away.failures == 0


async def test_a_question_of_yesterday_is_left(story: Story) -> None:
    """Who comes back to it taps again by himself."""
    story.clock.at += FRESH
    kept = story.clock.at.isoformat()
    await story.mill.database.write(lambda uow: uow.kept.put(HEARD_AT, kept))
    story.returning = returning(story.mill, story.clock)
    await story.passes(OUTAGE)
    assert await story.came() == []


@pytest.mark.parametrize(("before", "asked"), [(timedelta(minutes=5), 2), (timedelta(hours=2), 0)])
async def test_quiet_hours(story: Story, before: timedelta, asked: int) -> None:
    """At night only who was awake just before."""
    story.clock.at = NIGHT - before
    await story.mill.says(FIRST_CHAT, "/checkin")
    kept = (NIGHT - timedelta(seconds=1)).isoformat()

    def job(uow: UnitOfWork) -> None:
        uow.kept.put(HEARD_AT, kept)

    await story.mill.database.write(job)
    story.returning = returning(story.mill, story.clock)
    story.clock.at = NIGHT
    await story.passes(OUTAGE)
    assert len(await story.came()) == asked
