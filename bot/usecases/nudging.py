"""Due rows: what is to happen with each one now. Nothing here sends or commits.

A nudge is settled as SENT in the same job that queues its message: at most once, whatever happens.
Each look at a row settles it, or postpones it; none stays due behind the clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.nudges import Lapse, Send, Wait, may_send
from bot.domain.planning import NUDGE_KINDS, Nudge, NudgeState
from bot.domain.run import Run, RunState
from bot.domain.run_forms import RunForms
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import planning, reflecting, running, telling
from bot.usecases.nudge_facts import at_it, facts_of
from bot.usecases.planning import PlanRules
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules
from bot.usecases.telling import Told

NUDGE_OVER = "nudge_over"
"""The due row that edits a nudge's message away when its moment has passed."""

OVER_FITS = timedelta(days=1)
"""An older message is left alone: Telegram's messages of 48 hours ago cannot be changed."""

LOOK_AGAIN = timedelta(minutes=30)

RUN_KINDS = frozenset({running.ARE_YOU_BACK, running.RUN_ENDS, running.REFLECTION_ENDS})
"""Rows that change or ask about a run: looked at in the lane of the runner's chat."""


@dataclass(frozen=True, slots=True)
class NudgeRules:
    """What due rows go by."""

    plan: PlanRules
    run: RunRules
    forms: RunForms


@dataclass(frozen=True, slots=True)
class SendNudge:
    """Nudge him. `walk`: yesterday was hard; `goodbye`: the last one until he taps something."""

    runner: Runner
    nudge: Nudge
    walk: bool
    goodbye: bool


@dataclass(frozen=True, slots=True)
class NudgeOver:
    """The moment of a nudge that stands in the chat has passed."""

    runner: Runner
    nudge: Nudge


@dataclass(frozen=True, slots=True)
class AskBack:
    """The one soundless question of a run, until `expires`."""

    runner: Runner
    run: Run
    expires: datetime


Outcome = SendNudge | NudgeOver | AskBack | Told


def slot_of(nudge_id: str) -> str:
    """Return the slot of a nudge's message."""
    return f"nudge:{nudge_id}"


def look(uow: UnitOfWork, nudge: Nudge, now: datetime, rules: NudgeRules) -> Outcome | None:
    """Settle or postpone a due row; returns what is to be said, if anything."""
    runner = uow.runners.by_id(nudge.runner_id)
    if runner is None:
        return _settled(uow, nudge, now, None)
    match nudge.kind:
        case kind if kind in NUDGE_KINDS:
            return _nudge(uow, runner, nudge, now, rules)
        case running.ARE_YOU_BACK:
            return _settled(uow, nudge, now, _ask_back(uow, runner, nudge, now))
        case running.RUN_ENDS:
            running.ended_by_itself(uow, runner, nudge.slot, now, rules.run)
        case running.REFLECTION_ENDS:
            run = uow.runs.by_id(runner.id, nudge.slot)
            if run is not None and run.state is RunState.BACK:
                reflecting.finish(uow, runner, run, now, rules.run)
        case kind if kind == NUDGE_OVER:
            return _over(uow, runner, nudge, now)
        case kind if kind in telling.KINDS:
            return _told(uow, runner, nudge, now, rules)
    return _settled(uow, nudge, now, None)


def _settled(
    uow: UnitOfWork, nudge: Nudge, now: datetime, outcome: Outcome | None
) -> Outcome | None:
    state = NudgeState.LAPSED if outcome is None else NudgeState.SENT
    uow.planning.settle(nudge.id, state, now)
    return outcome


def _nudge(
    uow: UnitOfWork, runner: Runner, nudge: Nudge, now: datetime, rules: NudgeRules
) -> Outcome | None:
    facts = facts_of(uow, runner, now, rules.forms, rules.run.times)
    match may_send(nudge, now, facts, rules.plan.policy):
        case Wait(until):
            uow.planning.postpone(nudge.id, until)
            return None
        case Lapse():
            outcome = None
        case Send(walk, goodbye):
            outcome = SendNudge(runner, nudge, walk, goodbye)
            uow.planning.plan(_over_row(nudge, now))
    _settled(uow, nudge, now, outcome)
    planning.plan_following(uow, runner, nudge, rules.plan)
    return outcome


def _over_row(nudge: Nudge, now: datetime) -> Nudge:
    """Return the row that takes the buttons off a nudge once it no longer fits."""
    return Nudge(
        id=new_id(now),
        runner_id=nudge.runner_id,
        kind=NUDGE_OVER,
        local_date=nudge.local_date,
        slot=nudge.id,
        due_at=nudge.fits_until,
        fits_until=nudge.fits_until + OVER_FITS,
    )


def _over(uow: UnitOfWork, runner: Runner, row: Nudge, now: datetime) -> Outcome | None:
    """Edit a nudge away that still has buttons; not while a run or its ritual is going on.

    What was answered has no slot any more (see the handler): it stays as the answer left it.
    """
    sent = uow.planning.nudge(runner.id, row.slot)
    shown = uow.outbox.message_of(runner.chat, slot_of(row.slot)) is not None
    if not shown or now >= row.fits_until or runner.blocked_at is not None:
        return _settled(uow, row, now, None)
    if uow.outbox.waiting(runner.chat) or at_it(uow, runner, now):
        uow.planning.postpone(row.id, now + LOOK_AGAIN)
        return None
    return _settled(uow, row, now, None if sent is None else NudgeOver(runner, sent))


def _told(
    uow: UnitOfWork, runner: Runner, row: Nudge, now: datetime, rules: NudgeRules
) -> Outcome | None:
    """What goes between runner and coach: now, later, or never."""
    found = telling.look(uow, runner, row, now, rules.plan.policy)
    if isinstance(found, datetime):
        uow.planning.postpone(row.id, found)
        return None
    return _settled(uow, row, now, found)


def _ask_back(uow: UnitOfWork, runner: Runner, row: Nudge, now: datetime) -> AskBack | None:
    run = running.running(uow, runner, row.slot)
    if run is None or now >= row.fits_until or runner.blocked_at is not None:
        return None
    return AskBack(runner, run, row.fits_until)
