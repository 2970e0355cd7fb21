"""The picture of `/voortgang`: drawn here as an SVG, and made a PNG by the one door to resvg.

Tension and weeks share one axis of time, which is why it is no chart of `charts.py`. Nothing is
joined from one time to the next: a line between two runs would look like a score going up or down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from bot.domain.looking_back import Felt

WIDTH: Final = 800
HEIGHT: Final = 1000
FONT: Final = Path(__file__).with_name("fonts") / "NotoSans-Regular.ttf"
FAMILY: Final = "Noto Sans"

_LEFT, _RIGHT = 96, 752
_TOP = 290  # of tension 10
_LOWEST_DOT = 906
_DOTS_HIGH = 134  # as high as the dots of a week may stand on each other
_LINES: Final = (1, 4, 7, 10)  # tensions with a line
_LABELS_THAT_FIT: Final = 4
_BIGGEST: Final = 9.0  # radius of a dot
_IN_ROW: Final = 3  # dots of one week beside each other
_MOST_ROWS: Final = 7

# Its own quiet ground, so that it reads the same in a dark and in a light Telegram. Contrast with
# the ground: text 9:1 and 5.4:1, before 4.7:1, after 5.2:1; open and filled tell without colour.
_GROUND, _TEXT, _SOFT = "#f7f4ed", "#33403c", "#5a6a64"
_GRID, _JOIN = "#ddd8cc", "#b9b3a3"
_BEFORE, _AFTER = "#94551b", "#2f6f6a"


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """One week of the picture: its label, and what was felt, the oldest first."""

    label: str
    times: tuple[Felt, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: the fewer dots there are on each other, the more room tension has."""

    columns: Sequence[WeekColumn]

    @property
    def width(self) -> float:
        """Of one week."""
        return (_RIGHT - _LEFT) / len(self.columns)

    @property
    def most(self) -> int:
        """Times in the fullest week."""
        return max(len(column.times) for column in self.columns)

    @property
    def beside(self) -> float:
        """From one dot to the next in a row of a week."""
        return min(26.0, self.width / _IN_ROW)

    @property
    def up(self) -> float:
        """From one row of dots to the next."""
        rows = ceil(min(_IN_ROW * _MOST_ROWS, self.most) / _IN_ROW)
        return min(self.beside, _DOTS_HIGH / max(1, rows - 1))

    @property
    def dots_title(self) -> float:
        """Just above the highest dot."""
        rows = ceil(min(_IN_ROW * _MOST_ROWS, self.most) / _IN_ROW)
        return _LOWEST_DOT - max(0, rows - 1) * self.up - 44

    @property
    def bottom(self) -> float:
        """Of tension 1."""
        return self.dots_title - 100

    def left_of(self, number: int) -> float:
        """Return where a week begins."""
        return _LEFT + number * self.width

    def height(self, tension: int) -> float:
        """Return where a tension of 1 to 10 stands; the tensest is on top."""
        return self.bottom - (tension - _LINES[0]) * (self.bottom - _TOP) / (_LINES[-1] - _LINES[0])


@dataclass(frozen=True, slots=True)
class PictureWords:
    """All words on the picture, in the runner's language."""

    title: str
    period: str
    tension: str
    before: str
    after: str
    high: str
    low: str
    weeks: str
    nothing: str  # in the place of tension when none was said


