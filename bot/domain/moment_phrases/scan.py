"""From tokens to what they say: days, times, and what is left for the label."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.moment_phrases.choice import Why
from bot.domain.moment_phrases.days import Ahead, Dated, Day, InPart, Part, Weekday, date_at, day_at
from bot.domain.moment_phrases.times import HOUR, Span, number_at, span_at
from bot.domain.moment_phrases.tokens import Token, phrase_at, tokens_of
from bot.domain.moment_phrases.words import MomentNumbers, MomentWords

_DAY_AFTER = 2  # `overmorgen`: further ahead is counted, and may be counted on


class Sign(StrEnum):
    """Words that say more than a day or a time."""

    EVERY = "every"
    GONE = "gone"
    ALL_DAY = "all_day"


@dataclass(frozen=True, slots=True)
class Within:
    """`over een uur`: so many minutes from now."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that was said, and the tokens `first` up to `last` (not included) that said it."""

    said: Day | Span | Within | Sign
    first: int
    last: int

    @property
    def weak(self) -> bool:
        """Whether beside a sure day this is no more than a word of the label."""
        match self.said:
            case Weekday(weak=weak):
                return weak
            case Dated(month=month):
                return month is None
            case _:
                return False


def atoms_of(tokens: Sequence[Token], words: MomentWords) -> list[Atom]:
    """Return what these tokens say, from left to right; of two readings the longer one."""
    found: list[Atom] = []
    place = 0
    while place < len(tokens):
        longest = max(_at(tokens, place, words), key=lambda one: one.last, default=None)
        if longest is None:
            place += 1
            continue
        found.append(_morning(found, longest))
        place = longest.last
    return found


def _morning(before: Sequence[Atom], atom: Atom) -> Atom:
    """Return `dinsdag morgen` as the morning of Tuesday."""
    behind = before and before[-1].last == atom.first and isinstance(before[-1].said, Weekday)
    if behind and isinstance(atom.said, Ahead) and atom.said.may_be_part:
        return Atom(InPart(Part.MORNING), atom.first, atom.last)
    return atom


def _at(tokens: Sequence[Token], place: int, words: MomentWords) -> Iterator[Atom]:
    """Return all that may begin here, the likeliest of equal length first."""
    day = words.day
    every = phrase_at(tokens, place, day.every) or _plural(tokens[place], words)
    for sign, used in (
        (Sign.EVERY, every),
        (Sign.GONE, phrase_at(tokens, place, day.gone)),
        (Sign.ALL_DAY, phrase_at(tokens, place, day.all_day)),
    ):
        if used:
            yield Atom(sign, place, place + used)
    within = _within(tokens, place, words)
    if within is not None:
        yield Atom(within[0], place, place + within[1])
    named = day_at(tokens, place, words)
    if named is not None:
        yield Atom(named[0], place, place + named[1])
    span = span_at(tokens, place, words)
    if span is not None and not _is_date(tokens, place, span[1], words):
        yield Atom(span[0], place, place + span[1])


def _plural(token: Token, words: MomentWords) -> int:
    """Return 1 for `dinsdags`, `Tuesdays`: every week."""
    names = (name for names in words.day.weekdays for name in names if len(name) > 3)  # noqa: PLR2004
    return 1 if any(token.text == f"{name}s" for name in names) else 0


def _is_date(tokens: Sequence[Token], place: int, used: int, words: MomentWords) -> bool:
    """Whether a number of this time belongs to a date that goes on behind it: `3 december`."""
    for at in range(place, place + used):
        dated = date_at(tokens, at, words)
        if dated is not None and dated[0].month is not None and at + dated[1] > place + used:
            return True
    return False


def _within(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Within, int] | None:
    """Return `over een uur`, `in anderhalf uur`, `in 1 hour and 30 minutes`."""
    span = words.span
    used = phrase_at(tokens, place, span.within)
    if not used:
        return None
    minutes, more = _length(tokens, place + used, words)
    if minutes is None:
        return None
    used += more
    joined = phrase_at(tokens, place + used, words.clock.joins)
    rest, more = _length(tokens, place + used + joined, words) if minutes % HOUR == 0 else (None, 0)
    if rest is not None and rest < HOUR:
        return Within(minutes + rest), used + joined + more
    return Within(minutes), used


