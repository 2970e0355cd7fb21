"""*Lopers*: everybody who shares with this coach, by what matters, and a search by name."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from bot.dashboard.attending import Attending, everybody
from bot.dashboard.door import Here, Visitor
from bot.dashboard.rendering import Frame, render
from bot.usecases.pausing import paused_until
from bot.words import Say

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One runner in the list. `why`: what to ask about, in words; `more`: there is more of it."""

    runner_id: str
    name: str
    last_run: str
    pause: str
    why: str
    more: str
    urgent: bool
    unread: Sequence[str]


@dataclass(frozen=True, slots=True)
class RunnersPage:
    """The list of runners, or those whose name fits what was searched."""

    sought: str
    lines: Sequence[Line]
    anybody: bool


@router.get("/runners")
async def runners(here: Here) -> Response:
    """Everybody: who needs a look first, then what is unread, then who was quiet longest."""
    return await _runners(here, "")


@router.post("/runners")
async def search(here: Here, name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """The runners whose name fits. By POST: a name never stands in an address."""
    return await _runners(here, name)


async def _runners(here: Visitor, sought: str) -> Response:
    say, now = here.say, here.dashboard.clock.now()
    everyone = await everybody(here, now)
    found = [one for one in everyone.runners if _plain(sought) in _plain(one.line.first_name)]
    lines = [_line(one, say, now) for one in found]
    page = RunnersPage(sought, lines, bool(everyone.runners))
    title = say("dashboard-runners")
    frame = Frame(say, title, here.coach.name, "runners", "/runners", everyone.version)
    return here.greet(render("runners.html", frame, page))


def _line(one: Attending, say: Say, now: datetime) -> Line:
    line, until = one.line, paused_until(one.line.runner, now)
    last = line.last_run
    unread = (
        say("dashboard-unread", count=line.unread) if line.unread else "",
        say("runners-letters", count=one.letters) if one.letters else "",
    )
    return Line(
        runner_id=line.runner_id,
        name=line.first_name,
        last_run=say("dashboard-last-run", date=say.date(last))
        if last
        else say("dashboard-last-run-none"),
        pause=say("runners-pause", date=say.date(until)) if until else "",
        why=say(one.now[0].title) if one.now else "",
        more=say("runners-more", count=len(one.now) - 1) if len(one.now) > 1 else "",
        urgent=one.urgent,
        unread=[words for words in unread if words],
    )


def _plain(name: str) -> str:
    """Return a name without case and accents, so that "zoe" finds "Zoë"."""
    parts = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
