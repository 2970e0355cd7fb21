"""How well the words of crisis hear: made-up sentences that must ring, and such that must not.

The part held back was written by people who had not seen the rules, and nobody read it for them.
Its figures are printed (`pytest -s`, or `python -m scripts.safety_figures`); docs/decisions/0012
tells them.
"""

from scripts.safety_corpus import HELD, OPEN, lines
from scripts.safety_figures import Figure, figures
from tests.nightly import NIGHTLY

SOME = 1 if NIGHTLY else 6  # every sixth of the open part; nightly: all of it
FIGURES = {(one.part, one.kind, one.language): one for one in figures({OPEN: SOME})}
FALSE_ALARMS = 0.01


def rang(part: str, kind: str) -> Figure:
    """Return the figure of both languages together."""
    both = [one for one in FIGURES.values() if (one.part, one.kind) == (part, kind)]
    return Figure(part, kind, "", sum(one.rang for one in both), sum(one.total for one in both))


def test_the_corpus_is_large_enough() -> None:
    """At least 200 that must ring and 600 that must not, held back ones alone; no text twice."""
    held, learnt = list(lines(HELD)), list(lines(OPEN))
    assert sum(one.rings for one in held) >= 200
    assert sum(not one.rings for one in held) >= 600
    assert {one.text.casefold() for one in held}.isdisjoint(one.text.casefold() for one in learnt)


def test_what_was_learnt_from_rings() -> None:
    """Explicit or implied, Dutch or English."""
    assert rang("open", "explicit").share >= 0.99
    assert rang("open", "implied").share >= 0.9


def test_false_alarms_are_rare() -> None:
    """At most one in a hundred; the card must stay something that is taken seriously."""
    assert rang("open", "silent").share <= FALSE_ALARMS


def test_the_part_held_back_does_not_get_worse() -> None:
    """Asked: explicit all, implied 90 %, false alarms 1 %; so far 98, 87 and 1.2 %."""
    for one in FIGURES.values():
        print(one)  # noqa: T201  the figures are what this test is for
    assert rang("held", "explicit").share >= 0.98
    assert rang("held", "implied").share >= 0.86
    assert rang("held", "silent").share <= 0.014
