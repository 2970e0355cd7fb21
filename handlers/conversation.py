"""What a conversation is: python-telegram-bot's words, with the rows as its memory.

python-telegram-bot routes an update by its form alone; the step it chose then runs inside one
transaction, where the rows say which question is open. See `docs/architecture.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.usecases.ports import UnitOfWork

Step = Callable[[UnitOfWork, Incoming, datetime], list[Reply]]
"""A plain synchronous function: no sending, no committing, no awaiting."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation. `name` is the prefix of its buttons: `v1:<name>:…` (at most 64 bytes)."""

    name: str
    entry_points: Mapping[str, Step] = field(default_factory=dict)  # command → step
    states: Mapping[str, Step] = field(default_factory=dict)  # KIND of answer → step
