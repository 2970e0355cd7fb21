"""What stands beside the card: earlier words of the runner's own, and his coach's line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import own_words
from bot.domain.card import Pick, Recommendation
from bot.domain.own_words import OwnWords, Remembered
from bot.domain.questionnaire import Answers
from bot.domain.record import did_run
from bot.domain.run import Run
from bot.domain.runner import Runner
from bot.domain.safety import SafetyWords, in_crisis
from bot.usecases import messaging
from bot.usecases.ports import UnitOfWork

A_YEAR = 330
"""Days: from here on a month is told with its year."""

LOOKS_BACK = 40
"""So many sentences are looked at, the newest (ours)."""


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence to show again, with the day and the form that it was written after.

    `long_ago`: so long that its month alone would mislead.
    """

    text: str
    day: date
    form: Pick | None
    long_ago: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What a card carries that is kept elsewhere. `line` is from the coach named `coach`."""

    own: OwnSentence | None = None
    line: str = ""
    coach: str = ""


def beside(
    uow: UnitOfWork, runner: Runner, card: Recommendation, today: date, rules: OwnWords
) -> Beside:
    """Return what stands beside this card now; not what was deleted or switched off."""
    line = uow.guiding.guidance(runner.id).line.strip()
    coach = messaging.coach_of(uow, runner) if line else None
    wanted = card.own_words if runner.own_words else None
    own = None if wanted is None else _own(uow, runner, wanted, today, rules)
    return Beside(own) if coach is None else Beside(own, line, coach.name)


def line_was_used(uow: UnitOfWork, runner: Runner) -> None:
    """The run with the coach's line on its card begins: it was for that one."""
    guidance = uow.guiding.guidance(runner.id)
    if guidance.line:
        uow.guiding.guide(runner.id, guidance.used_line())
        uow.coaches.changed(runner.id)


def remind(
    uow: UnitOfWork,
    runner: Runner,
    card: Recommendation,
    record: Sequence[tuple[Run, Answers]],
    felt: tuple[int, str, date],
    rules: OwnWords,
    heavy: SafetyWords,
) -> str | None:
    """Return the id of the sentence for this card. `felt`: tension and need, on this local day."""
    tension, need, today = felt
    last = max((run.local_date for run, _ in record if did_run(run)), default=None)
    if not runner.own_words or not own_words.may_help(tension, last, today, rules):
        return None
    shown = next((run.card.own_words for run, _ in record if _shows(run) and run.card), None)
    told = {run.id: (run, answers) for run, answers in record}
    remembered = [
        Remembered(*told[sentence.run_id], sentence)
        for sentence in uow.runs.sentences(runner.id, LOOKS_BACK)
        if sentence.run_id in told and sentence.id != shown and not in_crisis(sentence.text, heavy)
    ]
    best = own_words.best_of(remembered, card.pick, need, today, rules)
    return None if best is None else best.sentence.id


def _shows(run: Run) -> bool:
    return run.card is not None and run.card.own_words is not None


def _own(
    uow: UnitOfWork, runner: Runner, sentence_id: str, today: date, rules: OwnWords
) -> OwnSentence | None:
    sentence = uow.runs.sentence_by_id(runner.id, sentence_id)
    run = None if sentence is None else uow.runs.by_id(runner.id, sentence.run_id)
    if sentence is None or run is None:
        return None
    text = own_words.clipped(sentence.text, rules.most_words)
    form = None if run.card is None else run.card.pick
    return OwnSentence(text, run.local_date, form, (today - run.local_date).days >= A_YEAR)
