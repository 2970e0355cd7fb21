"""Reading: the card that fits a runner's last answers."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import tips
from bot.domain.form_tables import Window
from bot.domain.runner import Runner
from bot.domain.situation import season_of
from bot.domain.tips import Fitting, Shelf, Tips
from bot.usecases.ports import UnitOfWork
from bot.usecases.situating import Latitude

LOOKS_BACK = 12
"""So many check-ins are looked at for the last answers, and for the last run (ours)."""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What reading goes by: the cards, the windows that name a time of day or a season, the sun."""

    tips: Tips
    windows: tuple[Window, ...]
    latitude: Latitude


def for_me(
    uow: UnitOfWork, runner: Runner, shelf: Shelf, now: datetime, rules: ReadingRules
) -> Fitting | None:
    """Pick a card that fits now, and remember it, so that the next pick is another one.

    None: the shelf is empty.
    """
    local = now.astimezone(ZoneInfo(runner.timezone))
    record = uow.runs.record(runner.id, LOOKS_BACK)
    choice = rules.tips.rules
    season = season_of(local.month, rules.latitude(runner.timezone))
    facts = tips.facts_of(runner, record, local, choice, rules.windows, season)
    answers = tips.said_lately(record, local.date(), choice)
    found = tips.fitting(shelf.cards, tips.true_signals(choice, answers, facts), runner.tips_seen)
    if found is not None:
        seen = tips.remember(found.tip, runner.tips_seen, choice)
        uow.runners.save(replace(runner, tips_seen=seen))
    return found
