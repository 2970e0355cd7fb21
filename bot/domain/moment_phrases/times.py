"""The clock in plain words: `half drie`, `kwart over 10`, `3pm`, `14u30`, `van 9 tot half 11`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.moment_phrases.tokens import Token, phrase_at
from bot.domain.moment_phrases.words import MomentWords

HALF_DAY = 720
DAY = 1440
HOUR = 60
_DASHES = frozenset({"-", "\u2013", "\u2014", "\u2212"})


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Minutes after midnight. Not `sure`: it may be twelve hours later or earlier."""

    minutes: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A time, or from one to another; one of both may be missing."""

    start: ClockTime | None
    end: ClockTime | None


Found = tuple[ClockTime, int]
"""A clock, and how many tokens it took."""


def span_at(tokens: Sequence[Token], place: int, words: MomentWords) -> tuple[Span, int] | None:
    """Return the time or the range that begins here, and how many tokens it takes."""
    clock = words.clock
    since = phrase_at(tokens, place, clock.since)
    lead = since or phrase_at(tokens, place, clock.at)
    first = clock_at(tokens, place + lead, words, bare=lead > 0, ranged=since > 0)
    ranged = _range(tokens, place, lead, words, joins=since > 0)
    beside = lead > since == 0 and first is not None and first[1] > 2  # noqa: PLR2004  "at 5 to 3"
    if ranged is not None and not (beside and ranged[1] == lead + 3):
        return ranged
    if first is not None:
        return Span(first[0], None), lead + first[1]
    until = phrase_at(tokens, place, clock.until)
    if until and not phrase_at(tokens, place, clock.to):
        last = clock_at(tokens, place + until, words, bare=True)
        if last is not None:
            return Span(None, last[0]), until + last[1]
    return None


def _range(
    tokens: Sequence[Token], place: int, lead: int, words: MomentWords, *, joins: bool
) -> tuple[Span, int] | None:
    """Return `9 tot 12`, `van 3 tot 5`, `15:00-17:00`; bare numbers with a dash are a date."""
    start = place + lead
    first = clock_at(tokens, start, words, bare=True, ranged=True)
    if first is None:
        return None
    middle = start + first[1]
    between = phrase_at(tokens, middle, words.clock.until)
    dashed = middle < len(tokens) and tokens[middle].text in _DASHES
    if joins and not between:
        between = phrase_at(tokens, middle, words.clock.joins)
    second = clock_at(tokens, middle + (between or 1), words, bare=True)
    if second is None or not (between or dashed):
        return None
    marked = (
        lead > 0
        or clock_at(tokens, start, words, bare=False, ranged=True) is not None
        or clock_at(tokens, middle + (between or 1), words, bare=False) is not None
        or (first[1] == second[1] == 1 and _plain_numbers(tokens, start, middle, between))
    )
    if not marked:
        return None
    return _same_half(first[0], second[0]), lead + first[1] + (between or 1) + second[1]


def _plain_numbers(tokens: Sequence[Token], start: int, middle: int, between: int) -> bool:
    """Whether two bare numbers are hours: with a word between them, or too high for a date."""
    first, second = tokens[start].number, tokens[middle + (between or 1)].number
    if first is None or second is None:
        return False
    return between > 0 or second > 12  # noqa: PLR2004  there is no thirteenth month


def _same_half(first: ClockTime, second: ClockTime) -> Span:
    """Let `3-5pm` be in the afternoon as a whole, and `9-5pm` not."""
    later = first.minutes % HALF_DAY + HALF_DAY
    if not first.sure and second.sure and 0 < second.minutes - later <= 6 * HOUR:
        return Span(ClockTime(later, sure=True), second)
    return Span(first, second)


def clock_at(
    tokens: Sequence[Token], place: int, words: MomentWords, *, bare: bool, ranged: bool = False
) -> Found | None:
    """Return the time that stands here.

    `bare`: a number alone is one too ("om 3"). `ranged`: "9 to 5" is a range, not 4:51.
    """
    found = (
        _named(tokens, place, words)
        or _beside(tokens, place, words, bare=bare and not ranged)
        or _half(tokens, place, words)
        or _digits(tokens, place, words)
        or _whole(tokens, place, words, bare=bare)
    )
    if found is None:
        return None
    clock, used = found
    return _in_half(clock, used, tokens, place, words)


def _in_half(
    clock: ClockTime, used: int, tokens: Sequence[Token], place: int, words: MomentWords
) -> Found:
    """Add `am` or `pm`."""
    for phrases, later in ((words.clock.am, 0), (words.clock.pm, HALF_DAY)):
        more = phrase_at(tokens, place + used, phrases)
        if more and HOUR <= clock.minutes < HALF_DAY + HOUR:
            return ClockTime(clock.minutes % HALF_DAY + later, sure=True), used + more
    return clock, used


def _named(tokens: Sequence[Token], place: int, words: MomentWords) -> Found | None:
    if used := phrase_at(tokens, place, words.clock.noon):
        return ClockTime(HALF_DAY, sure=True), used
    if used := phrase_at(tokens, place, words.clock.midnight):
        return ClockTime(DAY, sure=True), used
    return None


def number_at(tokens: Sequence[Token], place: int, words: MomentWords) -> int | None:
    """Return the number that stands here in digits or as a word."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    return words.numbers.get(token.text) if token.number is None else token.number


