"""Words of crisis and red flags of the body, in any text that somebody types.

Fixed texts only answer them; nothing here is logged or stored. How they are written down:
`content/safety/`, and CONTRIBUTING.md. How well they hear: docs/decisions/0012.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache, lru_cache
from threading import Lock

from bot.domain.safety.matching import Harmless, Phrases
from bot.domain.safety.phrases import Spelled, flat, places_of
from bot.domain.safety.spelling import Reader, Spelling, plain_words
from bot.domain.safety.weighing import PHRASES_ALONE, Weights, sounds_like_crisis

_ALONE = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Phrases of one subject in one language. What `harmless` covers is set aside first."""

    rings: Mapping[str, Sequence[str]]
    """The phrases that ring, by what they say ("dying", "by own hand")."""
    hints: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Phrases that make it likely, and ring when the other words do not speak against it."""
    harmless: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    oneself: Sequence[str] = ()
    """Words for oneself: what is harmless never reaches over one ("my brother …, and I …")."""


@dataclass(frozen=True, slots=True, eq=False)
class SafetyLanguage:
    """What is listened for in one language, and how that is typed."""

    spelling: Spelling
    crisis: Signs
    body: Signs


@dataclass(frozen=True, slots=True, eq=False)
class SafetyWords:
    """All languages; a text is read in each of them, whatever language its writer chose.

    `weights`: what the words of all languages weigh.
    """

    languages: Sequence[SafetyLanguage]
    weights: Weights = PHRASES_ALONE


def in_crisis(text: str, words: SafetyWords) -> bool:
    """Whether somebody says in any way we know that he may not want to live, or is in danger."""
    heard = [_ready(one).crisis.hear(text) for one in words.languages]
    if Heard.PHRASE in heard:
        return True
    return sounds_like_crisis(plain_words(text), words.weights, hinted=Heard.HINT in heard)


def in_body(text: str, words: SafetyWords) -> bool:
    """Whether somebody says that his body gives a red flag (product.md, "Safety")."""
    return any(_ready(one).body.hear(text) is Heard.PHRASE for one in words.languages)


def get_ready(words: SafetyWords) -> None:
    """Do beforehand what takes a fifth of a second, so that the first text waits less."""
    for one in words.languages:
        _ready(one)


class Heard(Enum):
    """What a text says of one subject."""

    NOTHING = auto()
    HINT = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True)
class _Ears:
    reader: Reader
    rings: Phrases
    hints: Phrases
    harmless: Harmless

    def hear(self, text: str) -> Heard:
        said = self.reader.words(text)
        rings, hints = self.rings.found(said), self.hints.found(said)
        if rings or hints:
            said = self.harmless.without(said)
            if rings and self.rings.found(said):
                return Heard.PHRASE
            if hints and self.hints.found(said):
                return Heard.HINT
        return Heard.NOTHING


@dataclass(frozen=True, slots=True)
class _Ready:
    crisis: _Ears
    body: _Ears


def _ready(language: SafetyLanguage) -> _Ready:
    """Return the words of a language made ready; who asks meanwhile waits until they are."""
    with _ALONE:
        return _made_ready(language)


@lru_cache(maxsize=8)
def _made_ready(language: SafetyLanguage) -> _Ready:
    spelling = language.spelling
    spelled = cache(Reader(spelling, ()).spelled)
    return _Ready(*(_ears(signs, spelling, spelled) for signs in (language.crisis, language.body)))


def _ears(signs: Signs, spelling: Spelling, spelled: Spelled) -> _Ears:
    places = places_of(flat(signs.sets), spelled)
    rings = Phrases(_all(signs.rings), places)
    hints = Phrases(_all(signs.hints), places)
    harmless = Harmless(_all(signs.harmless), places, signs.oneself)
    known = rings.words() | hints.words() | harmless.words()
    return _Ears(Reader(spelling, known), rings, hints, harmless)


def _all(subjects: Mapping[str, Sequence[str]]) -> list[str]:
    return [one for phrases in subjects.values() for one in phrases]
