"""The check-in: from the first question to the card. Nothing here sends or commits.

The next question is computed from the answers saved so far; there is no other state. Each verb
returns one of a small closed union, which the handlers render.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

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
    Health,
    Recommendation,
    RunForms,
    Situation,
    matters,
    recommend,
)
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import building, reflecting
from bot.usecases.building import BuildRules
from bot.usecases.ports import Daylight, UnitOfWork

LOOKS_BACK = 12
"""So many runs are looked at for complaints, and for what was done yesterday (ours)."""


NEUTRAL = {"tension": "5", "need": "silence", "length": "short"}
"""Stands in for what is not asked when a complaint says rest, whatever the answers."""


@dataclass(frozen=True, slots=True)
class CheckInRules:
    """What the check-in goes by: questions, table, times, and the sun."""

    form: Questionnaire
    run_forms: RunForms
    times: RunningTimes
    daylight: Daylight
    build: BuildRules


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
    return _begun(uow, runner, now, rules)


def begin_anew(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Outcome:
    """Begin a check-in from its first question, whatever was open (unless a run is going on)."""
    run = uow.runs.open_run(runner.id)
    if run is not None:
        if run.state is RunState.RUNNING:
            return Running(run)
        _close(uow, run, now)
    return _begun(uow, runner, now, rules)


def _begun(uow: UnitOfWork, runner: Runner, now: datetime, rules: CheckInRules) -> Ask | Offer:
    """A new check-in: first a step that was earned, or one back after a break."""
    runner = building.catch_up(uow, runner, now, rules.build)
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


def current(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Ask | Offer:
    """Return what is open in this check-in: a question, or (saved with the run) the card."""
    answers = uow.runs.answers(run.id)
    record = _record(uow, runner, run)
    situation = _situation(uow, runner, (answers, record), now, rules)
    question = _open_question(answers, complaint_of(record, runner.red_flag_at), situation, rules)
    if question is not None:
        if run.state is not RunState.ASKING or run.card is not None:
            run = replace(run, state=RunState.ASKING, card=None)
            uow.runs.save(run)
        can_go_back = previous_question(rules.form, answers, question.id) is not None
        return Ask(run, question, can_go_back)
    card = recommend(feeling_of(answers), situation, rules.run_forms)
    if run.card != card or run.state is not RunState.OFFERED:
        run = replace(run, state=RunState.OFFERED, card=card)
        uow.runs.save(run)
    return Offer(run, card, answers)


def _open_question(
    answers: Answers, complaint: Health, situation: Situation, rules: CheckInRules
) -> Question | None:
    """Return the next question; none where a complaint that is not over says rest anyhow."""
    if "no" in {answers.get("recovered"), answers.get("doctor")}:
        return None
    known = {**answers, "complaint": str(complaint)}
    return next_question(
        rules.form, known, lambda asked, given: matters(asked, given, situation, rules.run_forms)
    )


def feeling_of(answers: Answers) -> Feeling:
    """Return the feeling; where a complaint ended the questions early, a neutral one."""
    return Feeling.of({**NEUTRAL, **answers})


def situate(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Situation:
    """Return the situation of this moment: clock, sun, record, plans."""
    known = (uow.runs.answers(run.id), _record(uow, runner, run))
    return _situation(uow, runner, known, now, rules)


def _situation(
    uow: UnitOfWork,
    runner: Runner,
    known: tuple[Answers, list[tuple[Run, Answers]]],
    now: datetime,
    rules: CheckInRules,
) -> Situation:
    answers, record = known
    return situation_of(
        runner,
        uow.guiding.guidance(runner.id),
        now.astimezone(ZoneInfo(runner.timezone)),
        dark=not rules.daylight(now, runner.timezone),
        record=record,
        answers=answers,
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
