"""The build-up of one runner: looked at when a check-in begins and when a run is closed.

Only a coach sets a stage; the runner may go back one, and nothing goes up but by the rule.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.build_up import MOVES, BuildUp, Stage, Step, next_stage, step_back
from bot.domain.record import did_run
from bot.domain.runner import Runner
from bot.domain.wall_clock import day_in
from bot.usecases import planning
from bot.usecases.planning import PlanRules
from bot.usecases.ports import UnitOfWork

LOOKS_BACK = 40
"""So many check-ins are looked at: far more than two comfortable runs need (ours)."""


@dataclass(frozen=True, slots=True)
class BuildRules:
    """What the build-up goes by; `plan` because other minutes are other nudges."""

    scheme: BuildUp
    plan: PlanRules


@dataclass(frozen=True, slots=True)
class Dose:
    """What `/opbouw` shows. `step` is None for those without a stage; `cap`: the coach's.

    `moved`: how this stage came (one of `MOVES`), as long as nothing was run since; else empty.
    """

    step: Step | None
    cap: int | None
    moved: str


def dose_of(uow: UnitOfWork, runner: Runner, now: datetime, rules: BuildRules) -> Dose:
    """Return where the runner is; looking changes nothing."""
    cap = uow.guiding.guidance(runner.id).cap
    step = _step(uow, runner, now, rules)
    same = step is not None and step.stage == _stage(runner)
    since = runner.stage_since
    news = same and since is not None and not any(map(did_run, uow.runs.since(runner.id, since)))
    return Dose(step, cap, runner.stage_why if news else "")


def catch_up(uow: UnitOfWork, runner: Runner, now: datetime, rules: BuildRules) -> Runner:
    """Bring the stage up to date: a step that was earned, or one back after a break.

    Twice changes nothing. Only for those who have a stage.
    """
    step = _step(uow, runner, now, rules)
    return runner if step is None else _moved(uow, runner, step.stage, step.why, now, rules)


def shorter(
    uow: UnitOfWork, runner: Runner, minutes: int, now: datetime, rules: BuildRules
) -> Runner:
    """*Liever korter*: one stage back from these minutes. A second or old tap changes nothing."""
    if not runner.builds_up or minutes != runner.stage:
        return runner
    lower = step_back(rules.scheme, _stage(runner), day_in(runner.timezone, now))
    return runner if lower.minutes == minutes else _moved(uow, runner, lower, "own", now, rules)


def set_stage(
    uow: UnitOfWork, runner: Runner, minutes: int, now: datetime, rules: BuildRules
) -> Runner:
    """The coach sets the stage, up or down; the next step counts from today.

    ValueError when these minutes are no stage of `content/build_up.toml`.
    """
    if minutes not in rules.scheme.stages:
        raise ValueError("no stage has so many minutes")
    runner = _moved(uow, runner, Stage(minutes, day_in(runner.timezone, now)), "coach", now, rules)
    uow.coaches.changed(runner.id)
    return runner


def _step(uow: UnitOfWork, runner: Runner, now: datetime, rules: BuildRules) -> Step | None:
    if not runner.builds_up:
        return None
    record = uow.runs.record(runner.id, LOOKS_BACK)
    return next_stage(rules.scheme, _stage(runner), record, day_in(runner.timezone, now))


def _moved(
    uow: UnitOfWork, runner: Runner, stage: Stage, why: str, now: datetime, rules: BuildRules
) -> Runner:
    """Store the stage if it is another one; other minutes move the nudges before a moment."""
    if stage == _stage(runner):
        return runner
    other = stage.minutes != runner.stage
    told = why if why in MOVES else runner.stage_why
    runner = replace(runner, stage=stage.minutes, stage_since=stage.since, stage_why=told)
    uow.runners.save(runner)
    if other:
        uow.coaches.changed(runner.id)
        if not runner.nudges_off:
            planning.replan(uow, runner, now, rules.plan)
    return runner


def _stage(runner: Runner) -> Stage:
    return Stage(runner.stage, runner.stage_since)
