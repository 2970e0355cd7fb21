"""A coach's runners by what matters: what may be asked, and what waits unread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.dashboard.door import Visitor
from bot.domain.patterns import Attended, Pattern, by_what_matters
from bot.usecases.attention import NONE_ASIDE, Noticed, attended
from bot.usecases.ports import RunnerLine, UnitOfWork


@dataclass(frozen=True, slots=True)
class Attending:
    """One runner. `now`: what to ask; `aside`: what not before a day. `letters`: unread."""

    line: RunnerLine
    now: tuple[Pattern, ...]
    aside: tuple[tuple[Pattern, date], ...]
    letters: int

    @property
    def urgent(self) -> bool:
        """Whether he comes before everybody else."""
        return any(one.urgent for one in self.now)


@dataclass(frozen=True, slots=True)
class Everybody:
    """All runners of a coach, and the version that this shows."""

    version: int
    runners: Sequence[Attending]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was read for a page, but for what is noticed."""

    version: int
    lines: Sequence[RunnerLine]
    asides: Mapping[str, Mapping[str, date]]
    letters: Mapping[str, int]


async def everybody(here: Visitor, now: datetime) -> Everybody:
    """Return a coach's runners by what matters to him, never by performance."""
    coach, dashboard = here.coach, here.dashboard
    rows = await here.read(lambda uow: _read(uow, coach.id))
    noticed = await dashboard.noticing.of(
        dashboard.database, dashboard.rules.patterns, coach.id, rows.lines, now
    )
    dashboard.noticing.worked_out(coach.id, rows.version, now)
    found = {one.runner_id: _one(one, noticed.get(one.runner_id), rows) for one in rows.lines}
    zone = ZoneInfo(coach.timezone)
    order = by_what_matters(_attended(one, zone) for one in found.values())
    return Everybody(rows.version, [found[one.runner_id] for one in order])


def _read(uow: UnitOfWork, coach_id: str) -> _Rows:
    # The version is read first: a page may then show more than it says, never less.
    version = uow.coaches.version(coach_id)
    lines = uow.views.runners(coach_id)
    return _Rows(version, lines, uow.guiding.asides(coach_id), uow.messages.unread(coach_id))


def _one(line: RunnerLine, noticed: Noticed | None, rows: _Rows) -> Attending:
    letters = rows.letters.get(line.runner_id, 0)
    if noticed is None:
        return Attending(line, (), (), letters)
    asides = rows.asides.get(line.runner_id, NONE_ASIDE)
    found = attended(noticed, asides)
    aside = tuple((one, asides[str(one.kind)]) for one in found.aside)
    return Attending(line, found.now, aside, letters)


def _attended(one: Attending, zone: ZoneInfo) -> Attended:
    line = one.line
    quiet_since = line.last_run or line.since.astimezone(zone).date()
    unread = line.unread + one.letters
    return Attended(line.runner_id, line.first_name, one.now, unread, quiet_since)
