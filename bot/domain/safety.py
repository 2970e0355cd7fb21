"""Words of crisis in any text. Fixed texts only answer them; nothing here is logged or stored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bot.domain.typed import words_of

GAP = "*"
"""In a phrase: none to three words of any kind, within one sentence."""

LONGEST = 4096
"""Letters of one message; more is never sent to us."""

_STOP = "."
_GAP = rf"(?:[^ {_STOP}]+ ){{0,3}}?"


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """Phrases, as people write them; matched word by word, never inside a word.

    In a phrase `a|b` is either word, `a_b` two words in one place, `abc~` any word that begins so,
    `*` none to three words, `$` the end of a sentence. `crisis` rings. What `harmless` covers is
    set aside first: "ik ging kapot" is about a hill.
    """

    crisis: tuple[str, ...]
    harmless: tuple[str, ...]


def in_crisis(text: str, words: SafetyWords) -> bool:
    """Whether somebody says in any way we know that he may not want to live, or is in danger.

    Case, accents, punctuation, emoji and repeated letters do not matter; a phrase never crosses the
    end of a sentence, but it may cross the end of a line.
    """
    return found(text, words.crisis, words.harmless)


def found(text: str, phrases: tuple[str, ...], harmless: tuple[str, ...] = ()) -> bool:
    """Whether one of these phrases stands in a text, beside what is harmless."""
    plain = _plain(text[:LONGEST])
    if harmless:
        plain = _any(harmless).sub(f" {_STOP} ", plain)
    return _any(phrases).search(plain) is not None


def _plain(text: str) -> str:
    """Return the words, repeated letters made one, each with a space, a stop between sentences."""
    parts = [" "]
    for sentence in _sentences(text):
        parts.extend(f"{word} " for word in _squeezed(words_of(sentence)))
        parts.append(f"{_STOP} ")
    return "".join(parts)


def _sentences(text: str) -> list[str]:
    for end in "!?;:":
        text = text.replace(end, _STOP)
    return text.split(_STOP)


def _squeezed(words: Iterable[str]) -> list[str]:
    """Return the words with repeated letters once: "hellllp" and "help" are one word."""
    return ["".join(letter for letter, _ in groupby(word)) for word in words]


@lru_cache(maxsize=16)
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for all phrases; each begins after a space and ends behind one."""
    return re.compile("(?<= )(?:" + "|".join(_pattern(phrase) for phrase in phrases) + ")")


def _pattern(phrase: str) -> str:
    return "".join(_part(part) for part in phrase.split())


def _part(part: str) -> str:
    if part == GAP:
        return _GAP
    if part == _STOP:
        return rf"\{_STOP} "
    choices = part.split("|")
    words = [f"{_word(word)} " for word in choices if word != "$"]
    return "(?:" + "|".join([*words, *([rf"(?=\{_STOP})"] if "$" in choices else [])]) + ")"


def _word(word: str) -> str:
    begins = word.endswith("~")
    words = _squeezed(words_of(word.removesuffix("~").replace("_", " ")))
    return " ".join(map(re.escape, words)) + (rf"[^ {_STOP}]*" if begins else "")
