"""What the record says about whether a nudge may go now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.nudges import NudgeFacts
from bot.domain.planning import Nudge
from bot.domain.record import did_run, was_hard
from bot.domain.run import Run, RunningTimes, RunState
from bot.domain.run_forms import RunForms
from bot.domain.runner import Runner
from bot.usecases.ports import UnitOfWork

LOOKS_BACK = timedelta(days=120)
"""Far enough to see six unanswered ones in a row, of which the last come weekly."""

AT_IT = timedelta(hours=1)
"""So long after its beginning a check-in or a ritual counts as going on (ours)."""

_SAID_NO = frozenset({RunState.DECLINED, RunState.NOT_GONE})


def facts_of(
    uow: UnitOfWork, runner: Runner, now: datetime, forms: RunForms, times: RunningTimes
) -> NudgeFacts:
    """Return the facts of this moment. Weeks begin on Monday; days are the runner's own."""
    zone = ZoneInfo(runner.timezone)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    yesterday = today - timedelta(days=1)
    runs = uow.runs.since(runner.id, min(monday, yesterday))
    sent = uow.planning.sent_since(runner.id, today - LOOKS_BACK)
    days = [nudge.due_at.astimezone(zone).date() for nudge in sent]
    newest = uow.runs.latest(runner.id, 1)
    return NudgeFacts(
        zone=zone,
        paused=runner.paused_until is not None and today < runner.paused_until,
        running=at_it(uow, runner, now),
        stopped=_stopped(runner),
        rests=runner.rest_until is not None and now < runner.rest_until,
        ran_today=any(run.local_date == today and _no_more_today(run) for run in runs),
        hard_yesterday=any(
            was_hard(run, uow.runs.answers(run.id), forms, times)
            for run in runs
            if run.local_date == yesterday and did_run(run)
        ),
        sent_today=sum(day == today for day in days),
        sent_this_week=sum(day >= monday for day in days),
        runs_this_week=sum(run.local_date >= monday and did_run(run) for run in runs),
        runs_wanted=runner.runs_wanted,
        unanswered=_unanswered(uow, runner, sent, newest),
        last_sent=max(days, default=None),
    )


def _stopped(runner: Runner) -> bool:
    """Whether none may go: he wants none, is away, or no doctor agreed yet that he runs."""
    away = runner.blocked_at is not None
    return runner.nudges_off or away or runner.red_flag_at is not None


def at_it(uow: UnitOfWork, runner: Runner, now: datetime) -> bool:
    """Whether a run, a check-in or a ritual is going on: a nudge would only be in the way."""
    if uow.silences.until(runner.chat, now) is not None:
        return True
    run = uow.runs.open_run(runner.id)
    if run is None:
        return False
    # Its silence may be over at this very moment, and the row that ends it not yet looked at.
    return run.state is RunState.RUNNING or now - (run.back_at or run.checked_in_at) < AT_IT


def _no_more_today(run: Run) -> bool:
    """Whether he ran, or said "not today" himself: that is not followed up."""
    return did_run(run) or run.state in _SAID_NO


def _unanswered(
    uow: UnitOfWork, runner: Runner, sent: Sequence[Nudge], newest: Sequence[Run]
) -> int:
    """Return how many were sent since his last tap on any of them, or his last check-in."""
    seen = [run.checked_in_at for run in newest]
    since_check_in = sum(all(nudge.due_at > at for at in seen) for nudge in sent)
    return min(since_check_in, uow.planning.unanswered(runner.id))
