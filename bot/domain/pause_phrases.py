"""Until when a pause lasts, read from plain words: `tot 3 december`, `two weeks`, `t/m vrijdag`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.moment_phrases import (
    Here,
    MomentNumbers,
    MomentWords,
    NeedsTime,
    Reading,
    Why,
    read_best,
)
from bot.domain.typed import words_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PauseWords:
    """Words of the question until when.

    `through`: the day that is said still belongs to it; `leading`: may stand before `twee weken`.
    """

    moments: Sequence[MomentWords]
    through: Sequence[str]
    leading: Sequence[str]


def pause_until(text: str, words: PauseWords, here: Here, numbers: MomentNumbers) -> date | Why:
    """Return the first day after the pause, always after today; or why there is none in it."""
    found = _day(text, words, here, numbers)
    if isinstance(found, Why):
        return found
    if found == here.today:  # "until Friday", said on a Friday, is the next one
        tomorrow = replace(here, now=here.now + _DAY)
        again = _day(text, words, tomorrow, numbers)
        found = found if again == tomorrow.today or isinstance(again, Why) else again
    if _goes_through(text, words):
        found += _DAY
    if found <= here.today:
        return Why.PAST
    return found if (found - here.today).days <= numbers.ahead_days else Why.TOO_FAR


def _day(text: str, words: PauseWords, here: Here, numbers: MomentNumbers) -> date | Why:
    """Return the day that is said, or that a stretch of time leads to."""
    said = read_best(text, words.moments, here, numbers)
    if isinstance(said, NeedsTime):
        return said.day if not said.label or _is_about_until(text, words) else Why.NOTHING
    if isinstance(said, Reading):
        return said.slot.day if said.says_day else Why.NOTHING
    stretch = None if said.says_some else _stretch(text, words, here, numbers)
    return said.why if stretch is None else stretch


def _stretch(text: str, words: PauseWords, here: Here, numbers: MomentNumbers) -> date | None:
    """Return the day after `twee weken`: read as `over twee weken`."""
    parts = text.split()
    while parts and " ".join(words_of(parts[0])) in words.leading:
        parts = parts[1:]
    for one in words.moments:
        for within in one.span.within:
            found = read_best(" ".join((within, *parts)), [one], here, numbers)
            if isinstance(found, NeedsTime) and not found.label:
                return found.day
    return None


def _is_about_until(text: str, words: PauseWords) -> bool:
    """Whether a text with other words in it still tells until when: `ik ben zo moe` does not."""
    said = words_of(text)
    until = {word for one in words.moments for word in one.clock.until}
    return any(word in until or word[:1].isdecimal() for word in said) or _goes_through(text, words)


def _goes_through(text: str, words: PauseWords) -> bool:
    said = f" {' '.join(words_of(text))} "
    return any(f" {' '.join(words_of(word))} " in said for word in words.through)
