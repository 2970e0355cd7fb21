"""Coming in by a one-time link, and going out."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.dashboard.door import Here, Visitor, dashboard_of, set_cookie
from bot.dashboard.rendering import Frame, render
from bot.usecases import signing_in
from bot.words import Say

router = APIRouter()
GONE = 410


@dataclass(frozen=True, slots=True)
class Notice:
    """A page that says one thing. `link` leads on."""

    text: str
    link: str = ""
    link_text: str = ""


@router.get("/in/{token}")
async def arrive(request: Request, token: str) -> Response:
    """Show one button. Looking consumes nothing: chat programs open links to preview them."""
    dashboard = dashboard_of(request)
    say, now = say_to(request), dashboard.clock.machine_now()
    if await dashboard.database.read(lambda uow: signing_in.link_opens(uow, token, now)):
        return render("sign_in.html", Frame(say, say("dashboard-in-title")))
    return _used(say)


@router.post("/in/{token}")
async def enter(request: Request, token: str, own: Annotated[str, Form()] = "") -> Response:
    """Use the link: this browser is now the coach's."""
    dashboard = dashboard_of(request)
    now, earlier = dashboard.clock.machine_now(), request.cookies.get(dashboard.cookie, "")
    new = await dashboard.database.write(
        lambda uow: signing_in.sign_in(
            uow, token, trusted=own == "yes", machine_now=now, instead_of=earlier
        )
    )
    if new is None:
        return _used(say_to(request))
    response = RedirectResponse("/", status_code=303)
    set_cookie(response, dashboard, new)
    return response


@router.post("/out")
async def leave(here: Here) -> Response:
    """Sign out."""
    return await goodbye(here)


async def goodbye(here: Visitor) -> Response:
    """End this session at the server, and let the browser forget it."""
    await here.write(lambda uow: uow.coaches.end_session(here.session.id))
    dashboard, say = here.dashboard, here.say
    response = signed_out(say, dashboard.bot_name, 200)
    response.delete_cookie(
        dashboard.cookie, path="/", secure=dashboard.secure, httponly=True, samesite="lax"
    )
    return response


def signed_out(say: Say, bot_name: str, status: int) -> Response:
    """Return the page that says how to get a link."""
    link = f"https://t.me/{bot_name}" if bot_name else ""
    notice = Notice(say("dashboard-out-text"), link, say("dashboard-out-bot"))
    return render("notice.html", Frame(say, say("dashboard-out-title")), notice, status)


def say_to(request: Request) -> Say:
    """Return the words of whoever is not signed in, from what his browser asks for."""
    words = dashboard_of(request).words
    asked = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
    return words.of(asked or words.fallback)


def _used(say: Say) -> Response:
    frame = Frame(say, say("dashboard-used-title"))
    return render("notice.html", frame, Notice(say("dashboard-used-text")), GONE)
