"""The order of a coach's runners: by what matters to him, never by performance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.patterns.shapes import Pattern


@dataclass(frozen=True, slots=True)
class Attended:
    """One runner as the list orders him. `quiet_since`: his last run, else when he began to share.

    `patterns` are those that the coach has not set aside.
    """

    runner_id: str
    first_name: str
    patterns: tuple[Pattern, ...]
    unread: int
    quiet_since: date


def by_what_matters(runners: Iterable[Attended]) -> tuple[Attended, ...]:
    """Return who is in trouble first, then most patterns, most unread, longest quiet, by name."""
    return tuple(sorted(runners, key=_rank))


def _rank(one: Attended) -> tuple[bool, int, int, date, str, str]:
    urgent = any(pattern.urgent for pattern in one.patterns)
    name = one.first_name.casefold()
    return not urgent, -len(one.patterns), -one.unread, one.quiet_since, name, one.runner_id
