"""The screens of planning. A half-made plan lives in the data of its buttons, nowhere else.

Data after the prefix: `days:<mode>:<digits>`, `side:<digits>`, `time:<mode>:<digits>:<part>` and
`add:<mode>:<digits>:<hhmm>`; digits are weekdays, 0 is Monday.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, tzinfo
from enum import StrEnum

from bot.domain.nudges import NudgePolicy
from bot.telegram.reply import Button, Keyboard, data
from bot.usecases.planning import RUNS_A_WEEK, Coming
from bot.words import Say
from handlers import moment_words
from handlers.conversation import rows

NAME = "plan"
HOURS_WIDE = 4
DAYS_WIDE = 4
LINES = 4


class Mode(StrEnum):
    """What is being planned. `CALM` is a fixed moment, asked for in other words."""

    FIXED = "fixed"
    CALM = "calm"
    BEFORE = "before"
    AFTER = "after"


class Part(StrEnum):
    """Which half hours are shown; the others are one tap away."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


HOURS = {
    Part.MORNING: range(6, 12),
    Part.AFTERNOON: range(12, 18),
    Part.EVENING: range(18, 22),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands in the one message of planning."""

    text: str
    keyboard: Keyboard
    title: str = ""


def overview(
    coming: Sequence[Coming],
    zone: tzinfo,
    say: Say,
    *,
    calm: bool,
    silent: bool = False,
    extra: str = "",
) -> Screen:
    """What is coming, each with its nudge and its remove button.

    `calm`: busy days are never asked for. `silent`: no nudges for now.
    """
    lines = [_nudge_line(one, zone, say) for one in coming if one.nudge_at and not silent]
    told = "\n".join(lines[:LINES])
    if len(lines) > LINES:
        told += "\n" + say("plan-and-more", count=len(lines) - LINES)
    parts = [extra, told, say("plan-hint") if coming else say("plan-none")]
    text = "\n\n".join(part for part in parts if part)
    removes = (_remove(one, say) for one in coming)
    return Screen(text, (*removes, *_more(say, calm=calm)), say("plan-title"))


def _remove(one: Coming, say: Say) -> tuple[Button]:
    label = say("plan-remove", moment=moment_words.line(one.moment, say))
    return (Button(label, data(NAME, "rm", one.moment.id)),)


def _more(say: Say, *, calm: bool) -> Keyboard:
    """The taps that plan something more."""
    once = Button(say("plan-once"), data(NAME, "once"))
    if calm:
        return ((Button(say("plan-calm"), data(NAME, "days", "calm", "")), once),)
    fixed = Button(say("plan-fixed"), data(NAME, "days", "fixed", ""))
    busy = Button(say("plan-busy"), data(NAME, "days", "busy", ""))
    return ((fixed, busy), (once,))


def _nudge_line(one: Coming, zone: tzinfo, say: Say) -> str:
    """One line: the moment, and when its nudge comes."""
    local = (one.nudge_at or one.moment_at).astimezone(zone)
    when = f"{moment_words.near(local.date(), say)} {say.time(local)}"
    return say("plan-nudge-line", moment=moment_words.line(one.moment, say), when=when)


def zone(say: Say) -> Keyboard:
    """Whether the times are those of this place."""
    yes = Button(say("plan-zone-yes"), data(NAME, "zone_ok"))
    return ((yes, Button(say("plan-zone-other"), data("settings", "zone"))),)


def week(say: Say) -> Screen:
    """How often a week: more nudges than that nobody gets."""
    buttons = tuple(
        Button(say("plan-week", count=str(runs)), data(NAME, "week", str(runs)))
        for runs in RUNS_A_WEEK
    )
    return Screen(say("plan-week-ask"), (buttons,))


def weekdays(kind: str, chosen: frozenset[int], say: Say) -> Screen:
    """Weekdays to toggle. `kind`: `fixed`, `calm` or `busy`."""
    buttons = []
    for day in range(moment_words.WEEK):
        name = say.short_weekday(day)
        label = say("plan-day-chosen", day=name) if day in chosen else name
        buttons.append(Button(label, data(NAME, "days", kind, digits(chosen ^ {day}))))
    back = Button(say("button-back"), data(NAME, "list"))
    step = ("side", digits(chosen)) if kind == "busy" else ("time", kind, digits(chosen), "")
    more = Button(say("plan-more"), data(NAME, *step))
    last = (back, more) if chosen else (back,)
    return Screen(say(f"plan-days-{kind}"), (*rows(buttons, DAYS_WIDE), last))


def side(chosen: frozenset[int], say: Say) -> Screen:
    """The question on which side of the busy part the run is."""
    back = Button(say("button-back"), data(NAME, "days", "busy", digits(chosen)))
    text = say("plan-side-ask", days=_heading(chosen, say))
    return Screen(text, (sides(chosen, say), (back,)))


def sides(chosen: frozenset[int], say: Say) -> tuple[Button, ...]:
    """The taps *Voor* and *Na*."""
    return tuple(
        Button(say(f"plan-side-{mode}"), data(NAME, "time", mode, digits(chosen), ""))
        for mode in (Mode.BEFORE, Mode.AFTER)
    )


def hours(
    mode: Mode, chosen: frozenset[int], part: Part | None, say: Say, policy: NudgePolicy
) -> Screen:
    """A grid of half hours; for a busy day the usual time stands above it."""
    usual = {Mode.BEFORE: policy.busy_from, Mode.AFTER: policy.busy_until}.get(mode)
    shown = part or _part_of(usual)
    named = data(NAME, "add", mode, digits(chosen))
    first: Keyboard = ()
    if usual is not None:
        label = say("plan-usual", time=say.time(usual))
        first = ((Button(label, f"{named}:{usual:%H%M}"),),)
    halves = [time(hour, minute) for hour in HOURS[shown] for minute in (0, 30)]
    grid = rows([Button(say.time(at), f"{named}:{at:%H%M}") for at in halves], HOURS_WIDE)
    tabs = tuple(_tab(mode, chosen, one, say, shown=one is shown) for one in Part)
    text = say(f"plan-time-{mode}", days=_heading(chosen, say))
    return Screen(text, (*first, *grid, tabs, (_back(mode, chosen, say),)))


def _tab(mode: Mode, chosen: frozenset[int], part: Part, say: Say, *, shown: bool) -> Button:
    label = say(f"plan-part-{part}")
    marked = say("plan-part-chosen", part=label) if shown else label
    return Button(marked, data(NAME, "time", mode, digits(chosen), part))


def _back(mode: Mode, chosen: frozenset[int], say: Say) -> Button:
    if mode in {Mode.BEFORE, Mode.AFTER}:
        return Button(say("button-back"), data(NAME, "side", digits(chosen)))
    return Button(say("button-back"), data(NAME, "days", mode, digits(chosen)))


def _part_of(usual: time | None) -> Part:
    """Return the part that holds the usual time; the morning when there is none."""
    hour = 0 if usual is None else usual.hour
    return next((part for part, span in HOURS.items() if hour in span), Part.MORNING)


def _heading(chosen: frozenset[int], say: Say) -> str:
    return moment_words.capital(moment_words.days(chosen, say))


def digits(chosen: frozenset[int]) -> str:
    """Return weekdays as they stand in a button."""
    return "".join(str(day) for day in sorted(chosen))


def days_of(text: str) -> frozenset[int] | None:
    """Return the weekdays of a button; None when it is forged."""
    if len(text) > moment_words.WEEK or not all(letter in "0123456" for letter in text):
        return None
    return frozenset(int(letter) for letter in text)


def time_of(text: str) -> time | None:
    """Return the time of a button; None when it is forged."""
    if len(text) != len("hhmm") or not (text.isascii() and text.isdecimal()):
        return None
    hour, minute = int(text[:2]), int(text[2:])
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  a clock
