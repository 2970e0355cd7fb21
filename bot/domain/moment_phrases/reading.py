"""A planned moment in plain words, read: `volgende week dinsdag om kwart over 10 tandarts`.

Never silently wrong: what is read is said back in full, what may be read otherwise comes with its
other readings, and what does not fit together is not read at all.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from bot.domain.moment_phrases.choice import Rolls, Slot, Times, Why, days_of, slots_of, times_of
from bot.domain.moment_phrases.days import Ahead, Dated, Day, InPart, NextWeek, Part, Weekday
from bot.domain.moment_phrases.scan import Atom, Sign, Within, atoms_of, half_read, label_of
from bot.domain.moment_phrases.times import ClockTime, Span
from bot.domain.moment_phrases.tokens import Token, phrase_at, tokens_of
from bot.domain.moment_phrases.words import MomentNumbers, MomentWords
from bot.domain.wall_clock import at, local_of

LONGEST_TEXT = 300
"""Letters; whoever writes more tells a story."""

_NOON = 12
_DAYS = (Ahead, Dated, InPart, NextWeek, Weekday)


@dataclass(frozen=True, slots=True)
class Reading:
    """A one-off moment that was read. `others`: what the text may mean too.

    `says_day`, `says_time`: whether day and clock were said, or follow from the rest. `own_run`:
    the label is the run itself.
    """

    slot: Slot
    label: str
    others: tuple[Slot, ...] = ()
    says_day: bool = True
    says_time: bool = True
    own_run: bool = False


@dataclass(frozen=True, slots=True)
class NeedsTime:
    """A day that was read without a time."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """No moment. `says_some`: there was a day or a time in it."""

    why: Why
    says_some: bool
    label: str = ""


Phrase = Reading | NeedsTime | Unclear


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a text was typed. `now` is aware."""

    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """Return the local date."""
        return local_of(self.now, self.zone).date()


def read_best(
    text: str, languages: Sequence[MomentWords], here: Here, numbers: MomentNumbers
) -> Phrase:
    """Return the reading of the language that leaves the fewest words; the first one at a tie."""
    readings = [_read(text, words, languages, here, numbers) for words in languages]
    best = min(readings, key=_unread, default=Unclear(Why.NOTHING, says_some=False))
    if isinstance(best, Unclear) or not best.label:
        return best
    # What is said back must read the same again: a label must be no day or time in any language.
    if any(_says(best.label, words) for words in languages):
        return Unclear(Why.TWO_TIMES, says_some=True, label=best.label)
    return replace(best, label=_bare(best.label, languages, numbers))


def _bare(label: str, languages: Sequence[MomentWords], numbers: MomentNumbers) -> str:
    """Return a label without the little words at its ends that any language leaves out."""
    before = ""
    while label != before:  # what one language leaves out may uncover a word of the other
        before = label
        for words in languages:
            label = label_of(label, tokens_of(label), [], words, numbers)
    return label


def _says(label: str, words: MomentWords) -> bool:
    """Whether there is a day or a time in a label."""
    return any(not atom.weak for atom in atoms_of(tokens_of(label), words))


def _unread(phrase: Phrase) -> tuple[int, int]:
    """Return how many words were not understood: who understood the most may say that it fails."""
    if isinstance(phrase, Unclear) and not phrase.says_some:
        return LONGEST_TEXT, 0
    kind = (Reading, NeedsTime, Unclear).index(type(phrase))
    return len(tokens_of(phrase.label)), kind


