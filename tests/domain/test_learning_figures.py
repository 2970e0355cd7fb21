"""What learning brings and costs, by the simulation of `benchmarks/learning.py` (issue 3).

Seeds are fixed, so these are always the same figures; other seeds give nearly the same.
"""

import pytest

from benchmarks.learning import Plan, follow, plain
from tests.domain.plays import LIBRARY
from tests.nightly import NIGHTLY

MANY = 280 if NIGHTLY else 120  # runners


@pytest.mark.parametrize(
    ("taste", "runners", "least"),
    [(2.0, MANY // 2, 0.70), (1.2, MANY, 0.55), (0.6, MANY // 2, 0.10)],
)
def test_learning_goes_most_of_the_way_to_what_relieves(
    taste: float, runners: int, least: float
) -> None:
    """By run 24 a runner with tastes is brought this far from the table to the best for him."""
    found = follow(Plan(taste, runners), LIBRARY.run_forms, LIBRARY.learning)
    assert found.way is not None
    assert found.way >= least


def test_who_has_no_tastes_loses_next_to_nothing() -> None:
    """Without tastes the table is right: leaning away costs at most 0.08 points at any run."""
    found = follow(Plan(0.0, MANY), LIBRARY.run_forms, LIBRARY.learning)
    assert found.worst[0] >= -0.08


def test_a_plain_mean_would_cost_more() -> None:
    """The limit is no formality: a plain shrunken mean breaks it."""
    found = follow(Plan(0.0, 40, learn=plain), LIBRARY.run_forms, LIBRARY.learning)
    assert found.worst[0] < -0.08
