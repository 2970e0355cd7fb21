"""The start: consent, safety, where you stand. Before consent nothing is stored."""

from dataclasses import replace
from datetime import datetime

from bot.domain.runner import Runner, Safety, Standing
from bot.ids import new_id
from bot.usecases import messaging
from bot.usecases.ports import Coach, Consent, UnitOfWork
from bot.usecases.tokens import token_hash


def agree(uow: UnitOfWork, runner: Runner, version: str, invite: str, now: datetime) -> Runner:
    """*Ik ga akkoord*: from here on there is a runner. Twice changes nothing."""
    known = uow.runners.by_chat(runner.chat)
    if known is not None:
        return known
    uow.runners.add(runner, Consent(runner.id, version, runner.language, now), now)
    if invite:
        uow.coaches.use_invite(token_hash(invite), runner.id, now)
    return runner


def new_runner(chat: int, first_name: str, language: str, timezone: str, now: datetime) -> Runner:
    """Return a runner as he is before any question: the safest value for what was not asked."""
    return Runner(new_id(now), chat, first_name, language, timezone)


def inviter(uow: UnitOfWork, invite: str, now: datetime) -> Coach | None:
    """Return who sent this invitation, if it still stands."""
    return uow.coaches.inviter(token_hash(invite), now) if invite else None


def accept_invite(uow: UnitOfWork, runner: Runner, invite: str, now: datetime) -> Coach | None:
    """A runner who is here already follows an invitation. None: used, expired or unknown."""
    return uow.coaches.use_invite(token_hash(invite), runner.id, now) if invite else None


def tell_safety(uow: UnitOfWork, runner: Runner, safety: Safety, now: datetime) -> Runner:
    """Store the answer to the safety screen, with its time."""
    runner = replace(runner, safety=safety, safety_at=now)
    uow.runners.save(runner)
    return runner


def tell_standing(uow: UnitOfWork, runner: Runner, standing: Standing) -> Runner:
    """Store where the runner stands."""
    runner = replace(runner, standing=standing)
    uow.runners.save(runner)
    return runner


def came_back(uow: UnitOfWork, runner: Runner, now: datetime) -> Runner:
    """Somebody who had blocked the bot writes again; his coach's words are still for him."""
    if runner.blocked_at is None:
        return runner
    runner = replace(runner, blocked_at=None)
    uow.runners.save(runner)
    messaging.send_again(uow, runner, now)
    return runner


def went_away(uow: UnitOfWork, runner: Runner, now: datetime) -> None:
    """The bot was blocked: nothing that Lichter starts is sent any more.

    What is due lapses by itself and its moment stays planned: whoever comes back has his nudges.
    """
    uow.runners.save(replace(runner, blocked_at=now))
