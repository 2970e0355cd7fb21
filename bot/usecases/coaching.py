"""The coach: his account, his invitations, and what a runner shares with him.

Before a runner's yes the coach sees nothing at all; after `withdraw` his next request sees nothing.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.run import Sentence
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases.enrolling import accept_invite, inviter
from bot.usecases.ports import Coach, UnitOfWork, Visit
from bot.usecases.tokens import token_hash

INVITE_FITS = timedelta(days=7)
"""How long an invitation waits to be followed (ours)."""

ACTIVATION_FITS = timedelta(days=7)
"""How long a new coach's activation link works (ours)."""

TOKEN_BYTES = 16
"""128 bit, 22 characters: with a prefix it still fits the 64 of a deep link."""


@dataclass(frozen=True, slots=True)
class Activated:
    """The link was good: this coach now has this chat."""

    coach: Coach


@dataclass(frozen=True, slots=True)
class AlreadyCoach:
    """This chat belongs to a coach already; the link was not used up."""

    coach: Coach


@dataclass(frozen=True, slots=True)
class LinkOver:
    """The link was unknown, used or expired."""


@dataclass(frozen=True, slots=True)
class Invited:
    """This coach waits for the runner's yes or no. `instead_of`: with whom he shares now."""

    coach: Coach
    instead_of: Coach | None


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A coach followed his own invitation; it was not used up."""


@dataclass(frozen=True, slots=True)
class AlreadySharing:
    """The runner shares with this coach already; the invitation was not used up."""

    coach: Coach


@dataclass(frozen=True, slots=True)
class SharesWith:
    """The runner shares with this coach, since then."""

    coach: Coach
    since: datetime


def add_coach(
    uow: UnitOfWork, name: str, language: str, timezone: str, now: datetime
) -> tuple[Coach, str]:
    """Make an account; returns the coach and the one-time token that activates it in Telegram.

    Raises ValueError when the name is empty.
    """
    shown = " ".join(name.split())
    if not shown:
        raise ValueError("a coach needs a name")
    coach = Coach(new_id(now), shown, language, timezone)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    uow.coaches.add(coach, token_hash(token), now + ACTIVATION_FITS)
    return coach, token


def activate(
    uow: UnitOfWork, token: str, chat: int, now: datetime
) -> Activated | AlreadyCoach | LinkOver:
    """Use an activation token in this chat. One chat is one coach."""
    known = uow.coaches.by_chat(chat)
    if known is not None:
        return AlreadyCoach(known)
    coach = uow.coaches.activate(token_hash(token), chat, now)
    return LinkOver() if coach is None else Activated(coach)


def invite(uow: UnitOfWork, coach: Coach, now: datetime) -> tuple[str, datetime]:
    """Make an invitation: returns its token (only the hash is stored) and when it expires."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires = now + INVITE_FITS
    uow.coaches.invite(coach.id, token_hash(token), now, expires)
    return token, expires


def follow(
    uow: UnitOfWork, runner: Runner, token: str, now: datetime
) -> Invited | AlreadySharing | OwnLink | LinkOver:
    """A runner who is here already follows an invitation; following it twice asks again."""
    coach = inviter(uow, token, now)
    current = sharing(uow, runner)
    if coach is not None:
        if coach.chat == runner.chat:
            return OwnLink()
        if current is not None and current.coach.id == coach.id:
            return AlreadySharing(coach)
        accept_invite(uow, runner, token, now)
    return waiting(uow, runner) or LinkOver()


def waiting(uow: UnitOfWork, runner: Runner) -> Invited | None:
    """Return the invitation that still waits for this runner's yes or no."""
    coach = uow.coaches.invited_by(runner.id)
    if coach is None:
        return None
    current = sharing(uow, runner)
    return Invited(coach, None if current is None else current.coach)


def sharing(uow: UnitOfWork, runner: Runner) -> SharesWith | None:
    """Return with whom this runner shares now."""
    coaching = uow.coaches.coaching_of(runner.id)
    coach = None if coaching is None else uow.coaches.by_id(coaching.coach_id)
    return None if coaching is None or coach is None else SharesWith(coach, coaching.since)


def decide(uow: UnitOfWork, runner: Runner, now: datetime, *, share: bool) -> Coach | None:
    """The runner's yes or no to who invited him; returns that coach. None: nobody waits.

    A runner shares with one coach: a yes ends what he shared with another, and what that one set.
    """
    coach = uow.coaches.invited_by(runner.id)
    if coach is not None:
        current = sharing(uow, runner)
        if share and (current is None or current.coach.id != coach.id):
            withdraw(uow, runner, now)  # whatever was left of an earlier one
        uow.coaches.decide(runner.id, share=share, now=now)
    return coach


def share_moments(uow: UnitOfWork, runner: Runner, *, on: bool) -> Runner:
    """Let his coach see what he planned, or no more; nobody sees it until he says so here."""
    if runner.shares_moments == on:
        return runner
    runner = replace(runner, shares_moments=on)
    uow.runners.save(runner)
    uow.coaches.changed(runner.id)
    return runner


def latest_unchosen(uow: UnitOfWork, runner: Runner) -> Sentence | None:
    """Return the newest sentence when its writer did not yet choose who may see it."""
    newest = uow.runs.sentences(runner.id, 1)
    return newest[0] if newest and newest[0].shared is None else None


def withdraw(uow: UnitOfWork, runner: Runner, now: datetime) -> bool:
    """Stop sharing, at once: what the coach set ends too. False when nobody was sharing."""
    uow.guiding.end(runner.id)
    share_moments(uow, runner, on=False)
    return uow.coaches.withdraw(runner.id, now)


def visits(uow: UnitOfWork, runner: Runner, limit: int) -> Sequence[Visit]:
    """Return who looked at this runner, the newest first."""
    return uow.coaches.visits(runner.id, limit)
