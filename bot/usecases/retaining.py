"""Nothing is kept longer than it is needed: what is old goes, and so does who left long ago.

GDPR art. 5(1)(e). Who gave no sign for so long is told a month before, once, and one tap is enough
to stay; whoever does nothing is erased as if he had asked for it.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.nudges import NudgePolicy, after_quiet_hours
from bot.domain.runner import Runner
from bot.domain.wall_clock import local_of
from bot.usecases.ports import Consent, UnitOfWork

NOTICE: Final = timedelta(days=30)
"""So long before it happens a runner is told that he will be erased."""


@dataclass(frozen=True, slots=True)
class WillErase:
    """This runner will be erased on a day, unless he gives a sign."""

    runner: Runner
    on: date


@dataclass(frozen=True, slots=True)
class Erased:
    """This runner is erased."""


def kept_since(now: datetime, months: int) -> datetime:
    """Return the time before which nothing is kept."""
    return _months_on(now, -months)


def perhaps_silent_since(now: datetime, months: int) -> datetime:
    """Return the time since which one must have given a sign, or `look` has something to say."""
    return kept_since(now, months) + NOTICE


def forget(uow: UnitOfWork, runner_id: str, since: datetime) -> int:
    """Remove what is older of this runner, moments that are over as well; returns how many."""
    over = [
        one.id
        for one in uow.planning.moments(runner_id)
        if one.day is not None and one.day < since.date()
    ]
    for moment_id in over:
        uow.planning.remove_moment(runner_id, moment_id)
    return len(over) + uow.retention.forget(runner_id, since)


def look(
    uow: UnitOfWork, runner_id: str, now: datetime, months: int, policy: NudgePolicy
) -> WillErase | Erased | None:
    """Tell a silent runner that he will be erased, or erase him; None: nothing to do now."""
    runner, last = uow.runners.by_id(runner_id), uow.retention.last_sign(runner_id)
    if runner is None or last is None or last >= perhaps_silent_since(now, months):
        return None
    zone = ZoneInfo(runner.timezone)
    today, ends = local_of(now, zone).date(), local_of(_months_on(last, months), zone).date()
    if runner.erases_on is not None and runner.erases_on >= ends:  # else: of an earlier silence
        if today < runner.erases_on:
            return None
        uow.runners.erase(runner.id)
        return Erased()
    if after_quiet_hours(now, zone, policy) > now:
        return None
    told = replace(runner, erases_on=max(ends, today + NOTICE))
    uow.runners.save(told)
    return WillErase(told, told.erases_on or today)


def stay(uow: UnitOfWork, runner: Runner, now: datetime) -> None:
    """He wants everything to be kept: he agrees again, to the text that he agreed to."""
    before = uow.runners.consent(runner.id)
    if runner.erases_on is None or before is None:
        return
    uow.runners.save(replace(runner, erases_on=None))
    uow.runners.agree_again(Consent(runner.id, before.version, runner.language, now))


def _months_on(at: datetime, months: int) -> datetime:
    """Return the same day so many months on; the last of a shorter month."""
    years, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return at.replace(year=years, month=month + 1, day=min(at.day, last))
