"""Patterns for the coach: dated facts and a question to ask. Never a diagnosis, never a label."""

from bot.domain.patterns.dose import hard_start, too_long
from bot.domain.patterns.ease import body, dip, hard_to_relax, high_tension
from bot.domain.patterns.order import Attended, by_what_matters
from bot.domain.patterns.rest import little_rest
from bot.domain.patterns.shapes import (
    FACTS,
    URGENT,
    Evidence,
    History,
    Past,
    Pattern,
    PatternKind,
    Planned,
)
from bot.domain.patterns.tables import PatternRules, PatternTables
from bot.domain.patterns.urgent import complaint, heavy

__all__ = [
    "FACTS",
    "URGENT",
    "Attended",
    "Evidence",
    "History",
    "Past",
    "Pattern",
    "PatternKind",
    "PatternRules",
    "PatternTables",
    "Planned",
    "by_what_matters",
    "patterns_of",
]

_RULES = (
    heavy,
    complaint,
    hard_start,
    too_long,
    little_rest,
    hard_to_relax,
    body,
    dip,
    high_tension,
)


def patterns_of(history: History, rules: PatternRules) -> tuple[Pattern, ...]:
    """Return what a coach may ask this runner about, the most pressing first.

    Pure: the same record gives the same patterns, whatever order it is handed over in. Each has
    at least one fact, and only facts that this coach may see (source: product.md, "Patterns").
    """
    found = (rule(history, rules) for rule in _RULES)
    return tuple(pattern for pattern in found if pattern is not None)
