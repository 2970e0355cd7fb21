"""Words of crisis and red flags of the body, in any text that somebody types.

Fixed texts only answer them; nothing here is logged or stored. How they are written down:
`content/safety/`, and CONTRIBUTING.md. How well they hear: docs/decisions/0012.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.domain.safety_matching import Phrases
from bot.domain.safety_phrases import Spelled
from bot.domain.safety_spelling import Reader, Spelling

LONGEST = 4096
"""Letters of one message; more is never sent to us."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Phrases of one subject in one language. What `harmless` covers is set aside first."""

    rings: Mapping[str, Sequence[str]]
    """The phrases that ring, by what they say ("dying", "a burden")."""
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
    """All languages; a text is read in each of them, whatever language its writer chose."""

    languages: Sequence[SafetyLanguage]


def in_crisis(text: str, words: SafetyWords) -> bool:
    """Whether somebody says in any way we know that he may not want to live, or is in danger."""
    return any(_ready(one).crisis.ring(text) for one in words.languages)


def in_body(text: str, words: SafetyWords) -> bool:
    """Whether somebody says that his body gives a red flag (product.md, "Safety")."""
    return any(_ready(one).body.ring(text) for one in words.languages)


def get_ready(words: SafetyWords) -> None:
    """Do beforehand what takes a fifth of a second, so that the first text need not wait for it."""
    for one in words.languages:
        _ready(one)


@dataclass(frozen=True, slots=True)
class _Ears:
    reader: Reader
    rings: Phrases
    harmless: Phrases

    def ring(self, text: str) -> bool:
        said = self.reader.words(text[:LONGEST])
        return self.rings.found(said) and self.rings.found(self.harmless.without(said))


@dataclass(frozen=True, slots=True)
class _Ready:
    crisis: _Ears
    body: _Ears


@lru_cache(maxsize=8)
def _ready(language: SafetyLanguage) -> _Ready:
    """Return the words of a language made ready, once."""
    spelling = language.spelling
    spelled = cache(Reader(spelling, ()).spelled)
    return _Ready(*(_ears(signs, spelling, spelled) for signs in (language.crisis, language.body)))


def _ears(signs: Signs, spelling: Spelling, spelled: Spelled) -> _Ears:
    rings = Phrases(_all(signs.rings), signs.sets, spelled)
    harmless = Phrases(_all(signs.harmless), signs.sets, spelled, signs.oneself)
    return _Ears(Reader(spelling, rings.words() | harmless.words()), rings, harmless)


def _all(subjects: Mapping[str, Sequence[str]]) -> list[str]:
    return [one for phrases in subjects.values() for one in phrases]
