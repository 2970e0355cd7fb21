"""What a check-in is looked at with: its rules, the record, and the situation of this moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.form_tables import RunForms
from bot.domain.own_words import OwnWords
from bot.domain.questionnaire import Answers, Questionnaire
from bot.domain.record import situation_of
from bot.domain.relief import Learning
from bot.domain.run import CheckIn, Run, RunningTimes
from bot.domain.runner import Runner
from bot.domain.safety import SafetyWords
from bot.domain.situation import Feeling, Situation
from bot.usecases.building import BuildRules
from bot.usecases.ports import Daylight, UnitOfWork

LOOKS_BACK = 12
"""So many runs are looked at for complaints, and for what was done yesterday (ours)."""


NEUTRAL = {"tension": "5", "need": "silence", "length": "short"}
"""Stands in for what is not asked when a complaint says rest, whatever the answers."""


Latitude = Callable[[str], float | None]
"""The latitude of a zone's reference city, in degrees, south below 0; None where it has none."""


@dataclass(frozen=True, slots=True)
class CheckInRules:
    """What the check-in goes by: questions, table, times, the sun, and what the record may say."""

    form: Questionnaire
    run_forms: RunForms
    times: RunningTimes
    daylight: Daylight
    build: BuildRules
    latitude: Latitude
    learning: Learning
    own_words: OwnWords
    safety_words: SafetyWords


def feeling_of(answers: Answers) -> Feeling:
    """Return the feeling; where a complaint ended the questions early, a neutral one."""
    return Feeling.of({**NEUTRAL, **answers})


def situate(
    uow: UnitOfWork, runner: Runner, run: Run, now: datetime, rules: CheckInRules
) -> Situation:
    """Return the situation of this moment: clock, sun, record, plans."""
    known = (uow.runs.answers(run.id), record_of(uow, runner, run, whole=False, rules=rules))
    return situation_with(uow, runner, known, now, rules)


def situation_with(
    uow: UnitOfWork,
    runner: Runner,
    known: tuple[Answers, list[tuple[Run, Answers]]],
    now: datetime,
    rules: CheckInRules,
) -> Situation:
    """Return the situation of this moment for these answers and this record, both known already."""
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
        learning=rules.learning,
        latitude=rules.latitude(runner.timezone),
    )


def record_of(
    uow: UnitOfWork, runner: Runner, run: Run, *, whole: bool, rules: CheckInRules
) -> list[tuple[Run, Answers]]:
    """Return the earlier runs with their answers, the newest first; `whole`: as learning needs."""
    most = max(rules.learning.looks_back, LOOKS_BACK) if whole else LOOKS_BACK
    return [(r, said) for r, said in uow.runs.record(runner.id, most) if r.id != run.id]


def said_before(uow: UnitOfWork, runner: Runner, run: Run) -> list[tuple[CheckIn, Answers]]:
    """Return the answers of the earlier runs, the newest first: all that a question needs."""
    return [(r, said) for r, said in uow.runs.said(runner.id, LOOKS_BACK) if r.id != run.id]
