"""The dose: the guards in their order, each of which only ever lowers, and the minutes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.card import Activity, Reason
from bot.domain.case import Case
from bot.domain.form_tables import REST
from bot.domain.runner import Standing
from bot.domain.situation import LONG, Health


@dataclass(frozen=True, slots=True)
class Limits:
    """What is left after some guards. `prefers`, when it is not empty, replaces the table.

    `minutes` hold for everything; `running`: the build-up's, for runs alone.
    """

    allowed: frozenset[str]
    minutes: int
    length: str
    prefers: tuple[str, ...] = ()
    running: int | None = None

    def most(self, activity: Activity) -> int:
        """Return how many minutes this may last."""
        if self.running is None or activity is not Activity.RUN:
            return self.minutes
        return min(self.minutes, self.running)

    def only(self, forms: Iterable[str]) -> "Limits":
        """Allow nothing but these (and resting, which is always allowed)."""
        return replace(self, allowed=self.allowed & {*forms, REST})

    def without(self, forms: Iterable[str]) -> "Limits":
        """Take these away (never resting)."""
        return replace(self, allowed=self.allowed - (set(forms) - {REST}))

    def at_most(self, minutes: int) -> "Limits":
        """Allow no more than these minutes."""
        return replace(self, minutes=max(1, min(self.minutes, minutes)))

    def instead(self, forms: tuple[str, ...]) -> "Limits":
        """No run by the table: the first of these that is allowed."""
        return replace(self.only(forms), prefers=(*self.prefers, *forms))


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a guard left, and why."""

    limits: Limits
    reason: Reason


Guard = Callable[[Case, Limits], Guarded | None]
"""Returns lower limits with the reason, or None when it has nothing to say."""


def widest(case: Case) -> Limits:
    """Return the limits before any guard: everything, 30 minutes short or 60 long (default)."""
    guards = case.forms.guards
    long = case.feeling.length == LONG
    return Limits(
        allowed=frozenset(form.key for form in case.forms.forms),
        minutes=guards.minutes_long if long else guards.minutes_short,
        length=case.feeling.length,
    )


def guarded(case: Case, limits: Limits) -> Iterator[Guarded]:
    """Run the guards in their order, each on what the one before left; yields those that spoke."""
    for guard in GUARDS:
        found = guard(case, limits)
        if found is not None and found.limits != limits:
            limits = found.limits
            yield found


def _health(case: Case, limits: Limits) -> Guarded | None:
    guards = case.forms.guards
    match case.situation.health:
        case Health.RED_FLAG:
            return Guarded(limits.instead(guards.red_flag), Reason("guard_red_flag"))
        case Health.PAIN_TWICE:
            return Guarded(limits.instead(guards.pain), Reason("guard_pain_twice"))
        case Health.PAIN:
            return Guarded(limits.instead(guards.pain), Reason("guard_pain"))
        case Health.ILL:
            return Guarded(limits.instead(guards.ill), Reason("guard_ill"))
        case Health.TALK_FIRST:
            return Guarded(limits.instead(guards.talk_first), Reason("guard_talk_first"))
        case Health.FINE:
            return None


def _ran(case: Case, limits: Limits) -> Guarded | None:
    guards, situation = case.forms.guards, case.situation
    if situation.ran_today:
        return Guarded(limits.instead(guards.ran_today), Reason("guard_ran_today"))
    if situation.ran_yesterday and situation.ran_day_before:
        return Guarded(limits.instead(guards.ran_yesterday), Reason("guard_ran_two_days"))
    if situation.ran_yesterday and situation.has_stage:
        return Guarded(limits.instead(guards.ran_yesterday), Reason("guard_ran_yesterday"))
    return None


def _hard_yesterday(case: Case, limits: Limits) -> Guarded | None:
    guards = case.forms.guards
    if not case.situation.hard_yesterday:
        return None
    runs = {form.key for form in case.forms.forms if form.activity == "run"}
    lower = limits.without(runs - guards.hard_yesterday_forms)
    return Guarded(lower.at_most(guards.hard_yesterday_minutes), Reason("guard_hard_yesterday"))


