"""A made-up runner's record, day by day, for the tests of the patterns."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.patterns import History, Past, Pattern, PatternKind, PatternRules, patterns_of
from bot.domain.run import Run, RunState
from bot.domain.runner import Standing
from tests.domain.plays import AMSTERDAM, LIBRARY

TODAY = date(2026, 6, 17)  # a Wednesday
RULES = PatternRules(LIBRARY.patterns, LIBRARY.run_forms, LIBRARY.running)
TABLES = RULES.tables
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
GOOD = {"tension": "6", "tension_after": "4", "talk_test": "yes", "pain": "none"}
DOSE = 20


def ago(days: int) -> date:
    """Return the day that is so many days before today."""
    return TODAY - timedelta(days=days)


def card(
    form: str = "reset", activity: Activity = Activity.RUN, minutes: int = DOSE
) -> Recommendation:
    """Return a card with these minutes at most."""
    pick = Pick(form, form, activity, Minutes(10, minutes))
    return Recommendation(pick, (), (), "talk", "let_go", "known")


def went(
    days: int,
    said: Mapping[str, str] | None = None,
    *,
    minutes: int = DOSE,
    on: Recommendation | None = None,
    begins: time = time(12),
) -> Past:
    """Return a run of so many days ago that took so many minutes, between warm-up and walk."""
    on = on or card()
    began = datetime.combine(ago(days), begins, AMSTERDAM).astimezone(UTC)
    around = RULES.times.warm_up + RULES.times.walk_after
    run = Run(
        id=f"run-{days:03}-{begins:%H%M}",
        runner_id="r",
        state=RunState.REFLECTED,
        local_date=ago(days),
        checked_in_at=began - timedelta(minutes=2),
        card=on,
        started_at=began,
        planned_end=began + around + timedelta(minutes=on.pick.minutes.high),
        back_at=began + around + timedelta(minutes=minutes),
        reflected_at=began + around + timedelta(minutes=minutes + 10),
    )
    return Past(run, {**GOOD, **({} if said is None else said)})


def silent(one: Past, *questions: str) -> Past:
    """Return it with these taps left open."""
    left = {asked: said for asked, said in one.answers.items() if asked not in questions}
    return replace(one, answers=left)


def checked_in(days: int, said: Mapping[str, str], begins: time = time(9)) -> Past:
    """Return a check-in that led to no run."""
    one = went(days, begins=begins)
    run = replace(
        one.run,
        id=f"no-{one.run.id}",
        state=RunState.DECLINED,
        started_at=None,
        planned_end=None,
        back_at=None,
        reflected_at=None,
    )
    return Past(run, said)


def history(*past: Past, standing: Standing = Standing.USED) -> History:
    """Return the record of a runner whose coach may see everything."""
    return History(standing=standing, zone=AMSTERDAM, today=TODAY, visible_from=LONG_AGO, past=past)


def found(record: History, kind: PatternKind) -> Pattern | None:
    """Return the pattern of this kind, or None when it stays silent."""
    return next((one for one in patterns_of(record, RULES) if one.kind is kind), None)


def facts(record: History, kind: PatternKind) -> list[tuple[int, str, dict[str, int]]]:
    """Return the evidence: how many days ago, which fact, its numbers; empty when silent."""
    pattern = found(record, kind)
    evidence = () if pattern is None else pattern.evidence
    return [((TODAY - one.day).days, one.key, dict(one.numbers)) for one in evidence]
