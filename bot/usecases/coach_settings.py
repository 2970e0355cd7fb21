"""What a coach sets for himself, where he is signed in, and whom he looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.wall_clock import lies_between
from bot.usecases import signing_in
from bot.usecases.ports import Coach, Look, Session, Tells, UnitOfWork

LONGEST_REPLY = 14
"""Days that an answer may take; who needs longer is away (ours)."""

LONGEST_AWAY = timedelta(days=365)
"""How far ahead one may be away (ours)."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that a coach sets at once; the fields are those of `Coach`."""

    language: str
    timezone: str
    tells: Tells
    digest_at: time
    quiet_from: time
    quiet_until: time
    replies_within: int
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Looked:
    """A visit of his own; `name` is None when that runner does not share with him (any more)."""

    name: str | None
    at: datetime
    page: str


def quiet_at(wishes: Wishes, moment: time) -> bool:
    """Whether this time of day lies in the quiet hours that are wished for."""
    return lies_between(moment, wishes.quiet_from, wishes.quiet_until)


def wish(uow: UnitOfWork, coach_id: str, wishes: Wishes) -> Coach | None:
    """Store what a coach set; what is not his to set stays as it is. None: there is no such coach.

    The caller has looked at the values: a digest in quiet hours would never leave.
    """
    coach = uow.coaches.by_id(coach_id)  # as he is now: the tick may have settled a digest
    if coach is None:
        return None
    coach = replace(
        coach,
        language=wishes.language,
        timezone=wishes.timezone,
        tells=wishes.tells,
        digest_at=wishes.digest_at,
        quiet_from=wishes.quiet_from,
        quiet_until=wishes.quiet_until,
        replies_within=wishes.replies_within,
        away_until=wishes.away_until,
    )
    uow.coaches.save(coach)
    return coach


def sign_ins(uow: UnitOfWork, coach: Coach, machine_now: datetime) -> Sequence[Session]:
    """Return where he is signed in now, the newest first."""
    found = uow.coaches.sessions(coach.id)
    return [one for one in found if signing_in.holds(one, machine_now)]


def looks(uow: UnitOfWork, coach: Coach, limit: int) -> Sequence[Looked]:
    """Return his own visits, the newest first; of who withdrew not even the name."""
    names = {line.runner_id: line.first_name for line in uow.views.runners(coach.id)}
    visits: Sequence[Look] = uow.coaches.looks(coach.id, limit)
    return [Looked(names.get(one.runner_id), one.at, one.page) for one in visits]
