"""What comes back each week: the hour of `wo en vr om 7`, the days of `di en do drukke dagen`."""

from dataclasses import dataclass
from datetime import time

from bot.domain.moment_phrases.choice import Why, times_of
from bot.domain.moment_phrases.days import InPart
from bot.domain.moment_phrases.scan import Atom, atoms_of
from bot.domain.moment_phrases.times import DAY, HOUR, Span
from bot.domain.moment_phrases.tokens import phrase_at, tokens_of
from bot.domain.moment_phrases.words import MomentNumbers, MomentWords


@dataclass(frozen=True, slots=True)
class Hour:
    """The one hour in a text. `others`: what it may mean too; `rest`: the text around it."""

    at: time
    others: tuple[time, ...]
    rest: str


def hour_in(text: str, words: MomentWords, numbers: MomentNumbers) -> Hour | None:
    """Return the hour that this text names; None: none, more than one, or one until another."""
    tokens = tokens_of(text)
    clock = [one for one in atoms_of(tokens, words) if isinstance(one.said, Span | InPart)]
    spans = [one.said for one in clock if isinstance(one.said, Span)]
    parts = [one.said.part for one in clock if isinstance(one.said, InPart)]
    if len(spans) != 1 or spans[0].start is None or spans[0].end is not None:
        return None
    times = times_of(spans, parts, numbers, all_day=False)
    if isinstance(times, Why) or any(starts >= DAY for starts, _ in times):
        return None
    first, *others = (time(starts // HOUR, starts % HOUR) for starts, _ in times)
    return Hour(first, tuple(others), _without(text, clock))


def without_busy(text: str, words: MomentWords) -> str | None:
    """Return the text around the words that say that it is busy; None: it does not say so."""
    tokens = tokens_of(text)
    for place in range(len(tokens)):
        used = phrase_at(tokens, place, words.busy)
        if used:
            last = tokens[place + used - 1]
            return f"{text[: tokens[place].start]} {text[last.end :]}"
    return None


def _without(text: str, atoms: list[Atom]) -> str:
    """Return a text without what these atoms said."""
    tokens = tokens_of(text)
    for one in reversed(atoms):
        text = f"{text[: tokens[one.first].start]} {text[tokens[one.last - 1].end :]}"
    return text
