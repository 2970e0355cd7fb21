"""What a coach may ask about a runner, read from the database; and what stays the runner's own."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from bot.domain.patterns import PatternKind, PatternRules
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.ids import made_at, new_id
from bot.usecases import attention as use
from bot.usecases import coaching
from bot.usecases.attention import Attention
from bot.usecases.ports import Author, Coach, Database, Message, MessageKind, UnitOfWork
from tests.steps import LIBRARY, NOON, Chat, a_coach, share_with

RULES = PatternRules(LIBRARY.patterns, LIBRARY.run_forms, LIBRARY.running)
DAY = timedelta(days=1)
SHARED = NOON - 10 * DAY


@pytest.fixture
async def lisa(database: Database) -> Coach:
    """Return a coach."""
    return await a_coach(database, "Lisa", 71)


@pytest.fixture
async def sanne(database: Database, lisa: Coach) -> Chat:
    """Return a runner who has shared with Lisa for ten days."""
    chat = Chat(database, 73, [], now=SHARED)
    await chat.enrols()
    await share_with(chat, lisa)
    return chat


async def went(chat: Chat, back: datetime, **said: str) -> Run:
    """Store a run without a card."""
    runner = await chat.runner()
    run = Run(
        new_id(back), runner.id, RunState.REFLECTED, back.date(), back, back_at=back,
        started_at=back - timedelta(minutes=30), planned_end=back,
    )  # fmt: skip

    def job(uow: UnitOfWork) -> None:
        uow.runs.add(run)
        for asked, option in said.items():
            uow.runs.answer(run, asked, option, back)

    await chat.asks(job)
    return run


async def seen(chat: Chat, coach: Coach, now: datetime = NOON) -> Attention | None:
    """Return what this coach may ask about the runner."""
    runner = await chat.runner()
    return await chat.database.read(lambda uow: use.attention(uow, coach.id, runner.id, now, RULES))


async def kinds(chat: Chat, coach: Coach) -> list[PatternKind]:
    """Return the patterns to look at now."""
    attention = await seen(chat, coach)
    assert attention is not None
    return [one.kind for one in attention.now]


async def high(chat: Chat, *days: int) -> None:
    """Have run with high tension, so many days ago."""
    for ago in days:
        await went(chat, NOON - ago * DAY, tension="9", pain="none")


async def test_the_record_leads_to_patterns(sanne: Chat, lisa: Coach) -> None:
    """Three runs with high tension since sharing are one, with their days."""
    await high(sanne, 6, 4, 2)
    attention = await seen(sanne, lisa)
    assert attention is not None
    (pattern,) = attention.now
    assert [fact.day for fact in pattern.evidence] == [
        (NOON - ago * DAY).date() for ago in (6, 4, 2)
    ]


async def test_what_was_before_sharing_shows_nothing(sanne: Chat, lisa: Coach) -> None:
    """The run of two days before is the runner's own, so two are left."""
    await high(sanne, 12, 4, 2)
    assert await kinds(sanne, lisa) == []


async def test_nobody_elses_coach_sees_anything(sanne: Chat, database: Database) -> None:
    """A coach with whom nothing is shared gets nothing at all."""
    await high(sanne, 6, 4, 2)
    assert await seen(sanne, await a_coach(database, "Henk", 72)) is None


async def test_after_withdrawing_nothing_is_seen(sanne: Chat, lisa: Coach) -> None:
    """The next request is refused."""
    await high(sanne, 6, 4, 2)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.coaches.withdraw(runner.id, NOON))
    assert await seen(sanne, lisa) is None


