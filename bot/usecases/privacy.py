"""What is stored about a runner: counted and erased. GDPR art. 17. Given out: `exporting`."""

from dataclasses import dataclass

from bot.domain.runner import Runner
from bot.usecases.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are of a kind (the name that storage gives it)."""

    kind: str
    rows: int


def counts(uow: UnitOfWork, runner: Runner) -> tuple[Count, ...]:
    """Return how much is stored of each kind, leaving out what there is nothing of."""
    counted = uow.runners.count_rows(runner.id).items()
    return tuple(Count(kind, rows) for kind, rows in counted if rows > 0)


def erase(uow: UnitOfWork, runner: Runner) -> None:
    """Remove every row and queued message of this runner and destroy his key, at once."""
    uow.runners.erase(runner.id)


def forget_sentence(uow: UnitOfWork, runner: Runner, sentence_id: str) -> bool:
    """Delete one sentence; the coach's page follows. False: gone already, or not his."""
    if uow.runs.sentence_by_id(runner.id, sentence_id) is None:
        return False
    uow.runs.delete_sentence(sentence_id)
    uow.coaches.changed(runner.id)
    return True
