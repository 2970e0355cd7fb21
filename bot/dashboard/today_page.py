"""*Vandaag*: who wrote, and new summaries as they come in, unread first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from bot.dashboard.attending import everybody
from bot.dashboard.cards import Card, cards_of
from bot.dashboard.door import Here, Visitor
from bot.dashboard.his_runner import Id
from bot.dashboard.letters import Letter, letters_of
from bot.dashboard.rendering import Frame, render

router = APIRouter()

LIMIT = 40  # so that the page with all it loads stays under 150 KB
MESSAGES = 200
STAYS = timedelta(days=3)  # what was read earlier is on the runner's own page
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What came in. `earlier`: read in the last days. `anything`: was there ever a summary.

    `unread`: how many summaries are new, of which `new` are the latest.

    `settled`: the new ones that can be marked as read together; the sentence of somebody who is
    only just back may still follow, and would then pass unnoticed.
    """

    day: str
    greeting: str
    anything: bool
    letters: Sequence[Letter]
    unread: int
    new: Sequence[Card]
    settled: Sequence[str]
    earlier: Sequence[Card]


@router.get("/")
async def today(here: Here) -> Response:
    """Show what came in."""
    coach, say, now = here.coach, here.say, here.dashboard.clock.now()
    # The version is read first: a page may then show more than it says, never less.
    version, unread, summaries, wrote = await here.read(
        lambda uow: (
            uow.coaches.version(coach.id),
            uow.views.unread(coach.id),
            uow.views.today(coach.id, LIMIT, now - STAYS),
            uow.views.wrote(coach.id, MESSAGES),
        )
    )
    cards = [card.in_short() for card in cards_of(summaries, coach, say, now)]
    new = [card for card in cards if not card.read]
    local = now.astimezone(ZoneInfo(coach.timezone))
    page = TodayPage(
        day=say.date(local.date()),
        greeting=_greeting(here, local),
        anything=bool(summaries),
        letters=letters_of(wrote, coach, say, now),
        unread=unread,
        new=new,
        settled=[card.run_id for card in new if card.settled],
        earlier=[card for card in cards if card.read],
    )
    frame = Frame(say, say("dashboard-today"), coach.name, "today", "/", version)
    response = here.greet(render("today.html", frame, page))
    if not here.live and not here.dashboard.noticing.is_worked_out(coach.id, version, now):
        # The day begins here: when he taps on, what is noticed since yesterday is worked out.
        response.background = BackgroundTask(everybody, here, now)
    return response


@router.post("/read")
async def mark_read(
    here: Here, run: Annotated[list[Id], Form(min_length=1, max_length=LIMIT)]
) -> RedirectResponse:
    """These summaries are read; only those of his own runners are marked."""
    coach, now = here.coach, here.dashboard.clock.now()
    await here.write(lambda uow: uow.reading.mark_read(coach.id, run, now))
    return RedirectResponse("/", status_code=303)


def _greeting(here: Visitor, local: datetime) -> str:
    part = "morning" if local.hour < _NOON else "afternoon" if local.hour < _EVENING else "evening"
    return here.say(f"dashboard-{part}", name=here.coach.name)
