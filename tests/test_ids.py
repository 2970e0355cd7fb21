"""Ids sort as they were made: the outbox sends by them."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.ids import FORM, is_id, new_id, same_id

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
MOMENTS = some.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=some.just(UTC),
)


def test_ids_of_one_moment_sort_as_they_were_made() -> None:
    """Two messages of one step leave in the order in which the step gave them."""
    made = [new_id(NOW) for _ in range(1000)]
    assert made == sorted(made)
    assert len(set(made)) == 1000


@given(MOMENTS, some.integers(1, 10**12))
def test_ids_sort_by_time(moment: datetime, microseconds: int) -> None:
    """To the microsecond, whatever the count says."""
    later = moment + timedelta(microseconds=microseconds)
    assert new_id(moment) < new_id(later)


@given(MOMENTS)
def test_an_id_is_an_id(moment: datetime) -> None:
    """26 letters that fit in a button, and nothing before or behind them."""
    made = new_id(moment)
    for text in (made, made[1:], made + "0", made.upper(), f"{made} "):
        assert is_id(text) == (text == made) == (re.search(FORM, text) is not None)


def test_the_same_parts_are_the_same_id() -> None:
    """What is made twice from the same update is one thing; other parts are another."""
    assert same_id("a", "b", "7") == same_id("a", "b", "7")
    assert is_id(same_id("a", "b", "7"))
    assert len({same_id("a", "b", "7"), same_id("a", "b7", ""), same_id("a", "b", "8")}) == 3
