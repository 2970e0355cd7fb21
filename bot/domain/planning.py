"""Planned moments and the due rows that they lead to. The rules are in `nudges`."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class MomentKind(StrEnum):
    """The three kinds of planned moment."""

    FIXED = "fixed"  # "Tuesday and Saturday at 10:00": the run itself
    BUSY = "busy"  # busy days of the week, with the hours that are busy
    ONE_OFF = "one_off"  # "tomorrow 15:00 presentation"


class When(StrEnum):
    """On which side of a busy moment the run is planned. A fixed moment is `AT`."""

    AT = "at"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Moment:
    """One planned moment in the runner's local time.

    `weekdays`: 0 is Monday (as in `date.weekday`); empty for a one-off, which has `day`.
    `starts`/`ends`: local wall-clock times; for `AT` both are the time of the run.
    """

    id: str
    runner_id: str
    kind: MomentKind
    when: When
    starts: time
    ends: time
    weekdays: frozenset[int] = frozenset()
    day: date | None = None
    label: str = ""


NUDGE_KINDS = frozenset({"fixed", "busy", "one_off", "later"})
"""Kinds of due rows that are nudges; the others are Lichter's own (`are_you_back`, …)."""


class DueState(StrEnum):
    """Where a due row is. `SENT` means: handed to the outbox, at most once."""

    DUE = "due"
    SENT = "sent"
    LAPSED = "lapsed"  # no longer fitted; left unsent
    ANSWERED = "answered"


@dataclass(slots=True)  # not frozen: decision 18
class DueRow:
    """What must happen at a time; unique by (runner, kind, local date, slot). Times aware, UTC.

    Of a nudge (`NUDGE_KINDS`) `slot` is the id of the moment, or of the nudge that was put off
    (kind `later`); of Lichter's own it is the run or message. `fits_until`: after this it lapses.
    """

    id: str
    runner_id: str
    kind: str
    local_date: date
    slot: str
    due_at: datetime
    fits_until: datetime
    state: DueState = DueState.DUE