async def test_what_is_older_than_half_a_year_is_not_read(sanne: Chat, lisa: Coach) -> None:
    """The rows themselves stay where they are."""
    await high(sanne, 6)
    runner = await sanne.runner()
    first = NOON.date() - timedelta(weeks=26)

    def read(uow: UnitOfWork, since: date) -> int:
        record = uow.views.record(lisa.id, runner.id, since)
        return 0 if record is None else len(record.record)

    await went(sanne, NOON - timedelta(weeks=26) - DAY)
    assert await sanne.asks(lambda uow: read(uow, first)) == 1
    assert await sanne.asks(lambda uow: read(uow, first - 2 * DAY)) == 2


async def test_it_is_set_aside_until_a_day(sanne: Chat, lisa: Coach) -> None:
    """Until then it is aside; on that day it is back."""
    await high(sanne, 6, 4, 2)
    runner = await sanne.runner()
    until = {"high_tension": NOON.date() + DAY}
    await sanne.asks(lambda uow: uow.guiding.set_aside(lisa.id, runner.id, until))
    attention = await seen(sanne, lisa)
    assert attention is not None
    assert attention.now == ()
    assert [one.kind for one in attention.aside] == [PatternKind.HIGH_TENSION]
    later = await seen(sanne, lisa, NOON + DAY)
    assert later is not None
    assert [one.kind for one in later.now] == [PatternKind.HIGH_TENSION]


async def heavy(chat: Chat, coach: Coach, at: datetime) -> Message:
    """Tap "let my coach know that it is hard"."""
    runner = await chat.runner()
    message = Message(
        new_id(at), coach.id, runner.id, Author.RUNNER, "", at, kind=MessageKind.HEAVY
    )
    await chat.asks(lambda uow: uow.messages.add(message))
    return message


async def test_his_own_tap_is_there_at_once_and_is_never_aside_unread(
    sanne: Chat, lisa: Coach
) -> None:
    """An earlier one was set aside; a new one shows until it was read."""
    runner = await sanne.runner()
    until = {"heavy": NOON.date() + 5 * DAY}
    await sanne.asks(lambda uow: uow.guiding.set_aside(lisa.id, runner.id, until))
    await heavy(sanne, lisa, NOON - DAY)
    assert await kinds(sanne, lisa) == [PatternKind.HEAVY]
    await sanne.asks(lambda uow: uow.messages.read_thread(lisa.id, runner.id, NOON))
    assert await kinds(sanne, lisa) == []


def save(runner: Runner, uow: UnitOfWork) -> None:
    """Store a runner."""
    uow.runners.save(runner)


async def test_a_red_flag_is_shown_by_the_day_on_which_it_was_told(
    sanne: Chat, lisa: Coach
) -> None:
    """Also when no check-in holds it; not when it was told before sharing."""
    runner = await sanne.runner()
    for told, expected in ((NOON - DAY, [PatternKind.COMPLAINT]), (NOON - 20 * DAY, [])):
        flagged = replace(runner, red_flag_at=told)
        await sanne.asks(partial(save, flagged))
        assert await kinds(sanne, lisa) == expected


async def test_planned_moments_are_read_only_where_they_are_shared(
    sanne: Chat, lisa: Coach
) -> None:
    """Three runs end ten minutes before work; it was planned before them."""
    runner = await sanne.runner()
    start = time(12, 10)  # in Amsterdam; noon there is NOON
    work = Moment(
        new_id(SHARED), runner.id, MomentKind.BUSY, When.BEFORE, start, time(17),
        frozenset(range(7)),
    )  # fmt: skip
    await sanne.asks(lambda uow: uow.planning.add_moment(work, SHARED))
    for ago in (6, 4, 2):
        await went(sanne, NOON - ago * DAY, pain="none")
    assert await kinds(sanne, lisa) == []
    await sanne.asks(lambda uow: coaching.share_moments(uow, runner, on=True))
    assert await kinds(sanne, lisa) == [PatternKind.LITTLE_REST]


def test_an_id_tells_when_it_was_made() -> None:
    """To the millisecond; what is no id tells nothing."""
    assert made_at(new_id(NOON)) == NOON
    with pytest.raises(ValueError, match="no id"):
        made_at("m")
