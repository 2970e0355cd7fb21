"""After a restore: what may have been said already is not said again."""

from dataclasses import replace
from datetime import timedelta

from bot.usecases import restoring, running
from bot.usecases.ports import Tells, UnitOfWork
from tests.steps import LIBRARY, RULES, a_coach, share_with
from tests.usecases.nudged import PLAN, Sanne
from tests.usecases.test_due_of_runs import goes


async def test_a_ritual_of_the_backup_ends_without_a_second_note(sanne: Sanne) -> None:
    """Her coach may have had the note of this run; the run itself does end, by itself."""
    coach = replace(await a_coach(sanne.database, "Lisa", 52), tells=Tells.EACH)
    await share_with(sanne, coach)
    run, runner, now = await goes(sanne), await sanne.runner(), sanne.now

    def comes_back(uow: UnitOfWork) -> None:
        uow.coaches.save(coach)
        running.come_back(uow, runner, run, now, RULES)
        restoring.settle(uow, now + timedelta(minutes=1), PLAN, RULES)

    await sanne.asks(comes_back)
    ends = now + LIBRARY.running.reflection
    assert await sanne.tick(ends) == []
    assert await sanne.tick(ends + timedelta(minutes=1)) == []
    kept = await sanne.asks(lambda uow: uow.runs.by_id(runner.id, run.id))
    assert kept is not None
    assert kept.reflected_at == ends
