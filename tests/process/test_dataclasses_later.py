"""A dataclass that comes to its functions later is no other than any."""

import sys
from dataclasses import FrozenInstanceError, dataclass

import pytest

from bot.process.dataclasses_later import compiled_later

with compiled_later():

    @dataclass(frozen=True, slots=True)
    class Point:
        """Two numbers, and what they are called."""

        x: int
        y: int = 0

    @dataclass(frozen=True, slots=True)
    class Named(Point):
        """A point with a name."""

        name: str = ""


def test_it_is_told_as_any() -> None:
    """It tells its fields, each time."""
    assert [repr(Point(1)), repr(Point(2, 3))] == ["Point(x=1, y=0)", "Point(x=2, y=3)"]
    assert repr(Named(1, 2, "a")) == "Named(x=1, y=2, name='a')"


def test_it_is_compared_and_found_as_any() -> None:
    """Alike are those of one class with the same in them, also in a set."""
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Named(1)
    assert Named(1, 2, "a") != Named(1, 2, "b")
    assert len({Point(1, 2), Point(1, 2), Point(2, 1), Named(1, 2), Named(1, 2)}) == 3


def test_nothing_in_it_changes() -> None:
    """Whoever sets or deletes a field is refused, the first time and ever after."""
    for point in (Point(1), Named(1)):
        for _ in range(2):
            with pytest.raises(FrozenInstanceError, match="assign to field 'x'"):
                point.x = 2  # type: ignore[misc]
            with pytest.raises(FrozenInstanceError, match="delete field 'y'"):
                del point.y


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python does it at once, and fast")
def test_what_stands_in_for_a_function_goes_when_it_is_called() -> None:
    """From the second time on it is as fast as any."""

    @dataclass(frozen=True)
    class Usual:
        x: int

    with compiled_later():

        @dataclass(frozen=True)
        class Later:
            x: int

    first = Later.__eq__
    assert Later(1) == Later(1)
    assert Later.__eq__ is not first
    assert Later.__eq__.__code__.co_code == Usual.__eq__.__code__.co_code
