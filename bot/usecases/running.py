"""The run itself: away, silent, back. Silence begins and ends here; the sender enforces it."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.card import Activity
from bot.domain.nudges import NudgePolicy, after_quiet_hours
from bot.domain.planning import DueRow
from bot.domain.run import Run, RunningTimes, RunState
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases.building import BuildRules
from bot.usecases.ports import UnitOfWork

ARE_YOU_BACK = "are_you_back"
RUN_ENDS = "run_ends"
REFLECTION_ENDS = "reflection_ends"
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class RunRules:
    """What a run goes by: its times, the quiet hours of the nudge policy, and the build-up."""

    times: RunningTimes
    nudges: NudgePolicy
    build: BuildRules


def go(uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: RunRules) -> Run:
    """*Ik ga lopen*: from this commit on the chat is silent."""
    if run.card is None:
        raise ValueError("a run starts from a card")
    if run.card.pick.activity is not Activity.BREATHE:
        forget_red_flag(uow, runner)  # such a card is offered only when a doctor agreed
    times = rules.times
    minutes = times.around(run.card.pick.activity is Activity.BREATHE)
    planned_end = now + minutes + times.minutes(run.card.pick.minutes.high)
    run = replace(run, state=RunState.RUNNING, started_at=now, planned_end=planned_end)
    uow.runs.save(run)
    ends = planned_end + times.silence_after
    uow.silences.begin(runner.chat, ends)
    ask_at = planned_end + times.ask_after
    uow.planning.plan(due(run, ARE_YOU_BACK, now, ask_at, ends))
    uow.planning.plan(due(run, RUN_ENDS, now, ends, ends + times.silence_after))
    return run


def forget_red_flag(uow: UnitOfWork, runner: Runner) -> None:
    """Whatever was wrong with the body: nothing is in the way of running any more."""
    if runner.red_flag_at is not None:
        uow.runners.save(replace(runner, red_flag_at=None))


def running(uow: UnitOfWork, runner: Runner, run_id: str | None = None) -> Run | None:
    """Return the run that is going on (this one, when an id is given)."""
    run = uow.runs.open_run(runner.id) if run_id is None else uow.runs.by_id(runner.id, run_id)
    return run if run is not None and run.state is RunState.RUNNING else None


def ended_unknown(uow: UnitOfWork, runner: Runner, run_id: str) -> Run | None:
    """Return this run when its silence ended by itself: who comes back late is welcome too."""
    run = uow.runs.by_id(runner.id, run_id)
    newest = uow.runs.latest(runner.id, 1)
    late = run is not None and run.state is RunState.UNKNOWN
    return run if late and newest and newest[0].id == run_id else None


def come_back(uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: RunRules) -> Run:
    """*Ik ben terug*: silence ends; what was held leaves after the ritual."""
    run = replace(run, state=RunState.BACK, back_at=now)
    uow.runs.save(run)
    uow.silences.end(runner.chat, release_at(runner, now + rules.times.walk_after, rules))
    until = now + rules.times.reflection
    uow.planning.plan(due(run, REFLECTION_ENDS, now, until, until + rules.times.silence_after))
    uow.coaches.changed(runner.id)
    return run


def not_gone(uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: RunRules) -> None:
    """*Ben niet gegaan*: fine. Silence ends; what was held may leave soon."""
    uow.runs.save(replace(run, state=RunState.NOT_GONE))
    uow.silences.end(runner.chat, release_at(runner, now, rules))


def ended_by_itself(
    uow: UnitOfWork, runner: Runner, run_id: str, when: datetime, rules: RunRules
) -> bool:
    """Nobody came back to tell: the run is kept as unknown and never mentioned.

    `when` its silence ended, also if that is noticed late: what was held waits no second time.
    """
    run = running(uow, runner, run_id)
    if run is None:
        return False
    uow.runs.save(replace(run, state=RunState.UNKNOWN))
    uow.silences.end(runner.chat, release_at(runner, when, rules))
    return True


def release_at(runner: Runner, ritual_over: datetime, rules: RunRules) -> datetime:
    """When held messages leave: some minutes after the ritual, outside the quiet hours (UTC)."""
    return after_quiet_hours(
        ritual_over + rules.times.release_after, ZoneInfo(runner.timezone), rules.nudges
    )


def due(run: Run, kind: str, now: datetime, due_at: datetime, until: datetime) -> DueRow:
    """Return a due row of Lichter's own about this run; there is one of a kind for a run."""
    return DueRow(
        id=new_id(now),
        runner_id=run.runner_id,
        kind=kind,
        local_date=run.local_date,
        slot=run.id,
        due_at=due_at,
        fits_until=until,
    )
