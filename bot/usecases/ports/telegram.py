"""Messages out, updates in, and the silences between: what the way to Telegram needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a message is; decides on silence, priority and what happens after a crash."""

    REPLY = "reply"  # answers something that the person did: passes silence, at least once
    HELP = "help"  # the help card: before everything else
    ARE_YOU_BACK = "are_you_back"  # the one exception to silence
    NUDGE = "nudge"  # held by silence, at most once
    COACH = "coach"  # a coach's message to a runner: held by silence
    DIGEST = "digest"  # held by silence
    NOTICE = "notice"  # held by silence; the neutral note to the coach, and held messages together


HELD_BY_SILENCE = frozenset({Kind.NUDGE, Kind.COACH, Kind.DIGEST, Kind.NOTICE})
AT_MOST_ONCE = frozenset({Kind.NUDGE, Kind.ARE_YOU_BACK})


NOTE = "note"
"""Begins the slot of a note to a coach: `note:<runner id>:<any id>`; erased: `note::<any id>`."""


@dataclass(slots=True)  # not frozen: decision 18
class OutboxRow:
    """One message to be sent. `payload` is ready Bot API JSON without `chat_id`/`message_id`.

    `slot` names a message of the chat (`check_in:<run id>`): known → edited, else sent; a newer row
    of a slot replaces an unsent one. `edits` is the id of a message to edit instead. `attachment`
    is a recipe (`name:argument`) made at send time. `not_before`: never sent before this time; a
    claimed row tells it no more. `expires`: never sent at or after this time.
    """

    id: str
    chat: int
    kind: Kind
    payload: str
    slot: str | None = None
    edits: int | None = None
    attachment: str | None = None
    created_at: datetime | None = None
    not_before: datetime | None = None
    expires: datetime | None = None
    tries: int = 0
    message_id: int | None = None  # filled by `claim`: the message to edit, if the slot is known


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A message that silence holds back: for the held-together message and the demo's stage."""

    id: str
    chat: int
    kind: Kind
    payload: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: how many rows, and since when the oldest of them does."""

    rows: int = 0
    since: datetime | None = None


class Outbox(Protocol):
    """Messages to be sent. Only `bot.telegram.sending` claims."""

    def add(self, row: OutboxRow) -> None:
        """Queue a message; an unsent (unclaimed) row of the same chat and slot is replaced."""

    def add_all(self, rows: Sequence[OutboxRow]) -> None:
        """Queue messages as `add` does; no two of them have the same chat and slot."""

    def claim(self, now: datetime, limit: int, *, urgent_only: bool = False) -> Sequence[OutboxRow]:
        """Mark up to `limit` sendable rows as being sent and return them.

        Sendable: unclaimed, `not_before` passed, not expired (expired ones are dropped here), no
        earlier claimed or waiting row of the same chat (order per chat), and not held: a kind in
        `HELD_BY_SILENCE` is not claimed while the chat is silent or its release time is ahead.
        Order: HELP, REPLY, ARE_YOU_BACK, then the rest; within a kind by id. A held or postponed
        row never blocks later rows of its chat that may pass. `urgent_only`: HELP and REPLY alone,
        while the rest waits for room under Telegram's limits.
        """

    def sent(self, row_id: str, message_id: int | None, now: datetime) -> None:
        """The message is delivered: empty its payload, remember the message of its slot."""

    def retry(self, row_id: str, not_before: datetime) -> None:
        """Give a claimed row back, to be sent at `not_before` or later; counts a try."""

    def drop(self, row_id: str, reason: str) -> None:
        """Give a row up (`reason` is an outcome word, never content); its payload is emptied."""

    def forget_slot(self, chat: int, slot: str) -> None:
        """The message of this slot is gone: the next row of the slot is sent anew."""

    def recover(self, now: datetime) -> int:
        """Take claimed rows back after a start; returns how many wait again.

        Those that may be sent twice wait again, `AT_MOST_ONCE` ones are dropped as unknown.
        """

    def held(self, now: datetime) -> Sequence[HeldRow]:
        """Rows that silence holds back now, the oldest first."""

    def to_release(self, now: datetime) -> Sequence[HeldRow]:
        """Rows that were held until a release time that has come, the oldest first.

        Two or more of a chat are not claimed: they wait for `merge_held`. A single one leaves by
        itself; merging it too is fine.
        """

    def merge_held(self, chat: int, row_ids: Sequence[str], into: OutboxRow) -> None:
        """Queue `into` in the place of these rows of `to_release`, which are gone.

        `into.created_at` is now: it tells that this release is over.
        """

    def backlog(self, now: datetime) -> Backlog:
        """Rows that may leave now and did not yet; what silence holds back is not late."""

    def waiting(self, chat: int) -> int:
        """How many rows of this chat are not yet sent."""

    def waiting_among(self, chats: Sequence[int]) -> frozenset[int]:
        """Those of these chats that have a row that is not yet sent."""

    def shown_among(self, wanted: Mapping[int, str]) -> frozenset[int]:
        """Those of these chats in which a message of that slot was sent (chat → slot)."""

    def message_of(self, chat: int, slot: str) -> int | None:
        """The message id of a slot, if it was sent."""

    def slot_of(self, chat: int, message_id: int) -> str | None:
        """The slot of a message, if it has one."""

    def last_reply(self, chat: int) -> tuple[str, datetime] | None:
        """Slot and time of the newest reply in this chat: what Lichter asked last, so to say.

        None: there is none, or it has no slot. Nudges and notes in between do not count.
        """

    def last_nudge(self, chat: int) -> tuple[str, datetime] | None:
        """Slot and time of the newest nudge of this chat; None when it got none."""

    def replied_since(self, since: datetime) -> Sequence[int]:
        """Chats in which something was asked or answered since then: a scan, so for a reader."""

    def old(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of rows sent or dropped that were made before this time, for `prune`."""

    def prune(self, row_ids: Sequence[str]) -> None:
        """Remove these rows if they are sent or dropped, and slots that no row speaks of."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A raw update as it arrived. `chat` is 0 where it has none."""

    update_id: int
    chat: int
    body: str
    tries: int = 0