def progress_png(columns: Sequence[WeekColumn], words: PictureWords) -> bytes:
    """Return the picture as a PNG of `WIDTH` by `HEIGHT`; the words use our own font alone."""
    import resvg_py  # noqa: PLC0415  for the few who look back

    made = resvg_py.svg_to_bytes(
        svg_string=progress_svg(columns, words),
        skip_system_fonts=True,
        font_files=[str(FONT)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(made)


def progress_svg(columns: Sequence[WeekColumn], words: PictureWords) -> str:
    """Return the picture: tension before and after each time, and under it a dot for each time."""
    layout = _Layout(columns)
    parts = [*_heading(words), *_grid(layout, words)]
    if any(one.before or one.after for column in columns for one in column.times):
        parts += _tensions(layout)
    else:
        middle = (_TOP + layout.bottom) / 2
        parts.append(_text(words.nothing, (_LEFT + _RIGHT) / 2, middle, 24, anchor="middle"))
    parts += _dots(layout, words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_GROUND}"/>{"".join(parts)}</svg>'
    )


def _heading(words: PictureWords) -> Iterator[str]:
    yield _text(words.title, 48, 84, 44)
    yield _text(words.period, 48, 126, 24, colour=_SOFT)
    yield _text(words.tension, 48, 196, 28)
    yield _ring(60, 232, _BIGGEST)
    yield _text(words.before, 80, 240, 24)
    beside = 80 + 14 * len(words.before) + 40
    yield _dot(beside, 232, _BIGGEST)
    yield _text(words.after, beside + 20, 240, 24)


def _grid(layout: _Layout, words: PictureWords) -> Iterator[str]:
    for tension in _LINES:
        y = layout.height(tension)
        yield _line(_LEFT, y, _RIGHT, y, _GRID, 2)
        yield _text(str(tension), _LEFT - 20, y + 8, 24, anchor="end", colour=_SOFT)
    yield _text(words.high, _RIGHT, _TOP - 14, 20, anchor="end", colour=_SOFT)
    yield _text(words.low, _RIGHT, layout.bottom + 30, 20, anchor="end", colour=_SOFT)
    axis = _LOWEST_DOT + 16
    every = max(1, ceil(len(layout.columns) / _LABELS_THAT_FIT))
    for number, column in enumerate(layout.columns):
        x = layout.left_of(number)
        yield _line(x, axis, x, axis + 10, _JOIN, 2)
        if (len(layout.columns) - 1 - number) % every == 0:
            middle = min(x + layout.width / 2, WIDTH - 80)
            yield _text(column.label, middle, 956, 22, anchor="middle", colour=_SOFT)
    yield _line(_LEFT, axis, _RIGHT, axis, _JOIN, 2)


def _tensions(layout: _Layout) -> Iterator[str]:
    """Yield for each time an open dot before, a filled one after, and what joins the two."""
    radius = min(_BIGGEST, max(3.0, layout.width / (layout.most + 1) / 2))
    for number, column in enumerate(layout.columns):
        step = layout.width / (len(column.times) + 1)
        for place, one in enumerate(column.times, start=1):
            x = layout.left_of(number) + place * step
            if one.before and one.after:
                ends = layout.height(one.before), layout.height(one.after)
                yield _line(x, ends[0], x, ends[1], _JOIN, radius * 0.6)
            if one.before:
                same = one.before == one.after  # then the ring stands around the dot
                yield _ring(x, layout.height(one.before), radius * (1.9 if same else 1))
            if one.after:
                yield _dot(x, layout.height(one.after), radius)


def _dots(layout: _Layout, words: PictureWords) -> Iterator[str]:
    """Yield a dot for each time in its week, from below upwards: nothing says how many to want."""
    yield _text(words.weeks, 48, layout.dots_title, 28)
    radius = min(_BIGGEST, layout.beside / 2.6, layout.up / 2.4)
    for number, column in enumerate(layout.columns):
        middle = layout.left_of(number) + layout.width / 2
        count = min(_IN_ROW * _MOST_ROWS, len(column.times))
        for place in range(count):
            row = place // _IN_ROW
            in_row = min(_IN_ROW, count - row * _IN_ROW)
            x = middle + (place % _IN_ROW - (in_row - 1) / 2) * layout.beside
            yield _dot(x, _LOWEST_DOT - row * layout.up, radius)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        f' stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="round"/>'
    )


def _ring(x: float, y: float, radius: float) -> str:
    edge = max(1.5, radius / 3)
    return (
        f'<circle class="before" cx="{x:.1f}" cy="{y:.1f}" r="{radius - edge / 2:.1f}"'
        f' fill="{_GROUND}" stroke="{_BEFORE}" stroke-width="{edge:.1f}"/>'
    )


def _dot(x: float, y: float, radius: float) -> str:
    return f'<circle class="after" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_AFTER}"/>'


def _text(
    words: str, x: float, y: float, size: int, *, anchor: str = "start", colour: str = _TEXT
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
        f' fill="{colour}">{escape(words)}</text>'
    )
