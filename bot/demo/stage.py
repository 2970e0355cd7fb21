"""What the phone page shows beside the phone: the demo's clock, and what the bot held back.

The stand-in knows nothing of the bot's insides, so assembly brings this along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Step = Literal["hour", "tomorrow", "next_nudge"]
STEPS: tuple[Step, ...] = ("hour", "tomorrow", "next_nudge")


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A message that was not sent: to whom, of what kind, why, and until when."""

    chat_id: int
    kind: str
    since: datetime
    until: datetime | None
    reason: str


class Stage(Protocol):
    """What assembly offers to the phone page."""

    def now(self) -> datetime:
        """Return people's time, aware, in UTC."""

    async def forward(self, step: str) -> datetime:
        """Move people's time on by one of `STEPS`, and return the new time."""

    async def held(self) -> Sequence[HeldBack]:
        """Return what the bot holds back at this moment."""

    def dashboard_url(self) -> str | None:
        """Return where the coach's dashboard is, or None."""
