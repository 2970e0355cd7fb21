"""What a coach may ask about each of his runners: the record is read, the patterns follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.patterns import (
    History,
    Past,
    Pattern,
    PatternKind,
    PatternRules,
    Planned,
    patterns_of,
)
from bot.domain.planning import MomentKind
from bot.domain.runner import Runner
from bot.ids import made_at
from bot.usecases.ports import MessageKind, RunnerRecord, UnitOfWork

LOOKS_BACK = timedelta(weeks=26)
"""What is older is not read at all: a page must open at once, and it says nothing about now."""

MESSAGES = 50
"""So many of the newest messages are looked at for the runner's own "it is hard"."""

NONE_ASIDE: Mapping[str, date] = {}


@dataclass(frozen=True, slots=True)
class Attention:
    """One runner's patterns: those to look at now, and those set aside (the kind says which)."""

    runner: Runner
    now: tuple[Pattern, ...]
    aside: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one runner's record shows on a day of his, whatever is set aside.

    It holds until something of him changes or his day ends, so that a page may keep it as long.
    `heavy_unread`: his own "it is hard", which the coach did not read yet.
    """

    runner: Runner
    patterns: tuple[Pattern, ...]
    today: date
    heavy_unread: bool


@dataclass(frozen=True, slots=True)
class _Heavy:
    """Days of the runner's tap on the help card, and whether the coach read of each."""

    days: tuple[date, ...]
    unread: bool


def attention(
    uow: UnitOfWork,
    coach_id: str,
    runner_id: str,
    now: datetime,
    rules: PatternRules,
    *,
    asides: Mapping[str, date] | None = None,
) -> Attention | None:
    """Return what may be asked about this runner; None when he does not share with this coach.

    `asides`: kind → until, if the caller has them already (`uow.guiding.asides`).
    """
    noticed = notice(uow, coach_id, runner_id, now, rules)
    if noticed is None:
        return None
    if asides is None:
        asides = uow.guiding.asides(coach_id).get(runner_id, NONE_ASIDE)
    return attended(noticed, asides)


def notice(
    uow: UnitOfWork, coach_id: str, runner_id: str, now: datetime, rules: PatternRules
) -> Noticed | None:
    """Return what this runner's record shows; None when he does not share with this coach.

    No busy moment shows in anything unless he shares his planned moments.
    """
    record = uow.views.record(coach_id, runner_id, _days_ago(now, LOOKS_BACK))
    if record is None or record.runner.standing is None:
        return None
    heavy = _heavy(uow, coach_id, record, now)
    history = history_of(uow, record, now, heavy=heavy.days)
    return Noticed(record.runner, patterns_of(history, rules), history.today, heavy.unread)


def attended(noticed: Noticed, asides: Mapping[str, date]) -> Attention:
    """Return what to look at now, and what is set aside until after today."""
    aside = tuple(one for one in noticed.patterns if _is_aside(one, asides, noticed))
    now = tuple(one for one in noticed.patterns if one not in aside)
    return Attention(noticed.runner, now, aside)


def history_of(
    uow: UnitOfWork,
    record: RunnerRecord,
    now: datetime,
    *,
    heavy: tuple[date, ...] = (),
) -> History:
    """Return the record as the patterns read it. ValueError: he did not say where he stands."""
    runner, zone = record.runner, ZoneInfo(record.runner.timezone)
    if runner.standing is None:
        raise ValueError("patterns need a runner who said where he stands")
    return History(
        standing=runner.standing,
        zone=zone,
        today=now.astimezone(zone).date(),
        visible_from=record.visible_from,
        past=tuple(Past(run, answers) for run, answers in record.record),
        moments=_planned(uow, runner, zone) if runner.shares_moments else (),
        heavy=heavy,
        red_flag_on=_red_flag_on(record, zone),
        paused_until=runner.paused_until,
    )


def _days_ago(now: datetime, ago: timedelta) -> date:
    return (now - ago).date()


def _red_flag_on(record: RunnerRecord, zone: ZoneInfo) -> date | None:
    """Return the day of a red flag that no doctor spoke of yet, if it was told to this coach."""
    told = record.runner.red_flag_at
    if told is None or told < record.visible_from:
        return None
    return told.astimezone(zone).date()


def _planned(uow: UnitOfWork, runner: Runner, zone: ZoneInfo) -> tuple[Planned, ...]:
    """Return his moments; that of a week says nothing about the weeks before it was planned."""
    return tuple(
        Planned(moment, made_at(moment.id).astimezone(zone).date())
        for moment in uow.planning.moments(runner.id)
        if moment.kind is not MomentKind.FIXED
    )


def _heavy(uow: UnitOfWork, coach_id: str, record: RunnerRecord, now: datetime) -> _Heavy:
    """Return his taps since he shares, and not of longer ago than anything else that is read."""
    zone, first = ZoneInfo(record.runner.timezone), max(record.visible_from, now - LOOKS_BACK)
    taps = [
        message
        for message in uow.messages.thread(coach_id, record.runner.id, MESSAGES)
        if message.kind is MessageKind.HEAVY and message.written_at >= first
    ]
    days = tuple(message.written_at.astimezone(zone).date() for message in taps)
    return _Heavy(days, unread=any(message.read_at is None for message in taps))


def _is_aside(pattern: Pattern, asides: Mapping[str, date], noticed: Noticed) -> bool:
    """Whether it was set aside until after today; a new "it is hard" is never set aside."""
    if pattern.kind is PatternKind.HEAVY and noticed.heavy_unread:
        return False
    until = asides.get(str(pattern.kind))
    return until is not None and noticed.today < until
