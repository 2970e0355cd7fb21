"""The check-in: from the first question to the card. Nothing here sends or commits.

The next question is computed from the answers saved so far; there is no other state. Each verb
returns one of a small closed union, which the handlers render.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.domain.questionnaire import Answers, parse_typed, previous_question
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.domain.wall_clock import day_in
from bot.ids import new_id
from bot.usecases import building, reflecting
from bot.usecases.open_check_in import Ask, Offer, Outcome, Running, Stale, current
from bot.usecases.ports import UnitOfWork
from bot.usecases.situating import CheckInRules

IT_IS_OVER = frozenset({"recovered", "doctor"})
"""Questions whose *yes* is not asked for again in the check-in that takes another's place."""


def begin(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Outcome:
    """Begin a check-in, or go on with the one that is open today."""
    run = uow.runs.open_run(runner.id)
    if run is not None:
        if run.state is RunState.RUNNING:
            return Running(run)
        if _still_fits(run, runner, now, rules):
            return current(uow, runner, run, now, rules)
        _close(uow, run, now)
        return _begun(uow, runner, now, rules, uow.runs.answers(run.id))
    return _begun(uow, runner, now, rules)


def begin_anew(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Outcome:
    """Begin a check-in from its first question, whatever was open (unless a run is going on)."""
    run = uow.runs.open_run(runner.id)
    if run is not None:
        if run.state is RunState.RUNNING:
            return Running(run)
        _close(uow, run, now)
    return _begun(uow, runner, now, rules)


def _begun(
    uow: UnitOfWork,
    runner: Runner,
    now: datetime,
    rules: CheckInRules,
    replaced: Answers = MappingProxyType({}),
) -> Ask | Offer:
    """A new check-in: first a step that was earned, or one back after a break.

    `replaced`: the answers of the one it takes the place of; that a complaint is over stays said.
    """
    runner = building.catch_up(uow, runner, now, rules.build)
    run = _new_run(uow, runner, now)
    for question in sorted(IT_IS_OVER & replaced.keys()):
        if replaced[question] == "yes":
            uow.runs.answer(run, question, "yes", now)
    return current(uow, runner, run, now, rules)


def answer(
    uow: UnitOfWork,
    runner: Runner,
    run_id: str,
    tapped: tuple[str, str],
    now: datetime,
    rules: CheckInRules,
) -> Outcome:
    """Save a tapped (question id, option id); the same tap twice counts once."""
    run = changeable(uow, runner, run_id, now, rules)
    question = rules.form.question(tapped[0])
    if run is None or question is None or tapped[1] not in question.options:
        return where_it_went(uow, runner, run_id)
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
    run = changeable(uow, runner, run_id, now, rules)
    if run is None:
        return where_it_went(uow, runner, run_id)
    answers = uow.runs.answers(run.id)
    here = current(uow, runner, run, now, rules)
    before = here.question.id if isinstance(here, Ask) else None
    previous = previous_question(rules.form, answers, before)
    if previous is not None:
        uow.runs.unanswer(run.id, [previous.id])
    return current(uow, runner, run, now, rules)


def _new_run(uow: UnitOfWork, runner: Runner, now: datetime) -> Run:
    today = day_in(runner.timezone, now)
    run = Run(new_id(now), runner.id, RunState.ASKING, today, now)
    uow.runs.add(run)
    return run


def _still_fits(run: Run, runner: Runner, now: datetime, rules: CheckInRules) -> bool:
    today = day_in(runner.timezone, now)
    asking = run.state in {RunState.ASKING, RunState.OFFERED}
    fresh = now - run.checked_in_at < rules.times.check_in_lasts
    return asking and fresh and run.local_date == today


def _close(uow: UnitOfWork, run: Run, now: datetime) -> None:
    """Close an open run that a new check-in takes the place of; what was said stays."""
    if run.state is RunState.BACK:
        reflecting.close(uow, run, now)
    else:
        uow.runs.save(replace(run, state=RunState.REPLACED))


def changeable(
    uow: UnitOfWork, runner: Runner, run_id: str, now: datetime, rules: CheckInRules
) -> Run | None:
    """Return the run when its check-in may still be changed: until the run starts."""
    run = uow.runs.by_id(runner.id, run_id)
    if run is None or run.state not in {RunState.ASKING, RunState.OFFERED}:
        return None
    return run if _still_fits(run, runner, now, rules) else None


def where_it_went(uow: UnitOfWork, runner: Runner, run_id: str) -> Running | Stale:
    """Return why a check-in cannot be changed any more: on the way, or its moment has passed."""
    run = uow.runs.by_id(runner.id, run_id)
    if run is not None and run.state is RunState.RUNNING:
        return Running(run)
    return Stale()
