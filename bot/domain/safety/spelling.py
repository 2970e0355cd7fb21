"""How people spell: a text as words, with slips, abbreviations and run-on letters put right."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from bot.domain.safety.phrases import STOP

LONGEST = 4096
"""Letters of one message; more is never sent to us, and no more are read."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z]+")
_SENTENCE_END = re.compile(r"[.!?;:]")
_PAUSE = re.compile(r"\.\.+|\u2026")
_UNHEARD = str.maketrans(dict.fromkeys("'\u2019\u2018`\u00b4*", None))
_UNSEEN = ("M", "Cf")  # accents and the like; what takes no room: soft hyphens, joiners
_DISGUISED = re.compile(r"(?<![a-z])[a-z]+(?:[0134@!$]{1,2}[a-z]+)+")
_DISGUISES = str.maketrans("0134@!$", "oieaais")
_DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:[.\-_/][^\W\d_]){2,}(?![^\W_])")  # "d.o.o.d"
_RUN = re.compile(r"(.)\1+")
_STRETCHED = re.compile(r"(.)\1\1|^(.)\2")  # no word is spelled so
_SWAPPED = range(5, 31)  # letters of a word in which two letters may have changed places
_SHORTENED = 5  # letters of a word that may lack its last one
_SPACED = 4  # single letters in a row are one word, s p a c e d


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """How one language is typed.

    `alike`: a word or two, and other ways to type it. `slips`: words so telling that they may hold
    one slip of the thumb. `left_off`: letters that people leave off at the end of a word.
    """

    alike: Mapping[str, Sequence[str]] = field(default_factory=dict)
    slips: Sequence[str] = ()
    left_off: str = ""


class Reader:
    """Reads a text as the words that are looked for. `known`: those words."""

    __slots__ = ("_double", "_known", "_shortened", "_single", "_slips", "_squeezed")

    def __init__(self, spelling: Spelling, known: Iterable[str]) -> None:
        self._single: dict[str, tuple[str, ...]] = {}
        self._double: dict[tuple[str, ...], tuple[str, ...]] = {}
        for meant, others in spelling.alike.items():
            for typed in others:
                self._learn(typed, tuple(meant.split()))
        words = sorted(known)
        self._known = frozenset(words)
        self._slips = {
            first: tuple(begun) for first, begun in groupby(sorted(spelling.slips), lambda w: w[0])
        }
        self._shortened = {
            word[:-1]: word
            for word in words
            if len(word) >= _SHORTENED and word[-1] in spelling.left_off
        }
        doubled = (word for word in reversed(words) if _RUN.search(word))
        self._squeezed = {_RUN.sub(r"\1", word): word for word in doubled}

    def _learn(self, typed: str, meant: tuple[str, ...]) -> None:
        match typed.split():
            case [one]:
                self._single[one] = meant
            case [one, two]:
                self._double[one, two] = meant
            case _:
                raise ValueError(f"{typed!r} is not one word, or two")

    def spelled(self, listed: str) -> str:
        """Return how the words of a phrase are read: "niks" as "niets"; "abc~" is left alone."""
        if listed.endswith("~"):
            return listed
        words = listed.split("_")
        if len(words) < _SPACED and all(map(_PLAIN.fullmatch, words)):  # most: nothing to look for
            return "_".join(self._read(words) if len(words) > 1 else self._meant(listed))
        return "_".join(word for word in self.words(listed.replace("_", " ")) if word != STOP)

    def words(self, text: str) -> list[str]:
        """Return the words that are meant, `STOP` before, between and (twice) behind sentences."""
        said = [STOP]
        bare = _DISGUISED.sub(self._undisguised, _DOTTED.sub(_undotted, _folded(text)))
        for sentence in _together(_sentences(bare)):
            said += self._read(sentence)
            said.append(STOP)
        return [*said, STOP]

    def _read(self, sentence: Iterable[str]) -> list[str]:
        """Return the words of a sentence that are meant."""
        said: list[str] = []
        for word in sentence:
            said += self._meant(word)
            said[-2:] = self._double.get(tuple(said[-2:]), said[-2:])
        return said

    def _meant(self, word: str) -> tuple[str, ...]:
        if word in self._single:
            return self._single[word]
        if word in self._known:
            return (word,)
        forgiven = self._forgiven(word)
        if forgiven is not None:
            return (forgiven,)
        if word in self._shortened:
            return (self._shortened[word],)
        if _STRETCHED.search(word):
            single = _RUN.sub(r"\1", word)
            return (single if single in self._known else self._squeezed.get(single, word),)
        return (word,)

    def _forgiven(self, typed: str) -> str | None:
        """Return the word we know that this is but for a slip of the thumb; None: there is none."""
        if self._known and len(typed) in _SWAPPED:
            known = [word for word in _swapped(typed) if word in self._known]
            if known:
                return min(known)
        for word in self._slips.get(typed[0], ()):
            if abs(len(typed) - len(word)) <= 1 and _is_slip(typed, word):
                return word
        return None

    def _undisguised(self, found: re.Match[str]) -> str:
        """Return "suicide" for "su1c!de", when that is a word we know."""
        word = found[0].translate(_DISGUISES)
        return word if word in self._single or word in self._known else found[0]


def _undotted(found: re.Match[str]) -> str:
    """Return "dood" for "d.o.o.d": letters that each have a dot, or a dash, between them."""
    return found[0][::2]


def plain_words(text: str) -> list[str]:
    """Return the words of a text as they are typed, in lower case and without accents."""
    return [word for sentence in _sentences(_folded(text)) for word in sentence]


def _folded(text: str) -> str:
    """Return the text without case, accents and quotes; a sign may stand for eighteen letters."""
    text = text[:LONGEST].casefold()
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        letters = (one for one in bare if not unicodedata.category(one).startswith(_UNSEEN))
        text = "".join(islice(letters, LONGEST))
    return text.translate(_UNHEARD)


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence; dots in a row are a pause, and end nothing."""
    for sentence in _SENTENCE_END.split(_PAUSE.sub(" ", text)):
        words = _WORD.findall(sentence)
        if words:
            yield _unspaced(words)


def _unspaced(words: list[str]) -> list[str]:
    """Return the words, with s p a c e d letters as one word."""
    if len(words) < _SPACED:
        return words
    found: list[str] = []
    for single, group in groupby(words, key=lambda word: len(word) == 1):
        letters = list(group)
        found += ["".join(letters)] if single and len(letters) >= _SPACED else letters
    return found


def _together(sentences: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the sentences; those of one word in a row are one, as in "I. want. to. die"."""
    for single, group in groupby(sentences, key=lambda words: len(words) == 1):
        if single:
            yield [word for words in group for word in words]
        else:
            yield from group


def _swapped(word: str) -> Iterator[str]:
    """Yield the word with two neighbouring letters changed about."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, another, or too many, or two changed places; not the first."""
    match len(typed) - len(meant):
        case 0:
            others = [
                at for at, pair in enumerate(zip(typed, meant, strict=True)) if len({*pair}) > 1
            ]
            return len(others) == 1 or typed in _swapped(meant)
        case 1:
            return any(typed[:at] + typed[at + 1 :] == meant for at in range(1, len(meant)))
        case -1:
            return any(meant[:at] + meant[at + 1 :] == typed for at in range(1, len(meant)))
        case _:
            return False
