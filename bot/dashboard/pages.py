"""The pages of a signed-in coach: today, his runners, one runner."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard import runner_page
from bot.dashboard.cards import Card, cards_of
from bot.dashboard.door import NotFoundError, Visitor, visitor
from bot.dashboard.rendering import Frame, render
from bot.ids import is_id
from bot.usecases import messaging
from bot.usecases.ports import RunnerLine
from bot.words import Say

router = APIRouter()
Here = Annotated[Visitor, Depends(visitor)]

TODAY_LIMIT = 60
STAYS_ON_TODAY = timedelta(days=3)  # what was read earlier is on the runner's own page
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class TodayPage:
    """New summaries, and those that were read in the last days. `anything`: was there ever one."""

    greeting: str
    anything: bool
    new: Sequence[Card]
    earlier: Sequence[Card]


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


@router.get("/")
async def today(here: Here) -> Response:
    """*Vandaag*: new summaries as they come in, unread first."""
    coach = here.coach
    # The version is read first: a page may then show more than it says, never less.
    now = here.dashboard.clock.now()
    since = now - STAYS_ON_TODAY
    version, summaries = await here.read(
        lambda uow: (uow.coaches.version(coach.id), uow.views.today(coach.id, TODAY_LIMIT, since))
    )
    cards = cards_of(summaries, coach, here.say, now)
    page = TodayPage(
        greeting=_greeting(here, now),
        anything=bool(summaries),
        new=[card for card in cards if not card.read],
        earlier=[card for card in cards if card.read],
    )
    frame = Frame(here.say, here.say("dashboard-today"), coach.name, "today", "/", version)
    return here.greet(render("today.html", frame, page))


@router.get("/runners")
async def runners(here: Here) -> Response:
    """*Lopers*: everybody who shares with this coach, by name."""
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


@router.get("/runners/{runner_id}")
async def runner(here: Here, runner_id: str) -> Response:
    """One runner. Opening the page is written in the access log that the runner can read."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError

    found = await here.read(lambda uow: runner_page.read_page(uow, coach, runner_id))
    if found is None:
        raise NotFoundError
    # Written before anything is shown, in a job of its own: showing itself never writes.
    await here.write(lambda uow: runner_page.log_visit(uow, coach, runner_id, now, again=here.live))
    if not here.live:
        await here.write(lambda uow: uow.messages.read_thread(coach.id, runner_id, now))
    page = await runner_page.page_of(found, coach, here.say, now)
    path = f"/runners/{runner_id}"
    frame = Frame(here.say, page.name, coach.name, "runners", path, found.version)
    return here.greet(render("runner.html", frame, page))


@router.post("/runners/{runner_id}/messages")
async def write(
    here: Here, runner_id: str, text: Annotated[str, Form(max_length=messaging.MOST)]
) -> Response:
    """A message to this runner: it arrives outside runs and quiet hours."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError
    found = await here.write(lambda uow: messaging.write(uow, coach, runner_id, text, now))
    if isinstance(found, messaging.NotSharing):
        raise NotFoundError
    return RedirectResponse(f"/runners/{runner_id}#messages", status_code=303)


@router.post("/runners/{runner_id}/read")
async def mark_read(
    here: Here,
    runner_id: str,
    run: Annotated[list[str], Form(max_length=runner_page.LIMIT)],
    then: Annotated[str, Form()] = "",
) -> Response:
    """These summaries are read; only those of a runner of his own are marked."""
    coach, now = here.coach, here.dashboard.clock.now()
    if not is_id(runner_id):
        raise NotFoundError
    found = await here.read(lambda uow: runner_page.read_page(uow, coach, runner_id))
    if found is None:
        raise NotFoundError
    own = {summary.run_id for summary in found.page.summaries}.intersection(run)
    await here.write(lambda uow: uow.reading.mark_read(coach.id, sorted(own), now))
    if then == "stay":
        return Response(status_code=204)
    return RedirectResponse("/" if then == "today" else f"/runners/{runner_id}", status_code=303)


def _greeting(here: Visitor, now: datetime) -> str:
    hour = now.astimezone(ZoneInfo(here.coach.timezone)).hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    return here.say(f"dashboard-{part}", name=here.coach.name)


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
