"""The one door to charts: tension before and after, as a still SVG without script.

The picture has no target, no band and no trend line: it shows what was said, and nothing else.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from xml.etree import ElementTree as ET

import pygal  # type: ignore[import-untyped]
from pygal.style import Style  # type: ignore[import-untyped]

# pygal puts a finder for its maps (which we do not have) in the way of every later import of the
# program; it is of an old kind, about which Python warns.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != pygal.__name__]

_SVG = "http://www.w3.org/2000/svg"
_LABELS_THAT_FIT = 4  # on a phone, where the picture is 330 pixels wide
_TENSION = range(1, 11)
KEPT = (
    256  # of so many runners the picture is not drawn again while it says the same: it takes 10 ms
)
# Our own sheet instead of pygal's: two schemes, system letters, and nothing that moves. "Before" is
# a dashed line with open dots, "after" a whole line with filled ones: no colour is needed to tell.
_SHEET = """
text{fill:#45544f;stroke:none}
.axis.y text{text-anchor:end}.axis.x text{text-anchor:middle}
.background,.nofill{fill:none}
.axis .line{stroke:#8a9a94;fill:none}
.axis .guide.line{stroke:#d5ded9}
.axis.x .guides path{stroke:none}
.serie-0 .line,.legend .color-0{stroke:#9a5b1e;stroke-width:2.5;stroke-dasharray:2 6;
stroke-linecap:round;fill:none}
.serie-0 .dot,.legend .color-0{fill:#fdfcf9;stroke:#9a5b1e;stroke-width:2.5;stroke-dasharray:none}
.serie-1 .line{stroke:#2f6f6a;stroke-width:3;stroke-linecap:round;fill:none}
.serie-1 .dot,.legend .color-1{fill:#2f6f6a;stroke:#2f6f6a}
@media (prefers-color-scheme:dark){
text{fill:#c3d0ca}.axis .line{stroke:#74857e}.axis .guide.line{stroke:#33433d}
.serie-0 .line,.legend .color-0{stroke:#e0a468}
.serie-0 .dot,.legend .color-0{fill:#17211e;stroke:#e0a468}
.serie-1 .line{stroke:#7cc4bb}.serie-1 .dot,.legend .color-1{fill:#7cc4bb;stroke:#7cc4bb}}
""".replace("\n", "")
_LETTERS = Style(
    font_family="system-ui, sans-serif",
    label_font_size=19,
    major_label_font_size=19,
    legend_font_size=19,
)


@dataclass(frozen=True, slots=True)
class TensionPoint:
    """One run: its date in words, and tension 1 to 10 before and after (None: not said)."""

    label: str
    before: int | None
    after: int | None


def tension_svg(points: Sequence[TensionPoint], before: str, after: str) -> str:
    """Return an SVG of tension before and after each run, the oldest first.

    `before` and `after` are the words of the legend. The caller gives the text alternative.
    """
    return _drawn(tuple(points), before, after)


@lru_cache(maxsize=KEPT)
def _drawn(points: tuple[TensionPoint, ...], before: str, after: str) -> str:
    every = max(1, ceil(len(points) / _LABELS_THAT_FIT))
    labels = [point.label for point in points]
    chart = pygal.Line(
        width=560,
        height=360,
        margin=6,
        margin_left=24,  # half of the first label, beside the scale
        margin_right=36,  # half of the last label
        style=_LETTERS,
        css=[f"inline:{_SHEET}"],
        js=[],
        range=(_TENSION.start, _TENSION.stop - 1),
        y_labels=list(_TENSION)[1::2],
        x_labels=labels,
        x_labels_major=labels[::-1][::every],
        show_minor_x_labels=False,
        truncate_label=-1,
        dots_size=6,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        legend_box_size=14,
        disable_xml_declaration=True,
        no_data_text="",
    )
    chart.uuid = "tension"  # the same picture for the same runs
    chart.add(before, [point.before for point in points])
    chart.add(after, [point.after for point in points], stroke_style={"width": 3})
    return _still(chart.render(is_unicode=True))


def _still(svg: str) -> str:
    """Take out what moves or listens: script, tooltips and the texts that they would show."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314  pygal's own output; reading it drops its comments too
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}script", f"{{{_SVG}}}desc", f"{{{_SVG}}}title"} or (
                child.get("class", "").split()[:1] in (["tooltip"], ["text-overlay"])
            ):
                parent.remove(child)
    return ET.tostring(root, encoding="unicode")
