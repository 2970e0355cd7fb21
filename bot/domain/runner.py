"""Who runs: what Lichter knows about a runner."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a runner stands, as he said himself at the start."""

    STARTING = "starting"
    BURN_OUT = "burn_out"
    USED = "used"
    TRAINING = "training"


class Safety(StrEnum):
    """The answer to the safety screen."""

    CLEAR = "clear"
    TALK_FIRST = "talk_first"  # one or more: walking and breathing only
    DISCUSSED = "discussed"  # "I talked about it, I may run easily"


class Sharing(StrEnum):
    """What happens to a new sentence when the runner does not tap."""

    ASK = "ask"  # private until he taps
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Runner:
    """One runner. `stage` and `cap` are minutes; `stage` is never below 12."""

    id: str
    chat: int
    first_name: str
    language: str
    timezone: str
    standing: Standing | None = None
    safety: Safety | None = None
    safety_at: datetime | None = None  # when that was answered
    stage: int = 12
    cap: int | None = None
    sharing: Sharing = Sharing.ASK
    forced_breath: bool = False
    paused_until: date | None = None
    nudges_off: bool = False
    blocked_at: datetime | None = None

    @property
    def enrolled(self) -> bool:
        """Whether everything that must be asked before a first check-in has been answered."""
        return self.standing is not None and self.safety is not None
