"""Planned moments, and the next nudge of each: there is always exactly one that is due."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.guidance import Guidance
from bot.domain.nudge_planning import next_nudge
from bot.domain.nudges import NudgePolicy
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.runner import Runner, Standing
from bot.domain.wall_clock import at
from bot.ids import new_id
from bot.usecases import occasions
from bot.usecases.occasions import Occasion
from bot.usecases.ports import UnitOfWork

MOMENTS_AT_MOST = 12
"""More planned moments than this nobody keeps apart (ours)."""

RUNS_A_WEEK = (2, 3)
"""Times a week that one can choose (the source of the method: two or three)."""

_KEPT = timedelta(days=60)
"""How long a one-off that has passed is kept, for the coach's questions about rest (ours)."""


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What planning goes by: the policy, and the minutes of those without a build-up stage."""

    policy: NudgePolicy
    minutes: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A wish: the run itself, on these weekdays (0 is Monday) at this local time."""

    weekdays: frozenset[int]
    at: time


@dataclass(frozen=True, slots=True)
class Busy:
    """A wish: a run before these days' busy part begins, or after it ends, at this local time."""

    weekdays: frozenset[int]
    when: When
    at: time


@dataclass(frozen=True, slots=True)
class Once:
    """A wish: a run before or after this one moment, or at it. Local wall clock.

    `ends` before `starts`: on the next day.
    """

    day: date
    starts: time
    ends: time
    when: When
    label: str = ""


Wish = Fixed | Busy | Once


@dataclass(frozen=True, slots=True)
class Added:
    """The moment is planned. `first`: his first one; `nudge_at`: when it is next nudged (UTC)."""

    moment: Moment
    first: bool
    nudge_at: datetime | None


@dataclass(frozen=True, slots=True)
class Full:
    """There are `MOMENTS_AT_MOST` already."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """This wish is not for this runner: with a burn-out no busy days; or it has no weekday."""


@dataclass(frozen=True, slots=True)
class Past:
    """This one moment is over."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A moment that is ahead: when it is next, and when its nudge comes (UTC)."""

    moment: Moment
    moment_at: datetime
    nudge_at: datetime | None


def add(
    uow: UnitOfWork, runner: Runner, wish: Wish, now: datetime, rules: PlanRules
) -> Added | Full | NotNow | Past:
    """Plan a moment and its next nudge. The same wish twice is one moment."""
    if not _suits(wish, runner):
        return NotNow()
    new = _moment(wish, runner, new_id(now), rules.policy)
    if _over(new, runner, now):
        return Past()
    moments = _still_there(uow, runner, now)
    for known in moments:
        if replace(known, id=new.id) == new:
            return Added(known, first=False, nudge_at=_next_at(uow, known, runner, now, rules))
    if len(moments) >= MOMENTS_AT_MOST:
        return Full()
    uow.planning.add_moment(new, now)
    nudge = plan_next(uow, runner, new, now, rules)
    return Added(new, not moments, None if nudge is None else nudge.due_at)


def _suits(wish: Wish, runner: Runner) -> bool:
    burn_out = runner.standing is Standing.BURN_OUT
    match wish:
        case Fixed(weekdays):
            return bool(weekdays)
        case Busy(weekdays):
            return bool(weekdays) and not burn_out
        case Once(when=when):
            return when is When.AT or not burn_out


def _still_there(uow: UnitOfWork, runner: Runner, now: datetime) -> list[Moment]:
    """Return the moments that are not over; those long over are removed."""
    ahead: list[Moment] = []
    for moment in uow.planning.moments(runner.id):
        if not _over(moment, runner, now):
            ahead.append(moment)
        elif _over(moment, runner, now - _KEPT):
            uow.planning.remove_moment(runner.id, moment.id)
    return ahead


def _over(moment: Moment, runner: Runner, now: datetime) -> bool:
    """Whether a one-off has passed: its end for "after", else its start."""
    if moment.day is None:
        return False
    zone = ZoneInfo(runner.timezone)
    if moment.when is not When.AFTER:
        return at(moment.day, moment.starts, zone) <= now
    next_day = timedelta(days=1 if moment.ends <= moment.starts else 0)
    return at(moment.day + next_day, moment.ends, zone) <= now


