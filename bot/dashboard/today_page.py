"""*Vandaag*: new summaries as they come in, unread first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from bot.dashboard.cards import Card, cards_of
from bot.dashboard.door import Here, Visitor
from bot.dashboard.rendering import Frame, render

router = APIRouter()

LIMIT = 60
STAYS = timedelta(days=3)  # what was read earlier is on the runner's own page
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class TodayPage:
    """New summaries, and those that were read in the last days. `anything`: was there ever one."""

    greeting: str
    anything: bool
    new: Sequence[Card]
    earlier: Sequence[Card]


@router.get("/")
async def today(here: Here) -> Response:
    """Show what came in."""
    coach = here.coach
    # The version is read first: a page may then show more than it says, never less.
    now = here.dashboard.clock.now()
    since = now - STAYS
    version, summaries = await here.read(
        lambda uow: (uow.coaches.version(coach.id), uow.views.today(coach.id, LIMIT, since))
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


def _greeting(here: Visitor, now: datetime) -> str:
    hour = now.astimezone(ZoneInfo(here.coach.timezone)).hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    return here.say(f"dashboard-{part}", name=here.coach.name)
