"""What the use cases need from outside, and the row types that both sides meet at.

`bot.storage` implements these Protocols; `bot.telegram`, `bot.dashboard` and `bot.messages` use
them. All times are aware datetimes in UTC unless a name says `local`. Nothing here commits: only
the three doors (lane, tick, dashboard request) run a job through `Database.write`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.domain.planning import Moment, Nudge
from bot.domain.run import Run, Sentence
from bot.domain.run_forms import Recommendation
from bot.domain.runner import Runner

T = TypeVar("T")


# ---------------------------------------------------------------- to and from Telegram
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


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message to be sent. `payload` is ready Bot API JSON without `chat_id`/`message_id`.

    `slot` names a message of the chat (`check_in:<run id>`): known → edited, else sent; a newer row
    of a slot replaces an unsent one. `edits` is the id of a message to edit instead. `attachment`
    is a recipe (`name:argument`) made at send time. `expires`: never sent at or after this time.
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


class Outbox(Protocol):
    """Messages to be sent. Only `bot.telegram.sending` claims."""

    def add(self, row: OutboxRow) -> None:
        """Queue a message; an unsent (unclaimed) row of the same chat and slot is replaced."""

    def claim(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """Mark up to `limit` sendable rows as being sent and return them.

        Sendable: unclaimed, `not_before` passed, not expired (expired ones are dropped here), no
        earlier claimed or waiting row of the same chat (order per chat), and not held: a kind in
        `HELD_BY_SILENCE` is not claimed while the chat is silent or its release time is ahead.
        Order: HELP, REPLY, ARE_YOU_BACK, then the rest; within a kind by id. A held or postponed
        row never blocks later rows of its chat that may pass.
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
        """After a start: claimed rows that may be sent twice wait again, `AT_MOST_ONCE` ones are
        dropped as unknown. Returns how many wait again.
        """

    def held(self, now: datetime) -> Sequence[HeldRow]:
        """Rows that silence holds back now, the oldest first."""

    def to_release(self, now: datetime) -> Sequence[HeldRow]:
        """Rows of chats whose release time has come, for `merge_held`, the oldest first."""

    def waiting(self, chat: int) -> int:
        """How many rows of this chat are not yet sent."""

    def message_of(self, chat: int, slot: str) -> int | None:
        """The message id of a slot, if it was sent."""

    def slot_of(self, chat: int, message_id: int) -> str | None:
        """The slot of a message, if it has one."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A raw update as it arrived. `chat` is 0 where it has none."""

    update_id: int
    chat: int
    body: str
    tries: int = 0


class Inbox(Protocol):
    """Raw updates, durable before Telegram is told that they arrived."""

    def store(self, rows: Sequence[InboxRow], now: datetime) -> Sequence[InboxRow]:
        """Keep the rows; returns those that were not known yet (a repeat is no error)."""

    def open_rows(self, limit: int) -> Sequence[InboxRow]:
        """Rows that are not done, by `update_id`."""

    def is_open(self, update_id: int) -> bool:
        """Whether this update still has to be handled."""

    def done(self, update_id: int, now: datetime) -> None:
        """The update is handled: empty its body."""

    def failed(self, update_id: int, now: datetime, *, dead: bool) -> int:
        """Count a failed try and return how many there were; `dead`: a dead letter, body kept."""

    def last_update_id(self) -> int | None:
        """The highest update id ever stored: polling goes on after it."""


class Silences(Protocol):
    """Chats in which a run is going on, or just was."""

    def begin(self, chat: int, until: datetime) -> None:
        """From this commit on nothing held by silence is claimed, until `until`."""

    def end(self, chat: int, release_at: datetime) -> None:
        """The run is over; what was held leaves at `release_at`."""

    def until(self, chat: int, now: datetime) -> datetime | None:
        """When the silence ends by itself; None when the chat is not silent."""


# ---------------------------------------------------------------- runners and their runs
@dataclass(frozen=True, slots=True)
class Consent:
    """Which text a runner agreed to, and when."""

    runner_id: str
    version: str
    language: str
    given_at: datetime


class Runners(Protocol):
    """Runners. `add` makes the runner's data key; `erase` destroys it, last."""

    def by_chat(self, chat: int) -> Runner | None:
        """The runner of this chat."""

    def by_id(self, runner_id: str) -> Runner | None:
        """The runner with this id."""

    def add(self, runner: Runner, consent: Consent, now: datetime) -> None:
        """A new runner with his consent: nobody is stored without it."""

    def save(self, runner: Runner) -> None:
        """Store all fields of a known runner."""

    def consent(self, runner_id: str) -> Consent | None:
        """The consent in force."""

    def count_rows(self, runner_id: str) -> Mapping[str, int]:
        """How many rows of each kind there are, for the question before erasing."""

    def erase(self, runner_id: str) -> None:
        """Remove every row, queued message and open update of this runner, and his key."""


