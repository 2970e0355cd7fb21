"""The check-in: from the first question to the card. Nothing here sends or commits.

The next question is computed from the answers saved so far; there is no other state. Each verb
returns one of a small closed union, which the handlers render.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.questionnaire import (
    Answers,
    Question,
    next_question,
    parse_typed,
    previous_question,
)
from bot.domain.record import complaint_of
from bot.domain.run import Run, RunState
from bot.domain.run_forms import Health, Recommendation, Situation, matters
from bot.domain.runner import Runner
from bot.domain.situation import complete
from bot.ids import new_id
from bot.usecases import building, recalling, reflecting
from bot.usecases.card_making import card_of, hard_tap
from bot.usecases.ports import UnitOfWork
from bot.usecases.recalling import Beside
from bot.usecases.situating import CheckInRules, record_of, situation_with

IT_IS_OVER = frozenset({"recovered", "doctor"})
"""Questions whose *yes* is not asked for again in the check-in that takes another's place."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The open question. `unclear`: what was typed was not understood."""

    run: Run
    question: Question
    can_go_back: bool
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The card, with the answers that led to it, and what stands beside it.

    `hard`: "yesterday was hard or long" would change this card (True), or did (False); None where
    it makes no difference or is known.
    """

    run: Run
    card: Recommendation
    answers: Answers
    beside: Beside
    hard: bool | None


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


def current(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Ask | Offer:
    """Return what is open in this check-in: a question, or (saved with the run) the card."""
    answers = uow.runs.answers(run.id)
    record = record_of(uow, runner, run, whole=complete(answers), rules=rules)
    situated = _Situated(lambda: situation_with(uow, runner, (answers, record), now, rules))
    question = _open_question(answers, complaint_of(record, runner.red_flag_at), situated, rules)
    if question is not None:
        if run.state is not RunState.ASKING or run.card is not None:
            run = replace(run, state=RunState.ASKING, card=None)
            uow.runs.save(run)
        can_go_back = previous_question(rules.form, answers, question.id) is not None
        return Ask(run, question, can_go_back)
    situation = situated.situation
    card = card_of(uow, runner, (answers, record), situation, rules)
    if run.card != card or run.state is not RunState.OFFERED:
        run = replace(run, state=RunState.OFFERED, card=card)
        uow.runs.save(run)
    return offer(uow, runner, run, card, answers, situation, rules)


def offer(
    uow: UnitOfWork,
    runner: Runner,
    run: Run,
    card: Recommendation,
    answers: Answers,
    situation: Situation,
    rules: CheckInRules,
) -> Offer:
    """Return this card with all that stands beside it."""
    today = situation.local.date()
    hard = hard_tap(card, answers, situation, rules)
    return Offer(
        run, card, answers, recalling.beside(uow, runner, card, today, rules.own_words), hard
    )


class _Situated:
    """The situation of this moment, looked up when first asked for: most questions need none."""

    def __init__(self, look: Callable[[], Situation]) -> None:
        self._look = look

    @cached_property
    def situation(self) -> Situation:
        """Clock, sun, record, plans."""
        return self._look()


def _open_question(
    answers: Answers, complaint: Health, situated: "_Situated", rules: CheckInRules
) -> Question | None:
    """Return the next question; none where a complaint that is not over says rest anyhow."""
    if "no" in {answers.get("recovered"), answers.get("doctor")}:
        return None
    known = {**answers, "complaint": str(complaint)}
    return next_question(
        rules.form,
        known,
        lambda asked, given: matters(asked, given, situated.situation, rules.run_forms),
    )


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
