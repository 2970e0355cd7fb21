"""Days in plain words: `overmorgen`, `volgende week dinsdag`, `3 december`, `over een week`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.moment_phrases.times import number_at
from bot.domain.moment_phrases.tokens import Token, phrase_at
from bot.domain.moment_phrases.words import MomentWords, PartWords

_SHORT = 3  # letters: `zo` and `sun` are other words too
_MONTHS = 12
_CENTURY = 2000


class Part(StrEnum):
    """A part of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Which(StrEnum):
    """Which of the coming weekdays."""

    NEAREST = "nearest"
    THIS = "this"
    COMING = "coming"  # not today
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days from today; `weeks` behind another day: from that day."""

    days: int
    weeks: bool = False
    part: Part | None = None
    may_be_part: bool = False  # `dinsdag morgen` is a morning


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; 0 is Monday. `weak`: the word may mean something else."""

    weekday: int
    which: Which = Which.NEAREST
    part: Part | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it was written. `swaps`: day and month may have changed places.

    `dashed`: two numbers with a dash; beside another day they are hours.
    """

    day: int
    month: int | None
    year: int | None = None
    swaps: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class NextWeek:
    """`volgende week`, with a weekday somewhere beside it."""


@dataclass(frozen=True, slots=True)
class InPart:
    """A part of the day by itself."""

    part: Part


Day = Ahead | Weekday | Dated | NextWeek | InPart


def parts(words: MomentWords) -> tuple[tuple[Part, PartWords], ...]:
    """Return the words of each part of the day."""
    return (
        (Part.MORNING, words.morning),
        (Part.AFTERNOON, words.afternoon),
        (Part.EVENING, words.evening),
        (Part.NIGHT, words.night),
    )


def day_at(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    """Return the day that begins here, and how many tokens it takes; "op" and "de" go along."""
    found = _day(tokens, place, words)
    if found is not None:
        return found
    lead = phrase_at(tokens, place, words.day.articles)
    found = _day(tokens, place + lead, words) if lead else None
    return None if found is None else (found[0], lead + found[1])


def _day(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    if place >= len(tokens):
        return None
    return (
        date_at(tokens, place, words)
        or _part(tokens, place, words)
        or _weekday(tokens, place, words)
        or _ahead(tokens, place, words)
        or _in_days(tokens, place, words)
    )


def _part(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    best: tuple[Day, int] | None = None
    for part, said in parts(words):
        for phrases, day in ((said.today, Ahead(0, part=part)), (said.said, InPart(part))):
            used = phrase_at(tokens, place, phrases)
            if used > (best[1] if best else 0):
                best = (day, used)
    return best


def _glued(word: str, names: Sequence[str], words: MomentWords) -> Part | None:
    """Return the part of the day that is glued to one of these names: `vrijdagmiddag`."""
    for part, said in parts(words):
        if any(word == name + end for name in names for end in said.glued):
            return part
    return None


def _weekday(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    day = words.day
    which, used = Which.NEAREST, 0
    for choice, phrases in (
        (Which.THIS, day.this),
        (Which.COMING, day.coming),
        (Which.FOLLOWING, day.following),
    ):
        more = phrase_at(tokens, place, phrases)
        if more > used:
            which, used = choice, more
    if place + used >= len(tokens):
        return None
    word = tokens[place + used].text
    for number, names in enumerate(day.weekdays):
        part = _glued(word, names, words)
        if word in names or part is not None:
            weak = len(word) <= _SHORT and which is Which.NEAREST
            return Weekday(number, which, part, weak), used + 1
    if used := phrase_at(tokens, place, day.next_week):
        return NextWeek(), used
    return None


def _ahead(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    """Return today, tomorrow, the day after; `morgenavond` too."""
    day = words.day
    best: tuple[Day, int] | None = None
    for days, names in ((0, day.today), (1, day.tomorrow), (2, day.day_after)):
        part = _glued(tokens[place].text, names, words)
        if part is not None:
            return Ahead(days, part=part), 1
        used = phrase_at(tokens, place, names)
        if used > (best[1] if best else 0):
            may = any(name in words.morning.glued for name in names)
            best = (Ahead(days, may_be_part=may), used)
    if used := phrase_at(tokens, place, day.week_later):
        return Ahead(7, weeks=True), used
    return best


def _in_days(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Day, int] | None:
    """Return `over 3 dagen`, `in two weeks`."""
    span = words.span
    used = phrase_at(tokens, place, span.within)
    if not used:
        return None
    one = phrase_at(tokens, place + used, span.one)
    many = 1 if one else number_at(tokens, place + used, words)
    used += one or 1
    if many is None or not 1 <= many <= 400:  # noqa: PLR2004  further is too far anyhow
        return None
    if unit := phrase_at(tokens, place + used, span.days):
        return Ahead(many), used + unit
    if unit := phrase_at(tokens, place + used, span.weeks):
        return Ahead(7 * many, weeks=True), used + unit
    return None


def date_at(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Dated, int] | None:
    """Return the date that is written here."""
    return (
        _numbers(tokens, place, words)
        or _day_month(tokens, place, words)
        or _month_day(tokens, place, words)
    )


def _month(tokens: Sequence[Token], place: int, words: MomentWords) -> int | None:
    if place >= len(tokens):
        return None
    found = (n for n, names in enumerate(words.day.months, 1) if tokens[place].text in names)
    return next(found, None)


def _ordinal(tokens: Sequence[Token], place: int, words: MomentWords) -> int:
    """Return 1 when `e` or `rd` is glued to the number before it."""
    if place < len(tokens) and tokens[place].glued and tokens[place].text in words.day.ordinals:
        return 1
    return 0


def _number(tokens: Sequence[Token], place: int, most: int) -> int | None:
    """Return a number in one or two digits, up to `most`."""
    if place >= len(tokens) or len(tokens[place].text) > 2:  # noqa: PLR2004
        return None
    number = tokens[place].number
    return number if number is not None and 1 <= number <= most else None


def _year(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[int | None, int]:
    """Return a year in four digits, perhaps behind a comma; and the tokens it takes."""
    comma = 1 if place < len(tokens) and tokens[place].text == "," else 0
    at = place + comma
    if at < len(tokens) and len(tokens[at].text) == 4:  # noqa: PLR2004
        year = tokens[at].number
        hours = _unit(tokens, at + 1, words)  # `2030 uur`
        if year is not None and _CENTURY <= year < _CENTURY + 100 and not hours:
            return year, comma + 1
    return None, 0


def _day_month(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Dated, int] | None:
    day = _number(tokens, place, 99)  # 32 December is a date, one that does not exist
    if day is None:
        return None
    ordinal = _ordinal(tokens, place + 1, words)
    used = 1 + ordinal
    used += phrase_at(tokens, place + used, words.day.of)
    month = _month(tokens, place + used, words)
    if month is None:
        return (Dated(day, None), 2) if ordinal else None
    year, more = _year(tokens, place + used + 1, words)
    return Dated(day, month, year), used + 1 + more


def _month_day(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Dated, int] | None:
    month = _month(tokens, place, words)
    if month is None:
        return None
    used = 1 + phrase_at(tokens, place + 1, words.day.articles)
    day = _number(tokens, place + used, 31)
    sign = place + used + 1
    if day is None or (sign < len(tokens) and tokens[sign].text == ":"):
        return None
    used += 1 + _ordinal(tokens, sign, words)
    if _unit(tokens, place + used, words):
        return None  # `december 15 uur`
    year, more = _year(tokens, place + used, words)
    return Dated(day, month, year), used + more


def _unit(tokens: Sequence[Token], place: int, words: MomentWords) -> bool:
    clock = words.clock
    return phrase_at(tokens, place, (*clock.hour, *clock.am, *clock.pm)) > 0


def _numbers(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Dated, int] | None:
    """Return `12/12`, `3-12-2026`, `3.12.2026`, `2026-12-03`."""
    row = tokens[place : place + 5]
    if len(row) < 3 or not all(token.glued for token in row[1:3]):  # noqa: PLR2004
        return None
    sign = row[1].text
    if sign not in {"/", "-", "."}:
        return None
    three = len(row) == 5 and row[3].text == sign and row[3].glued and row[4].glued  # noqa: PLR2004
    if three and len(row[0].text) == 4:  # noqa: PLR2004
        month, day = _number(tokens, place + 2, _MONTHS), _number(tokens, place + 4, 31)
        return None if day is None or month is None else (Dated(day, month, row[0].number), 5)
    dated = _either(tokens, place, words, dashed=sign == "-" and not three)
    if dated is None or (sign == "." and not three):
        return None
    return _with_year(dated, row[4]) if three else (dated, 3)


def _either(
    tokens: Sequence[Token], place: int, words: MomentWords, *, dashed: bool
) -> Dated | None:
    """Return day and month in the order of this language, or in the only one that is a date."""
    day, month = _number(tokens, place, 31), _number(tokens, place + 2, 31)
    if day is None or month is None:
        return None
    if words.day.month_first and day <= _MONTHS < month:
        day, month = month, day
    swaps = words.day.month_first and day <= _MONTHS and day != month
    return Dated(day, month, swaps=swaps, dashed=dashed) if month <= _MONTHS else None


def _with_year(dated: Dated, token: Token) -> tuple[Dated, int] | None:
    if token.number is None or len(token.text) not in {2, 4}:
        return None
    year = token.number + (_CENTURY if len(token.text) == 2 else 0)  # noqa: PLR2004
    return replace(dated, year=year), 5
