"""All that is stored about one runner, to read or take along. GDPR art. 15 and 20.

A new kind of record is one line in `PARTS`; a test fails while a table of runners has none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from typing import Final, TypeAlias

from bot.domain.guidance import Guidance
from bot.domain.run import Run
from bot.domain.runner import Runner
from bot.usecases import coaching
from bot.usecases.ports import UnitOfWork

Leaf: TypeAlias = str | int | bool | datetime | date | time | None
Value: TypeAlias = Leaf | list["Value"] | dict[str, "Value"]
"""A record laid open; this is the edge of the house, so here records become dicts."""

EVERYTHING: Final = 1_000_000
"""More rows than one runner can ever have."""

FIRST_DAY: Final = date(2000, 1, 1)
"""Before anybody ran with Lichter."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record: `read` returns those of a runner, each with its fields by name."""

    key: str
    read: Callable[[UnitOfWork, Runner], Sequence[Value]]
    to_read: bool = True  # False: for machines, in the JSON alone


@dataclass(frozen=True, slots=True)
class Chapter:
    """The records of one part, as they were when they were read."""

    key: str
    records: Sequence[Value]
    to_read: bool = True


@dataclass(frozen=True, slots=True)
class Export:
    """Everything about this runner, in the order in which it is told."""

    runner: Runner
    chapters: tuple[Chapter, ...]


def gather(uow: UnitOfWork, runner_id: str) -> Export | None:
    """Return all that is stored about a runner; reads only. None: there is no such runner."""
    runner = uow.runners.by_id(runner_id)
    if runner is None:
        return None
    chapters = tuple(Chapter(part.key, part.read(uow, runner), part.to_read) for part in PARTS)
    return Export(runner, chapters)


def laid_open(value: object) -> Value:
    """Return a stored value with every field of every record in it, by name."""
    match value:
        case None | bool() | int() | datetime() | date() | time():
            return value
        case str():
            return str(value)  # a StrEnum becomes its bare word
        case Mapping():
            return {str(key): laid_open(part) for key, part in value.items()}
        case frozenset() | set():
            return [laid_open(part) for part in sorted(value)]
        case list() | tuple():
            return [laid_open(part) for part in value]
        case _:
            return _fields(value)


def _fields(record: object) -> dict[str, Value]:
    if not is_dataclass(record):
        raise TypeError(f"no record: {type(record).__name__}")
    return {field.name: laid_open(getattr(record, field.name)) for field in fields(record)}


# ---------------------------------------------------------------- what there is
def _about_you(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:  # noqa: ARG001  one shape
    return [laid_open(runner)]


def _consent(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    given = uow.runners.consent(runner.id)
    return [] if given is None else [laid_open(given)]


def _coaches(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    """Return with whom this runner shared, from when to when, and whose question still waits."""
    names = _coach_names(uow)
    found: list[Value] = [
        {**_open_row(row), "coach_name": names.get(str(row["coach_id"]))}
        for row in uow.runners.traces(runner.id).get("coachings", ())
    ]
    waiting = uow.coaches.invited_by(runner.id)
    return found if waiting is None else [*found, {"invited_by": waiting.name}]


def _who_looked(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    return [laid_open(visit) for visit in coaching.visits(uow, runner, EVERYTHING)]


def _runs(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    return [_run(uow, run) for run in uow.runs.since(runner.id, FIRST_DAY)]


def _run(uow: UnitOfWork, run: Run) -> Value:
    return {
        **_fields(run),
        "answers": laid_open(uow.runs.answers(run.id)),
        "sentence": laid_open(uow.runs.sentence(run.id)),
    }


def _moments(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    return [laid_open(moment) for moment in uow.planning.moments(runner.id)]


def _nudges(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    rows = uow.runners.traces(runner.id).get("nudges", ())
    return [laid_open(uow.planning.nudge(runner.id, str(row["id"]))) for row in rows]


def _messages(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    names = _coach_names(uow)
    return [_by_coach(one, one.coach_id, names) for one in uow.messages.of_runner(runner.id)]


def _notes(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    names = _coach_names(uow)
    return [_by_coach(one, one.coach_id, names) for one in uow.guiding.notes_on(runner.id)]


def _guidance(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    found = uow.guiding.guidance(runner.id)
    return [] if found == Guidance() else [laid_open(found)]


def _set_aside(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    found = [(coach, uow.guiding.asides(coach.id).get(runner.id)) for coach in uow.coaches.all()]
    return [
        {"coach_name": coach.name, "until": laid_open(until)} for coach, until in found if until
    ]


def _rows(uow: UnitOfWork, runner: Runner) -> Sequence[Value]:
    tables = uow.runners.traces(runner.id)
    return [{"table": name, **_open_row(row)} for name, rows in tables.items() for row in rows]


def _open_row(row: Mapping[str, Leaf]) -> dict[str, Value]:
    return dict(row)


def _by_coach(record: object, coach_id: str, names: Mapping[str, str]) -> Value:
    return {**_fields(record), "coach_name": names.get(coach_id)}


def _coach_names(uow: UnitOfWork) -> Mapping[str, str]:
    return {coach.id: coach.name for coach in uow.coaches.all()}


PARTS: Final = (
    Part("about_you", _about_you),
    Part("consent", _consent),
    Part("runs", _runs),
    Part("planned_moments", _moments),
    Part("nudges", _nudges),
    Part("coach", _coaches),
    Part("messages", _messages),
    Part("coach_notes", _notes),
    Part("coach_settings", _guidance),
    Part("set_aside", _set_aside),
    Part("who_looked", _who_looked),
    Part("rows", _rows, to_read=False),
)
