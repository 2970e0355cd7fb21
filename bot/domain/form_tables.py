"""The tables of `content/run_forms.toml` and `content/guards.toml`, as the rules read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.card import Activity, Minutes
from bot.domain.runner import Standing
from bot.domain.situation import Health, Situation
from bot.domain.wall_clock import lies_between

REST = "rest"
"""The form that is always allowed: where every other road ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunForm:
    """One row of the first table: a form and what it asks for. `calmer` names the next calmer form.

    A form that gets fewer minutes than `least` is not offered; `otherwise` then takes its place,
    called `otherwise_name`. Under `short_under` minutes it is called `short_name`.
    """

    key: str
    activity: Activity
    short: Minutes
    long: Minutes
    least: int  # minutes that must be allowed, else the form is not offered
    daylight: bool = False  # needs daylight
    brisk: bool = False  # the exception to the talk test
    calmer: str | None = None
    route: str
    tempo: str
    cues: tuple[str, ...]
    otherwise: str | None = None
    otherwise_name: str | None = None
    short_under: int = 0
    short_name: str | None = None
    free_time_only: bool = False  # picked by itself only in free time; else an alternative
    offered: bool = True  # among the alternatives without being asked for

    def span(self, *, long: bool) -> Minutes:
        """Return the minutes for the short or the longer run."""
        return self.long if long else self.short


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a rule holds: all of `when` answered so, all `facts` true, none of `unless` true."""

    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    facts: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def holds(self, answers: Mapping[str, str], facts: frozenset[str]) -> bool:
        """Whether it holds for these answers and facts."""
        for question, options in self.when:
            if answers.get(question) not in options:
                return False
        return self.facts <= facts and self.unless.isdisjoint(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Condition):
    """One row of the table: the first that holds, and whose form is allowed, is the pick."""

    form: str
    reason: str
    cue: str | None = None  # always this one, whatever the rotation says


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Condition):
    """When it holds, this form comes first among the alternatives (the rules in their order)."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNote(Condition):
    """A one-line extra. Empty `forms`/`activities`: for all. At most one with `season` a card."""

    key: str
    forms: frozenset[str] = frozenset()
    activities: frozenset[Activity] = frozenset()
    season: bool = False

    def suits(self, form: RunForm) -> bool:
        """Whether this note can stand on a card with this form."""
        return (not self.forms or form.key in self.forms) and (
            not self.activities or form.activity in self.activities
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Condition):
    """Another route tip than that of the form."""

    route: str
    activities: frozenset[Activity] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A fact of the clock: true from `begins` until `ends` (local, may pass midnight).

    `weekdays`: 0 is Monday; empty `weekdays` or `months` means every one.
    """

    fact: str
    begins: time = time(0)
    ends: time = time.max
    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()

    def holds(self, local: datetime, month: int | None = None) -> bool:
        """Whether the fact is true at this local time; `month`: as the northern seasons go."""
        if self.weekdays and local.weekday() not in self.weekdays:
            return False
        if self.months and (month or local.month) not in self.months:
            return False
        return lies_between(local.time(), self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Guards:
    """The numbers of the guards, and what is open when one says no run (the first is picked)."""

    red_flag: tuple[str, ...]
    pain: tuple[str, ...]
    ill: tuple[str, ...]
    talk_first: tuple[str, ...]
    ran_today: tuple[str, ...]
    ran_yesterday: tuple[str, ...]
    worn_out: tuple[str, ...]
    worn_out_tension: int  # from this tension on, when the head is worn out or with burn-out
    worn_out_heads: frozenset[str]
    hard_yesterday_forms: frozenset[str]
    hard_yesterday_minutes: int
    high_tension: int
    high_tension_minutes: int
    evening_fact: str  # nothing brisk
    late_fact: str
    late_forms: frozenset[str]
    late_minutes: int
    brisk_from_stage: int
    minutes_short: int  # for those without a build-up stage
    minutes_long: int
    shortest_run: int  # a run is never made shorter than this by the runner's own wish


@dataclass(frozen=True, slots=True)
class Breath:
    """The cue that may feel forced, and the one that then takes its place; never both on a card."""

    usual: str
    forced: str


@dataclass(frozen=True, slots=True)
class RunForms:
    """All the tables together."""

    forms: tuple[RunForm, ...]
    rows: tuple[Row, ...]
    orders: tuple[Order, ...]
    free_time: tuple[Condition, ...]  # any of these
    notes: tuple[CardNote, ...]
    routes: tuple[Route, ...]
    windows: tuple[Window, ...]
    guards: Guards
    breath: Breath
    fallback: str  # the form when no row holds, so that there always is a card
    coach_cues: tuple[str, ...] = ()  # only a coach sets these

    def form(self, key: str) -> RunForm:
        """Return the form with this key; KeyError when nobody defined it."""
        for form in self.forms:
            if form.key == key:
                return form
        raise KeyError(key)

    def cues(self) -> tuple[str, ...]:
        """Return every cue that a coach can set for a runner, in the order of content."""
        own = (cue for form in self.forms if form.activity is Activity.RUN for cue in form.cues)
        return tuple(dict.fromkeys((*own, *self.coach_cues)))

    def knows(self, key: str) -> bool:
        """Whether somebody defined this form."""
        return any(form.key == key for form in self.forms)


SITUATION_FACTS = frozenset(
    {
        "dark",
        "busy_day",
        "after_busy",
        "before_moment",
        "forced_breath",
        "ran_today",
        "ran_yesterday",
        "hard_yesterday",
        "first_run",
        *(f"health_{health}" for health in Health),
        *(f"standing_{standing}" for standing in Standing),
    }
)
"""Facts that need no window: conditions in content may name these."""


def facts_of(situation: Situation, windows: tuple[Window, ...]) -> frozenset[str]:
    """Return the names of all that is true now."""
    named = {
        "dark": situation.dark,
        "busy_day": situation.busy_day,
        "after_busy": situation.after_busy,
        "before_moment": situation.minutes_free is not None,
        "forced_breath": situation.forced_breath,
        "ran_today": situation.ran_today,
        "ran_yesterday": situation.ran_yesterday,
        "hard_yesterday": situation.hard_yesterday,
        "first_run": situation.earlier_runs == 0,
        f"health_{situation.health}": True,
        f"standing_{situation.standing}": True,
    }
    clock = {window.fact for window in windows if window.holds(situation.local, situation.season)}
    return frozenset(clock | {fact for fact, true in named.items() if true})
