"""After a restore: what became due before it may have been sent already, so it never is.

Nobody knows what happened between backup and restore. Rows that only say something lapse; rows that
end a run end it, without a note; the next nudge of each moment is planned from now on. A nudge that
was sent stays as it is: where its message stands is not in a backup, so nothing is edited.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.planning import NUDGE_KINDS, DueRow, DueState, MomentKind
from bot.domain.wall_clock import day_in
from bot.usecases import planning, reflecting, running, telling
from bot.usecases.planning import PlanRules
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules

BOT_KEPT: Final = "bot"
"""Under this name it is kept whose data these are; a restored database is anybody's."""

EVERYTHING: Final = 1_000_000_000
"""More due rows than there can be."""

RITUAL: Final = timedelta(days=1)
"""A ritual that was going on at the backup ends by itself within this time."""


def settle(uow: UnitOfWork, now: datetime, plan: PlanRules, run: RunRules) -> None:
    """Settle what a backup brought back, in the transaction that brings it back."""
    rows = uow.planning.claim_due(now + RITUAL, EVERYTHING)
    for row in (one for one in rows if one.state is DueState.DUE):
        if row.kind == running.REFLECTION_ENDS:
            _quietly(uow, row, now)
        if row.due_at <= now:
            _settle(uow, row, now, plan, run)
    for coach in uow.coaches.all():
        if telling.is_digest_due(coach, now):
            today = day_in(coach.timezone, now)
            uow.coaches.save(replace(coach, digest_on=today))
    uow.kept.put(BOT_KEPT, "")


def _quietly(uow: UnitOfWork, row: DueRow, now: datetime) -> None:
    """The coach may have had his note about this run: settle it before it is planned."""
    run = uow.runs.by_id(row.runner_id, row.slot)
    if run is not None:
        note = running.due(run, running.SUMMARY, now, now, now)
        if uow.planning.plan(note):
            uow.planning.settle(note.id, DueState.LAPSED, now)


def _settle(uow: UnitOfWork, row: DueRow, now: datetime, plan: PlanRules, rules: RunRules) -> None:
    runner = uow.runners.by_id(row.runner_id)
    uow.planning.settle(row.id, DueState.LAPSED, now)
    if runner is None:
        return
    if row.kind == running.RUN_ENDS:
        running.ended_by_itself(uow, runner, row.slot, now, rules)
    elif row.kind == running.REFLECTION_ENDS:
        run = uow.runs.by_id(runner.id, row.slot)
        if run is not None:
            reflecting.finish(uow, runner, run, now, rules)
    elif row.kind in NUDGE_KINDS:
        for moment in uow.planning.moments(runner.id):
            if moment.id == row.slot and moment.kind is not MomentKind.ONE_OFF:
                planning.plan_next(uow, runner, moment, now, plan)
