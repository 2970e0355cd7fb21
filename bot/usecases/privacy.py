"""What is stored about a runner: counted, given out, erased. GDPR art. 15, 17 and 20."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time

from bot.domain.run import Run
from bot.domain.runner import Runner
from bot.usecases import coaching
from bot.usecases.ports import UnitOfWork

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
"""What a JSON document is made of; this is its edge, so here records become dicts."""

EVERYTHING = 1_000_000
"""More rows than one runner can ever have."""

FIRST_DAY = date(2000, 1, 1)
"""Before anybody ran with Lichter."""


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


def export(uow: UnitOfWork, runner_id: str) -> bytes | None:
    """Return all that is stored about a runner as a JSON document (UTF-8), to read or take along.

    Reads only. Times are ISO 8601 in UTC, days are the runner's own. None: there is no such runner.
    """
    runner = uow.runners.by_id(runner_id)
    if runner is None:
        return None
    document: Value = {
        "about_you": _plain(runner),
        "consent": _plain(uow.runners.consent(runner_id)),
        "coach": _coach(uow, runner),
        "runs": [_run(uow, run) for run in uow.runs.since(runner_id, FIRST_DAY)],
        "planned_moments": [_plain(moment) for moment in uow.planning.moments(runner_id)],
        "nudges_sent": [_plain(nudge) for nudge in uow.planning.sent_since(runner_id, FIRST_DAY)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _coach(uow: UnitOfWork, runner: Runner) -> Value:
    now_with = coaching.sharing(uow, runner)
    waiting = uow.coaches.invited_by(runner.id)
    return {
        "shares_with": None if now_with is None else now_with.coach.name,
        "since": None if now_with is None else now_with.since.isoformat(),
        "invited_by": None if waiting is None else waiting.name,
        "who_looked": [_plain(visit) for visit in coaching.visits(uow, runner, EVERYTHING)],
    }


def _run(uow: UnitOfWork, run: Run) -> Value:
    return {
        **_record(run),
        "answers": _plain(uow.runs.answers(run.id)),
        "sentence": _plain(uow.runs.sentence(run.id)),
    }


def _record(record: object) -> dict[str, Value]:
    """Return the fields of a dataclass by name."""
    if not is_dataclass(record):
        raise TypeError(f"no record: {type(record).__name__}")
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: object) -> Value:
    """Return a stored value as JSON has it."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case frozenset() | set():
            return [_plain(part) for part in sorted(value)]
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return _record(value)
