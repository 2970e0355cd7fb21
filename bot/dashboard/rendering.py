"""Templates and static files. A frozen dataclass is each template's context."""

import hashlib
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.dashboard.navigation import MENU
from bot.words import Say

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # else each page asks the disk about each of its templates
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page. `coach_name` is None when nobody is signed in.

    `version` is the coach's version that the page shows; None: the page is not live. `path` is
    what a live page reads again.
    """

    say: Say
    title: str
    coach_name: str | None = None
    section: str = ""
    path: str = ""
    version: int | None = None


class LongLivedFiles(StaticFiles):
    """Files whose path names their version, so that a browser may keep them for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file."""
        response = await super().get_response(path, scope)
        if response.status_code == HTTPStatus.OK:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


@cache
def static_path() -> str:
    """Return where the static files are served: the path changes when any of them does."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + file.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def render(template: str, frame: Frame, page: object = None, status: int = 200) -> HTMLResponse:
    """Return a page. `page` is the template's own context."""
    text = _templates.get_template(template).render(
        frame=frame, page=page, say=frame.say, static=static_path(), menu=MENU
    )
    return HTMLResponse(text, status_code=status)
