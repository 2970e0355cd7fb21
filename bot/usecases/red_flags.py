"""Something is wrong with the body: stored at once, and no run is offered until a doctor agrees.

Red flags (product.md, "Safety"): pressure or pain on the chest, fainting, sudden breathlessness, an
irregular racing heart, weakness on one side or unclear speech.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.record import complaint_of
from bot.domain.run import RAN_STATES, Run, RunState
from bot.domain.runner import Runner
from bot.domain.situation import Health
from bot.domain.wall_clock import at
from bot.usecases import reflecting, running
from bot.usecases.ports import UnitOfWork

ANSWER = ("unwell", "red_flag")
"""How it stands in the answers of a run; `record.complaint_of` reads it."""

LOOKS_BACK = 12
NOON = time(12)


def red_flag(uow: UnitOfWork, runner: Runner, run: Run | None, now: datetime) -> Runner:
    """*Er is iets mis*, tapped or typed. `run`: the one it is about, or None.

    A run that is going on ends here, without its ritual; what was held waits until the next noon.
    An open check-in closes. Twice changes nothing.
    """
    runner = remember(uow, runner, now)
    open_run = uow.runs.open_run(runner.id)
    if run is not None:
        uow.runs.answer(run, *ANSWER, now)
    if open_run is not None:
        _close(uow, runner, open_run, now)
    uow.coaches.changed(runner.id)
    return runner


def not_red_flag(uow: UnitOfWork, runner: Runner, run_id: str) -> Run | None:
    """*Nee, iets anders*: the tap was a slip, or it is another complaint. None: an old button."""
    run = uow.runs.by_id(runner.id, run_id)
    if run is None or uow.runs.answers(run.id).get(ANSWER[0]) != ANSWER[1]:
        return None
    uow.runs.unanswer(run.id, [ANSWER[0]])
    others = [one for one in uow.runs.said(runner.id, LOOKS_BACK) if one[0].id != run.id]
    if complaint_of(others) is not Health.RED_FLAG:
        running.forget_red_flag(uow, runner)
    uow.coaches.changed(runner.id)
    return run


def remember(uow: UnitOfWork, runner: Runner, now: datetime) -> Runner:
    """Keep it with the runner too: many check-ins later it still counts."""
    runner = replace(runner, red_flag_at=now)
    uow.runners.save(runner)
    return runner


def _close(uow: UnitOfWork, runner: Runner, run: Run, now: datetime) -> None:
    if run.state is RunState.RUNNING:
        run = replace(run, state=RunState.BACK, back_at=now)
        uow.silences.end(runner.chat, _next_noon(runner, now))
    if run.state in RAN_STATES:
        reflecting.close(uow, run, now)
    else:
        uow.runs.save(replace(run, state=RunState.DECLINED))


def _next_noon(runner: Runner, now: datetime) -> datetime:
    """Return noon of his next day: outside anybody's quiet hours, and hours away."""
    zone = ZoneInfo(runner.timezone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return at(tomorrow, NOON, zone)