def _hour_at(tokens: Sequence[Token], place: int, words: MomentWords) -> int | None:
    """Return an hour of the twelve, or of the twenty-four, that is no part of `9:30`."""
    hour = number_at(tokens, place, words)
    if hour is None or not 1 <= hour <= 24 or len(tokens[place].text) > 2 * DAY:  # noqa: PLR2004
        return None
    return hour


def _around(hour: int, minutes: int) -> ClockTime:
    """Return `minutes` after (or, below zero, before) a spoken hour."""
    total = hour * HOUR + minutes
    if hour > 12:  # noqa: PLR2004  the second half of the day was said
        return ClockTime(total % DAY, sure=True)
    return ClockTime(total + HALF_DAY if total < HOUR else total, sure=False)


def _beside(tokens: Sequence[Token], place: int, words: MomentWords, *, bare: bool) -> Found | None:
    """Return `kwart over 10`, `tien voor half drie`, `half past three`, `ten to three`."""
    clock = words.clock
    used = phrase_at(tokens, place, clock.quarter)
    minutes = 15 if used else None
    if not used and (used := phrase_at(tokens, place, clock.half)):
        minutes = 30
    spoken = used > 0
    if not used:
        minutes, used = number_at(tokens, place, words), 1
        spoken = place < len(tokens) and tokens[place].number is None
        more = phrase_at(tokens, place + used, clock.minute)
        spoken, used = spoken or more > 0, used + more
    if minutes is None or not 1 <= minutes <= 30:  # noqa: PLR2004  half an hour
        return None
    past = phrase_at(tokens, place + used, clock.past)
    before = phrase_at(tokens, place + used, clock.to)
    range_too = before and phrase_at(tokens, place + used, clock.until)
    if not (past or before) or (range_too and not (spoken or bare)):
        return None
    used += past or before
    offset = minutes if past else -minutes
    if half := phrase_at(tokens, place + used, clock.half):
        offset += -30 if clock.half_before else 30
        used += half
    return _to_hour(tokens, place, used, offset, words)


def _half(tokens: Sequence[Token], place: int, words: MomentWords) -> Found | None:
    """Return `half drie`: 2:30 in one language, 3:30 in another."""
    used = phrase_at(tokens, place, words.clock.half)
    offset = -30 if words.clock.half_before else 30
    return _to_hour(tokens, place, used, offset, words) if used else None


def _to_hour(
    tokens: Sequence[Token], place: int, used: int, offset: int, words: MomentWords
) -> Found | None:
    hour = _hour_at(tokens, place + used, words)
    if hour is None or _goes_on(tokens, place + used + 1):
        return None
    used += 1
    return _around(hour, offset), used + phrase_at(tokens, place + used, words.clock.hour)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is only the beginning of `3:30`, `3/4`."""
    return (
        place + 1 < len(tokens)
        and tokens[place].text in {":", "/", "."}
        and tokens[place].glued
        and tokens[place + 1].glued
    )


def _digits(tokens: Sequence[Token], place: int, words: MomentWords) -> Found | None:
    """Return `15:00`, `9.30 uur`, `14u30`."""
    if place + 2 >= len(tokens):
        return None
    first, sign, last = tokens[place : place + 3]
    parted = sign.text in {":", "."} or phrase_at(tokens, place + 1, words.clock.hour) == 1
    whole = first.number is not None and last.number is not None and len(last.text) == 2  # noqa: PLR2004
    if not (parted and whole and sign.glued and last.glued) or len(first.text) > 2:  # noqa: PLR2004
        return None
    minutes = int(first.text) * HOUR + int(last.text)
    if int(last.text) >= HOUR or minutes > DAY or _goes_on(tokens, place + 3):
        return None
    used = 3 + phrase_at(tokens, place + 3, words.clock.hour)
    return ClockTime(minutes, sure=len(first.text) == 2 or minutes < HOUR), used  # noqa: PLR2004


def _whole(tokens: Sequence[Token], place: int, words: MomentWords, *, bare: bool) -> Found | None:
    """Return `9 uur`, `3pm`, `1500 uur`, and, when bare, `9`."""
    if place >= len(tokens) or _goes_on(tokens, place + 1):
        return None
    token, hour = tokens[place], number_at(tokens, place, words)
    unit = phrase_at(tokens, place + 1, words.clock.hour)
    said = unit or phrase_at(tokens, place + 1, (*words.clock.am, *words.clock.pm))
    article = not bare and token.text in words.span.one
    if hour is None or article or not (bare or said):
        return None
    if unit and len(token.text) == 4 and token.number is not None:  # noqa: PLR2004  hhmm
        minutes = hour // 100 * HOUR + hour % 100
        fits = hour % 100 < HOUR and minutes <= DAY
        return (ClockTime(minutes, sure=True), 1 + unit) if fits else None
    if hour > 24 or len(token.text) > 2 and token.number is not None:  # noqa: PLR2004, RUF021
        return None
    sure = hour > 12 or hour == 0 or token.text.startswith("0")  # noqa: PLR2004
    return ClockTime(hour * HOUR, sure=sure), 1 + unit
