"""Words of crisis in any text. Fixed texts only answer them; nothing here is logged or stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bot.domain.typed import words_of

GAP = "*"
"""In a phrase: none to two words of any kind."""

_STOP = "."
_LONGEST_GAP = 2


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """Phrases, as people write them; matched word by word, never inside a word.

    `crisis` rings. What `harmless` covers is set aside first: "ik ging kapot" is about a hill.
    """

    crisis: tuple[str, ...]
    harmless: tuple[str, ...]


def in_crisis(text: str, words: SafetyWords) -> bool:
    """Whether somebody says in any way we know that he may not want to live, or is in danger.

    Case, accents, punctuation and repeated letters do not matter; a phrase never crosses the end
    of a sentence.
    """
    tokens = _tokens(text)
    for phrase in words.harmless:
        tokens = _without(tokens, _phrase(phrase))
    return any(_found(tokens, _phrase(phrase)) for phrase in words.crisis)


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words, repeated letters made one, with a stop between sentences."""
    found: list[str] = []
    for sentence in _sentences(text):
        found.extend(_squeezed(words_of(sentence)))
        found.append(_STOP)
    return tuple(found)


def _sentences(text: str) -> list[str]:
    for end in "!?;:\n\r":
        text = text.replace(end, _STOP)
    return text.split(_STOP)


def _squeezed(words: Iterable[str]) -> list[str]:
    """Return the words with repeated letters once: "hellllp" and "help" are one word."""
    return ["".join(letter for letter, _ in groupby(word)) for word in words]


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in phrase.split():
        parts.extend([GAP] if part == GAP else _squeezed(words_of(part)))
    return tuple(parts)


def _end_of_match(tokens: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> int | None:
    """Return where a match of the phrase that begins at `at` ends; None when there is none."""
    if not phrase:
        return at
    if phrase[0] == GAP:
        for skip in range(_LONGEST_GAP + 1):
            if _STOP in tokens[at : at + skip]:
                return None
            end = _end_of_match(tokens, at + skip, phrase[1:])
            if end is not None:
                return end
        return None
    if at < len(tokens) and tokens[at] == phrase[0]:
        return _end_of_match(tokens, at + 1, phrase[1:])
    return None


def _found(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(_end_of_match(tokens, at, phrase) is not None for at in range(len(tokens)))


def _without(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tokens with each match of the phrase replaced by a stop."""
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        end = _end_of_match(tokens, at, phrase)
        if end is None or end == at:
            kept.append(tokens[at])
            at += 1
        else:
            kept.append(_STOP)
            at = end
    return tuple(kept)
