"""Sets of words in content/safety/: each is there for a phrase."""

import re

import pytest

from bot.domain.safety import Signs
from tests.furnished import LIBRARY

SIGNS = [
    signs
    for one in LIBRARY.safety_words.languages
    for signs in (one.crisis, one.body)
    if signs.sets
]


def named(written: list[str], signs: Signs) -> set[str]:
    """Return the sets that these phrases or words name, and those that stand in them."""
    names = {name for one in written for name in re.split(r"[ |!]+", one) if name in signs.sets}
    inside = [word for name in names for word in signs.sets[name]]
    return names | named(inside, signs) if inside else names


@pytest.mark.parametrize("signs", SIGNS, ids=range(len(SIGNS)))
def test_no_set_is_left_over(signs: Signs) -> None:
    """A set that no phrase names, not even inside another set, hears nothing."""
    subjects = (signs.rings, signs.hints, signs.harmless)
    phrases = [one for subject in subjects for listed in subject.values() for one in listed]
    assert set(signs.sets) - named(phrases, signs) == set()
