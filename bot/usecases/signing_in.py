"""How a coach signs in: a one-time link from the bot, then a session of a browser.

All times here are machine time. Only hashes of tokens are stored; a token of 256 random bits needs
no salt. The ages are those of `docs/privacy.md`.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ids import new_id
from bot.usecases.ports import Coach, Session, UnitOfWork
from bot.usecases.tokens import token_hash

LINK_AGE = timedelta(minutes=10)
SESSION_AGE = timedelta(hours=12)
SESSION_IDLE = timedelta(minutes=30)
TRUSTED_AGE = timedelta(days=14)  # a device that the coach marked as his own; no idle limit
TOUCH_EVERY = timedelta(minutes=1)  # a page view writes at most this often that it was seen
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A coach in a browser."""

    coach: Coach
    session: Session


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just begun; `token` goes into the cookie and nowhere else."""

    token: str
    signed_in: SignedIn


def make_link(
    uow: UnitOfWork, coach_id: str, machine_now: datetime, token: str | None = None
) -> str:
    """Store a one-time sign-in link for `LINK_AGE` and return its token."""
    token = token or secrets.token_urlsafe(_TOKEN_BYTES)
    uow.coaches.add_link(coach_id, token_hash(token), machine_now + LINK_AGE)
    return token


def link_opens(uow: UnitOfWork, token: str, machine_now: datetime) -> bool:
    """Whether this link would sign somebody in; looking consumes nothing."""
    return uow.coaches.link_opens(token_hash(token), machine_now)


def sign_in(
    uow: UnitOfWork, token: str, *, trusted: bool, machine_now: datetime, instead_of: str = ""
) -> NewSession | None:
    """Consume a link and begin a session. None: the link is unknown, used or expired.

    `instead_of`: the cookie that this browser had; whatever session it opened is over.
    """
    coach = uow.coaches.use_link(token_hash(token), machine_now)
    if coach is None:
        return None
    earlier = uow.coaches.session(token_hash(instead_of))
    if earlier is not None:
        uow.coaches.end_session(earlier.id)
    return begin(uow, coach, trusted=trusted, machine_now=machine_now)


def begin(uow: UnitOfWork, coach: Coach, *, trusted: bool, machine_now: datetime) -> NewSession:
    """Begin a session for a coach who proved who he is."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session = Session(new_id(machine_now), coach.id, machine_now, machine_now, trusted)
    uow.coaches.add_session(session, token_hash(token))
    return NewSession(token, SignedIn(coach, session))


def sign_out(uow: UnitOfWork, coach: Coach, session_id: str) -> bool:
    """End one of his own sessions. False: it is not his, or over already."""
    his = session_id in {one.id for one in uow.coaches.sessions(coach.id)}
    if his:
        uow.coaches.end_session(session_id)
    return his


def session_of(uow: UnitOfWork, token: str, machine_now: datetime) -> SignedIn | None:
    """Return who this cookie is, if its session still holds."""
    session = uow.coaches.session(token_hash(token))
    if session is None or not holds(session, machine_now):
        return None
    coach = uow.coaches.by_id(session.coach_id)
    return SignedIn(coach, session) if coach else None


def holds(session: Session, machine_now: datetime) -> bool:
    """Whether a session is neither too old nor left alone for too long."""
    age = machine_now - session.created_at
    if session.trusted:
        return age < TRUSTED_AGE
    return age < SESSION_AGE and machine_now - session.last_seen_at < SESSION_IDLE


def is_worth_a_touch(session: Session, machine_now: datetime) -> bool:
    """Whether it is time to write down that this session was used."""
    return machine_now - session.last_seen_at >= TOUCH_EVERY
