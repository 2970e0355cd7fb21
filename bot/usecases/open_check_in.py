"""What is open in a check-in: a question, or the card. Computed from what was answered so far."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.domain.card import Recommendation
from bot.domain.questionnaire import Answers, Question, next_question, previous_question
from bot.domain.record import Said, complaint_of
from bot.domain.run import Run, RunState
from bot.domain.run_forms import matters
from bot.domain.runner import Runner
from bot.domain.situation import Health, Situation, complete
from bot.usecases import recalling
from bot.usecases.card_making import card_of, hard_tap
from bot.usecases.ports import UnitOfWork
from bot.usecases.recalling import Beside
from bot.usecases.situating import CheckInRules, record_of, said_before, situation_with


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


def current(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Ask | Offer:
    """Return what is open in this check-in: a question, or (saved with the run) the card."""
    answers = uow.runs.answers(run.id)
    looked = _Looked(uow, runner, run, answers, now, rules)
    question = _open_question(looked, rules)
    if question is not None:
        if run.state is not RunState.ASKING or run.card is not None:
            run = replace(run, state=RunState.ASKING, card=None)
            uow.runs.save(run)
        can_go_back = previous_question(rules.form, answers, question.id) is not None
        return Ask(run, question, can_go_back)
    situation = looked.situation
    card = card_of(uow, runner, (answers, looked.record), situation, rules)
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


@dataclass(frozen=True)
class _Looked:
    """What is looked up when it is first asked for: most questions need no card, no situation."""

    uow: UnitOfWork
    runner: Runner
    run: Run
    answers: Answers
    now: datetime
    rules: CheckInRules

    @cached_property
    def record(self) -> list[tuple[Run, Answers]]:
        """Earlier runs with their answers."""
        whole = complete(self.answers)
        return record_of(self.uow, self.runner, self.run, whole=whole, rules=self.rules)

    @cached_property
    def complaint(self) -> Health:
        """What he reported and has not yet said to be over."""
        return complaint_of(self._said, self.runner.red_flag_at)

    @cached_property
    def situation(self) -> Situation:
        """Clock, sun, record, plans."""
        known = (self.answers, self.record)
        return situation_with(self.uow, self.runner, known, self.now, self.rules)

    @property
    def _said(self) -> Said:
        if complete(self.answers):  # then the record is looked at anyhow
            return self.record
        return said_before(self.uow, self.runner, self.run)


def _open_question(looked: _Looked, rules: CheckInRules) -> Question | None:
    """Return the next question; none where a complaint that is not over says rest anyhow."""
    answers = looked.answers
    if "no" in {answers.get("recovered"), answers.get("doctor")}:
        return None
    known = {**answers, "complaint": str(looked.complaint)}
    return next_question(
        rules.form,
        known,
        lambda asked, given: matters(asked, given, looked.situation, rules.run_forms),
    )
