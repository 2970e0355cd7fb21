"""Looking back: the picture of tension, and a sentence of one's own written anew."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.looking_back import Felt, Week, first_day, weeks_of
from bot.domain.questionnaire import number_in
from bot.domain.run import RAN_STATES, Run, Sentence
from bot.domain.runner import Runner
from bot.usecases.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Progress:
    """The weeks of `/voortgang`, the oldest first; `today` is the runner's own day."""

    today: date
    weeks: tuple[Week, ...]

    @property
    def times(self) -> tuple[Felt, ...]:
        """All times in these weeks, the oldest first."""
        return tuple(one for week in self.weeks for one in week.times)


def progress(uow: UnitOfWork, runner: Runner, today: date) -> Progress:
    """Return the last weeks of a runner. A run whose end is unknown is never mentioned again."""
    runs = uow.runs.since(runner.id, first_day(today))
    times = [_felt(uow, run) for run in runs if run.state in RAN_STATES and run.local_date <= today]
    return Progress(today, weeks_of(times, today))


def rewrite(
    uow: UnitOfWork, runner: Runner, sentence_id: str, text: str, message_id: int | None
) -> Sentence | None:
    """Write a sentence anew; from now on this message of the runner is the one that wrote it.

    None: it is gone, or not his.
    """
    sentence = uow.runs.sentence_by_id(runner.id, sentence_id)
    if sentence is None:
        return None
    written = replace(sentence, text=text, message_id=message_id)
    uow.runs.write(written)
    uow.coaches.changed(runner.id)
    return written


def _felt(uow: UnitOfWork, run: Run) -> Felt:
    answers = uow.runs.answers(run.id)
    before, after = number_in(answers, "tension"), number_in(answers, "tension_after")
    return Felt(run.local_date, before, after)
