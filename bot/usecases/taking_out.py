"""What a coach may take along of his runners: what he may see now, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.guidance import Guidance
from bot.usecases.exporting import EVERYTHING
from bot.usecases.ports import Coach, Message, Note, Summary, UnitOfWork

LOG_NAME = "export"


@dataclass(frozen=True, slots=True)
class Taken:
    """One runner: who, since when he shares, his runs (the oldest first), and what both wrote."""

    first_name: str
    sharing_since: datetime
    standing: str | None
    stage: int | None
    runs: Sequence[Summary]
    messages: Sequence[Message]
    notes: Sequence[Note]
    settings: Guidance


def begin(uow: UnitOfWork, coach: Coach, runner_id: str | None, now: datetime) -> Sequence[str]:
    """Write down that a coach takes along what a runner shares, or all of them (None).

    Returns whose; empty when this one does not share with him (now).
    """
    his = uow.coaches.runner_ids(coach.id)
    wanted = [one for one in his if runner_id in (None, one)]
    for one in wanted:
        uow.coaches.looked(coach.id, one, LOG_NAME, now)
    return wanted


def take(uow: UnitOfWork, coach: Coach, runner_id: str) -> Taken | None:
    """Return what this coach may see of a runner; None when they do not share (any more)."""
    page = uow.views.runner(coach.id, runner_id, EVERYTHING)
    if page is None:
        return None
    runner = page.runner
    return Taken(
        first_name=runner.first_name,
        sharing_since=page.since,
        standing=runner.standing,
        stage=runner.stage if runner.builds_up else None,
        runs=page.summaries[::-1],
        messages=uow.messages.thread(coach.id, runner_id, EVERYTHING),
        notes=uow.guiding.notes(coach.id, runner_id)[::-1],
        settings=uow.guiding.guidance(runner_id),
    )