def _worn_out(case: Case, limits: Limits) -> Guarded | None:
    guards, feeling = case.forms.guards, case.feeling
    if feeling.tension < guards.worn_out_tension:
        return None
    if case.situation.standing is Standing.BURN_OUT:
        return Guarded(
            limits.instead(guards.worn_out), Reason("guard_tension_burn_out", ("tension",))
        )
    if feeling.head in guards.worn_out_heads:
        return Guarded(
            limits.instead(guards.worn_out), Reason("guard_tension_tired", ("tension", "head"))
        )
    return None


def _high_tension(case: Case, limits: Limits) -> Guarded | None:
    guards = case.forms.guards
    if case.feeling.tension < guards.high_tension:
        return None
    short = replace(limits, length="short")
    return Guarded(
        short.at_most(guards.high_tension_minutes), Reason("guard_tension", ("tension",))
    )


def _dark(case: Case, limits: Limits) -> Guarded | None:
    if not case.situation.dark:
        return None
    needy = {form.key for form in case.forms.forms if form.daylight}
    return Guarded(limits.without(needy), Reason("guard_dark"))


def _evening(case: Case, limits: Limits) -> Guarded | None:
    if case.forms.guards.evening_fact not in case.facts:
        return None
    return Guarded(limits.without(_brisk(case)), Reason("guard_evening"))


def _late(case: Case, limits: Limits) -> Guarded | None:
    guards = case.forms.guards
    if guards.late_fact not in case.facts:
        return None
    return Guarded(
        limits.only(guards.late_forms).at_most(guards.late_minutes), Reason("guard_late")
    )


def _not_brisk(case: Case, limits: Limits) -> Guarded | None:
    guards, situation = case.forms.guards, case.situation
    early = situation.has_stage and situation.stage < guards.brisk_from_stage
    if early or situation.standing is Standing.BURN_OUT or situation.hard_yesterday:
        return Guarded(limits.without(_brisk(case)), Reason("guard_not_brisk"))
    if case.feeling.tension >= guards.high_tension:
        return Guarded(limits.without(_brisk(case)), Reason("guard_not_brisk", ("tension",)))
    return None


def _stage(case: Case, limits: Limits) -> Guarded | None:
    if not case.situation.has_stage:
        return None
    why = "guard_stage_back" if case.situation.eased else "guard_stage"
    return Guarded(replace(limits, running=case.situation.stage), Reason(why))


def _cap(case: Case, limits: Limits) -> Guarded | None:
    cap = case.situation.cap
    return None if cap is None else Guarded(limits.at_most(cap), Reason("guard_cap"))


def _moment(case: Case, limits: Limits) -> Guarded | None:
    free = case.situation.minutes_free
    return None if free is None else Guarded(limits.at_most(free), Reason("guard_moment"))


def _coach(case: Case, limits: Limits) -> Guarded | None:
    if not case.situation.forbidden:
        return None
    return Guarded(limits.without(case.situation.forbidden), Reason("guard_coach"))


def _brisk(case: Case) -> set[str]:
    return {form.key for form in case.forms.forms if form.brisk}


GUARDS: tuple[Guard, ...] = (
    _health,  # 1
    _ran,  # 2
    _hard_yesterday,
    _worn_out,  # 3
    _high_tension,  # 4
    _dark,  # 5
    _evening,
    _late,
    _not_brisk,  # 6
    _stage,  # 7
    _cap,
    _moment,
    _coach,
)

GUARD_REASONS = frozenset(
    {
        "guard_red_flag",
        "guard_pain",
        "guard_pain_twice",
        "guard_ill",
        "guard_talk_first",
        "guard_ran_today",
        "guard_ran_yesterday",
        "guard_ran_two_days",
        "guard_hard_yesterday",
        "guard_tension_tired",
        "guard_tension_burn_out",
        "guard_tension",
        "guard_dark",
        "guard_evening",
        "guard_late",
        "guard_not_brisk",
        "guard_stage",
        "guard_stage_back",
        "guard_cap",
        "guard_moment",
        "guard_coach",
    }
)
"""Every reason that a guard can give; a test of the words demands a text for each."""
