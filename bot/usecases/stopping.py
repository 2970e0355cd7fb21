"""`/stop`: leave a conversation wherever it is."""

from dataclasses import replace
from datetime import datetime

from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.usecases import reflecting, running
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules


def close_open(uow: UnitOfWork, runner: Runner, now: datetime, rules: RunRules) -> Run | None:
    """Close the open check-in or run; returns it as it was. None: nothing was open.

    A run that is going on counts as not gone, and its silence ends. What was said after a run
    stays.
    """
    run = uow.runs.open_run(runner.id)
    match run:
        case None:
            pass
        case Run(state=RunState.RUNNING):
            running.not_gone(uow, runner, run, now, rules)
        case Run(state=RunState.BACK):
            reflecting.finish(uow, runner, run, now, rules)
        case _:
            uow.runs.save(replace(run, state=RunState.REPLACED))
    return run
