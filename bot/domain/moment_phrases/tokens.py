"""A typed text as words, numbers and signs that still know where they stood."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<number>\d+)"
    r"|(?P<word>[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W\d_])"  # a.s., p.m.
    r"|['\u2019]?[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is comparable: no case, accents or apostrophes. `glued`: nothing stood before it."""

    text: str
    start: int
    end: int
    glued: bool
    number: int | None = None  # None too for more digits than a clock or a year has

    @property
    def is_word(self) -> bool:
        """Whether it has letters."""
        return self.text.isalpha()


def folded(text: str) -> str:
    """Return letters without case, accents, apostrophes and dots."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if letter.isalpha())


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text. A dot behind a word is left out: `vr. 27 nov.`."""
    found: list[Token] = []
    end = 0
    for one in _TOKEN.finditer(text):
        glued = one.start() == end and one.start() > 0
        said = one.group()
        if one["number"]:
            plain = said.isascii() and len(said) <= _LONGEST_NUMBER
            token = Token(said, *one.span(), glued, int(said) if plain else None)
        elif one["word"]:
            token = Token(folded(said) or said, *one.span(), glued)
        else:
            token = Token(said, *one.span(), glued)
        dot = said == "." and glued and found and found[-1].is_word
        if not dot:
            found.append(token)
        end = one.end()
    return tuple(found)


@lru_cache(maxsize=1024)
def _spelled(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens_of(phrase))


def phrase_at(tokens: Sequence[Token], place: int, phrases: Iterable[str]) -> int:
    """Return how many tokens the longest of these phrases takes here; 0 when none stands here."""
    longest = 0
    for phrase in phrases:
        words = _spelled(phrase)
        if len(words) > longest and words == _texts(tokens, place, len(words)):
            longest = len(words)
    return longest


def _texts(tokens: Sequence[Token], place: int, many: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[place : place + many])
