"""A coach who leaves: from that moment he sees nothing; his runners hear it at a calm moment."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.planning import DueRow
from bot.ids import new_id
from bot.usecases.ports import Coach, UnitOfWork

COACH_LEFT = "coach_left"
"""The due row that tells a runner that his coach stopped; its slot is the coach's id."""

TOLD_WITHIN = timedelta(days=30)
"""Who could not be told for so long reads in `/coach` that he shares with nobody."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A coach as the list on the command line shows him."""

    coach: Coach
    runners: int


def coaches(uow: UnitOfWork) -> list[Listed]:
    """Return all coaches by name, also those who left."""
    return [Listed(one, len(uow.coaches.runner_ids(one.id))) for one in uow.coaches.all()]


def named(uow: UnitOfWork, wanted: str) -> list[Coach]:
    """Return the coaches of this id or this whole name who did not leave yet."""
    there = [one for one in uow.coaches.all() if one.left_at is None]
    return [one for one in there if wanted in {one.id, one.name}]


def leave(uow: UnitOfWork, coach: Coach, now: datetime) -> int:
    """End all that this coach has: sharing, guidance, sessions, links, chat. Returns how many.

    His name stays with what he wrote and looked at: that is his runners' to read. Twice changes
    nothing.
    """
    runner_ids = uow.coaches.runner_ids(coach.id)
    for runner_id in runner_ids:
        uow.guiding.end(runner_id)
        uow.coaches.withdraw(runner_id, now)
        uow.planning.plan(_row(runner_id, coach.id, now))
    uow.coaches.end_sessions(coach.id)
    uow.coaches.withdraw_links(coach.id, now)
    uow.coaches.save(replace(coach, chat=None, left_at=coach.left_at or now))
    return len(runner_ids)


def _row(runner_id: str, coach_id: str, now: datetime) -> DueRow:
    return DueRow(
        id=new_id(now),
        runner_id=runner_id,
        kind=COACH_LEFT,
        local_date=now.date(),
        slot=coach_id,
        due_at=now,
        fits_until=now + TOLD_WITHIN,
    )
