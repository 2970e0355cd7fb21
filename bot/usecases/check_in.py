"""The check-in: from the first question to the card. Nothing here sends or commits.

The next question is computed from the answers saved so far; there is no other state. Each verb
returns one of a small closed union, which the handlers render.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import wishes as wish
from bot.domain.questionnaire import (
    Answers,
    Question,
    Questionnaire,
    next_question,
    parse_typed,
    previous_question,
)
from bot.domain.record import complaint_of, situation_of
from bot.domain.run import Run, RunningTimes, RunState
from bot.domain.run_forms import (
    Feeling,
    Recommendation,
    RunForms,
    Situation,
    matters,
    recommend,
)
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import reflecting
from bot.usecases.ports import Daylight, UnitOfWork

LOOKS_BACK = 12
"""So many runs are looked at for complaints, and for what was done yesterday (ours)."""


WISHES = ("calmer", "shorter", "dread")
"""*Rustiger*, *Korter*, *Ik zie ertegenop*: each only lowers."""

NEUTRAL = {"tension": "5", "need": "silence", "length": "short"}
"""Stands in for what is not asked when a complaint says rest, whatever the answers."""


@dataclass(frozen=True, slots=True)
class CheckInRules:
    """What the check-in goes by: questions, table, times, and the sun."""

    form: Questionnaire
    run_forms: RunForms
    times: RunningTimes
    daylight: Daylight


@dataclass(frozen=True, slots=True)
class Ask:
    """The open question. `unclear`: what was typed was not understood."""

    run: Run
    question: Question
    can_go_back: bool
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The card, with the answers that led to it."""

    run: Run
    card: Recommendation
    answers: Answers


@dataclass(frozen=True, slots=True)
class Running:
    """The runner is on his way: nothing is asked."""

    run: Run


@dataclass(frozen=True, slots=True)
class Stale:
    """An old, foreign or forged button: nothing was changed."""


Outcome = Ask | Offer | Running | Stale


