"""Hard to relax, hardly noticing the body, a dip, and tension that stays high."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.patterns.shapes import Evidence, History, Past, Pattern, PatternKind
from bot.domain.patterns.tables import PatternRules
from bot.domain.patterns.urgent import open_complaints
from bot.domain.run import RunState
from bot.domain.wall_clock import local_of


def hard_to_relax(history: History, rules: PatternRules) -> Pattern | None:
    """Return it when tension was often not lower after the run; an open tap says nothing."""
    table = rules.tables.relaxing
    told: list[tuple[date, int, int]] = []
    for one in history.done(rules.tables.recent_days):
        before, after = one.number("tension"), one.number("tension_after")
        if before is not None and after is not None and before >= table.from_tension:
            told.append((one.run.local_date, before, after))
    facts = tuple(
        Evidence(day, "not_lower", (("before", before), ("after", after)))
        for day, before, after in told[-table.often.runs :]
        if after >= before
    )
    return Pattern(PatternKind.HARD_TO_RELAX, facts) if len(facts) >= table.often.times else None


def body(history: History, rules: PatternRules) -> Pattern | None:
    """Return it when pain was told late more than once, or the body's taps are left open."""
    table = rules.tables.body
    late, left_open = tuple(_late(history, rules)), tuple(_left_open(history, rules))
    facts = late if len(late) >= table.late_times else ()
    facts += left_open if len(left_open) >= table.open.times else ()
    if not facts:
        return None
    return Pattern(PatternKind.BODY, tuple(sorted(facts, key=_by_day)))


def dip(history: History, rules: PatternRules) -> Pattern | None:
    """Return it after so many quiet days: no run and no check-in, no pause, no complaint.

    *Vandaag niet* is a sign of life; who rests because of a complaint is not in a dip.
    """
    days = rules.tables.dip_days
    done = history.done((history.today - date.min).days)
    if not done or history.red_flag_on is not None or any(open_complaints(history)):
        return None
    signs = [one.run.local_date for one in history.past]
    signs += [local_of(one.run.checked_in_at, history.zone).date() for one in history.past]
    if history.paused_until is not None:
        signs.append(history.paused_until)
    if history.today - max(signs) < timedelta(days=days):
        return None
    last = done[-1].run.local_date
    quiet = (history.today - last).days
    return Pattern(PatternKind.DIP, (Evidence(last, "last_run", (("days", quiet),)),))


def high_tension(history: History, rules: PatternRules) -> Pattern | None:
    """Return it when the latest check-ins, in a row, all began with high tension."""
    table = rules.tables.high_tension
    first = history.today - timedelta(days=rules.tables.recent_days - 1)
    told: list[tuple[date, int]] = []
    for one in sorted(history.past, key=lambda past: past.order):
        tension = one.number("tension")
        if history.shown(one) and tension is not None and one.run.local_date >= first:
            told.append((one.run.local_date, tension))
    facts = tuple(
        Evidence(day, "high_tension", (("tension", tension),))
        for day, tension in told[-table.check_ins :]
        if tension >= table.from_tension
    )
    return Pattern(PatternKind.HIGH_TENSION, facts) if len(facts) >= table.check_ins else None


def _late(history: History, rules: PatternRules) -> Iterator[Evidence]:
    """Return pain told at a check-in, days after a run whose tap had said nothing of it."""
    table = rules.tables.body
    runs = history.ran(table.looks_back + table.late_days)
    first = history.today - timedelta(days=table.looks_back - 1)
    used: set[str] = set()
    for one in sorted(history.past, key=lambda past: past.told):
        if one.answers.get("unwell") != "pain" or not history.shown(one):
            continue
        earlier = [run for run in runs if run.told < one.told and run.run.id != one.run.id]
        before = max(earlier, key=lambda run: run.order, default=None)
        if before is None or before.run.id in used or _told_pain(before):
            continue
        days = (one.run.local_date - before.run.local_date).days
        if 0 <= days <= table.late_days and one.run.local_date >= first:
            used.add(before.run.id)
            yield Evidence(one.run.local_date, "pain_late", (("days", days),))


def _told_pain(one: Past) -> bool:
    return one.answers.get("pain", "none") != "none"


def _left_open(history: History, rules: PatternRules) -> Iterator[Evidence]:
    """Return the last runs of which nothing about the body was told; today's may still be."""
    table = rules.tables.body
    told = [
        one
        for one in history.ran(rules.tables.recent_days)
        if one.run.state is RunState.REFLECTED and one.run.local_date < history.today
    ]
    for one in told[-table.open.runs :]:
        if one.answers.keys().isdisjoint(table.taps):
            yield Evidence(one.run.local_date, "taps_open")


def _by_day(fact: Evidence) -> tuple[object, ...]:
    return fact.day, fact.key, fact.numbers
