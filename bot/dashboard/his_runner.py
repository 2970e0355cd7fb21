"""One of his runners: what every page about him asks first, and what opening it writes down."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from pydantic import StringConstraints

from bot.dashboard.door import Here
from bot.ids import FORM
from bot.usecases import messaging
from bot.usecases.ports import Coach, UnitOfWork

SAME_VISIT = timedelta(minutes=30)  # a page that stays open is one visit, not one for each refresh


def _again(here: Here, request: Request) -> bool:
    return here.live or "hx-request" in request.headers


Id = Annotated[str, StringConstraints(pattern=FORM)]
"""An id in an address or a form: of the form of one, which says nothing about whose it is."""

RunnerId = Id
"""The runner's in the address; it says nothing about whether he shares with this coach."""

Again = Annotated[bool, Depends(_again)]
"""Whether an open page asked for itself: by itself, or after something was sent from it."""


def visit(
    uow: UnitOfWork, coach: Coach, runner_id: str, page: str, now: datetime, *, again: bool
) -> bool:
    """Write down that a coach opened a runner; False, and nothing written, when they do not share.

    `again`: an open page refreshed itself. That is the same visit when the log shows it began
    less than `SAME_VISIT` ago; the log decides, not the browser, so nobody can look unseen.
    """
    if not messaging.shares(uow, coach.id, runner_id):
        return False
    if not (again and _is_being_visited(uow, coach, runner_id, now)):
        uow.coaches.looked(coach.id, runner_id, page, now)
    return True


def _is_being_visited(uow: UnitOfWork, coach: Coach, runner_id: str, now: datetime) -> bool:
    visits = uow.coaches.visits(runner_id, 1)
    return any(v.coach_name == coach.name and now - v.at < SAME_VISIT for v in visits)
