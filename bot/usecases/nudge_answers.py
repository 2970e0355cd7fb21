"""What a runner answers to a nudge. Any tap shows that he is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.nudge_planning import Later, Room, later, time_of
from bot.domain.nudges import LATER, NudgePolicy
from bot.domain.planning import DueRow, DueState
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases.planning import PlanRules, run_minutes
from bot.usecases.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PutOff:
    """The nudge comes back at `due_at` (UTC)."""

    due_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedAlready:
    """He chose a time before; that one counts."""


def find(uow: UnitOfWork, runner: Runner, nudge_id: str) -> DueRow | None:
    """Return a nudge that this runner was sent. None: forged, not his, or erased."""
    nudge = uow.planning.nudge(runner.id, nudge_id)
    return None if nudge is None or nudge.state is DueState.DUE else nudge


def answered(uow: UnitOfWork, nudge: DueRow, now: datetime) -> None:
    """He tapped something under this nudge; from here on none counts as unanswered."""
    if nudge.state is DueState.SENT:
        uow.planning.answered(nudge.id, now)


def choices(
    uow: UnitOfWork, nudge: DueRow, runner: Runner, now: datetime, rules: PlanRules
) -> list[Later]:
    """Return what *Later* can offer now: only what its words promise and what still fits."""
    zone = ZoneInfo(runner.timezone)
    today = now.astimezone(zone).date()
    offered = []
    for choice in Later:
        room = _room(uow, choice, nudge, runner, now, rules)
        soon = choice is not Later.SOON or room.due_at == now + rules.policy.later_soon
        same_day = room.due_at.astimezone(zone).date() == today
        if soon and same_day is (choice is not Later.TOMORROW) and room.due_at < room.fits_until:
            offered.append(choice)
    return offered


def put_off(
    uow: UnitOfWork,
    runner: Runner,
    nudge: DueRow,
    choice: Later,
    *,
    now: datetime,
    rules: PlanRules,
) -> PutOff | PlannedAlready | None:
    """*Later*: the nudge comes once more. None: it no longer fits."""
    if choice not in choices(uow, nudge, runner, now, rules):
        return None
    room = _room(uow, choice, nudge, runner, now, rules)
    again = DueRow(
        id=new_id(now),
        runner_id=runner.id,
        kind=LATER,
        local_date=nudge.local_date,  # with the slot: one "later" for each nudge
        slot=nudge.id,
        due_at=room.due_at,
        fits_until=room.fits_until,
    )
    return PutOff(room.due_at) if uow.planning.plan(again) else PlannedAlready()


def _room(
    uow: UnitOfWork, choice: Later, nudge: DueRow, runner: Runner, now: datetime, rules: PlanRules
) -> Room:
    """Return when it comes back; before a busy moment of today it must still leave time to run."""
    room = later(choice, now, ZoneInfo(runner.timezone), rules.policy)
    moment_at = _moment_at(uow, runner, nudge)
    if moment_at is None or moment_at <= room.due_at:
        return room
    minutes = timedelta(minutes=run_minutes(uow, runner, rules))
    last_start = moment_at - _around(rules.policy) - minutes
    return Room(room.due_at, min(room.fits_until, last_start))


def _moment_at(uow: UnitOfWork, runner: Runner, nudge: DueRow) -> datetime | None:
    """Return when the moment is that a nudge is about, however often he put it off."""
    first: DueRow | None = nudge
    while first is not None and first.kind == LATER:
        first = uow.planning.nudge(runner.id, first.slot)
    if first is None:
        return None
    moment = uow.planning.moments_among([first.slot]).get(first.slot)
    if moment is None or moment.runner_id != runner.id:
        return None
    return time_of(moment, first.local_date, ZoneInfo(runner.timezone))


def _around(policy: NudgePolicy) -> timedelta:
    return policy.walking + policy.change + policy.before_moment
