"""The numbers of the patterns (`content/patterns.toml`), and what else they are read with."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.form_tables import RunForms
from bot.domain.run import RunningTimes


@dataclass(frozen=True, slots=True)
class Often:
    """So many `times` among the last so many `runs`."""

    runs: int
    times: int


@dataclass(frozen=True, slots=True)
class SaysSo:
    """The runner says himself that there was little time: all of `when` was answered, `times`.

    `fact` is the key of its words.
    """

    when: tuple[tuple[str, tuple[str, ...]], ...]
    times: int
    fact: str


@dataclass(frozen=True, slots=True)
class LittleRest:
    """Days with a run in a week, and how soon after a run a busy moment began."""

    days: int  # the week that is looked at
    run_days: int  # from so many days with a run in it
    run_days_building_up: int  # starting, or recovering from burn-out
    busy_within: timedelta  # after coming back
    busy_times: int
    says_so: SaysSo


@dataclass(frozen=True, slots=True)
class Relaxing:
    """Tension that was not lower after the run, counted from this tension up."""

    from_tension: int
    often: Often


@dataclass(frozen=True, slots=True)
class Body:
    """Pain that was told late, or taps that were left open."""

    late_days: int  # told so long after a run whose pain tap was "none" or open
    late_times: int
    looks_back: int  # days
    taps: tuple[str, ...]  # questions about the body after a run
    open: Often  # none of them answered


@dataclass(frozen=True, slots=True)
class HighTension:
    """So many check-ins in a row from this tension up."""

    from_tension: int
    check_ins: int


@dataclass(frozen=True, slots=True)
class PatternTables:
    """All of `content/patterns.toml`."""

    recent_days: int  # what is older says nothing about now
    heavy_days: int  # so long the runner's own tap is shown, unless set aside
    dip_days: int  # quiet for so long
    dose_margin: timedelta  # minutes are known roughly: only above the card's by more than this
    hard_start: Often
    too_long: Often
    little_rest: LittleRest
    relaxing: Relaxing
    body: Body
    high_tension: HighTension


@dataclass(frozen=True, slots=True)
class PatternRules:
    """What patterns go by: their numbers, the run forms (which are brisk), times around a run."""

    tables: PatternTables
    forms: RunForms
    times: RunningTimes
