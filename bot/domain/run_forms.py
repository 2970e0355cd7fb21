"""The table: from how somebody feels and where he stands to one fitting run form, with the reason.

Pure and total: `recommend` answers every combination. The numbers and rows live in
`content/run_forms.toml` and `content/guards.toml`; the order of the guards is that of
`docs/architecture.md`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.runner import Standing


class Activity(StrEnum):
    """What one does. Each is calmer than the one before."""

    RUN = "run"
    WALK = "walk"
    BREATHE = "breathe"
    REST = "rest"


class Health(StrEnum):
    """What stands in the way of running, as the runner said himself."""

    FINE = "fine"
    TALK_FIRST = "talk_first"  # safety screen: walking and breathing only
    PAIN = "pain"  # reported pain that is not over
    PAIN_TWICE = "pain_twice"  # pain in two runs: have it looked at
    RED_FLAG = "red_flag"  # stop sign during or after a run, not cleared by a doctor


@dataclass(frozen=True, slots=True)
class Minutes:
    """A span of minutes; `low == high` is one number. Never below 1, `low <= high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the clock, the record and the coach add to the answers. Minutes are whole."""

    local: datetime  # aware, in the runner's zone
    standing: Standing
    stage: int  # minutes of the build-up stage; ignored for those without a stage
    dark: bool
    health: Health = Health.FINE
    ran_today: bool = False
    ran_yesterday: bool = False
    ran_day_before: bool = False  # the day before yesterday
    hard_yesterday: bool = False  # hard or long yesterday, or a recovery day in a training block
    busy_day: bool = False
    after_busy: bool = False  # within 3 hours after the working day or a busy moment
    minutes_free: int | None = None  # that are left for the run itself before the planned moment
    cap: int | None = None  # the coach's
    forbidden: frozenset[str] = frozenset()  # forms the coach forbade
    pinned: str | None = None  # the form the coach pinned
    forced_breath: bool = False  # 3-3 feels forced: a longer exhale instead
    earlier_runs: int = 0  # rotates the cue


@dataclass(frozen=True, slots=True)
class Pick:
    """A form with its minutes. `name` is the words' key: `reset`, `reset_short`, `reset_calm`, …."""

    form: str
    name: str
    activity: Activity
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a words' key, and which answers led to it (question ids, in order)."""

    key: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The card. All strings but `pick.form` are words' keys; the handlers render them.

    `reasons`: first the row of the table, then each guard that changed something. `alternatives`:
    other allowed picks, the best first; empty only when resting is all there is. `notes`: one-line
    extras (`lit_loop`, `green_loop`, `season_hot`, `see_doctor` …).
    """

    pick: Pick
    reasons: tuple[Reason, ...]
    alternatives: tuple[Pick, ...]
    tempo: str
    cue: str
    route: str
    notes: tuple[str, ...] = ()
    gentle: bool = False  # half the minutes, running and walking mixed


@dataclass(frozen=True, slots=True)
class RunForm:
    """One row of the first table: a form and what it asks for. `calmer` names the next calmer form."""

    key: str
    activity: Activity
    short: Minutes
    long: Minutes
    least: int  # minutes that must be allowed, else the form is not offered
    daylight: bool  # needs daylight
    brisk: bool  # the exception to the talk test
    calmer: str | None
    route: str
    tempo: str
    cues: tuple[str, ...]