def begin(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Outcome:
    """Begin a check-in, or go on with the one that is open today."""
    run = uow.runs.open_run(runner.id)
    if run is not None:
        if run.state is RunState.RUNNING:
            return Running(run)
        if _still_fits(run, runner, now, rules):
            return current(uow, runner, run, now, rules)
        _close(uow, run, now)
    return current(uow, runner, _new_run(uow, runner, now), now, rules)


def begin_anew(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Outcome:
    """Begin a check-in from its first question, whatever was open (unless a run is going on)."""
    run = uow.runs.open_run(runner.id)
    if run is not None:
        if run.state is RunState.RUNNING:
            return Running(run)
        _close(uow, run, now)
    return current(uow, runner, _new_run(uow, runner, now), now, rules)


def answer(
    uow: UnitOfWork,
    runner: Runner,
    run_id: str,
    tapped: tuple[str, str],
    now: datetime,
    rules: CheckInRules,
) -> Outcome:
    """Save a tapped (question id, option id); the same tap twice counts once."""
    run = _changeable(uow, runner, run_id, now, rules)
    question = rules.form.question(tapped[0])
    if run is None or question is None or tapped[1] not in question.options:
        return _where_it_went(uow, runner, run_id)
    uow.runs.answer(run, question.id, tapped[1], now)
    return current(uow, runner, run, now, rules)


def typed(
    uow: UnitOfWork,
    runner: Runner,
    text: str,
    names: Mapping[str, Mapping[str, Sequence[str]]],
    now: datetime,
    rules: CheckInRules,
) -> Outcome:
    """Take a typed answer to the open question. `names`: question → option → accepted words."""
    run = uow.runs.open_run(runner.id)
    if run is None or run.state is not RunState.ASKING:
        return Stale()
    outcome = current(uow, runner, run, now, rules)
    if not isinstance(outcome, Ask):
        return outcome
    option = parse_typed(outcome.question, text, names[outcome.question.id])
    if option is None:
        return replace(outcome, unclear=True)
    uow.runs.answer(run, outcome.question.id, option, now)
    return current(uow, runner, run, now, rules)


def back(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Outcome:
    """Take the last answer back and ask that question again."""
    run = _changeable(uow, runner, run_id, now, rules)
    if run is None:
        return _where_it_went(uow, runner, run_id)
    answers = uow.runs.answers(run.id)
    here = current(uow, runner, run, now, rules)
    before = here.question.id if isinstance(here, Ask) else None
    previous = previous_question(rules.form, answers, before)
    if previous is not None:
        uow.runs.unanswer(run.id, [previous.id])
    return current(uow, runner, run, now, rules)


def current(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Ask | Offer:
    """Return what is open in this check-in: a question, or (saved with the run) the card."""
    answers = uow.runs.answers(run.id)
    situation = situate(uow, runner, run, now, rules)
    known = {**answers, "complaint": str(complaint_of(_record(uow, runner, run)))}
    question = (
        None
        if answers.get("recovered") == "no"
        else next_question(
            rules.form, known, lambda q, given: matters(q, given, situation, rules.run_forms)
        )
    )
    if question is not None:
        if run.state is not RunState.ASKING or run.card is not None:
            run = replace(run, state=RunState.ASKING, card=None)
            uow.runs.save(run)
        can_go_back = previous_question(rules.form, answers, question.id) is not None
        return Ask(run, question, can_go_back)
    card = recommend(_feeling(answers), situation, rules.run_forms)
    if run.card != card or run.state is not RunState.OFFERED:
        run = replace(run, state=RunState.OFFERED, card=card)
        uow.runs.save(run)
    return Offer(run, card, answers)


def offered(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Offer | Running | Stale:
    """Return the card as it stands (perhaps changed by the runner), without computing it anew."""
    run = _changeable(uow, runner, run_id, now, rules)
    if run is None or run.state is not RunState.OFFERED or run.card is None:
        return _where_it_went(uow, runner, run_id)
    return Offer(run, run.card, uow.runs.answers(run.id))


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
    return Offer(run, card, uow.runs.answers(run.id))


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
    return wish.instead(offer.card, name, _feeling(offer.answers), situation, rules.run_forms)


def _feeling(answers: Answers) -> Feeling:
    """Return the feeling; where a complaint ended the questions early, a neutral one."""
    return Feeling.of({**NEUTRAL, **answers})


def decline(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> bool:
    """*Vandaag niet*: as good an answer as any. False when the button was old."""
    run = _changeable(uow, runner, run_id, now, rules)
    if run is None:
        return False
    uow.runs.save(replace(run, state=RunState.DECLINED))
    return True


def unwell(
    uow: UnitOfWork, runner: Runner, run_id: str, what: str, now: datetime, rules: CheckInRules
) -> bool:
    """*Ik voel me niet goed*: no run; the next check-in first asks whether it is over."""
    run = _changeable(uow, runner, run_id, now, rules)
    if run is None:
        return False
    uow.runs.answer(run, "unwell", what, now)
    uow.runs.save(replace(run, state=RunState.DECLINED))
    uow.coaches.changed(runner.id)
    return True


def situate(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Situation:
    """Return the situation of this moment: clock, sun, record, plans."""
    local = now.astimezone(ZoneInfo(runner.timezone))
    return situation_of(
        runner,
        local,
        dark=not rules.daylight(now, runner.timezone),
        record=_record(uow, runner, run),
        answers=uow.runs.answers(run.id),
        moments=uow.planning.moments(runner.id),
        earlier_runs=uow.runs.count_ran(runner.id),
        forms=rules.run_forms,
        times=rules.times,
    )


def _record(uow: UnitOfWork, runner: Runner, run: Run) -> list[tuple[Run, Answers]]:
    """Return the earlier runs with their answers, the newest first."""
    return [(r, said) for r, said in uow.runs.record(runner.id, LOOKS_BACK) if r.id != run.id]


def _new_run(uow: UnitOfWork, runner: Runner, now: datetime) -> Run:
    today = now.astimezone(ZoneInfo(runner.timezone)).date()
    run = Run(new_id(now), runner.id, RunState.ASKING, today, now)
    uow.runs.add(run)
    return run


def _still_fits(run: Run, runner: Runner, now: datetime, rules: CheckInRules) -> bool:
    today = now.astimezone(ZoneInfo(runner.timezone)).date()
    asking = run.state in {RunState.ASKING, RunState.OFFERED}
    return (
        asking and run.local_date == today and now - run.checked_in_at < rules.times.check_in_lasts
    )


def _close(uow: UnitOfWork, run: Run, now: datetime) -> None:
    """Close an open run that a new check-in takes the place of; what was said stays."""
    if run.state is RunState.BACK:
        reflecting.close(uow, run, now)
    else:
        uow.runs.save(replace(run, state=RunState.REPLACED))


def _changeable(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Run | None:
    """Return the run when its check-in may still be changed: until the run starts."""
    run = uow.runs.by_id(runner.id, run_id)
    if run is None or run.state not in {RunState.ASKING, RunState.OFFERED}:
        return None
    return run if _still_fits(run, runner, now, rules) else None


def _where_it_went(uow: UnitOfWork, runner: Runner, run_id: str) -> Running | Stale:
    run = uow.runs.by_id(runner.id, run_id)
    if run is not None and run.state is RunState.RUNNING:
        return Running(run)
    return Stale()
