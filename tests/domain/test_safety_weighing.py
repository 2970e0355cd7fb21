"""What words and letters weigh, added up; the figures are made up."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import SafetyLanguage, SafetyWords, Signs, in_crisis
from bot.domain.safety.spelling import Spelling
from bot.domain.safety.weighing import (
    LONG,
    PHRASES_ALONE,
    Weights,
    in_letters,
    in_words,
    sounds_like_crisis,
    weight,
)

HEAVY = Weights(base=-1, hint=2, of={"zonder": 40.0})
HINTED = Signs({}, {"all": ("zonder mij",)})


def heard(weights: Weights) -> SafetyWords:
    """Return words of one language with one hint."""
    return SafetyWords((SafetyLanguage(Spelling(), HINTED, Signs({})),), weights)


def test_words_and_pairs() -> None:
    """Each word, each pair side by side, and each pair with others between; begin and end too."""
    assert set(in_words(["ik", "ren"])) == {
        *("^", "ik", "ren", "$"),
        *("^ ik", "ik ren", "ren $"),
        *("^ .. ren", "ik .. $", "^ .. $"),
    }


def test_a_pair_spans_four_words_at_most() -> None:
    """What stands further apart is no pair."""
    pairs = set(in_words(["a", "b", "c", "d", "e", "f"]))
    assert "a .. e" in pairs
    assert "a .. f" not in pairs


def test_rows_of_letters() -> None:
    """Three to five in a row, the begin and the end of the word among them."""
    assert set(in_letters(["ren"])) == {"-re", "ren", "en-", "-ren", "ren-", "-ren-"}


def test_a_longer_text_must_weigh_more() -> None:
    """What is found is set against the root of all that could be."""
    of = {"a": 3.0, "-b-": 5.0}
    found = weight(["a", "b"], Weights(-1, 0, of))
    assert found == pytest.approx(-1 + 3 / sqrt(11) + 5 / sqrt(3))


def test_one_word_alone_rings_by_no_weight() -> None:
    """What somebody plans in one word is no cry for help; with a hint or a word more it counts."""
    assert not sounds_like_crisis(["zonder"], HEAVY, hinted=False)
    assert sounds_like_crisis(["zonder"], HEAVY, hinted=True)
    assert sounds_like_crisis(["zonder", "jullie"], HEAVY, hinted=False)


@given(st.integers(0, 400), st.integers(LONG + 1, 400))
def test_nothing_drowns_in_a_long_text(at: int, length: int) -> None:
    """A word that makes a short text ring makes it ring at any place of a long one."""
    words = ["loop"] * length
    words[at % length] = "zonder"
    assert sounds_like_crisis(words, HEAVY, hinted=False)
    assert not sounds_like_crisis(["loop"] * length, HEAVY, hinted=False)


def test_a_hint_counts_with_the_other_words() -> None:
    """It rings by itself, and not when the other words speak against it."""
    against = heard(Weights(base=-1, hint=2, of={"vakantie": -8.0}))
    assert in_crisis("zonder mij", against)
    assert not in_crisis("zonder mij vakantie", against)
    assert in_crisis("zonder mij vakantie", heard(PHRASES_ALONE))


def test_words_ring_without_any_phrase() -> None:
    """What no phrase says is heard by its weight."""
    assert in_crisis("zonder jullie", heard(HEAVY))
    assert not in_crisis("met jullie", heard(HEAVY))
