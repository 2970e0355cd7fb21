"""The table after the guards: the row that decides, and the order of the alternatives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.card import LEARNED, Activity, Pick, Reason
from bot.domain.case import Case
from bot.domain.dose import Limits
from bot.domain.form_tables import REST, Row, RunForm
from bot.domain.situation import LONG

TABLE_FALLBACK = "table_fallback"
"""The reason when no row holds."""

COACH_PINNED = "coach_pinned"
"""The reason when the coach chose the form."""


_CALMER = tuple(Activity)
"""What one does, each calmer than the one before."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A pick and where it came from. `reason` is None where a guard replaced the table.

    `first`: forms that the row would have liked and that lead the alternatives. `table`: what the
    table alone says, leaned or not; None where it was not asked.
    """

    pick: Pick
    reason: Reason | None = None
    cue: str | None = None
    first: tuple[str, ...] = ()
    table: Pick | None = None


def choose(case: Case, limits: Limits) -> Choice:
    """Return the pick within these limits; total."""
    if limits.prefers:
        return Choice(_settle(case, limits, limits.prefers[0]))
    pinned = _pinned_run(case)
    if pinned is not None:
        return Choice(_settle(case, limits, pinned), Reason(COACH_PINNED))
    return _leaned(case, limits, _by_table(case, limits))


def choose_lower(case: Case, limits: Limits, before: Choice) -> Choice:
    """Return the pick within these lower limits; it never asks more than the one before.

    Where the table would (what was leaned to is not allowed any more, and its own pick asks more),
    the form from before gives way to the nearest calmer one.
    """
    choice = choose(case, limits)
    if _asks(case, choice.pick) <= _asks(case, before.pick):
        return choice
    return replace(before, pick=_settle(case, limits, before.pick.form))


def _asks(case: Case, pick: Pick) -> tuple[int, bool, int]:
    """Return how much a pick asks: what one does, whether it is brisk, and the minutes."""
    return -_CALMER.index(pick.activity), case.forms.form(pick.form).brisk, pick.minutes.high


def alternatives(case: Case, limits: Limits, choice: Choice) -> tuple[Pick, ...]:
    """Return the other allowed picks, the best first; resting only where it is all there is."""
    picks: dict[str, Pick] = {}
    keys = list(_in_order(case, limits, choice))
    if not limits.prefers:
        keys = [*choice.first, *case.situation.relief.ordered(keys, case.feeling.need)]
    for key in keys:
        if key != choice.pick.form and key not in picks and _fits(case, limits, key):
            picks[key] = _pick(case, limits, key)
    if not picks and choice.pick.form != REST:
        return (_pick(case, limits, REST),)
    return tuple(picks.values())


def named(form: RunForm, minutes: int) -> str:
    """Return what the form is called at so many minutes."""
    return form.short_name if form.short_name and minutes < form.short_under else form.key


def _pinned_run(case: Case) -> str | None:
    """Return the form that the coach pinned: only a run; walking is for the guards to say."""
    pinned = case.situation.pinned
    if pinned is None or not case.forms.knows(pinned):
        return None
    return pinned if case.forms.form(pinned).activity is Activity.RUN else None


def _by_table(case: Case, limits: Limits) -> Choice:
    answers = {**case.answers, "length": limits.length}
    waiting: list[str] = []
    last: Row | None = None
    for row in case.forms.rows:
        if not row.holds(answers, case.facts):
            continue
        last = row
        form = case.forms.form(row.form)
        if form.otherwise is not None and not _long_enough(limits, form):
            break  # what stands in for it takes its place
        if not _fits(case, limits, row.form):
            continue
        if not form.free_time_only or case.free_time:
            break
        waiting.append(row.form)
    if last is None:
        return Choice(_settle(case, limits, case.forms.fallback), Reason(TABLE_FALLBACK))
    return _choice(case, limits, last, tuple(waiting))


def _leaned(case: Case, limits: Limits, choice: Choice) -> Choice:
    """Return the choice leaned to what relieved this runner most in this need, inside the limits.

    From a run to a run only; the table's own pick then leads the alternatives.
    """
    table = replace(choice, table=choice.pick)
    if choice.pick.activity is not Activity.RUN:
        return table
    relief = case.situation.relief
    lighter = (form for form in case.forms.forms if form.key in relief.lighter)
    open_forms = (form.key for form in lighter if _can_lean(case, limits, form))
    key = relief.leans_to(choice.pick.form, open_forms, case.feeling.need)
    if key == choice.pick.form:
        return table
    first = (choice.pick.form, *choice.first)
    return Choice(_pick(case, limits, key), Reason(LEARNED, ("need",)), None, first, choice.pick)


def _can_lean(case: Case, limits: Limits, form: RunForm) -> bool:
    """Whether a form may be leaned to: one of the table's, that may be picked by itself today.

    A form that only guards pick is theirs to pick; nothing brisk for a tired head.
    """
    tired = case.feeling.head in case.forms.guards.worn_out_heads
    return (
        form.activity is Activity.RUN
        and any(row.form == form.key for row in case.forms.rows)
        and _fits(case, limits, form.key)
        and (case.free_time or not form.free_time_only)
        and not (form.brisk and tired)
    )


def _choice(case: Case, limits: Limits, row: Row, first: tuple[str, ...] = ()) -> Choice:
    forced = limits.length != case.feeling.length
    led = tuple(question for question, _ in row.when if not (forced and question == "length"))
    return Choice(_settle(case, limits, row.form), Reason(row.reason, led), row.cue, first)


def _settle(case: Case, limits: Limits, key: str) -> Pick:
    """Return the form, or the nearest calmer one that is allowed; in the end resting."""
    name: str | None = None
    while not _fits(case, limits, key):
        form = case.forms.form(key)
        if form.otherwise is not None and not _long_enough(limits, form):
            key, name = form.otherwise, form.otherwise_name
        else:
            key, name = form.calmer or REST, None
    return _pick(case, limits, key, name)


def _fits(case: Case, limits: Limits, key: str) -> bool:
    if key == REST:
        return True
    return key in limits.allowed and _long_enough(limits, case.forms.form(key))


def _long_enough(limits: Limits, form: RunForm) -> bool:
    return limits.most(form.activity) >= form.least


def _pick(case: Case, limits: Limits, key: str, name: str | None = None) -> Pick:
    form = case.forms.form(key)
    most = limits.most(form.activity)
    minutes = form.span(long=limits.length == LONG).at_most(most)
    return Pick(key, name or named(form, minutes.high), form.activity, minutes)


def _in_order(case: Case, limits: Limits, choice: Choice) -> Iterator[str]:
    yield from choice.first
    yield from limits.prefers
    for order in case.forms.orders:
        if order.holds(case.answers, case.facts):
            yield order.form
    for form in case.forms.forms:
        if form.offered:
            yield form.key
