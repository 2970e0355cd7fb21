"""What comes first: the runner's own "it is hard", and complaints that are not over."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.patterns.shapes import Evidence, History, Past, Pattern, PatternKind
from bot.domain.patterns.tables import PatternRules

_PAIN = {"tendon": "pain_tendon", "other": "pain_other"}
_RED_FLAGS = frozenset({"dizzy", "chest", "red_flag"})
_UNWELL = _RED_FLAGS | {"pain", "ill"}


def heavy(history: History, rules: PatternRules) -> Pattern | None:
    """Return the runner's own taps on the help card of the last days."""
    first = history.today - timedelta(days=rules.tables.heavy_days - 1)
    days = sorted({day for day in history.heavy if day >= first})
    return Pattern(PatternKind.HEAVY, tuple(Evidence(d, "heavy") for d in days)) if days else None


def complaint(history: History, _rules: PatternRules) -> Pattern | None:
    """Return the complaints that the coach may see and that are not over."""
    open_now = list(open_complaints(history))
    facts = {Evidence(one.run.local_date, key) for one, key in open_now if history.shown(one)}
    if history.red_flag_on is not None and not any(key in _RED_FLAGS for _, key in open_now):
        facts.add(Evidence(history.red_flag_on, "red_flag"))
    if not facts:
        return None
    return Pattern(PatternKind.COMPLAINT, tuple(sorted(facts, key=lambda f: (f.day, f.key))))


def open_complaints(history: History) -> Iterator[tuple[Past, str]]:
    """Return every complaint that is not over, with its fact's key, the newest first.

    A red flag is over when a doctor agrees, the others when the runner says so himself: a check-in
    asks that first, so what the same check-in or its run tells is newer.
    """
    recovered = False
    for one in sorted(history.past, key=lambda past: past.told, reverse=True):
        unwell = one.answers.get("unwell", "")
        key = unwell if unwell in _UNWELL else _PAIN.get(one.answers.get("pain", ""))
        if key is not None and (key in _RED_FLAGS or not recovered):
            yield one, key
        if one.answers.get("doctor") == "yes":
            return
        recovered = recovered or one.answers.get("recovered") == "yes"
