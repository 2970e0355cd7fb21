"""The pause: no nudges until a day. The moments stay, and everything else goes on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.record import complaint_of
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.domain.situation import Health
from bot.domain.wall_clock import day_in
from bot.ids import new_id
from bot.usecases.ports import UnitOfWork

PAUSES = (3, 7, 14)
"""Days of a pause (product.md)."""

REASONS = {"ill": "ill", "injury": "pain"}
"""Why somebody pauses, where that matters for the next run → how it stands in the answers."""

_LOOKS_BACK = 12
_CHECK_INS = frozenset({RunState.ASKING, RunState.OFFERED})


def pause(uow: UnitOfWork, runner: Runner, days: int, now: datetime) -> Runner:
    """No nudges for so many days; the day after them has them again."""
    return pause_until(uow, runner, day_in(runner.timezone, now) + timedelta(days=days))


def pause_until(uow: UnitOfWork, runner: Runner, day: date) -> Runner:
    """No nudges until this local day, which has them again."""
    runner = replace(runner, paused_until=day)
    uow.runners.save(runner)
    return runner


def resume(uow: UnitOfWork, runner: Runner) -> Runner:
    """*Weer beginnen*: the pause is over, today."""
    runner = replace(runner, paused_until=None)
    uow.runners.save(runner)
    return runner


def paused_until(runner: Runner, now: datetime) -> date | None:
    """Return until which local day (not included) the runner pauses; None when he does not."""
    until = runner.paused_until
    return until if until is not None and day_in(runner.timezone, now) < until else None


def because(uow: UnitOfWork, runner: Runner, why: str, now: datetime) -> None:
    """He pauses because he is ill or hurt: the next check-in first asks whether that is over.

    An open check-in ends with it. Who said so already, here or there, has said it once.
    """
    said = uow.runs.said(runner.id, _LOOKS_BACK)
    if complaint_of(said, runner.red_flag_at) is not Health.FINE:
        return
    run = uow.runs.open_run(runner.id)
    if run is not None and run.state in _CHECK_INS:
        run = replace(run, state=RunState.DECLINED)
        uow.runs.save(run)
    else:
        run = Run(new_id(now), runner.id, RunState.DECLINED, day_in(runner.timezone, now), now)
        uow.runs.add(run)
    uow.runs.answer(run, "unwell", REASONS[why], now)
    uow.coaches.changed(runner.id)