class Runs(Protocol):
    """Runs, their answers and sentences."""

    def add(self, run: Run) -> None:
        """Store a new run."""

    def save(self, run: Run) -> None:
        """Store all fields of a known run."""

    def by_id(self, runner_id: str, run_id: str) -> Run | None:
        """The run, if it is this runner's."""

    def open_run(self, runner_id: str) -> Run | None:
        """The newest run in an open state."""

    def latest(self, runner_id: str, limit: int) -> Sequence[Run]:
        """The newest runs in any state, the newest first."""

    def since(self, runner_id: str, first: date) -> Sequence[Run]:
        """Runs of `first` and later local dates, the oldest first."""

    def running_past(self, now: datetime, limit: int) -> Sequence[Run]:
        """Runs in state RUNNING whose planned end is at or before `now`."""

    def answers(self, run_id: str) -> dict[str, str]:
        """The answers saved so far: question id → option id."""

    def answer(self, run: Run, question_id: str, option: str, now: datetime) -> None:
        """Save an answer; an earlier one to the same question is replaced."""

    def unanswer(self, run_id: str, question_ids: Sequence[str]) -> None:
        """Take answers back (the back button)."""

    def sentence(self, run_id: str) -> Sentence | None:
        """The one sentence of a run."""

    def sentence_of_message(self, runner_id: str, message_id: int) -> Sentence | None:
        """The sentence that this message of the runner wrote."""

    def sentence_by_id(self, runner_id: str, sentence_id: str) -> Sentence | None:
        """The sentence, if it is this runner's."""

    def write(self, sentence: Sentence) -> None:
        """Store a sentence, new or changed."""

    def delete_sentence(self, sentence_id: str) -> None:
        """Delete a sentence."""

    def sentences(self, runner_id: str, limit: int, offset: int = 0) -> Sequence[Sentence]:
        """The newest sentences first."""


class Planning(Protocol):
    """Planned moments and nudges."""

    def add_moment(self, moment: Moment, now: datetime) -> None:
        """Store a planned moment."""

    def moments(self, runner_id: str) -> Sequence[Moment]:
        """The moments that were not removed, the oldest first."""

    def remove_moment(self, runner_id: str, moment_id: str) -> bool:
        """Remove a moment and its due nudges; False when it is not this runner's or gone."""

    def plan(self, nudge: Nudge) -> bool:
        """Add a nudge; False when one with its unique key exists already."""

    def clear_due(self, runner_id: str) -> None:
        """Remove every nudge that is still due (to plan anew)."""

    def claim_due(self, now: datetime, limit: int) -> Sequence[Nudge]:
        """Nudges in state DUE with `due_at <= now`, the oldest first; locked for this job."""

    def settle(self, nudge_id: str, state: str, now: datetime) -> None:
        """Give a nudge its new state."""

    def nudge(self, runner_id: str, nudge_id: str) -> Nudge | None:
        """The nudge, if it is this runner's."""

    def sent_since(self, runner_id: str, first: date) -> Sequence[Nudge]:
        """Nudges sent or answered on `first` and later local dates."""

    def unanswered(self, runner_id: str) -> int:
        """How many of the latest sent nudges in a row stayed unanswered."""

    def next_due(self) -> datetime | None:
        """When the next nudge of anybody is due (the demo's "next nudge")."""


# ---------------------------------------------------------------- coaches
@dataclass(frozen=True, slots=True)
class Coach:
    """A coach. `chat` is None until he activated his account by the one-time link."""

    id: str
    name: str
    language: str
    timezone: str
    chat: int | None = None


