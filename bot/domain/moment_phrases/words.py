"""The words of planned moments in one language, and the numbers that hold in all: content.

The grammar is code; every word of it is content, so that a language is a folder and no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True)
class PartWords:
    """How a part of the day is said: by itself, glued to a day, and today's own word."""

    said: tuple[str, ...]
    glued: tuple[str, ...]  # `vrijdagmiddag`
    today: tuple[str, ...]  # `vanmiddag`


@dataclass(frozen=True, slots=True)
class ClockWords:
    """Words that make a number a time. `half_before`: "half drie" is 2:30 (else 3:30)."""

    at: tuple[str, ...]
    hour: tuple[str, ...]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    noon: tuple[str, ...]
    midnight: tuple[str, ...]
    half: tuple[str, ...]
    half_before: bool
    quarter: tuple[str, ...]
    past: tuple[str, ...]  # "kwart over"
    to: tuple[str, ...]  # "kwart voor"
    minute: tuple[str, ...]
    since: tuple[str, ...]  # "van", "from", "tussen"
    until: tuple[str, ...]  # "tot", "until"
    joins: tuple[str, ...]  # the "en" of "tussen 3 en 5"


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words that name a day. `weekdays`: Monday first; `months`: January first."""

    weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    day_after: tuple[str, ...]
    this: tuple[str, ...]
    coming: tuple[str, ...]
    following: tuple[str, ...]  # before a weekday: which one is meant is not sure
    next_week: tuple[str, ...]
    week_later: tuple[str, ...]  # behind a weekday: "friday week"
    ordinals: tuple[str, ...]  # what is glued to the number of a day: "3e", "3rd"
    articles: tuple[str, ...]
    of: tuple[str, ...]
    every: tuple[str, ...]
    gone: tuple[str, ...]  # "gisteren", "afgelopen"
    vague: tuple[str, ...]  # left unread they may be the day: "weekend", "anderhalve"
    all_day: tuple[str, ...]
    month_first: bool  # 12/3 may be December 3 as well


@dataclass(frozen=True, slots=True)
class SpanWords:
    """Words of "over an hour" and "in three days"."""

    within: tuple[str, ...]
    one: tuple[str, ...]
    half: tuple[str, ...]  # "half", "een half", "half an"
    one_and_half: tuple[str, ...]
    quarter: tuple[str, ...]  # of an hour, all of it: "kwartier"
    minutes: tuple[str, ...]
    hours: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MomentWords:
    """All words of one language. A word may be several: "day after tomorrow".

    `fillers` are left out at both ends of a label; `own_run`: a label that is the run itself;
    `busy`: one that says no more than that it is busy then.
    """

    day: DayWords
    clock: ClockWords
    span: SpanWords
    morning: PartWords
    afternoon: PartWords
    evening: PartWords
    night: PartWords
    numbers: Mapping[str, int]
    fillers: tuple[str, ...]
    own_run: tuple[str, ...]
    busy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MomentNumbers:
    """What holds in every language: `content/moments.toml`. Times are local wall clock."""

    morning: tuple[time, time]
    afternoon: tuple[time, time]
    evening: tuple[time, time]
    night: tuple[time, time]  # of the day after
    all_day: tuple[time, time]
    lasts: timedelta  # of a moment whose end nobody told
    ahead_days: int  # no moment is planned further ahead
    label_letters: int


@dataclass(frozen=True, slots=True)
class Moments:
    """The words of every language, by its folder, and the numbers of all."""

    words: Mapping[str, MomentWords]
    numbers: MomentNumbers

    def of(self, language: str) -> tuple[MomentWords, ...]:
        """Return all languages, this one first."""
        first = sorted(self.words, key=lambda name: (name != language, name))
        return tuple(self.words[name] for name in first)
