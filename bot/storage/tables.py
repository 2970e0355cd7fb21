"""All tables. Each column says in `info` what it is: health, personal or technical.

Health and free text are `SealedBytes` without exception, and so are names (a test walks them).
`outbox.payload` and `inbox.body` are sealed with the transport key and emptied when done.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.storage.columns import LocalDate, SealedBytes, UTCDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

HEALTH = {"class": "health"}
PERSONAL = {"class": "personal"}
TECHNICAL = {"class": "technical"}

_ID = String(32)
_HASH = LargeBinary(32)  # SHA-256 of a random token; nothing leads back to the token


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index of the few rows that still matter: the many that are done cost nothing.

    PostgreSQL has the same from the migrations; to say so here would read all that is PostgreSQL's.
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(where))


_UNREAD = "back_at IS NOT NULL AND read_at IS NULL"

runners = Table(
    "runners",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("chat", BigInteger, nullable=False, unique=True, info=TECHNICAL),
    Column("created_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("profile", SealedBytes, nullable=False, info=HEALTH),  # the runner, whole
)

consents = Table(
    "consents",
    metadata,
    Column("runner_id", ForeignKey("runners.id"), primary_key=True, info=TECHNICAL),
    Column("given_at", UTCDateTime, primary_key=True, info=TECHNICAL),
    Column("version", String(32), nullable=False, info=TECHNICAL),
    Column("language", String(16), nullable=False, info=TECHNICAL),
)

runs = Table(
    "runs",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("state", String(16), nullable=False, info=TECHNICAL),
    Column("local_date", LocalDate, nullable=False, info=PERSONAL),
    Column("checked_in_at", UTCDateTime, nullable=False, info=PERSONAL),
    Column("started_at", UTCDateTime, info=PERSONAL),
    Column("planned_end", UTCDateTime, info=PERSONAL),
    Column("back_at", UTCDateTime, info=PERSONAL),
    Column("reflected_at", UTCDateTime, info=PERSONAL),
    Column("card", SealedBytes, info=HEALTH),
    # All answers of a run in one value: which questions were answered says as much as how.
    Column("answers", SealedBytes, info=HEALTH),
    Column("read_at", UTCDateTime, info=TECHNICAL),  # when the coach he shares with read it
    Index(None, "runner_id", "checked_in_at"),
    Index(None, "runner_id", "local_date"),
    # A coach's pages: the newest of a runner, and those that were not read, by these alone.
    Index(None, "runner_id", "back_at"),
    _partial("ix_runs_unread", "runner_id", "back_at", "state", "id", where=_UNREAD),
)

sentences = Table(
    "sentences",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("run_id", ForeignKey("runs.id"), nullable=False, unique=True, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=HEALTH),
    Column("written_at", UTCDateTime, nullable=False, info=PERSONAL),
    Column("shared", Boolean, info=TECHNICAL),
    Column("message_id", BigInteger, info=TECHNICAL),
    Column("reaction", SealedBytes, info=PERSONAL),  # the coach's ❤ or 👀
    Index(None, "runner_id", "written_at"),
    Index(None, "runner_id", "message_id"),
)

moments = Table(
    "moments",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("created_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=PERSONAL),  # the moment, whole
    Index(None, "runner_id"),
)

nudges = Table(
    "nudges",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("kind", String(32), nullable=False, info=TECHNICAL),
    Column("local_date", LocalDate, nullable=False, info=TECHNICAL),
    Column("slot", String(80), nullable=False, info=TECHNICAL),
    Column("due_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("fits_until", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("state", String(16), nullable=False, info=TECHNICAL),
    Column("settled_at", UTCDateTime, info=TECHNICAL),
    # When it is looked at next; empty: never again. A nudge that was sent has a look to come.
    Column("look_at", UTCDateTime, info=TECHNICAL),
    UniqueConstraint("runner_id", "kind", "local_date", "slot"),
    _partial("ix_nudges_look", "look_at", "id", where="look_at IS NOT NULL"),
    _partial("ix_nudges_answered", "runner_id", "settled_at", where="state = 'answered'"),
)

coaches = Table(
    "coaches",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("chat", BigInteger, unique=True, info=TECHNICAL),
    Column("profile", SealedBytes, nullable=False, info=PERSONAL),  # name, language, zone
    Column("version", BigInteger, nullable=False, info=TECHNICAL),  # grows with each change
)

tokens = Table(  # one-time links: activation, sign-in, invitation; only hashes
    "tokens",
    metadata,
    Column("token_hash", _HASH, primary_key=True, info=TECHNICAL),
    Column("purpose", String(16), nullable=False, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("created_at", UTCDateTime, info=TECHNICAL),
    Column("expires", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("withdrawn_at", UTCDateTime, info=TECHNICAL),
    Column("used_at", UTCDateTime, info=TECHNICAL),
    Column("used_by", ForeignKey("runners.id"), info=TECHNICAL),
    Column("decided_at", UTCDateTime, info=TECHNICAL),
    Index(None, "used_by"),
)

coachings = Table(
    "coachings",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("since", UTCDateTime, nullable=False, info=PERSONAL),
    Column("visible_from", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("ended_at", UTCDateTime, info=PERSONAL),
    # Grows with whatever is stored of this runner: what was worked out from it is then old.
    Column("changes", BigInteger, nullable=False, server_default=text("0"), info=TECHNICAL),
    Index(None, "coach_id"),
    Index(None, "runner_id"),
    _partial("uq_coachings_now", "runner_id", where="ended_at IS NULL", unique=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("token_hash", _HASH, nullable=False, unique=True, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("created_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("last_seen_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("trusted", Boolean, nullable=False, info=TECHNICAL),
    Index(None, "coach_id"),
)

visits = Table(
    "visits",
    metadata,
    Column("number", Integer, primary_key=True, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("page", String(64), nullable=False, info=TECHNICAL),
    Column("at", UTCDateTime, nullable=False, info=TECHNICAL),
    Index(None, "runner_id", "at"),
)

guidances = Table(  # what the coach set for a runner
    "guidances",
    metadata,
    Column("runner_id", ForeignKey("runners.id"), primary_key=True, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=HEALTH),  # the guidance, whole
)

messages = Table(  # between coach and runner
    "messages",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("from_coach", Boolean, nullable=False, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=HEALTH),  # kind and text
    Column("written_at", UTCDateTime, nullable=False, info=PERSONAL),
    Column("delivered_at", UTCDateTime, info=TECHNICAL),
    Column("read_at", UTCDateTime, info=TECHNICAL),
    Index(None, "runner_id", "written_at"),
    _partial("ix_messages_unread", "coach_id", where="NOT from_coach AND read_at IS NULL"),
)

notes = Table(  # the coach's own, which the runner can ask for
    "notes",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("coach_id", ForeignKey("coaches.id"), nullable=False, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), nullable=False, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=HEALTH),
    Column("written_at", UTCDateTime, nullable=False, info=PERSONAL),
    Index(None, "runner_id", "written_at"),
)

asides = Table(  # what a coach set aside on *Aandacht*, until a date
    "asides",
    metadata,
    Column("coach_id", ForeignKey("coaches.id"), primary_key=True, info=TECHNICAL),
    Column("runner_id", ForeignKey("runners.id"), primary_key=True, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=HEALTH),  # which patterns, until when
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False, info=TECHNICAL),
    Column("chat", BigInteger, nullable=False, info=TECHNICAL),
    Column("state", String(8), nullable=False, info=TECHNICAL),  # open, done, dead
    Column("body", SealedBytes, info=HEALTH),
    Column("tries", SmallInteger, nullable=False, info=TECHNICAL),
    Column("received_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("done_at", UTCDateTime, info=TECHNICAL),
    Column("holder", String(64), info=TECHNICAL),  # the process that handles it; a hint, no lock
    _partial("ix_inbox_open", "update_id", where="state = 'open'"),
    _partial("ix_inbox_lane", "chat", "update_id", where="state = 'open'"),
    Index(None, "chat"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _ID, primary_key=True, info=TECHNICAL),
    Column("chat", BigInteger, nullable=False, info=TECHNICAL),
    Column("kind", String(16), nullable=False, info=TECHNICAL),
    Column("priority", SmallInteger, nullable=False, info=TECHNICAL),
    Column("state", String(8), nullable=False, info=TECHNICAL),  # waiting, claimed, sent, dropped
    Column("slot", String(80), info=TECHNICAL),
    Column("edits", BigInteger, info=TECHNICAL),
    Column("attachment", String(120), info=TECHNICAL),
    Column("payload", SealedBytes, info=HEALTH),
    Column("created_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("ready_at", UTCDateTime, nullable=False, info=TECHNICAL),
    Column("expires", UTCDateTime, info=TECHNICAL),
    Column("tries", SmallInteger, nullable=False, info=TECHNICAL),
    Column("outcome", String(32), info=TECHNICAL),
    # Each of these is written for each message: what waits in its order and whether it may leave
    # yet, what will be too late, and what a chat has in each state, the newest last.
    _partial("ix_outbox_order", "priority", "id", "ready_at", where="state = 'waiting'"),
    _partial("ix_outbox_expires", "expires", where="state = 'waiting' AND expires IS NOT NULL"),
    Index(None, "chat", "state", "id"),
)

slots = Table(
    "slots",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False, info=TECHNICAL),
    Column("slot", String(80), primary_key=True, info=TECHNICAL),
    Column("message_id", BigInteger, nullable=False, info=TECHNICAL),
    Index(None, "chat", "message_id"),
)

silences = Table(
    "silences",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False, info=TECHNICAL),
    Column("running", Boolean, nullable=False, info=TECHNICAL),
    # While running: when silence ends by itself. After it: when what was held may leave.
    Column("held_until", UTCDateTime, nullable=False, info=TECHNICAL),
)

lanes = Table(  # PostgreSQL: the row that a job of a chat locks
    "lanes",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False, info=TECHNICAL),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True, info=TECHNICAL),
    Column("holder", String(64), nullable=False, info=TECHNICAL),
    Column("until", UTCDateTime, nullable=False, info=TECHNICAL),
)

kept = Table(
    "kept",
    metadata,
    Column("name", String(64), primary_key=True, info=TECHNICAL),
    Column("content", SealedBytes, nullable=False, info=TECHNICAL),
)

erased = Table(  # runners whose rows are gone and whose key must follow
    "erased",
    metadata,
    Column("runner_id", _ID, primary_key=True, info=TECHNICAL),
)