@dataclass(frozen=True, slots=True)
class Coaching:
    """A runner who shares with a coach."""

    id: str
    coach_id: str
    runner_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser of a coach. Machine time."""

    id: str
    coach_id: str
    created_at: datetime
    last_seen_at: datetime
    trusted: bool  # a device marked as his own


@dataclass(frozen=True, slots=True)
class Visit:
    """A coach looked at a runner."""

    coach_name: str
    at: datetime
    page: str


class Coaches(Protocol):
    """Coaches, their invitations, sign-ins, and who shares with whom. Only hashes of tokens."""

    def add(self, coach: Coach, activation_hash: bytes, expires: datetime) -> None:
        """A new coach, with the hash of his one-time activation token."""

    def activate(self, token_hash: bytes, chat: int, now: datetime) -> Coach | None:
        """Use an activation token: the coach now has this chat. None: unknown, used or expired."""

    def by_id(self, coach_id: str) -> Coach | None:
        """The coach with this id."""

    def by_chat(self, chat: int) -> Coach | None:
        """The coach of this chat."""

    def all(self) -> Sequence[Coach]:
        """All coaches, by name."""

    def save(self, coach: Coach) -> None:
        """Store all fields of a known coach."""

    def invite(self, coach_id: str, token_hash: bytes, now: datetime, expires: datetime) -> None:
        """Store an invitation: single use, expiring."""

    def inviter(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Who sent this invitation; None: unknown, used, withdrawn or expired."""

    def use_invite(self, token_hash: bytes, runner_id: str, now: datetime) -> Coach | None:
        """Mark the invitation as used by this runner and return who sent it (sharing comes later)."""

    def invited_by(self, runner_id: str) -> Coach | None:
        """The coach whose invitation this runner used and has not yet said yes or no to."""

    def decide(self, runner_id: str, *, share: bool, now: datetime) -> Coaching | None:
        """The runner's yes or no to the coach who invited him."""

    def coaching_of(self, runner_id: str) -> Coaching | None:
        """The coach this runner shares with now."""

    def withdraw(self, runner_id: str, now: datetime) -> bool:
        """Stop sharing: the coach's next request sees nothing. False when nobody was sharing."""

    def runner_ids(self, coach_id: str) -> Sequence[str]:
        """Who shares with this coach now."""

    def add_link(self, coach_id: str, token_hash: bytes, expires: datetime) -> None:
        """A one-time sign-in link (machine time)."""

    def link_opens(self, token_hash: bytes, now: datetime) -> bool:
        """Whether this link would still sign somebody in; looking consumes nothing."""

    def use_link(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Consume a sign-in link; None: unknown, used or expired."""

    def add_session(self, session: Session, token_hash: bytes) -> None:
        """A signed-in browser."""

    def session(self, token_hash: bytes) -> Session | None:
        """The session of this cookie, whatever its age."""

    def touch_session(self, session_id: str, now: datetime) -> None:
        """The session was used now."""

    def end_session(self, session_id: str) -> None:
        """Sign out."""

    def end_sessions(self, coach_id: str) -> None:
        """Sign out everywhere."""

    def looked(self, coach_id: str, runner_id: str, page: str, now: datetime) -> None:
        """Access log: this coach opened this runner."""

    def visits(self, runner_id: str, limit: int) -> Sequence[Visit]:
        """Who looked at this runner, the newest first."""

    def changed(self, runner_id: str) -> None:
        """Something of this runner changed: the pages of his coach, if any, show it live."""

    def version(self, coach_id: str) -> int:
        """A number that grows with each `changed` of one of this coach's runners."""


# ---------------------------------------------------------------- the coach's pages
@dataclass(frozen=True, slots=True)
class Summary:
    """One finished run as the coach may see it. `sentence` only when it is shared.

    `minutes_about` is roughly how long (planned minutes; no measurement). `answers` holds check-in
    and reflection, question id → option id.
    """

    run_id: str
    runner_id: str
    first_name: str
    local_date: date
    back_at: datetime
    card: Recommendation
    answers: Mapping[str, str]
    tension_before: int | None
    tension_after: int | None
    sentence: str | None
    read: bool


@dataclass(frozen=True, slots=True)
class RunnerLine:
    """One line of the list of runners."""

    runner_id: str
    first_name: str
    last_run: date | None
    unread: int


@dataclass(frozen=True, slots=True)
class RunnerPage:
    """One runner: where he stands and his runs, the newest first."""

    runner: Runner
    since: datetime
    summaries: Sequence[Summary]


class CoachViews(Protocol):
    """SELECTs for the pages. Display never writes. A coach sees his own runners only."""

    def today(self, coach_id: str, limit: int) -> Sequence[Summary]:
        """The newest summaries of all his runners, unread first, then by `back_at`, newest first."""

    def runners(self, coach_id: str) -> Sequence[RunnerLine]:
        """His runners by first name."""

    def runner(self, coach_id: str, runner_id: str, limit: int) -> RunnerPage | None:
        """One runner's page; None when he does not share with this coach (now)."""


class Reading(Protocol):
    """What a coach has read."""

    def mark_read(self, coach_id: str, run_ids: Sequence[str], now: datetime) -> None:
        """These summaries are read by this coach."""


# ---------------------------------------------------------------- leases, and the whole
class Leases(Protocol):
    """Whoever must be one holds a lease row. Machine time."""

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or renew a lease; False when somebody else holds it."""

    def release(self, name: str, holder: str) -> None:
        """Give a lease back."""


class Kept(Protocol):
    """Small facts of the installation itself (clock offset of the demo, commands last set)."""

    def get(self, name: str) -> str | None:
        """The value kept under this name."""

    def put(self, name: str, value: str) -> None:
        """Keep a value."""


class UnitOfWork(Protocol):
    """One transaction. Nothing in here commits; the door that opened it does."""

    @property
    def runners(self) -> Runners: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def planning(self) -> Planning: ...
    @property
    def coaches(self) -> Coaches: ...
    @property
    def views(self) -> CoachViews: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def silences(self) -> Silences: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def kept(self) -> Kept: ...


class Database(Protocol):
    """The only way to a unit of work. A job is a plain function, run in the database's thread."""

    async def write(self, job: Callable[[UnitOfWork], T], *, chat: int | None = None) -> T:
        """Run `job` and commit; the result is given out after the commit. An exception rolls this
        job back alone and comes out here. `chat` locks that chat's lane (several processes).
        """

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on a reader connection; nothing is ever written."""

    async def close(self) -> None:
        """Finish the waiting jobs and close all connections."""


Daylight = Callable[[datetime, str], bool]
"""Whether it is light at this (aware) time in this zone's reference city."""
