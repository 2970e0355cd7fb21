"""What coach and runner wrote to each other, and the coach's own notes, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.runner import Runner
from bot.usecases.messaging import WAITS_AT_MOST
from bot.usecases.ports import Author, Coach, Message, Note
from bot.words import Say


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the thread. `state`: how far it is on its way; of his own messages alone."""

    id: str
    mine: bool
    who: str
    when: str
    at: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note of the coach."""

    id: str
    when: str
    at: str
    text: str


def thread_of(
    thread: Sequence[Message], runner: Runner, coach: Coach, say: Say, now: datetime
) -> list[Line]:
    """Return the lines of a thread, in its order."""
    return [_line(one, runner.first_name, coach, say, now) for one in thread]


def notes_of(notes: Sequence[Note], coach: Coach, say: Say) -> list[NoteShown]:
    """Return the notes, the newest first."""
    zone = ZoneInfo(coach.timezone)
    found = []
    for note in notes:
        local = note.written_at.astimezone(zone)
        day = say.short_date(local.date())
        found.append(NoteShown(note.id, day, local.date().isoformat(), note.text))
    return found


def _line(message: Message, name: str, coach: Coach, say: Say, now: datetime) -> Line:
    mine = message.author is Author.COACH
    local = message.written_at.astimezone(ZoneInfo(coach.timezone))
    return Line(
        id=message.id,
        mine=mine,
        who=coach.name if mine else name,
        when=say.day_and_time(local),
        at=local.isoformat(timespec="minutes"),
        text=message.text,
        state=say(f"dashboard-message-{_state(message, now)}") if mine else "",
    )


def _state(message: Message, now: datetime) -> str:
    if message.read_at:
        return "read"
    if message.delivered_at:
        return "delivered"
    return "lapsed" if now - message.written_at > WAITS_AT_MOST else "waiting"
