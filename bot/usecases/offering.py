"""The card on the screen: what the runner may still change, and what he may answer to it."""

from dataclasses import replace
from datetime import datetime

from bot.domain import wishes as wish
from bot.domain.card import Recommendation
from bot.domain.run import RunState
from bot.domain.runner import Runner
from bot.usecases import preferences, recalling, red_flags
from bot.usecases.check_in import changeable, where_it_went
from bot.usecases.open_check_in import Offer, Outcome, Running, Stale, current, offer
from bot.usecases.ports import UnitOfWork
from bot.usecases.situating import CheckInRules, feeling_of, situate

WISHES = ("calmer", "shorter", "dread")
"""*Rustiger*, *Korter*, *Ik zie ertegenop*: each only lowers."""

RED_FLAGS = frozenset({"dizzy", "chest"})
"""What may be felt before a run that only a doctor can say to be over."""


def on_screen(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Recommendation | Running | Stale:
    """Return the card alone, as it stands: for screens that show what else there is."""
    run = changeable(uow, runner, run_id, now, rules)
    if run is None or run.state is not RunState.OFFERED or run.card is None:
        return where_it_went(uow, runner, run_id)
    return run.card


def offered(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Offer | Running | Stale:
    """Return the card as it stands (perhaps changed by the runner), without computing it anew."""
    run = changeable(uow, runner, run_id, now, rules)
    if run is None or run.state is not RunState.OFFERED or run.card is None:
        return where_it_went(uow, runner, run_id)
    situation = situate(uow, runner, run, now, rules)
    return offer(uow, runner, run, run.card, uow.runs.answers(run.id), situation, rules)


def changed_card(
    uow: UnitOfWork, runner: Runner, run_id: str, wished: str, now: datetime, rules: CheckInRules
) -> Offer | Running | Stale:
    """*Iets anders*: `wished` is one of `WISHES`, or `to.<name>` for another form."""
    found = offered(uow, runner, run_id, now, rules)
    if not isinstance(found, Offer):
        return found
    card = _wished(uow, runner, found, wished, now, rules)
    if card is None:
        return Stale()
    run = replace(found.run, card=card)
    uow.runs.save(run)
    if wished == "dread":
        uow.runs.answer(run, "dread", "yes", now)
    return replace(found, run=run, card=card, answers=uow.runs.answers(run.id))


def hard_yesterday(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules, *, hard: bool
) -> Outcome:
    """*Gisteren was stevig*, or back again: the card is made anew. Twice changes nothing."""
    run = changeable(uow, runner, run_id, now, rules)
    if run is None:
        return where_it_went(uow, runner, run_id)
    if hard:
        uow.runs.answer(run, "hard_yesterday", "yes", now)
    else:
        uow.runs.unanswer(run.id, ["hard_yesterday"])
    return current(uow, runner, run, now, rules)


def table_only(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Outcome:
    """*Kijk niet naar eerdere keren*: no pick leans to the record, until `/instellingen`.

    May ask what now matters again.
    """
    run = changeable(uow, runner, run_id, now, rules)
    if run is None:
        return where_it_went(uow, runner, run_id)
    return current(uow, preferences.lean(uow, runner, on=False), run, now, rules)


def taps(offer: Offer) -> tuple[str, ...]:
    """Return the optional taps that this card has: each only where it changes something."""
    leaned = offer.card.leaned_from
    hard = {True: ("hard",), False: ("not_hard",), None: ()}[offer.hard]
    off = leaned is not None and leaned.form != offer.card.pick.form
    return (*(("table_only",) if off else ()), *hard)


def leaves(uow: UnitOfWork, runner: Runner, offer: Offer) -> None:
    """*Ik ga lopen*: the line of the coach was for this run; it is on no further card."""
    if offer.beside.line:
        recalling.line_was_used(uow, runner)


def wishes(card: Recommendation, rules: CheckInRules) -> tuple[str, ...]:
    """Return which wishes would change this card."""
    return tuple(w for w in WISHES if _simply_wished(card, w, rules) not in (None, card))


def _simply_wished(card: Recommendation, wished: str, rules: CheckInRules) -> Recommendation | None:
    match wished:
        case "calmer":
            return wish.calmer(card, rules.run_forms)
        case "shorter":
            return wish.shorter(card, rules.run_forms)
        case "dread":
            return wish.gentle(card, rules.run_forms)
        case _:
            return None


def _wished(
    uow: UnitOfWork, runner: Runner, offer: Offer, wished: str, now: datetime, rules: CheckInRules
) -> Recommendation | None:
    if not wished.startswith("to."):
        return _simply_wished(offer.card, wished, rules)
    situation = situate(uow, runner, offer.run, now, rules)
    name = wished.removeprefix("to.")
    return wish.instead(offer.card, name, feeling_of(offer.answers), situation, rules.run_forms)


def decline(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> bool:
    """*Vandaag niet*: as good an answer as any. False when the button was old."""
    run = changeable(uow, runner, run_id, now, rules)
    if run is None:
        return False
    uow.runs.save(replace(run, state=RunState.DECLINED))
    return True


def unwell(
    uow: UnitOfWork, runner: Runner, run_id: str, what: str, now: datetime, rules: CheckInRules
) -> bool:
    """*Ik voel me niet goed*: no run; the next check-in first asks whether it is over."""
    run = changeable(uow, runner, run_id, now, rules)
    if run is None:
        return False
    uow.runs.answer(run, "unwell", what, now)
    if what in RED_FLAGS:
        red_flags.remember(uow, runner, now)
    uow.runs.save(replace(run, state=RunState.DECLINED))
    uow.coaches.changed(runner.id)
    return True
