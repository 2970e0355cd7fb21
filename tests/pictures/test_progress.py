"""The picture: everything said stands on it, its letters are drawn, and nothing else is there."""

import re
from datetime import date, timedelta
from itertools import combinations
from math import dist

import pytest

from bot.domain.looking_back import Felt, weeks_of
from bot.pictures import progress
from bot.pictures.progress import PictureWords, WeekColumn, progress_png, progress_svg

TODAY = date(2026, 11, 21)
WORDS = PictureWords(
    "Title", "period", "tension", "before", "after", "high", "low", "weeks", "none"
)
NO_WORDS = PictureWords("", "", "", "", "", "", "", "", "")


def drawn(*times: Felt) -> list[WeekColumn]:
    """Return the columns of these times, the oldest first."""
    return [WeekColumn(f"{one.monday:%d}", one.times) for one in weeks_of(times, TODAY)]


def count(svg: str) -> tuple[int, int]:
    """Return how many open and filled dots there are, without those of the legend."""
    return svg.count('class="before"') - 1, svg.count('class="after"') - 1


def circles(svg: str) -> list[tuple[float, float, float]]:
    """Return where each dot is, and its radius."""
    found = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg)
    return [(float(x), float(y), float(radius)) for x, y, radius in found]


def test_each_time_has_its_dots() -> None:
    """Before is open, after is filled, and each time is one more dot in its week."""
    svg = progress_svg(drawn(Felt(TODAY, 8, 4), Felt(TODAY, 7, None), Felt(TODAY, None, 3)), WORDS)
    assert count(svg) == (2, 2 + 3)


def test_a_time_without_tension_still_has_its_dot() -> None:
    """Who filled in nothing was there all the same, and reads that this is fine."""
    svg = progress_svg(drawn(Felt(TODAY, None, None)), WORDS)
    assert count(svg) == (0, 1)
    assert ">none<" in svg


def test_the_same_before_and_after_are_both_seen() -> None:
    """The open dot stands around the filled one, not under it."""
    svg = progress_svg(drawn(Felt(TODAY, 5, 5)), WORDS)
    radius = progress._BIGGEST  # noqa: SLF001  the size of a dot is nobody else's business
    assert f'r="{radius * 1.9 - radius * 1.9 / 6:.1f}"' in svg


@pytest.mark.parametrize("runs", [1, 3, 30, 200, 1000])
def test_nothing_falls_off_the_picture(runs: int) -> None:
    """However much was run, every dot is inside."""
    days = sorted(TODAY - timedelta(days=number % 80) for number in range(runs))
    svg = progress_svg(drawn(*(Felt(day, 10, 1) for day in days)), WORDS)
    for x, y, radius in circles(svg):
        assert radius < x < progress.WIDTH - radius
        assert radius < y < progress.HEIGHT - 60


@pytest.mark.parametrize("runs", [30, 200, 1000])
def test_the_dots_of_the_weeks_can_be_told_apart(runs: int) -> None:
    """However many there are, no dot of the weeks covers another."""
    days = sorted(TODAY - timedelta(days=number % 80) for number in range(runs))
    svg = progress_svg(drawn(*(Felt(day, None, None) for day in days)), WORDS)
    dots = circles(svg)[2:]
    near = [
        (one, other)
        for one, other in combinations(dots, 2)
        if dist(one[:2], other[:2]) < one[2] + other[2]
    ]
    assert len(dots) >= min(runs, 21 * 12)
    assert near == []


def test_words_cannot_become_markup() -> None:
    """A label with signs of XML is drawn as it is."""
    columns = [WeekColumn("<b>&", (Felt(TODAY, 8, 4),))]
    assert progress_png(columns, WORDS).startswith(b"\x89PNG")


def test_letters_are_drawn_with_our_own_font() -> None:
    """Without any font of the machine the words are on the picture: it is not the empty one."""
    columns = drawn(Felt(TODAY, 8, 4))
    assert len(progress_png(columns, WORDS)) > len(progress_png(columns, NO_WORDS)) + 2000


def test_the_font_can_write_our_languages() -> None:
    """Each of these letters has a shape of its own, not the box for an unknown one."""
    unknown = progress_png(drawn(), _titled("\U0001f332"))
    shapes = {letter: progress_png(drawn(), _titled(letter)) for letter in "éëïüßñçàåøœŵşğčžłőșÉ€…"}
    assert [letter for letter, shape in shapes.items() if shape == unknown] == []
    assert len(set(shapes.values())) == len(shapes)


def _titled(title: str) -> PictureWords:
    return PictureWords(title, "", "", "", "", "", "", "", "")