def _read(
    text: str,
    words: MomentWords,
    languages: Sequence[MomentWords],
    here: Here,
    numbers: MomentNumbers,
) -> Phrase:
    """Return the one-off moment that this text tells in one language, always after `here.now`."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST_TEXT:
        return Unclear(Why.NOTHING, says_some=False)
    tokens = tokens_of(text)
    atoms = _sure(atoms_of(tokens, words), tokens)
    if not atoms:
        return Unclear(Why.NOTHING, says_some=False)
    label = label_of(text, tokens, atoms, words, numbers)
    if _says(label, words):
        return Unclear(Why.TWO_TIMES, says_some=True, label=label)
    busy = _is_one_of(label, words.busy)
    label = "" if busy else label
    found = _understood(atoms, label, here, numbers, busy=busy)
    if isinstance(found, Why) and (hours := _hours_for_date(atoms, tokens)) is not None:
        found = _understood(hours, label, here, numbers, busy=busy)
    if not isinstance(found, Why):
        found = half_read(atoms, label, words, languages) or found
    if isinstance(found, Why):
        return Unclear(found, says_some=True, label=label)
    own = not busy and (not label or _is_one_of(label, words.own_run))
    return replace(found, own_run=True) if isinstance(found, Reading) and own else found


def _is_one_of(label: str, names: Sequence[str]) -> bool:
    tokens = tokens_of(label)
    return bool(tokens) and phrase_at(tokens, 0, names) == len(tokens)


def _sure(atoms: list[Atom], tokens: Sequence[Token]) -> list[Atom]:
    """Return the atoms without those that beside a sure day are words of the label.

    `vr 27 nov` and `friday the 27th` stand together: there both are a day.
    """
    sure = [a for a in atoms if isinstance(a.said, Ahead | Dated | Weekday) and not a.weak]
    if not sure:
        return atoms
    return [atom for atom in atoms if not atom.weak or any(_touch(atom, s, tokens) for s in sure)]


def _touch(one: Atom, other: Atom, tokens: Sequence[Token]) -> bool:
    """Whether nothing but a comma stands between these."""
    first, last = (one, other) if one.first < other.first else (other, one)
    between = tokens[first.last : last.first]
    return not between or (len(between) == 1 and between[0].text == ",")


def _hours_for_date(atoms: Sequence[Atom], tokens: Sequence[Token]) -> list[Atom] | None:
    """Return `vrijdag 3-5` as from three to five; None when there is no such date."""
    if any(isinstance(atom.said, Span) for atom in atoms):
        return None
    changed = False
    found: list[Atom] = []
    for atom in atoms:
        hours = [token.number for token in tokens[atom.first : atom.last] if token.number]
        if isinstance(atom.said, Dated) and atom.said.dashed and len(hours) > 1:
            first, last = (
                ClockTime((hour or 0) * 60, hour is None or hour > _NOON) for hour in hours
            )
            changed, atom = True, replace(atom, said=Span(first, last))  # noqa: PLW2901
        found.append(atom)
    return found if changed else None


def _understood(
    atoms: Sequence[Atom], label: str, here: Here, numbers: MomentNumbers, *, busy: bool
) -> Reading | NeedsTime | Why:
    """Return what these atoms say together. `busy`: all day, where no part of it was named."""
    said = [atom.said for atom in atoms]
    if Sign.GONE in said or Sign.EVERY in said:
        return Why.PAST if Sign.GONE in said else Why.WEEKLY
    named: list[Day] = [one for one in said if isinstance(one, _DAYS)]
    spans = [one for one in said if isinstance(one, Span)]
    within = [one for one in said if isinstance(one, Within)]
    if within:
        alone = not spans and len(within) == 1 and Sign.ALL_DAY not in said
        return _soon(within[0], label, here) if alone and not named else Why.TWO_TIMES
    days = days_of(named, here.today)
    parts = _parts(named)
    all_day = Sign.ALL_DAY in said or (busy and not parts)
    times = times_of(spans, parts, numbers, all_day=all_day)
    if isinstance(days, Why):
        return days
    if isinstance(times, Why):
        return times
    found = _together(days, times, label, here, numbers)
    return replace(found, says_time=busy or bool(spans)) if isinstance(found, Reading) else found


def _together(
    days: Sequence[Rolls],
    times: Sequence[Times],
    label: str,
    here: Here,
    numbers: MomentNumbers,
) -> Reading | NeedsTime | Why:
    if not times:
        return _without_time(days, label, here, numbers)
    tomorrow = here.today + timedelta(days=1)
    slots = slots_of(
        days or ((here.today, tomorrow),), times, here.now, here.zone, numbers.ahead_days
    )
    if isinstance(slots, Why):
        return slots
    return Reading(slots[0], label, slots[1:4], says_day=bool(days))


def _parts(named: Sequence[Day]) -> list[Part]:
    """Return the parts of the day that were said, glued to a day or by themselves."""
    own = [one.part for one in named if isinstance(one, InPart)]
    return own + [one.part for one in named if isinstance(one, Ahead | Weekday) and one.part]


def _soon(within: Within, label: str, here: Here) -> Reading | Why:
    """Return `over een uur`: the minute in which that is over."""
    until = here.now.astimezone(UTC) + timedelta(minutes=within.minutes, seconds=59)
    local = local_of(until, here.zone).replace(second=0, microsecond=0)
    slot = Slot(local.date(), local.time().replace(fold=0))
    # In the hour that comes twice the second one cannot be said as a wall-clock time.
    return Reading(slot, label) if at(slot.day, slot.starts, here.zone) > here.now else Why.PAST


def _without_time(
    days: Sequence[Rolls], label: str, here: Here, numbers: MomentNumbers
) -> NeedsTime | Why:
    day = days[0][0]
    if day < here.today:
        return Why.PAST
    return NeedsTime(day, label) if (day - here.today).days <= numbers.ahead_days else Why.TOO_FAR
