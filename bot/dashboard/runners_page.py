"""*Lopers*: everybody who shares with this coach, and a search by name."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from bot.dashboard.door import Here, Visitor
from bot.dashboard.rendering import Frame, render
from bot.usecases.ports import RunnerLine
from bot.words import Say

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One runner in the list."""

    runner_id: str
    name: str
    last_run: str
    unread: str


@dataclass(frozen=True, slots=True)
class RunnersPage:
    """The list of runners, or those whose name fits what was searched."""

    sought: str
    lines: Sequence[Line]
    anybody: bool


@router.get("/runners")
async def runners(here: Here) -> Response:
    """Everybody, by name."""
    return await _runners(here, "")


@router.post("/runners")
async def search(here: Here, name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """The runners whose name fits. By POST: a name never stands in an address."""
    return await _runners(here, name)


async def _runners(here: Visitor, sought: str) -> Response:
    coach = here.coach
    version, everybody = await here.read(
        lambda uow: (uow.coaches.version(coach.id), uow.views.runners(coach.id))
    )
    found = [one for one in everybody if _plain(sought) in _plain(one.first_name)]
    lines = [_line(one, here.say) for one in found]
    page = RunnersPage(sought, lines, bool(everybody))
    title = here.say("dashboard-runners")
    frame = Frame(here.say, title, coach.name, "runners", "/runners", version)
    return here.greet(render("runners.html", frame, page))


def _line(line: RunnerLine, say: Say) -> Line:
    last = line.last_run
    return Line(
        runner_id=line.runner_id,
        name=line.first_name,
        last_run=say("dashboard-last-run", date=say.date(last))
        if last
        else say("dashboard-last-run-none"),
        unread=say("dashboard-unread", count=line.unread) if line.unread else "",
    )


def _plain(name: str) -> str:
    """Return a name without case and accents, so that "zoe" finds "Zoë"."""
    parts = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
