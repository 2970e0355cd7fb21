"""Phrases, looked for in a text: all at once, in one pass, whatever the text.

Each place of each phrase is a bit of one large number; reading a word moves all bits at once (the
extended Shift-And of Navarro and Raffinot, "Flexible Pattern Matching in Strings", 2002, ch. 4). So
the work for a word is a fixed number of steps on a number of fixed length: the time grows with the
words of a text and with nothing else. There is no text that makes it slow, which a search by
regular expressions with gaps could not promise.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from sys import intern
from typing import Final

from bot.domain.safety.phrases import STOP, Place, Places, Row, rows_of

_SHORTEST = 3  # letters of a beginning

Bits = tuple[int, int]
"""A number without the zeros at its end, and how many they are: thousands take half the room so."""

NOWHERE: Final = (0, 0)

Said = tuple[tuple[str, ...], Bits]
"""Words that stand together, and in which places."""


class Phrases:
    """Phrases made ready to look for. A gap never reaches over one of the words in `barred`."""

    __slots__ = (
        "_ahead",
        "_barred",
        "_before_gaps",
        "_begun",
        "_ends",
        "_exact",
        "_gaps",
        "_last_of_gaps",
        "_longest",
        "_others",
        "_starts",
        "_together",
    )

    def __init__(self, phrases: Iterable[str], places: Places, barred: Iterable[str] = ()) -> None:
        self._barred = frozenset({STOP, *barred})
        self._starts = self._ends = self._gaps = self._others = 0
        self._exact: dict[str, Bits] = {}
        self._begun: dict[str, Bits] = {}
        rows = dict.fromkeys(row for phrase in phrases for row in rows_of(phrase, places))
        self._list(self._laid_out(tuple(rows)))
        self._longest = max(map(len, self._begun), default=0)
        self._before_gaps = (self._gaps >> 1) & ~self._gaps
        self._last_of_gaps = self._gaps & ~(self._gaps >> 1)

    def _laid_out(self, rows: Sequence[Row]) -> dict[Place, int]:
        """Give each place a bit: the highest first, so that the numbers do not grow each time."""
        found: dict[Place, int] = {}  # a place may stand in many rows
        first = sum(map(len, rows))
        for row in reversed(rows):
            first -= len(row)
            self._starts |= 1 << first
            for at, place in enumerate(row, start=first):
                found[place] = found.get(place, 0) | 1 << at
            self._ends |= 1 << at
        return found

    def _list(self, places: Mapping[Place, int]) -> None:
        alone: dict[str, int] = {}
        together: dict[str, int] = {}
        ahead: dict[str, int] = {}
        for place, bits in places.items():
            self._gaps |= bits if place.gap else 0
            self._others |= bits if place.other else 0
            for word in place.words:
                table = alone if "_" not in word else ahead if place.other else together
                table[word] = table.get(word, 0) | bits
        short = cache(_short)  # words of a set stand in the same places: one number for all
        for word, bits in alone.items():
            if word.endswith("~"):
                self._begun[word[:-1]] = short(bits)
            else:
                self._exact[word] = short(bits)
        self._together = _by_word(-1, together, short)  # by the last word
        self._ahead = _by_word(0, ahead, short)  # by the first, where others fit

    def words(self) -> frozenset[str]:
        """Return all words that stand in a phrase as they are."""
        tables = (*self._together.values(), *self._ahead.values())
        together = {word for table in tables for said, _ in table for word in said}
        return (frozenset(self._exact) | together) - {STOP}

    def found(self, words: Sequence[str]) -> bool:
        """Whether any phrase stands in these words; `STOP` stands between sentences."""
        return next(self._reached(words), None) is not None

    def _reached(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where a phrase ends, and the number of its last bit, counted from one."""
        reached = [0]  # before each word: the places that the words up to there came to
        for at, word in enumerate(words):
            fits = self._listed(word) ^ self._others
            if word not in self._barred:
                fits |= self._gaps
            for said, (bits, zeros) in self._ahead.get(word, ()):
                if tuple(words[at : at + len(said)]) == said:
                    fits &= ~(bits << zeros)
            here = (reached[at] << 1 | self._starts) & fits
            for said, (bits, zeros) in self._together.get(word, ()):
                first = at + 1 - len(said)
                if first >= 0 and tuple(words[first : at + 1]) == said:
                    here |= (reached[first] << 1 | self._starts) & bits << zeros
            here = self._through_gaps(here)
            reached.append(here)
            done = here & self._ends
            while done:
                last = done & -done
                yield at, last.bit_length()
                done ^= last

    def _through_gaps(self, here: int) -> int:
        """Add the ends of gaps: a gap need not be filled.

        Whoever stands before a gap, or in it, stands at its end too; the subtraction runs through
        all gaps at once (Navarro and Raffinot, 4.2.2).
        """
        filled = here | self._last_of_gaps
        return here | (self._gaps & (~(filled - self._before_gaps) ^ filled))

    def _listed(self, word: str) -> int:
        bits, zeros = self._exact.get(word, NOWHERE)
        found = bits << zeros
        for length in range(_SHORTEST, min(len(word), self._longest) + 1):
            bits, zeros = self._begun.get(word[:length], NOWHERE)
            found |= bits << zeros
        return found


