"""What a coach sets, writes and sets aside for one runner, and what both write to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.guidance import Guidance


class Author(StrEnum):
    """Who wrote a message."""

    COACH = "coach"
    RUNNER = "runner"


class MessageKind(StrEnum):
    """What a message is."""

    TEXT = "text"
    HEAVY = "heavy"  # the runner's tap on the help card: "let my coach know that it is hard"


@dataclass(frozen=True, slots=True)
class Message:
    """One message between a coach and a runner.

    To the runner: waiting (`delivered_at` None), delivered, read (he tapped or answered).
    To the coach: stored is delivered; `read_at` is when its thread was opened.
    """

    id: str
    coach_id: str
    runner_id: str
    author: Author
    text: str
    written_at: datetime
    kind: MessageKind = MessageKind.TEXT
    delivered_at: datetime | None = None
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A coach's own note about a runner, who may ask for it (GDPR art. 15)."""

    id: str
    coach_id: str
    runner_id: str
    text: str
    written_at: datetime


class Letters(Protocol):
    """What coach and runner wrote to each other: a thread for each two."""

    def add(self, message: Message) -> None:
        """Store a message; adding the same id twice stores it once."""

    def by_id(self, message_id: str, runner_id: str) -> Message | None:
        """The message, if it is of this runner's thread."""

    def thread(self, coach_id: str, runner_id: str, limit: int) -> Sequence[Message]:
        """The newest messages of these two, the oldest of them first."""

    def of_runner(self, runner_id: str) -> Sequence[Message]:
        """All messages of a runner, with whichever coach, the oldest first."""

    def delivered(self, message_id: str, now: datetime) -> None:
        """It arrived in the runner's chat."""

    def read(self, message_id: str, now: datetime) -> None:
        """Its reader said or showed that he read it; the first time counts."""

    def read_thread(self, coach_id: str, runner_id: str, now: datetime) -> None:
        """The coach read all that this runner wrote."""

    def unread(self, coach_id: str) -> Mapping[str, int]:
        """How many messages of each runner this coach did not read yet: runner id → count."""


class Guiding(Protocol):
    """Notes, guidance, and what is set aside on *Aandacht*."""

    def guidance(self, runner_id: str) -> Guidance:
        """What the coach set for this runner; `Guidance()` when nothing."""

    def guidances(self, runner_ids: Sequence[str]) -> Mapping[str, Guidance]:
        """What coaches set for these runners: runner id → guidance; nothing where nothing is."""

    def guide(self, runner_id: str, guidance: Guidance) -> None:
        """Store what the coach set."""

    def end(self, runner_id: str) -> None:
        """The coaching ended: nothing that the coach set is in force any more."""

    def add_note(self, note: Note) -> None:
        """Store a note, new or changed."""

    def notes(self, coach_id: str, runner_id: str) -> Sequence[Note]:
        """This coach's notes on this runner, the newest first."""

    def notes_on(self, runner_id: str) -> Sequence[Note]:
        """All notes on a runner, whoever wrote them, the oldest first."""

    def delete_note(self, coach_id: str, note_id: str) -> bool:
        """Delete his own note; False when it is not his or gone."""

    def set_aside(self, coach_id: str, runner_id: str, until: Mapping[str, date]) -> None:
        """Store what is set aside of this runner: kind of pattern → until (that day excluded)."""

    def asides(self, coach_id: str) -> Mapping[str, Mapping[str, date]]:
        """What this coach set aside: runner id → kind → until."""
