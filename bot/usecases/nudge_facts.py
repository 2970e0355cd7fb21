"""What the record says about whether a nudge may go now: read for many runners at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.form_tables import RunForms
from bot.domain.nudges import NudgeFacts, Sent, unanswered
from bot.domain.questionnaire import Answers
from bot.domain.record import did_run, was_hard
from bot.domain.run import Run, RunningTimes, RunState
from bot.domain.runner import Runner
from bot.usecases.ports import UnitOfWork

LOOKS_BACK = timedelta(days=120)
"""Far enough to see six unanswered ones in a row, of which the last come weekly."""

AT_IT = timedelta(hours=1)
"""So long after its beginning a check-in or a ritual counts as going on (ours)."""

_WEEK = timedelta(days=8)
"""Since then is read: a week, and the day by which dates in the world differ."""

_SAID_NO = frozenset({RunState.DECLINED, RunState.NOT_GONE})


@dataclass(slots=True)  # not frozen: decision 18
class Known:
    """What is stored of one runner, as far as a nudge goes by it.

    `runs`: of the last week at least, with their answers; `sent`: as far as `LOOKS_BACK`.
    """

    runner: Runner
    at_it: bool
    runs: Sequence[tuple[Run, Answers]]
    sent: Sequence[Sent]
    checked_in_at: datetime | None


def know(uow: UnitOfWork, runners: Iterable[Runner], now: datetime) -> Mapping[str, Known]:
    """Return what is known of each, by id. As many statements for a hundred as for one."""
    them = {runner.id: runner for runner in runners}
    if not them:
        return {}
    ids, today = list(them), now.astimezone(UTC).date()
    busy = at_it(uow, them.values(), now)
    runs = uow.runs.records_since(ids, today - _WEEK)
    sent = uow.planning.sent_since(ids, today - LOOKS_BACK)
    checked_in = uow.runs.checked_in(ids)
    return {
        one: Known(who, one in busy, runs.get(one, ()), sent.get(one, ()), checked_in.get(one))
        for one, who in them.items()
    }


@dataclass(frozen=True, slots=True)
class LocalDay:
    """The day that it is in a zone. Weeks begin on Monday."""

    zone: ZoneInfo
    today: date
    yesterday: date
    monday: date

    @classmethod
    def of(cls, timezone: str, now: datetime) -> "LocalDay":
        """Return the day that it is there now."""
        zone = ZoneInfo(timezone)
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        return cls(zone, today, today - timedelta(days=1), monday)


def facts_of(
    known: Known, day: LocalDay, now: datetime, forms: RunForms, times: RunningTimes
) -> NudgeFacts:
    """Return the facts of this moment. `day`: what it is in the runner's own zone."""
    runner, today, monday = known.runner, day.today, day.monday
    days = [one.due_at.astimezone(day.zone).date() for one in known.sent]
    return NudgeFacts(
        zone=day.zone,
        paused=runner.paused_until is not None and today < runner.paused_until,
        running=known.at_it,
        stopped=_stopped(runner),
        rests=runner.rest_until is not None and now < runner.rest_until,
        ran_today=any(run.local_date == today and _no_more_today(run) for run, _ in known.runs),
        hard_yesterday=any(
            was_hard(run, answers, forms, times)
            for run, answers in known.runs
            if run.local_date == day.yesterday and did_run(run)
        ),
        sent_today=days.count(today),
        sent_this_week=sum(sent_on >= monday for sent_on in days),
        runs_this_week=sum(run.local_date >= monday and did_run(run) for run, _ in known.runs),
        runs_wanted=runner.runs_wanted,
        unanswered=unanswered(known.sent, known.checked_in_at),
        last_sent=max(days, default=None),
    )


def _stopped(runner: Runner) -> bool:
    """Whether none may go: he wants none, is away, or no doctor agreed yet that he runs."""
    away = runner.blocked_at is not None
    return runner.nudges_off or away or runner.red_flag_at is not None


def at_it(uow: UnitOfWork, runners: Iterable[Runner], now: datetime) -> frozenset[str]:
    """Return who is at a run, a check-in or a ritual: a nudge would only be in the way."""
    chats = {runner.chat: runner.id for runner in runners}
    silent = uow.silences.among(list(chats), now)
    open_runs = uow.runs.open_runs(list(chats.values()))
    going_on = {run.runner_id for run in open_runs.values() if _goes_on(run, now)}
    return frozenset(chats[chat] for chat in silent) | going_on


def _goes_on(run: Run, now: datetime) -> bool:
    # Its silence may be over at this very moment, and the row that ends it not yet looked at.
    return run.state is RunState.RUNNING or now - (run.back_at or run.checked_in_at) < AT_IT


def _no_more_today(run: Run) -> bool:
    """Whether he ran, or said "not today" himself: that is not followed up."""
    return did_run(run) or run.state in _SAID_NO
