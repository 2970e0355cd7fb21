"""Typed text, made comparable: typed answers count as taps."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_OUT_OF_TEN = re.compile(r"(\d{1,2})\s*(?:/|op|van|out of)\s*(?:de\s+)?10")
_BROKEN_NUMBER = re.compile(r"[-\u2212]\s*\d|\d\s*[.,]\s*\d")
_SHORTEST_PREFIX = 2

_LONGEST_NUMBER = 20  # digits: far more than any option has
_LONGEST_ANSWER = 3  # words: "7 van de 10" counts as one

FILLER = ""
"""The key under which names hold words that say nothing ("een", "graag")."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text: no case, no accents, no punctuation."""
    bare = unicodedata.normalize("NFKD", text.replace("\u2019", "'").casefold())
    if not bare.isascii():  # most texts have no accents to look for, and a flood may be long
        bare = "".join(sign for sign in bare if not unicodedata.category(sign).startswith("M"))
    return tuple(_WORD.findall(bare.replace("'", "")))


def reads_as_sentence(text: str) -> bool:
    """Whether a text is too long to be a typed tap: a number in it is then no answer."""
    folded = _OUT_OF_TEN.sub(r"\1", " ".join(text.casefold().split()))
    return len(words_of(folded)) > _LONGEST_ANSWER


def scale_option(
    options: Sequence[str], text: str, names: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the one number that the text names, if it is on the scale ("een 7", "7/10", "zeven!").

    None when there is no number, more than one, or half a one: better to ask again than to guess.
    """
    if _BROKEN_NUMBER.search(text):
        return None
    folded = _OUT_OF_TEN.sub(r"\1", " ".join(text.casefold().split()))
    exact = _exactly(options, words_of(folded), names)
    if exact is not None:
        return exact
    words = _without_fillers(words_of(folded), names)
    if any(word.isdecimal() and _number(word) not in options for word in words):
        return None
    digits = {_number(word) for word in words if word.isdecimal()}
    if digits:
        return digits.pop() if len(digits) == 1 else None
    spoken = {option for option in options for word in words if word in _single(option, names)}
    return spoken.pop() if len(spoken) == 1 else None


def bare_option(
    options: Sequence[str], text: str, names: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the number on the scale that is all this text says ("4", "een 4", "4/10", "vier")."""
    folded = _OUT_OF_TEN.sub(r"\1", " ".join(text.casefold().split()))
    if len(_without_fillers(words_of(folded), names)) != 1:
        return None
    return scale_option(options, text, names)


def choice_option(
    options: Sequence[str], text: str, names: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the one option that the text can mean: by its name, its beginning, or words of it."""
    words = words_of(text)
    if not words:
        return None
    spelled = {option: _spellings(option, names) for option in options}
    # A name may hold a filler ("it is over"), so what is a name as it stands is taken as it stands.
    if not any(_made_of(words, all_names) for all_names in spelled.values()):
        words = _without_fillers(words, names)
    exact = _exactly(options, words, names)
    if exact is not None:
        return exact
    typed = " ".join(words)
    if len(typed) < _SHORTEST_PREFIX:
        return None
    for meant in (
        {o for o, all_names in spelled.items() if _made_of(words, all_names)},
        {o for o, all_names in spelled.items() if any(n.startswith(typed) for n in all_names)},
        {o for o, all_names in spelled.items() if any(f" {typed} " in f" {n} " for n in all_names)},
    ):
        if meant:
            return meant.pop() if len(meant) == 1 else None
    return None


def means(text: str, names: Sequence[str]) -> bool:
    """Whether a text is one of these names, or some of them: "oké, ik ga"."""
    words = words_of(text)
    return bool(words) and _made_of(words, _spelled(tuple(names)))


def _exactly(
    options: Sequence[str], words: tuple[str, ...], names: Mapping[str, Sequence[str]]
) -> str | None:
    typed = " ".join(words)
    found = {option for option in options if typed and typed in _spellings(option, names)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=512)  # each text is held against the words of every conversation
def _spelled(names: tuple[str, ...]) -> frozenset[str]:
    """Return these names as they are compared."""
    return frozenset(" ".join(words_of(name)) for name in names)


def _made_of(words: tuple[str, ...], spellings: AbstractSet[str]) -> bool:
    """Whether these words are spellings of one option, one after the other: "nee, nog niet"."""
    longest = max((spelling.count(" ") + 1 for spelling in spellings), default=0)
    reached = {0}  # behind so many words a spelling ends
    for end in range(1, len(words) + 1):
        begins = range(max(0, end - longest), end)
        if any(at in reached and " ".join(words[at:end]) in spellings for at in begins):
            reached.add(end)
    return len(words) in reached


def _without_fillers(words: tuple[str, ...], names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the words that say something; all of them when none does."""
    empty = {word for filler in names.get(FILLER, ()) for word in words_of(filler)}
    return tuple(word for word in words if word not in empty) or words


def _spellings(option: str, names: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return _spelled((option.replace("_", " "), *names.get(option, ())))


def _single(option: str, names: Mapping[str, Sequence[str]]) -> set[str]:
    return {name for name in _spellings(option, names) if name and " " not in name}


def _number(word: str) -> str:
    """Return a number without zeros before it; of very many digits Python makes none."""
    return str(int(word)) if len(word) <= _LONGEST_NUMBER else word
