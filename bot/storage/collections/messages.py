"""Messages between coach and runner, sealed with the runner's key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, func, select, update

from bot.storage.collections.rows import Rows
from bot.storage.on_conflict import insert
from bot.storage.records import Record
from bot.storage.tables import messages
from bot.storage.vault import Vault
from bot.usecases.ports import Author, Message, MessageKind


@dataclass(frozen=True, slots=True)
class Content:
    """What is sealed of a message: that one tapped "it is hard" is health too."""

    kind: MessageKind
    text: str


_content = Record(TypeAdapter(Content))

_ADD = insert(messages).on_conflict_do_nothing(index_elements=["id"])
_OF_RUNNER = select(messages).where(messages.c.runner_id == bindparam("runner_id"))
_BY_ID = _OF_RUNNER.where(messages.c.id == bindparam("message_id"))
_OLDEST_FIRST = _OF_RUNNER.order_by(messages.c.written_at, messages.c.id)
_THREAD = (
    _OF_RUNNER.where(messages.c.coach_id == bindparam("coach_id"))
    .order_by(messages.c.written_at.desc(), messages.c.id.desc())
    .limit(bindparam("at_most"))
)
_UNREAD = (~messages.c.from_coach, messages.c.read_at.is_(None))
_COUNTS = (
    select(messages.c.runner_id, func.count().label("unread"))
    .where(messages.c.coach_id == bindparam("coach_id"), *_UNREAD)
    .group_by(messages.c.runner_id)
)


class MessageRows(Rows):
    """`Letters` of the ports."""

    def add(self, message: Message) -> None:
        """Store a message; the same id twice is one message."""
        text = _content.dump(Content(message.kind, message.text))
        row = {
            "id": message.id,
            "coach_id": message.coach_id,
            "runner_id": message.runner_id,
            "from_coach": message.author is Author.COACH,
            "content": self._vault.of(message.runner_id).seal(text, _aad(message.id)),
            "written_at": message.written_at,
            "delivered_at": message.delivered_at,
            "read_at": message.read_at,
        }
        self._connection.execute(_ADD, row)
        self._stale(message.runner_id)

    def by_id(self, message_id: str, runner_id: str) -> Message | None:
        """Return the message, if it is of this runner's thread."""
        wanted = {"message_id": message_id, "runner_id": runner_id}
        row = self._connection.execute(_BY_ID, wanted).one_or_none()
        return None if row is None else open_message(self._vault, row)

    def thread(self, coach_id: str, runner_id: str, limit: int) -> Sequence[Message]:
        """Return the newest messages of these two, the oldest of them first."""
        wanted = {"coach_id": coach_id, "runner_id": runner_id, "at_most": limit}
        rows = self._connection.execute(_THREAD, wanted).all()
        return [open_message(self._vault, row) for row in reversed(rows)]

    def of_runner(self, runner_id: str) -> Sequence[Message]:
        """Return all messages of a runner, the oldest first."""
        rows = self._connection.execute(_OLDEST_FIRST, {"runner_id": runner_id})
        return [open_message(self._vault, row) for row in rows]

    def delivered(self, message_id: str, now: datetime) -> None:
        """Note when it arrived; the first time counts."""
        first = (messages.c.id == message_id, messages.c.delivered_at.is_(None))
        self._connection.execute(update(messages).where(*first), {"delivered_at": now})

    def read(self, message_id: str, now: datetime) -> None:
        """Note when it was read; the first time counts."""
        first = (messages.c.id == message_id, messages.c.read_at.is_(None))
        self._connection.execute(update(messages).where(*first), {"read_at": now})

    def read_thread(self, coach_id: str, runner_id: str, now: datetime) -> None:
        """Note that the coach read all that this runner wrote."""
        mine = (messages.c.coach_id == coach_id, messages.c.runner_id == runner_id)
        self._connection.execute(update(messages).where(*mine, *_UNREAD), {"read_at": now})
        self._stale(runner_id)

    def unread(self, coach_id: str) -> Mapping[str, int]:
        """Return how many messages of each runner this coach did not read yet."""
        rows = self._connection.execute(_COUNTS, {"coach_id": coach_id})
        return {row.runner_id: row.unread for row in rows}


def open_message(vault: Vault, row: Row[*tuple[object, ...]]) -> Message:
    """Return what a row of messages holds. KeyGoneError: its runner was erased."""
    text = vault.of(row.runner_id).open(row.content, _aad(row.id))
    content = _content.load(text)
    return Message(
        id=row.id,
        coach_id=row.coach_id,
        runner_id=row.runner_id,
        author=Author.COACH if row.from_coach else Author.RUNNER,
        text=content.text,
        written_at=row.written_at,
        kind=content.kind,
        delivered_at=row.delivered_at,
        read_at=row.read_at,
    )


def _aad(message_id: str) -> str:
    return f"messages·content·{message_id}"
