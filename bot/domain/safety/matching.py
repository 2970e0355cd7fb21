"""Phrases, looked for in a text: all at once, in one pass, whatever the text.

Each place of each phrase is a bit of one large number; reading a word moves all bits at once (the
extended Shift-And of Navarro and Raffinot, "Flexible Pattern Matching in Strings", 2002, ch. 4). So
the work for a word is a fixed number of steps on a number of fixed length: the time grows with the
words of a text and with nothing else. There is no text that makes it slow, which a search by
regular expressions with gaps could not promise.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.safety.phrases import STOP, Place, Places, Row, rows_of

_SHORTEST = 3  # letters of a beginning


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
        "_row_of_end",
        "_rows",
        "_starts",
        "_together",
    )

    def __init__(self, phrases: Iterable[str], places: Places, barred: Iterable[str] = ()) -> None:
        self._barred = frozenset({STOP, *barred})
        rows = dict.fromkeys(row for phrase in phrases for row in rows_of(phrase, places))
        self._rows = tuple(rows)
        self._starts = self._ends = self._gaps = self._others = 0
        self._row_of_end: dict[int, Row] = {}  # by the number of its last bit
        self._exact: dict[str, int] = {}
        self._begun: dict[str, int] = {}
        self._together: dict[str, dict[tuple[str, ...], int]] = {}  # by the last word
        self._ahead: dict[str, dict[tuple[str, ...], int]] = {}  # by the first, where others fit
        self._lay_out()
        self._longest = max(map(len, self._begun), default=0)
        self._before_gaps = (self._gaps >> 1) & ~self._gaps
        self._last_of_gaps = self._gaps & ~(self._gaps >> 1)

    def _lay_out(self) -> None:
        """Give each place a bit: the highest first, so that the numbers do not grow each time."""
        first = sum(map(len, self._rows))
        for row in reversed(self._rows):
            first -= len(row)
            self._starts |= 1 << first
            for at, place in enumerate(row, start=first):
                bit = 1 << at
                self._gaps |= bit if place.gap else 0
                self._others |= bit if place.other else 0
                for word in place.words:
                    self._list(word, bit, ahead=place.other)
            self._ends |= 1 << at
            self._row_of_end[at + 1] = row
        same: dict[int, int] = {}  # words of a set stand in the same places: one number for all
        for table in (self._exact, self._begun):
            table.update({word: same.setdefault(bits, bits) for word, bits in table.items()})

    def _list(self, word: str, bit: int, *, ahead: bool) -> None:
        if word.endswith("~"):
            self._begun[word[:-1]] = self._begun.get(word[:-1], 0) | bit
        elif "_" in word:
            said = tuple(word.split("_"))
            of_key = (self._ahead if ahead else self._together).setdefault(said[-1 + ahead], {})
            of_key[said] = of_key.get(said, 0) | bit
        else:
            self._exact[word] = self._exact.get(word, 0) | bit

    def words(self) -> frozenset[str]:
        """Return all words that stand in a phrase as they are."""
        tables = (*self._together.values(), *self._ahead.values())
        together = {word for table in tables for said in table for word in said}
        return (frozenset(self._exact) | together) - {STOP}

    def found(self, words: Sequence[str]) -> bool:
        """Whether any phrase stands in these words; `STOP` stands between sentences."""
        return next(self._reached(words), None) is not None

    def without(self, words: Sequence[str]) -> list[str]:
        """Return the words, with a `STOP` in place of each phrase that stands in them."""
        kept = list(words)
        for end, row in self._reached(words):
            for at in range(_begin(words, end, row, self._barred), end + 1):
                kept[at] = STOP
        return kept

    def _reached(self, words: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """Yield where a phrase ends, and which."""
        reached = [0]  # before each word: the places that the words up to there came to
        for at, word in enumerate(words):
            fits = self._listed(word) ^ self._others
            if word not in self._barred:
                fits |= self._gaps
            for said, bits in self._ahead.get(word, {}).items():
                if tuple(words[at : at + len(said)]) == said:
                    fits &= ~bits
            here = (reached[at] << 1 | self._starts) & fits
            for said, bits in self._together.get(word, {}).items():
                first = at + 1 - len(said)
                if first >= 0 and tuple(words[first : at + 1]) == said:
                    here |= (reached[first] << 1 | self._starts) & bits
            here = self._through_gaps(here)
            reached.append(here)
            done = here & self._ends
            while done:
                last = done & -done
                yield at, self._row_of_end[last.bit_length()]
                done ^= last

    def _through_gaps(self, here: int) -> int:
        """Add the ends of gaps: a gap need not be filled.

        Whoever stands before a gap, or in it, stands at its end too; the subtraction runs through
        all gaps at once (Navarro and Raffinot, 4.2.2).
        """
        filled = here | self._last_of_gaps
        return here | (self._gaps & (~(filled - self._before_gaps) ^ filled))

    def _listed(self, word: str) -> int:
        bits = self._exact.get(word, 0)
        for length in range(_SHORTEST, min(len(word), self._longest) + 1):
            bits |= self._begun.get(word[:length], 0)
        return bits


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
