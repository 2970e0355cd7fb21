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
    """One runner. `stage` is in minutes, never below 12. What the coach sets is `Guidance`."""

    id: str
    chat: int
    first_name: str
    language: str
    timezone: str
    standing: Standing | None = None
    safety: Safety | None = None
    safety_at: datetime | None = None  # when that was answered
    stage: int = 12
    stage_since: date | None = None  # when this stage began; None: never moved
    stage_why: str = ""  # how it came: up, back, restart, coach, own
    runs_wanted: int | None = None  # times a week, 2 or 3, once asked
    learning: bool = True  # "Kijk niet naar eerdere keren" is False
    own_words: bool = True  # earlier sentences may stand on a card
    rest_until: datetime | None = None  # no nudges until then, after words of crisis
    sharing: Sharing = Sharing.ASK
    shares_moments: bool = False  # his coach sees what he planned; ends with the sharing
    forced_breath: bool = False
    paused_until: date | None = None
    nudges_off: bool = False
    blocked_at: datetime | None = None
    red_flag_at: datetime | None = None  # something was wrong with the body; no doctor agreed yet
    erases_on: date | None = None  # told that he will be erased then, for he was silent for long
    tips_seen: tuple[str, ...] = ()  # ids of the cards picked for him, the newest first

    @property
    def builds_up(self) -> bool:
        """Whether his minutes are a stage: starting, burn-out, or since a doctor let him run."""
        used = self.standing is Standing.USED or self.standing is Standing.TRAINING
        return not used or self.safety is Safety.DISCUSSED

    def eased_on(self, day: date) -> bool:
        """Whether his stage was lowered on this day because of a break."""
        return self.stage_since == day and self.stage_why in {"back", "restart"}

    @property
    def enrolled(self) -> bool:
        """Whether everything that must be asked before a first check-in has been answered."""
        return self.standing is not None and self.safety is not None
