"""What words weigh, kept by their hash alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety.weight_table import WeightTable

NOWHERE = -1.0


class Namesake(str):
    """A word that has the hash of every other."""

    __slots__ = ()

    def __hash__(self) -> int:
        return 0


@given(st.dictionaries(st.text(), st.floats(width=32, allow_nan=False)), st.lists(st.text()))
def test_it_says_what_a_dict_says(of: dict[str, float], others: list[str]) -> None:
    """Of the words that are there, and of those that are not."""
    table = WeightTable(len(of))
    for word, weight in of.items():
        table.add(word, weight)
    for word in (*of, *others):
        assert table.get(word, NOWHERE) == of.get(word, NOWHERE)


def test_many_words_find_each_a_place() -> None:
    """Also when it is as full as it gets."""
    words = [f"{number}" for number in range(383)]
    table = WeightTable(len(words))
    for weight, word in enumerate(words):
        table.add(word, weight)
    assert [table.get(word, NOWHERE) for word in words] == list(range(len(words)))


def test_no_word_takes_the_place_of_another() -> None:
    """The same again, or two with one hash: refused, never silently one of them."""
    table = WeightTable(3)
    table.add(Namesake("a"), 1)
    for again in ("a", "b"):
        with pytest.raises(KeyError):
            table.add(Namesake(again), 2)
    assert table.get(Namesake("a"), NOWHERE) == 1
