"""What a coach sets for one of his runners, writes down about him, and sets aside.

Each function looks in its own transaction whether they share now, and stores nothing if not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.patterns import PatternKind
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import building, messaging, planning
from bot.usecases.building import BuildRules
from bot.usecases.messaging import NotSharing, Unfit
from bot.usecases.ports import Coach, Note, UnitOfWork

NOTE_MOST = 3500
"""Characters of one note, as of a message."""

LINE_MOST = 200
"""Characters of the line for the next card, which stays a card."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the coach sets for the cards of one runner; the fields are those of `Guidance`."""

    cap: int | None = None
    pinned: str | None = None
    forbidden: frozenset[str] = frozenset()
    cue: str | None = None
    learning: bool = True


def limit(
    uow: UnitOfWork, coach: Coach, runner_id: str, limits: Limits, now: datetime, rules: BuildRules
) -> bool:
    """Set the limits for his cards; another cap moves the nudges before a moment."""
    runner = _his(uow, coach, runner_id)
    if runner is None:
        return False
    before = uow.guiding.guidance(runner_id)
    uow.guiding.guide(
        runner_id,
        replace(
            before,
            cap=limits.cap,
            pinned=limits.pinned,
            forbidden=limits.forbidden,
            cue=limits.cue,
            learning=limits.learning,
        ),
    )
    if limits.cap != before.cap and not runner.nudges_off:
        planning.replan(uow, runner, now, rules.plan)
    uow.coaches.changed(runner_id)
    return True


def set_stage(
    uow: UnitOfWork, coach: Coach, runner_id: str, minutes: int, now: datetime, rules: BuildRules
) -> bool:
    """Set the stage of a runner who builds up. ValueError: no stage has so many minutes."""
    runner = _his(uow, coach, runner_id)
    if runner is None or not runner.builds_up:
        return False
    if minutes != runner.stage:
        building.set_stage(uow, runner, minutes, now, rules)
    return True


def leave_line(uow: UnitOfWork, coach: Coach, runner_id: str, text: str) -> bool | Unfit:
    """Leave one line "voor je volgende run"; nothing in it takes the line back."""
    if _his(uow, coach, runner_id) is None:
        return False
    line = " ".join(text.split())
    if len(line) > LINE_MOST:
        return Unfit()
    guidance = uow.guiding.guidance(runner_id)
    uow.guiding.guide(runner_id, replace(guidance, line=line))
    uow.coaches.changed(runner_id)
    return True


def appoint(
    uow: UnitOfWork, coach: Coach, runner_id: str, at: datetime | None, now: datetime
) -> bool:
    """Set when they talk next (aware); None: nothing was agreed. A talk that was stays known."""
    if _his(uow, coach, runner_id) is None:
        return False
    guidance = uow.guiding.guidance(runner_id)
    uow.guiding.guide(runner_id, guidance.with_appointment(at, now))
    uow.coaches.changed(runner_id)
    return True


def write_note(
    uow: UnitOfWork, coach: Coach, runner_id: str, text: str, now: datetime
) -> Note | NotSharing | Unfit:
    """Write a note about a runner, who can ask for it."""
    if _his(uow, coach, runner_id) is None:
        return NotSharing()
    if not _fits(text):
        return Unfit()
    note = Note(new_id(now), coach.id, runner_id, text.strip(), now)
    uow.guiding.add_note(note)
    uow.coaches.changed(runner_id)
    return note


def change_note(
    uow: UnitOfWork, coach: Coach, runner_id: str, note_id: str, text: str
) -> Note | NotSharing | Unfit:
    """Change his own note; `NotSharing` also when it is gone or not his."""
    note = _note(uow, coach, runner_id, note_id)
    if note is None:
        return NotSharing()
    if not _fits(text):
        return Unfit()
    changed = replace(note, text=text.strip())
    uow.guiding.add_note(changed)
    uow.coaches.changed(runner_id)
    return changed


def delete_note(uow: UnitOfWork, coach: Coach, runner_id: str, note_id: str) -> bool:
    """Delete his own note. Twice is as good as once; False only when they do not share."""
    if _his(uow, coach, runner_id) is None:
        return False
    if _note(uow, coach, runner_id, note_id) is not None:
        uow.guiding.delete_note(coach.id, note_id)
        uow.coaches.changed(runner_id)
    return True


def set_aside(
    uow: UnitOfWork, coach: Coach, runner_id: str, kind: PatternKind, until: date | None
) -> bool:
    """Set a pattern aside until a day (then it is back); None: look at it again now."""
    if _his(uow, coach, runner_id) is None:
        return False
    found: Mapping[str, date] = uow.guiding.asides(coach.id).get(runner_id, {})
    kept = {other: day for other, day in found.items() if other != kind}
    uow.guiding.set_aside(coach.id, runner_id, kept if until is None else {**kept, kind: until})
    uow.coaches.changed(runner_id)
    return True


def _his(uow: UnitOfWork, coach: Coach, runner_id: str) -> Runner | None:
    """Return the runner, if he shares with this coach now."""
    shares = messaging.shares(uow, coach.id, runner_id)
    return uow.runners.by_id(runner_id) if shares else None


def _note(uow: UnitOfWork, coach: Coach, runner_id: str, note_id: str) -> Note | None:
    if _his(uow, coach, runner_id) is None:
        return None
    notes = uow.guiding.notes(coach.id, runner_id)
    return next((note for note in notes if note.id == note_id), None)


def _fits(text: str) -> bool:
    return 0 < len(text.strip()) <= NOTE_MOST
