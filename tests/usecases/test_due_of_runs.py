"""Due rows of a run: the question whether somebody is back, the ends of silence and ritual."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.planning import DueRow
from bot.domain.run import Run, RunState
from bot.ids import new_id
from bot.usecases import running
from bot.usecases.nudging import AskBack
from bot.usecases.ports import Database, Kind, OutboxRow, Tells, UnitOfWork
from bot.usecases.telling import TellCoach
from tests.steps import LIBRARY, RULES, a_coach, share_with
from tests.usecases.nudged import CARD, TUESDAY_TEN, Sanne


async def goes(sanne: Sanne) -> Run:
    """*Ik ga lopen* at the time of the chat."""
    runner, now = await sanne.runner(), sanne.now
    run = Run(new_id(now), runner.id, RunState.OFFERED, now.date(), now, card=CARD)

    def job(uow: UnitOfWork) -> Run:
        uow.runs.add(run)
        return running.go(uow, runner, run, now, RULES)

    return await sanne.asks(job)


async def test_somebody_who_is_out_is_asked_once(sanne: Sanne) -> None:
    """One "Ben je terug?", after planned time and an hour; not a second one."""
    run = await goes(sanne)
    assert run.planned_end is not None
    when = run.planned_end + LIBRARY.running.ask_after
    assert await sanne.tick(when - timedelta(minutes=1)) == []
    [asked] = await sanne.tick(when)
    assert isinstance(asked, AskBack)
    assert await sanne.tick(when + timedelta(hours=1)) == []


async def test_somebody_who_is_back_is_not_asked(sanne: Sanne) -> None:
    """*Ik ben terug* came first: the question is dropped."""
    run, runner = await goes(sanne), await sanne.runner()
    back = sanne.now + timedelta(minutes=30)
    await sanne.asks(lambda uow: running.come_back(uow, runner, run, back, RULES))
    assert run.planned_end is not None
    asked = await sanne.tick(run.planned_end + LIBRARY.running.ask_after)
    assert not [outcome for outcome in asked if isinstance(outcome, AskBack)]


async def test_silence_ends_by_itself(sanne: Sanne) -> None:
    """Four hours after the planned end the run is kept as unknown, even with the bot down."""
    run, runner = await goes(sanne), await sanne.runner()
    assert await sanne.tick(sanne.now + timedelta(days=2)) == []
    kept = await sanne.asks(lambda uow: uow.runs.by_id(runner.id, run.id))
    assert kept is not None
    assert kept.state is RunState.UNKNOWN


def waits(uow: UnitOfWork, chat: int, at: datetime) -> bool:
    """Whether silence holds a message that was made at this time, or just merged then."""
    row = OutboxRow(new_id(at), chat, Kind.NOTICE, '{"text": "hoi"}', created_at=at)
    uow.outbox.add(row)
    return row.id not in {claimed.id for claimed in uow.outbox.claim(at, 100)}


@pytest.mark.parametrize("back", [True, False], ids=["back", "not back"])
async def test_noticed_late_silence_begins_no_second_time(sanne: Sanne, back: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """After hours without the bot, what was held and merged is not held once more."""
    run, runner = await goes(sanne), await sanne.runner()
    home = sanne.now + timedelta(minutes=30)
    if back:
        await sanne.asks(lambda uow: running.come_back(uow, runner, run, home, RULES))
    late = sanne.now + timedelta(hours=9)
    await sanne.tick(late)
    assert not await sanne.asks(lambda uow: waits(uow, runner.chat, late))


async def test_the_ritual_ends_by_itself_and_the_coach_hears(
    sanne: Sanne, database: Database
) -> None:
    """Nobody tapped *Klaar*: the run is reflected, and the coach gets one note."""
    coach = await a_coach(database, "Coach Mila", 99)
    await sanne.asks(lambda uow: uow.coaches.save(replace(coach, tells=Tells.EACH)))
    await share_with(sanne, coach)
    run, runner = await goes(sanne), await sanne.runner()
    back = sanne.now + timedelta(minutes=30)
    await sanne.asks(lambda uow: running.come_back(uow, runner, run, back, RULES))
    after = back + LIBRARY.running.reflection
    first, second = await sanne.tick(after), await sanne.tick(after)
    [note] = [one for one in (*first, *second) if isinstance(one, TellCoach)]
    assert note.chat == 99


async def test_without_a_coach_nobody_is_told(sanne: Sanne) -> None:
    """A summary of somebody who shares with nobody goes nowhere."""
    runner, at = await sanne.runner(), sanne.now
    row = DueRow(new_id(at), runner.id, running.SUMMARY, at.date(), "a-run", at, TUESDAY_TEN)
    await sanne.asks(lambda uow: uow.planning.plan(row))
    assert await sanne.tick(at) == []