def coming(uow: UnitOfWork, runner: Runner, now: datetime, rules: PlanRules) -> list[Coming]:
    """Return the moments that are not over, the nearest first, each with its next nudge."""
    zone, minutes = ZoneInfo(runner.timezone), run_minutes(uow, runner, rules)
    found: list[Coming] = []
    for moment in uow.planning.moments(runner.id):
        if _over(moment, runner, now):
            continue
        planned = next_nudge(moment, zone, now, rules.policy, minutes)
        nudge_at = None if planned is None else planned.room.due_at
        later = nudge_at if nudge_at is not None and nudge_at > now else None
        starts = now if moment.day is None else at(moment.day, moment.starts, zone)
        found.append(Coming(moment, starts if planned is None else planned.moment_at, later))
    return sorted(found, key=lambda one: one.moment_at)


def want(uow: UnitOfWork, runner: Runner, runs: int) -> Runner:
    """The runner wants to run so many times a week; other numbers than 2 and 3 change nothing."""
    if runs not in RUNS_A_WEEK:
        return runner
    runner = replace(runner, runs_wanted=runs)
    uow.runners.save(runner)
    return runner


def remove(uow: UnitOfWork, runner: Runner, moment_id: str) -> bool:
    """Remove a moment with its due nudge. False: it was gone already, or not his."""
    return uow.planning.remove_moment(runner.id, moment_id)


def replan(uow: UnitOfWork, runner: Runner, now: datetime, rules: PlanRules) -> None:
    """Plan the next nudge of each moment anew: after a move to another zone or other minutes.

    A nudge that was put off with *Later* goes too; what was sent already is not sent again.
    """
    uow.planning.clear_due(runner.id)
    for moment in uow.planning.moments(runner.id):
        plan_next(uow, runner, moment, now, rules)


def plan_next(
    uow: UnitOfWork, runner: Runner, moment: Moment, after: datetime, rules: PlanRules
) -> DueRow | None:
    """Plan the next nudge of a moment that has none due; None when it has no next time."""
    zone, minutes = ZoneInfo(runner.timezone), run_minutes(uow, runner, rules)
    occasion = Occasion(moment, zone, minutes, after)
    return occasions.plan_all(uow, [occasion], rules.policy).get(moment.id)


def occasions_after(
    uow: UnitOfWork, settled: Sequence[tuple[Runner, DueRow]], rules: PlanRules
) -> list[Occasion]:
    """Return what is to be planned when these nudges are settled, of moments that are still there.

    The next after each, not after now: when the bot was away for days, today's may still fit.
    """
    if not settled:
        return []
    moments = uow.planning.moments_among([nudge.slot for _, nudge in settled])
    guidances = uow.guiding.guidances([runner.id for runner, _ in settled])
    found: list[Occasion] = []
    for runner, nudge in settled:
        moment = moments.get(nudge.slot)
        if moment is not None and moment.runner_id == runner.id:
            minutes = _minutes(runner, guidances.get(runner.id), rules)
            found.append(Occasion(moment, ZoneInfo(runner.timezone), minutes, nudge.due_at))
    return found


def run_minutes(uow: UnitOfWork, runner: Runner, rules: PlanRules) -> int:
    """Return how long a run must still fit before a busy moment, in minutes."""
    return _minutes(runner, uow.guiding.guidance(runner.id), rules)


def _minutes(runner: Runner, guidance: Guidance | None, rules: PlanRules) -> int:
    minutes = runner.stage if runner.builds_up else rules.minutes
    cap = None if guidance is None else guidance.cap
    return minutes if cap is None else min(minutes, cap)


def _next_at(
    uow: UnitOfWork, moment: Moment, runner: Runner, now: datetime, rules: PlanRules
) -> datetime | None:
    minutes = run_minutes(uow, runner, rules)
    planned = next_nudge(moment, ZoneInfo(runner.timezone), now, rules.policy, minutes)
    return None if planned is None else planned.room.due_at


def _moment(wish: Wish, runner: Runner, moment_id: str, policy: NudgePolicy) -> Moment:
    """Return the moment of a wish; the side of a busy day that was not asked is the default."""
    match wish:
        case Once(day, starts, ends, when, label):
            kind = MomentKind.ONE_OFF
            last = starts if when is When.AT else ends
            return Moment(moment_id, runner.id, kind, when, starts, last, day=day, label=label)
        case Fixed(weekdays, wall):
            when, starts, ends = When.AT, wall, wall
        case Busy(weekdays, When.AFTER, wall):
            when, starts, ends = When.AFTER, min(policy.busy_from, wall), wall
        case Busy(weekdays, _, wall):
            when, starts, ends = When.BEFORE, wall, max(policy.busy_until, wall)
    kind = MomentKind.FIXED if when is When.AT else MomentKind.BUSY
    return Moment(moment_id, runner.id, kind, when, starts, ends, weekdays)
