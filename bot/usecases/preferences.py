"""What a runner sets for himself. Sharing is in `reflecting.always`."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.runner import Runner
from bot.usecases.ports import UnitOfWork


class Replan(Protocol):
    """Plan the nudges of all planned moments of a runner anew."""

    def __call__(self, uow: UnitOfWork, runner: Runner, now: datetime, /) -> object:
        """What is returned does not matter here."""


def speak(uow: UnitOfWork, runner: Runner, language: str) -> Runner:
    """Lichter speaks this language with him from now on."""
    return _saved(uow, replace(runner, language=language))


def live_in(
    uow: UnitOfWork, runner: Runner, timezone: str, now: datetime, replan: Replan
) -> Runner:
    """The runner's local time is that of this zone; his moments keep their wall-clock times."""
    runner = _saved(uow, replace(runner, timezone=timezone))
    if not runner.nudges_off:
        replan(uow, runner, now)
    return runner


def breathe(uow: UnitOfWork, runner: Runner, *, forced: bool) -> Runner:
    """`forced`: three steps in and out feels forced; the card speaks of a longer exhale."""
    return _saved(uow, replace(runner, forced_breath=forced))


def lean(uow: UnitOfWork, runner: Runner, *, on: bool) -> Runner:
    """Learning on, or off: "Kijk niet naar eerdere keren"."""
    return _saved(uow, replace(runner, learning=on))


def recall(uow: UnitOfWork, runner: Runner, *, on: bool) -> Runner:
    """Whether earlier sentences of his own may stand on a card."""
    return _saved(uow, replace(runner, own_words=on))


def nudges(uow: UnitOfWork, runner: Runner, now: datetime, replan: Replan, *, on: bool) -> Runner:
    """Nudges on or off. Off: none that was planned leaves any more; the moments stay."""
    runner = _saved(uow, replace(runner, nudges_off=not on))
    if on:
        replan(uow, runner, now)
    else:
        uow.planning.clear_due(runner.id)
    return runner


REST = timedelta(hours=24)
"""So long no nudge comes after words of crisis (product.md)."""


def rest(uow: UnitOfWork, runner: Runner, now: datetime) -> Runner:
    """Words of crisis: no nudges for a day."""
    return _saved(uow, replace(runner, rest_until=now + REST))


def _saved(uow: UnitOfWork, runner: Runner) -> Runner:
    uow.runners.save(runner)
    return runner