class Harmless(Phrases):
    """Phrases that are set aside. Of these alone it is kept how each is made."""

    __slots__ = ("_row_of_end",)

    def _laid_out(self, rows: Sequence[Row]) -> dict[Place, int]:
        self._row_of_end = dict(zip(accumulate(map(len, rows)), rows, strict=True))
        return super()._laid_out(rows)

    def without(self, words: Sequence[str]) -> list[str]:
        """Return the words, with a `STOP` in place of each phrase that stands in them."""
        kept = list(words)
        for end, last in self._reached(words):
            row = self._row_of_end[last]
            for at in range(_begin(words, end, row, self._barred), end + 1):
                kept[at] = STOP
        return kept


def _short(bits: int) -> Bits:
    zeros = (bits & -bits).bit_length() - 1
    return bits >> zeros, zeros


def _by_word(
    at: int, listed: Mapping[str, int], short: Callable[[int], Bits]
) -> dict[str, tuple[Said, ...]]:
    """Return by one of its words what stands together."""
    found: dict[str, tuple[Said, ...]] = {}
    for words, bits in listed.items():
        said = tuple(map(intern, words.split("_")))
        found[said[at]] = (*found.get(said[at], ()), (said, short(bits)))
    return found


def _begin(words: Sequence[str], end: int, row: Row, barred: frozenset[str]) -> int:
    """Return where the shortest stretch begins that ends at `end` and is this phrase."""
    for start in range(end, -1, -1):
        if end + 1 in _ends(words, start, row, barred):
            return start
    return end


def _ends(words: Sequence[str], start: int, row: Row, barred: frozenset[str]) -> set[int]:
    """Return where a phrase that begins at `start` may end: behind which words."""
    at = {start}
    for place in row:
        at = {after for one in at for after in _behind(words, one, place, barred)}
    return at


def _behind(words: Sequence[str], at: int, place: Place, barred: frozenset[str]) -> Iterator[int]:
    if place.gap:
        yield at
        if at < len(words) and words[at] not in barred:
            yield at + 1
    elif place.other:
        if at < len(words) and not any(_fits(words, at, one) for one in place.words):
            yield at + 1
    else:
        for one in place.words:
            if _fits(words, at, one):
                yield at + 1 + one.count("_")


def _fits(words: Sequence[str], at: int, listed: str) -> bool:
    if at >= len(words) or words[at][:1] != listed[:1]:  # most differ there already
        return False
    if listed.endswith("~"):
        return words[at].startswith(listed[:-1])
    together = listed.split("_")
    return list(words[at : at + len(together)]) == together
