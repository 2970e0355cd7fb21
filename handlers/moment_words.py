"""How a planned moment is said, and read from a few typed words."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, time

from bot.domain.moment_phrases import Moments, Slot, hour_in, without_busy
from bot.domain.planning import Moment, When
from bot.domain.typed import words_of
from bot.usecases.planning import Fixed
from bot.words import Say

WEEK = 7
ALL_DAYS = frozenset(range(WEEK))
WORKING_DAYS = frozenset(range(5))

WAKING = range(6, 22)
"""Hours at which somebody who says "at ten" may mean to run."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A fixed moment that was read. `other`: the time that it may be too."""

    wish: Fixed
    other: time | None = None


def days(weekdays: frozenset[int], say: Say, *, short: bool = False) -> str:
    """Return `dinsdag of zaterdag`, or `di, za` when short; all seven are "every day"."""
    if weekdays == ALL_DAYS:
        return say("plan-every-day")
    name = say.short_weekday if short else say.weekday
    names = [name(day) for day in sorted(weekdays)]
    if short or len(names) == 1:
        return ", ".join(names)
    return f"{', '.join(names[:-1])} {say('or')} {names[-1]}"


def once(slot: Slot, label: str, today: date, say: Say) -> str:
    """Return a one-off in full: `vrijdag 27 november, 15:00-17:00, presentatie`.

    Read again at the same time it is the same moment; another year than this one is named.
    """
    day = in_full(slot.day, today, say)
    ends = "" if slot.ends is None else f"\u2013{say.time(slot.ends)}"
    return ", ".join(part for part in (day, say.time(slot.starts) + ends, label) if part)


def in_full(day: date, today: date, say: Say) -> str:
    """Return `vrijdag 27 november`; another year than this one is named."""
    if day.year == today.year:
        return say.date(day)
    return say("plan-in-year", date=say.date(day), year=str(day.year))


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def near(day: date, say: Say) -> str:
    """Return a day of the coming weeks in short: `vr 27 nov`."""
    return f"{say.short_weekday(day.weekday())} {say.day_and_month(day)}"


def line(moment: Moment, say: Say) -> str:
    """Return a moment in one short line: `di, za 10:00`, `vr 27 nov 15:00 presentatie`."""
    if moment.day is not None:
        when = f"{near(moment.day, say)} {say.time(moment.starts)}"
        return f"{when} {moment.label}".strip()
    shown = days(moment.weekdays, say, short=True)
    return say(f"plan-line-{moment.when}", days=shown, time=say.time(_time_of(moment)))


def if_then(moment: Moment, say: Say) -> str:
    """Return a moment as an if-then plan in the runner's own words."""
    at = say.time(_time_of(moment))
    if moment.day is not None:
        label = moment.label or say("plan-once-label")
        day = say.date(moment.day)
        return say(f"plan-if-then-once-{moment.when}", label=label, day=day, time=at)
    shown = days(moment.weekdays, say)
    return say(f"plan-if-then-{moment.when}", days=shown, time=at)


def read(text: str, says: Sequence[Say], moments: Moments) -> Weekly | None:
    """Return the fixed moment that these words are, in one of these languages; None: not only that.

    `di en za 10:00`, `every day at 7`. Every word must count: better not understood than wrong.
    """
    for say in says:
        hour = hour_in(text, moments.words[say.language], moments.numbers)
        weekdays = _weekdays(hour.rest, say) if hour is not None else frozenset[int]()
        if hour is not None and weekdays:
            others = (one for one in hour.others if one.hour in WAKING)
            return Weekly(Fixed(weekdays, hour.at), next(others, None))
    return None


def busy_days(text: str, says: Sequence[Say], moments: Moments) -> frozenset[int]:
    """Return the weekdays of which these words say that they are busy; empty: not only that."""
    for say in says:
        rest = without_busy(text, moments.words[say.language])
        weekdays = frozenset[int]() if rest is None else _weekdays(rest, say, "plan-busy-fillers")
        if weekdays:
            return weekdays
    return frozenset()


def _weekdays(text: str, say: Say, *more_fillers: str) -> frozenset[int]:
    """Return the weekdays that these words are; empty when one of them is something else."""
    words = words_of(text)
    fillers = {word for key in ("and", "or") for word in words_of(say(key))}
    listed = (name for key in ("plan-fillers", *more_fillers) for name in say.listed(key))
    fillers |= {word for name in listed for word in words_of(name)}
    for key, days_meant in (("every-day", ALL_DAYS), ("working-days", WORKING_DAYS)):
        if any(_is(words, called, fillers) for called in say.listed(f"plan-{key}-typed")):
            return days_meant
    names = {_bare(name): day for day in range(WEEK) for name in _names(day, say)}
    said = [names.get(word) for word in words if word not in fillers]
    known = frozenset(day for day in said if day is not None)
    return frozenset() if None in said else known


def _is(words: Sequence[str], called: str, fillers: AbstractSet[str]) -> bool:
    """Whether these words are what some days are called, with fillers around it at most."""
    named = words_of(called)
    return tuple(word for word in words if word in named or word not in fillers) == named


def _names(day: int, say: Say) -> tuple[str, ...]:
    name = say.weekday(day)
    return (name, f"{name}s", say.short_weekday(day))


def _bare(name: str) -> str:
    return "".join(words_of(name))


def _time_of(moment: Moment) -> time:
    return moment.ends if moment.when is When.AFTER else moment.starts
