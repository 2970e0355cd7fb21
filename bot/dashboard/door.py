"""What the pages need from outside, and who is at the door."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from bot.clock import Clock
from bot.dashboard.live import Live
from bot.dashboard.noticing import Noticing
from bot.usecases import signing_in
from bot.usecases.coach_rules import CoachRules
from bot.usecases.ports import Coach, Database, Session, UnitOfWork
from bot.usecases.signing_in import NewSession, SignedIn
from bot.words import Say, Words

T = TypeVar("T")

LIVE_HEADER = "Lichter-Live"
"""Sent by a page that refreshes itself: no sign that the coach is there."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the pages depend on.

    `public_url` decides on the cookie. `demo_coach` is the id of the coach who is signed in without
    a link: for the demo alone, and refused unless `public_url` is on this machine. `noticing` is
    what was worked out of runners' records, as long as it holds.
    """

    database: Database
    words: Words
    clock: Clock
    public_url: str
    live: Live
    rules: CoachRules
    bot_name: str = ""
    demo_coach: str | None = None
    noticing: Noticing = field(default_factory=Noticing)

    def __post_init__(self) -> None:
        if self.demo_coach is not None and not self.on_this_machine:
            raise ValueError("a coach signed in without a link needs a PUBLIC_URL on this machine")

    @property
    def secure(self) -> bool:
        """Whether browsers reach the pages over https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def netloc(self) -> str:
        """Host and port of the pages, as a browser names them."""
        return urlsplit(self.public_url).netloc

    @property
    def on_this_machine(self) -> bool:
        """Whether the pages are served to this machine alone."""
        return is_loopback(urlsplit(self.public_url).hostname or "")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie.

        `__Host-` (which a browser accepts only with Secure, for this host and the whole of it)
        needs https; on http://127.0.0.1 there is none, so there the cookie has a plain name.
        """
        return "__Host-lichter" if self.secure else "lichter"


class NotSignedInError(Exception):
    """Nobody is signed in here: the page says how to get a link."""


class NotFoundError(Exception):
    """No such page for this coach."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in coach with one request. `live`: the page refreshed itself."""

    dashboard: Dashboard
    coach: Coach
    session: Session
    token: str
    live: bool
    new: NewSession | None = None

    @property
    def say(self) -> Say:
        """The words of the coach's language."""
        return self.dashboard.words.of(self.coach.language)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Read for a page."""
        return await self.dashboard.database.read(job)

    async def write(self, job: Callable[[UnitOfWork], T]) -> T:
        """Change something: one transaction, committed here."""
        return await self.dashboard.database.write(job)

    def greet(self, response: Response) -> Response:
        """Give the cookie of a session that began with this request (the demo's)."""
        if self.new is not None:
            set_cookie(response, self.dashboard, self.new)
        return response


async def visitor(request: Request) -> Visitor:
    """Return who is signed in. NotSignedInError when nobody is.

    Being seen is written down by a job of its own, at most once a minute.
    """
    dashboard = dashboard_of(request)
    now = dashboard.clock.machine_now()
    live = LIVE_HEADER in request.headers
    token = request.cookies.get(dashboard.cookie, "")
    found = await dashboard.database.read(lambda uow: signing_in.session_of(uow, token, now))
    if found is None:
        return await _demo_visitor(request, dashboard, live=live)
    session = found.session
    if not live and signing_in.is_worth_a_touch(session, now):
        await dashboard.database.write(lambda uow: uow.coaches.touch_session(session.id, now))
    return Visitor(dashboard, found.coach, session, token, live)


Here = Annotated[Visitor, Depends(visitor)]
"""The argument by which a page asks for somebody who is signed in."""


async def _demo_visitor(request: Request, dashboard: Dashboard, *, live: bool) -> Visitor:
    # Other names than this machine's own are refused: a page elsewhere that makes its name point
    # at 127.0.0.1 would else be let in.
    if dashboard.demo_coach is None or not is_loopback(request.url.hostname or ""):
        raise NotSignedInError
    coach_id, now = dashboard.demo_coach, dashboard.clock.machine_now()

    def begin(uow: UnitOfWork) -> NewSession | None:
        coach = uow.coaches.by_id(coach_id)
        return signing_in.begin(uow, coach, trusted=True, machine_now=now) if coach else None

    new = await dashboard.database.write(begin)
    if new is None:
        raise NotSignedInError
    signed_in: SignedIn = new.signed_in
    return Visitor(dashboard, signed_in.coach, signed_in.session, new.token, live, new)


def dashboard_of(request: Request) -> Dashboard:
    """Return the dashboard of the application that got this request."""
    found = request.app.state.dashboard
    if not isinstance(found, Dashboard):
        raise TypeError("an application without a dashboard")
    return found


def set_cookie(response: Response, dashboard: Dashboard, new: NewSession) -> None:
    """Give the browser its session. A device that is not his own forgets it when it closes."""
    age = int(signing_in.TRUSTED_AGE.total_seconds()) if new.signed_in.session.trusted else None
    response.set_cookie(
        dashboard.cookie,
        new.token,
        max_age=age,
        path="/",
        secure=dashboard.secure,
        httponly=True,
        samesite="lax",  # strict would lose it on the way from Telegram
    )


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
