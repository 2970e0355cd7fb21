"""What is noticed of a coach's runners, kept in memory until something of them changes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from bot.domain.patterns import PatternRules
from bot.domain.wall_clock import day_in
from bot.usecases.attention import Noticed, notice
from bot.usecases.ports import Database, RunnerLine, UnitOfWork

AT_ONCE = 10
"""So many records are read in one job: other pages have their turn between two jobs."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was noticed of a runner; it holds while the first three are the same."""

    since: datetime
    changes: int
    today: date
    noticed: Noticed | None  # None: he did not say where he stands yet


@dataclass(slots=True)
class Noticing:
    """What is noticed of each coach's runners. A look forgets whoever no longer shares."""

    _kept: dict[str, Mapping[str, _Kept]] = field(default_factory=dict)
    _doors: dict[str, asyncio.Lock] = field(default_factory=dict)
    _worked_out: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def is_worked_out(self, coach_id: str, version: int, now: datetime) -> bool:
        """Whether a page of this hour has shown this version of a coach, or a newer one."""
        shown, hour = self._worked_out.get(coach_id, (-1, now))
        return shown >= version and hour == _hour(now)

    def worked_out(self, coach_id: str, version: int, now: datetime) -> None:
        """Remember that all of this version of a coach is known now."""
        self._worked_out[coach_id] = (version, _hour(now))

    async def of(
        self,
        database: Database,
        rules: PatternRules,
        coach_id: str,
        lines: Sequence[RunnerLine],
        now: datetime,
    ) -> Mapping[str, Noticed]:
        """Return what is noticed of all runners of a coach, whose lines these are, by their id.

        Two pages that open at the same time wait for one reading.
        """
        async with self._doors.setdefault(coach_id, asyncio.Lock()):
            known = self._kept.get(coach_id, {})
            kept = {one.runner_id: old for one in lines if (old := _fresh(known, one, now))}
            new = [one for one in lines if one.runner_id not in kept]
            for first in range(0, len(new), AT_ONCE):
                some = new[first : first + AT_ONCE]
                kept |= await database.read(partial(_read, coach_id, some, now, rules))
            self._kept[coach_id] = kept
        return {who: one.noticed for who, one in kept.items() if one.noticed is not None}


def _hour(now: datetime) -> datetime:
    """Return the hour: days begin with one, in all but a few zones."""
    return now.replace(minute=0, second=0, microsecond=0)


def _fresh(known: Mapping[str, _Kept], line: RunnerLine, now: datetime) -> _Kept | None:
    old = known.get(line.runner_id)
    if old is None or (old.since, old.changes, old.today) != _stamp(line, now):
        return None
    return old


def _stamp(line: RunnerLine, now: datetime) -> tuple[datetime, int, date]:
    return line.since, line.changes, day_in(line.runner.timezone, now)


def _read(
    coach_id: str,
    lines: Sequence[RunnerLine],
    now: datetime,
    rules: PatternRules,
    uow: UnitOfWork,
) -> dict[str, _Kept]:
    return {
        one.runner_id: _Kept(*_stamp(one, now), notice(uow, coach_id, one.runner_id, now, rules))
        for one in lines
    }