def _length(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[int | None, int]:
    """Return so many minutes, and the tokens that said it."""
    span = words.span
    if used := phrase_at(tokens, place, span.quarter):
        return 15, used
    for phrases, minutes in ((span.one_and_half, 90), (span.half, 30), (span.one, 60)):
        used = phrase_at(tokens, place, phrases)
        hours = phrase_at(tokens, place + used, span.hours) if used else 0
        if hours or any(token.text in span.hours for token in tokens[place : place + used]):
            return minutes, used + hours
    many = number_at(tokens, place, words)
    if many is None or not 1 <= many <= 600:  # noqa: PLR2004  longer is said in days
        return None, 0
    if hours := phrase_at(tokens, place + 1, span.hours):
        return (many * HOUR, 1 + hours) if many <= 48 else (None, 0)  # noqa: PLR2004
    if more := phrase_at(tokens, place + 1, span.minutes):
        return many, 1 + more
    return None, 0


def half_read(
    atoms: Sequence[Atom], label: str, words: MomentWords, languages: Sequence[MomentWords]
) -> Why | None:
    """Return why what is left unread may say another day or time than was read; None: it does not.

    `over een week of twee`, `komend weekend 10 uur`, `15 uur 30`. Beside a date, or tomorrow, a
    word like `weekend` belongs to the label.
    """
    left = tokens_of(label)
    if left and all(token.number is not None for token in left):
        return Why.TWO_TIMES
    days = [atom.said for atom in atoms if isinstance(atom.said, Ahead | Dated)]
    if any(_is_exact(day) for day in days):
        return None
    counts = any(isinstance(day, Ahead) for day in days)
    said = any(_may_be_day(token, one) for token in left for one in languages)
    unread = said or (counts and any(_counts(token, words) for token in left))
    return Why.NO_DAY if unread else None


def _is_exact(day: Ahead | Dated) -> bool:
    match day:
        case Dated(month=month):
            return month is not None
        case Ahead(days=days, weeks=weeks):
            return days <= _DAY_AFTER and not weeks


def _may_be_day(token: Token, words: MomentWords) -> bool:
    months = (name for names in words.day.months for name in names if len(name) > 3)  # noqa: PLR2004
    return token.text in words.day.vague or token.text in months


def _counts(token: Token, words: MomentWords) -> bool:
    return token.number is not None or token.text in words.numbers


def label_of(
    text: str,
    tokens: Sequence[Token],
    atoms: Sequence[Atom],
    words: MomentWords,
    numbers: MomentNumbers,
) -> str:
    """Return what is left of the text, without fillers at its ends."""
    taken = {place for atom in atoms for place in range(atom.first, atom.last)}
    pieces: list[str] = []
    run: list[Token] = []
    for place, token in enumerate(tokens):
        if place not in taken:
            run.append(token)
        elif run:
            pieces.append(text[run[0].start : run[-1].end])
            run = []
    if run:
        pieces.append(text[run[0].start : run[-1].end])
    trimmed = (_trimmed(piece) for piece in pieces)
    return _short(_without_fillers(" ".join(filter(None, trimmed)), words), numbers.label_letters)


def _trimmed(text: str) -> str:
    """Return a text with single spaces, and no punctuation at its ends."""
    text = " ".join(text.split())
    first, last = 0, len(text)
    while first < last and _empty(text[first]):
        first += 1
    while last > first and _empty(text[last - 1]):
        last -= 1
    return text[first:last]


def _empty(letter: str) -> bool:
    return letter == "@" or unicodedata.category(letter)[0] in "PZC"


def _without_fillers(text: str, words: MomentWords) -> str:
    """Return a label without `heb ik een` before it and `om` behind it."""
    while tokens := tokens_of(text):
        lead = phrase_at(tokens, 0, words.fillers)
        if lead:
            text = _trimmed(text[tokens[lead - 1].end :])
            continue
        places = range(len(tokens))
        cut = next(
            (at for at in places if at + phrase_at(tokens, at, words.fillers) == len(tokens)), None
        )
        if cut is None:
            break
        text = _trimmed(text[: tokens[cut].start])
    return _trimmed(text)


def _short(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    return _trimmed(text[:letters].rpartition(" ")[0] or text[:letters])
