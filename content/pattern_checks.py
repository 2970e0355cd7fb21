"""Checks of the patterns: numbers that can come true, and questions and words that exist."""

from bot.domain.patterns.tables import Often, PatternTables
from bot.domain.questionnaire import Questionnaire
from content.errors import ContentError

_FILE = "patterns.toml"


def patterns(tables: PatternTables, reflection: Questionnaire) -> None:
    """Check that each pattern can show, and not without a cause."""
    _often("hard_start", tables.hard_start)
    _often("too_long", tables.too_long)
    _often("relaxing.often", tables.relaxing.often)
    _often("body.open", tables.body.open)
    _counts(tables)
    _rest(tables)
    _answers(tables, reflection)


def _often(key: str, often: Often) -> None:
    if not 1 <= often.times <= often.runs:
        raise ContentError(_FILE, f"{key}.times", "must be at least 1 and not above runs")


def _counts(tables: PatternTables) -> None:
    rest, body = tables.little_rest, tables.body
    counts = {
        "recent_days": tables.recent_days,
        "heavy_days": tables.heavy_days,
        "dip_days": tables.dip_days,
        "little_rest.busy_times": rest.busy_times,
        "little_rest.says_so.times": rest.says_so.times,
        "relaxing.from_tension": tables.relaxing.from_tension,
        "body.late_days": body.late_days,
        "body.late_times": body.late_times,
        "body.looks_back": body.looks_back,
        "high_tension.from_tension": tables.high_tension.from_tension,
        "high_tension.check_ins": tables.high_tension.check_ins,
    }
    for key, count in counts.items():
        if count < 1:
            raise ContentError(_FILE, key, "must be at least 1")


def _rest(tables: PatternTables) -> None:
    rest = tables.little_rest
    for key, days in (
        ("run_days", rest.run_days),
        ("run_days_building_up", rest.run_days_building_up),
    ):
        if not 1 <= days <= rest.days:
            raise ContentError(
                _FILE, f"little_rest.{key}", "must be at least 1 and not above little_rest.days"
            )


def _answers(tables: PatternTables, reflection: Questionnaire) -> None:
    if not tables.little_rest.says_so.when:
        raise ContentError(_FILE, "little_rest.says_so.when", "needs at least one answer")
    for asked, options in tables.little_rest.says_so.when:
        question = reflection.question(asked)
        if question is None or not set(options) <= set(question.options):
            key = "little_rest.says_so.when"
            raise ContentError(
                _FILE, key, f'"{asked}" with these options is not in reflection.toml'
            )
    if not tables.body.taps:
        raise ContentError(_FILE, "body.taps", "needs at least one question")
    for tap in tables.body.taps:
        if reflection.question(tap) is None:
            raise ContentError(_FILE, "body.taps", f'"{tap}" is no question of reflection.toml')
