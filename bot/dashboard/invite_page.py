"""*Uitnodigen*: make an invitation, see which still stand open, withdraw one."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, Visitor
from bot.dashboard.rendering import Frame, render
from bot.pictures.qr import qr_svg
from bot.usecases import coaching
from bot.usecases.ports import Invitation

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation just made. The link is shown now and never again; `picture` is a data: URL."""

    link: str
    picture: str
    until: str


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that nobody used yet, in words."""

    invitation_id: str
    made: str
    until: str


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The context of the template."""

    made: Made | None
    open: Sequence[Open]


@router.get("/invite")
async def invitations(here: Here) -> Response:
    """Which invitations stand open."""
    return await _page(here, None)


@router.post("/invite")
async def invite(here: Here) -> Response:
    """Make an invitation. Its link is in this answer alone, which no browser or proxy keeps."""
    coach, now = here.coach, here.dashboard.clock.now()
    token, expires = await here.write(lambda uow: coaching.invite(uow, coach, now))
    link = f"https://t.me/{here.dashboard.bot_name}?start={token}"
    picture = base64.b64encode(qr_svg(link).encode()).decode()
    made = Made(link, f"data:image/svg+xml;base64,{picture}", _when(here, expires))
    return await _page(here, made)


@router.post("/invite/{invitation_id}/withdraw")
async def withdraw(here: Here, invitation_id: str) -> Response:
    """Withdraw one of his own; one that is used or over already is gone from the list as well."""
    coach, now = here.coach, here.dashboard.clock.now()
    await here.write(lambda uow: uow.coaches.withdraw_invite(coach.id, invitation_id, now))
    return here.greet(RedirectResponse("/invite", status_code=303))


async def _page(here: Visitor, made: Made | None) -> Response:
    coach, now = here.coach, here.dashboard.clock.now()
    found = await here.read(lambda uow: uow.coaches.invitations(coach.id, now))
    page = InvitePage(made, [_open(here, one) for one in found])
    frame = Frame(here.say, here.say("invite-title"), coach.name, "invite", "/invite")
    return here.greet(render("invite.html", frame, page))


def _open(here: Visitor, one: Invitation) -> Open:
    return Open(one.id, _when(here, one.created_at), _when(here, one.expires))


def _when(here: Visitor, moment: datetime) -> str:
    return here.say.day_and_time(moment.astimezone(ZoneInfo(here.coach.timezone)))
