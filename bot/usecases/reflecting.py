"""After the run: the one sentence, the optional taps, and the summary for the coach."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.questionnaire import Answers, Question, Questionnaire
from bot.domain.run import RAN_STATES, Run, RunState, Sentence
from bot.domain.runner import Runner, Sharing
from bot.domain.wall_clock import day_in
from bot.ids import new_id
from bot.usecases import building
from bot.usecases.messaging import coach_of
from bot.usecases.ports import Coach, UnitOfWork
from bot.usecases.running import SUMMARY, RunRules, due, release_at

NOTE_FITS = timedelta(days=7)
"""A note that could not leave for so long (the bot was down) is dropped: the page has it all."""

LOOKS_BACK = 10
"""So many check-ins may have come after a run without a sentence; nobody begins more in hours."""

EQUAL_CHOICES = 3
"""After so many equal choices in a row, and so many more: "from now on always so?"."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence was stored. `coach` is who it can be shared with."""

    run: Run
    sentence: Sentence
    coach: Coach | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A choice about a sentence was stored. `always`: it was the third equal one in a row."""

    sentence: Sentence
    coach: Coach | None
    always: bool


def waits_for_sentence(
    uow: UnitOfWork, runner: Runner, now: datetime, within: timedelta
) -> Run | None:
    """Return the latest run that has no sentence yet, when it is not too long ago."""
    for run in uow.runs.latest(runner.id, 1):
        if run.state not in RAN_STATES or run.back_at is None or now - run.back_at > within:
            return None
        return run if uow.runs.sentence(run.id) is None else None
    return None


def left_without_sentence(
    uow: UnitOfWork, runner: Runner, now: datetime, within: timedelta
) -> Run | None:
    """Return the run that has no sentence yet and that a newer check-in came after."""
    for run in uow.runs.latest(runner.id, LOOKS_BACK):
        if run.state in RAN_STATES:
            late = run.back_at is None or now - run.back_at > within
            return None if late or uow.runs.sentence(run.id) is not None else run
        if run.state is RunState.RUNNING:
            return None
    return None


def write(
    uow: UnitOfWork, runner: Runner, run: Run, text: str, message_id: int | None, now: datetime
) -> Written:
    """Store the one sentence of a run, shared only when the runner chose "always"."""
    earlier = uow.runs.sentence(run.id)
    shared = {Sharing.ALWAYS: True, Sharing.NEVER: False}.get(runner.sharing)
    sentence = (
        Sentence(new_id(now), run.id, runner.id, text, now, shared, message_id)
        if earlier is None
        else replace(earlier, text=text, message_id=message_id)
    )
    uow.runs.write(sentence)
    uow.coaches.changed(runner.id)
    return Written(run, sentence, coach_of(uow, runner))


def rewrite(uow: UnitOfWork, runner: Runner, message_id: int, text: str) -> Sentence | None:
    """The runner edited a message: the sentence that it wrote follows. None: it wrote none."""
    sentence = uow.runs.sentence_of_message(runner.id, message_id)
    if sentence is None:
        return None
    sentence = replace(sentence, text=text)
    uow.runs.write(sentence)
    uow.coaches.changed(runner.id)
    return sentence


def share(uow: UnitOfWork, runner: Runner, sentence_id: str, *, shared: bool) -> Shared | None:
    """*Delen* or *Alleen voor mij*. None: not this runner's sentence."""
    sentence = uow.runs.sentence_by_id(runner.id, sentence_id)
    if sentence is None:
        return None
    sentence = replace(sentence, shared=shared)
    uow.runs.write(sentence)
    uow.coaches.changed(runner.id)
    latest = uow.runs.sentences(runner.id, LOOKS_BACK)
    equal = len(list(takewhile(lambda one: one.shared is shared, latest)))
    asks = equal > 0 and equal % EQUAL_CHOICES == 0 and runner.sharing is Sharing.ASK
    return Shared(sentence, coach_of(uow, runner), asks)


def always(uow: UnitOfWork, runner: Runner, sharing: Sharing) -> None:
    """From now on always so (or ask again)."""
    uow.runners.save(replace(runner, sharing=sharing))


def tap(
    uow: UnitOfWork,
    runner: Runner,
    run_id: str,
    tapped: tuple[str, str],
    form: Questionnaire,
    now: datetime,
) -> tuple[Run, Answers] | None:
    """Save one of the optional taps, (question id, option id). None: old or forged."""
    run = uow.runs.by_id(runner.id, run_id)
    question = form.question(tapped[0])
    if run is None or run.state not in RAN_STATES or not _offers(question, tapped[1]):
        return None
    uow.runs.answer(run, tapped[0], tapped[1], now)
    uow.coaches.changed(runner.id)
    return run, uow.runs.answers(run.id)


def finish(uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: RunRules) -> None:
    """The ritual is over: what was held leaves some minutes later. Twice changes nothing."""
    if over(uow, runner, run, now, rules) and uow.silences.until(runner.chat, now) is None:
        uow.silences.end(runner.chat, release_at(runner, now, rules))


def over(uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: RunRules) -> bool:
    """The ritual is over, by itself too: coming back said when what was held leaves.

    False when it was over already.
    """
    if run.state is not RunState.BACK:
        return False
    close(uow, run, now)
    building.catch_up(uow, runner, now, rules.build)
    return True


def close(uow: UnitOfWork, run: Run, now: datetime) -> None:
    """Nothing more is asked about this run; its coach, if any, gets one neutral note."""
    uow.runs.save(replace(run, state=RunState.REFLECTED, reflected_at=now))
    uow.planning.plan(due(run, SUMMARY, now, now, now + NOTE_FITS))
    uow.coaches.changed(run.runner_id)


def add_run(uow: UnitOfWork, runner: Runner, days_ago: int, now: datetime) -> Run:
    """A run done without the bot, today or on an earlier day: kept without a card."""
    today = day_in(runner.timezone, now)
    run = Run(
        id=new_id(now),
        runner_id=runner.id,
        state=RunState.BACK,
        local_date=today - timedelta(days=days_ago),
        checked_in_at=now,
        back_at=now,
    )
    uow.runs.add(run)
    uow.coaches.changed(runner.id)
    return run


def _offers(question: Question | None, option: str) -> bool:
    return question is not None and option in question.options
