"""What the use cases need from outside, and the row types that both sides meet at.

`bot.storage` implements these Protocols; `bot.telegram`, `bot.dashboard` and `bot.messages` use
them. All times are aware datetimes in UTC unless a name says `local`. Nothing here commits: only
the three doors (lane, tick, dashboard request) run a job through `Database.write`.
"""

from bot.usecases.ports.coaches import (
    Coach,
    Coaches,
    Coaching,
    Invitation,
    Look,
    Session,
    Tells,
    Visit,
)
from bot.usecases.ports.guiding import Author, Guiding, Letters, Message, MessageKind, Note
from bot.usecases.ports.retention import Retention
from bot.usecases.ports.runners import Consent, Planning, Runners, Runs, Stored
from bot.usecases.ports.telegram import (
    AT_MOST_ONCE,
    HELD_BY_SILENCE,
    NOTE,
    WORKER,
    Backlog,
    HeldRow,
    Inbox,
    InboxRow,
    Kind,
    Outbox,
    OutboxRow,
    Silences,
)
from bot.usecases.ports.views import (
    CoachViews,
    Reading,
    RunnerLine,
    RunnerPage,
    RunnerRecord,
    Summary,
    Wrote,
)
from bot.usecases.ports.whole import Bell, Bells, Database, Daylight, Kept, Leases, UnitOfWork

__all__ = [
    "AT_MOST_ONCE",
    "HELD_BY_SILENCE",
    "NOTE",
    "WORKER",
    "Author",
    "Backlog",
    "Bell",
    "Bells",
    "Coach",
    "CoachViews",
    "Coaches",
    "Coaching",
    "Consent",
    "Database",
    "Daylight",
    "Guiding",
    "HeldRow",
    "Inbox",
    "InboxRow",
    "Invitation",
    "Kept",
    "Kind",
    "Leases",
    "Letters",
    "Look",
    "Message",
    "MessageKind",
    "Note",
    "Outbox",
    "OutboxRow",
    "Planning",
    "Reading",
    "Retention",
    "RunnerLine",
    "RunnerPage",
    "RunnerRecord",
    "Runners",
    "Runs",
    "Session",
    "Silences",
    "Stored",
    "Summary",
    "Tells",
    "UnitOfWork",
    "Visit",
    "Wrote",
]
