"""*Voor het gesprek*: what a coach takes along to a talk with one of his runners. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.guidance import Guidance
from bot.domain.patterns import Pattern, PatternRules
from bot.domain.runner import Runner
from bot.usecases.attention import attention
from bot.usecases.ports import Coach, Summary, UnitOfWork

USUAL = timedelta(weeks=4)
"""So long ago it begins when no earlier talk is known."""

MOST = 200
"""So many of the newest runs are looked at: years would fit no page."""


@dataclass(frozen=True, slots=True)
class Talk:
    """From `first` until today (the runner's days): his runs, the oldest first, and one pattern.

    `talked_on`: the day of the last talk, if one is known. `pattern`: what to ask about, if any.
    """

    runner: Runner
    guidance: Guidance
    first: date
    today: date
    talked_on: date | None
    summaries: Sequence[Summary]
    pattern: Pattern | None


def prepare(
    uow: UnitOfWork,
    coach: Coach,
    runner_id: str,
    now: datetime,
    rules: PatternRules,
    since: date | None = None,
) -> Talk | None:
    """Return what there is since a day, else since the last talk; None: they do not share."""
    line = uow.views.line(coach.id, runner_id)
    if line is None:
        return None
    guidance = uow.guiding.guidance(runner_id)
    zone = ZoneInfo(line.runner.timezone)
    today = now.astimezone(zone).date()
    last = guidance.last_talk(now)
    talked_on = None if last is None else last.astimezone(zone).date()
    first = since or talked_on or today - USUAL
    found = attention(uow, coach.id, runner_id, now, rules)
    return Talk(
        runner=line.runner,
        guidance=guidance,
        first=first,
        today=today,
        talked_on=talked_on,
        summaries=uow.views.since(coach.id, line, first, MOST)[::-1],
        pattern=found.now[0] if found is not None and found.now else None,
    )
