"""A link as a QR picture: what somebody who sits beside you scans with his phone."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode


_POINT = 10  # pixels of one square: big enough for a camera, also after Telegram made it smaller
_DARK, _LIGHT = "#24312d", "#ffffff"  # the same in a dark page: a scanner wants dark on light


def qr_png(link: str) -> bytes:
    """Return the picture of a link for Telegram."""
    made = io.BytesIO()
    _code(link).save(made, kind="png", scale=_POINT, dark=_DARK, light=_LIGHT)
    return made.getvalue()


def qr_svg(link: str) -> str:
    """Return the picture of a link for a page."""
    made = io.BytesIO()
    _code(link).save(made, kind="svg", xmldecl=False, omitsize=True, dark=_DARK, light=_LIGHT)
    return made.getvalue().decode()


def _code(link: str) -> "QRCode":
    import segno  # noqa: PLC0415  for the few who invite somebody

    # "m": a seventh of it may be covered by a thumb or a crack in the glass.
    return segno.make_qr(link, error="m")
