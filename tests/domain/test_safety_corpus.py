"""How well the words of crisis hear: made-up sentences that must ring, and such that must not.

The part held back was written by people who had not seen the rules, and nobody read it for them.
Its figures are printed (`pytest -s`, or `python -m scripts.safety_figures`); docs/decisions/0012
tells them.
"""

from functools import cache
from itertools import product

from scripts.safety_corpus import HELD, OPEN, lines
from scripts.safety_figures import Figure, figures
from tests.nightly import NIGHTLY

SOME = 1 if NIGHTLY else 12  # every twelfth of the open part; nightly: all of it
MOST, FALSE_ALARMS = 0.9, 0.01


@cache
def counted() -> dict[tuple[str, str, str], Figure]:
    """Return all figures by part, kind and language: all is heard once, by who asks first."""
    return {(one.part, one.kind, one.language): one for one in figures({OPEN: SOME})}


def rang(part: str, kind: str) -> Figure:
    """Return the figure of both languages together."""
    both = [one for one in counted().values() if (one.part, one.kind) == (part, kind)]
    return Figure(part, kind, "", sum(one.rang for one in both), sum(one.total for one in both))


def test_the_corpus_is_large_enough() -> None:
    """At least 200 that must ring and 600 that must not, held back ones alone; no text twice."""
    held, learnt = list(lines(HELD)), list(lines(OPEN))
    assert sum(one.rings for one in held) >= 200
    assert sum(not one.rings for one in held) >= 600
    assert {one.text.casefold() for one in held}.isdisjoint(one.text.casefold() for one in learnt)


def test_what_says_it_outright_rings() -> None:
    """Each sentence, learnt from or held back; of the open ones every twelfth, nightly all."""
    for part in (OPEN, HELD):
        one = rang(part, "explicit")
        assert one.rang == one.total > 0


def test_most_of_what_hints_at_it_rings() -> None:
    """At least nine of ten."""
    for part in (OPEN, HELD):
        assert rang(part, "implied").share >= MOST


def test_false_alarms_are_rare() -> None:
    """At most one in a hundred; the card must stay something that is taken seriously."""
    for part in (OPEN, HELD):
        assert rang(part, "silent").share <= FALSE_ALARMS


def test_the_figures_are_told() -> None:
    """A table of each part, each kind and each language, with something in all of them."""
    for one in counted().values():
        print(one)  # noqa: T201  the figures are what this test is for
    kinds = ("explicit", "implied", "silent")
    assert set(counted()) == set(product((HELD, OPEN), kinds, ("en", "nl")))
