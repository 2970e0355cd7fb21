"""Too little rest, or too little time for oneself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.domain.patterns.dose import BUILDING_UP, back_in_time
from bot.domain.patterns.shapes import Evidence, History, Past, Pattern, PatternKind, Planned
from bot.domain.patterns.tables import PatternRules
from bot.domain.planning import When
from bot.domain.wall_clock import at, local_of


def little_rest(history: History, rules: PatternRules) -> Pattern | None:
    """Return it for few rest days, busy moments right after a run, or his own word for it."""
    table = rules.tables.little_rest
    done = history.done(rules.tables.recent_days)
    often = (
        (_run_days(history, table.days), _most(history, rules)),
        (tuple(_hurried(history, done, rules)), table.busy_times),
        (tuple(_said(done, rules)), table.says_so.times),
    )
    facts = {fact for found, times in often if len(found) >= times for fact in found}
    if not facts:
        return None
    return Pattern(PatternKind.LITTLE_REST, tuple(sorted(facts, key=_by_day)))


def _most(history: History, rules: PatternRules) -> int:
    table = rules.tables.little_rest
    return table.run_days_building_up if history.standing in BUILDING_UP else table.run_days


def _run_days(history: History, days: int) -> tuple[Evidence, ...]:
    ran = {one.run.local_date for one in history.ran(days)}
    return tuple(Evidence(day, "ran") for day in sorted(ran) if day <= history.today)


def _hurried(history: History, done: list[Past], rules: PatternRules) -> Iterator[Evidence]:
    """Return the runs after which something busy began soon, or had begun already."""
    within = rules.tables.little_rest.busy_within
    for one in done:
        back = back_in_time(one.run, rules.times)
        if back is None or one.run.started_at is None:
            continue
        begins = [_begins(planned, back, history) for planned in history.moments]
        soon = [b for b in begins if b is not None and one.run.started_at < b <= back + within]
        if soon:
            left = max(timedelta(), min(soon) - back)
            minutes = int(left.total_seconds() // 60)
            yield Evidence(one.run.local_date, "busy_after", (("minutes", minutes),))


def _begins(planned: Planned, back: datetime, history: History) -> datetime | None:
    """Return when a busy moment begins on the day that he came back (UTC); None: not that day."""
    moment, day = planned.moment, local_of(back, history.zone).date()
    falls = moment.day == day or day.weekday() in moment.weekdays
    if moment.when is When.AT or not falls or day < planned.since:
        return None
    return at(day, moment.starts, history.zone).astimezone(UTC)


def _said(done: list[Past], rules: PatternRules) -> Iterator[Evidence]:
    says_so = rules.tables.little_rest.says_so
    for one in done:
        if all(one.answers.get(asked) in options for asked, options in says_so.when):
            yield Evidence(one.run.local_date, says_so.fact)


def _by_day(fact: Evidence) -> tuple[object, ...]:
    return fact.day, fact.key, fact.numbers