WORKER = "worker:"
"""With the name of a process behind it: its lease, which says that it still handles its rows."""


class Inbox(Protocol):
    """Raw updates, durable before Telegram is told that they arrived."""

    def store(
        self, rows: Sequence[InboxRow], now: datetime, holder: str | None = None
    ) -> Sequence[InboxRow]:
        """Keep the rows; returns those that still have to be handled (a repeat is no error).

        `holder`: the process that goes on to handle them; None: whoever claims them first.
        """

    def open_rows(self, limit: int) -> Sequence[InboxRow]:
        """Rows that are not done, by `update_id`."""

    def done(self, update_id: int, now: datetime) -> bool:
        """It is handled; its body is emptied.

        False: somebody did that before, or an earlier update of its chat is still open.
        """

    def earlier(self, row: InboxRow) -> InboxRow | None:
        """The earliest open update of this row's chat, if it comes before this row."""

    def is_waiting(self, chat: int) -> bool:
        """Whether an update of this chat is not done."""

    def claim(
        self, holder: str, now: datetime, limit: int, *, own: bool = False
    ) -> Sequence[InboxRow]:
        """Open rows that nobody handles, by `update_id`; `holder` handles them from now on.

        Nobody: no process, or one whose lease `WORKER` + name has ended. Two that claim at once
        get different rows. `own`: also what it holds already, for one that has nothing in hand.
        """

    def failed(self, update_id: int, now: datetime, *, dead: bool) -> int:
        """Count a failed try and return how many there were; `dead`: a dead letter, body kept."""

    def backlog(self) -> Backlog:
        """Updates that are not done; dead letters are."""

    def last_update_id(self) -> int | None:
        """The highest update id that is stored."""

    def old(self, before: datetime, limit: int) -> Sequence[int]:
        """Numbers of updates done before this time, for `prune`. Dead letters stay."""

    def prune(self, update_ids: Sequence[int]) -> None:
        """Remove these rows if they are done."""


class Silences(Protocol):
    """Chats in which a run is going on, or just was."""

    def begin(self, chat: int, until: datetime) -> None:
        """From this commit on nothing held by silence is claimed, until `until`."""

    def end(self, chat: int, release_at: datetime) -> None:
        """The run is over; what was held leaves at `release_at`."""

    def until(self, chat: int, now: datetime) -> datetime | None:
        """When the silence ends by itself; None when the chat is not silent."""

    def among(self, chats: Sequence[int], now: datetime) -> frozenset[int]:
        """Those of these chats that are silent."""
