"""How a phrase of content/safety/ is written, and the places that it is made of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import permutations

STOP = "."
"""The end of a sentence, and the begin and end of a text, as a word of its own."""

GAPS = {"*": 3, "**": 7}
"""So many words of any kind, or fewer, within one sentence."""

ANY_ORDER = "&"

_STOPS = frozenset({STOP, "^", "$"})
_MOST_SETS = 10  # sets inside sets inside sets


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place in a phrase: which words fit (`abc~`: all that begin so; `a_b`: two words).

    `gap`: any word, or none. `other`: any word but these. Each is made once (`places_of`), so that
    two are the same when they are one: to compare their words takes longer than to look for them.
    """

    words: tuple[str, ...] = ()
    gap: bool = False
    other: bool = False


Row = tuple[Place, ...]
"""One way to say a phrase. Its first and last place are no gaps."""

Sets = Mapping[str, Sequence[str]]
"""Words by name; the names are in CAPITALS. Of `places_of` they hold no names (see `flat`)."""

Spelled = Callable[[str], str]
"""How a word is looked for, however the phrase spells it."""


Places = Callable[[str], Row]
"""What a word of a phrase stands for."""


def places_of(sets: Sets, spelled: Spelled) -> Places:
    """Return what a word stands for: each is made once, however many phrases it stands in."""
    read = cache(partial(_word, spelled))

    @cache
    def of_set(name: str) -> frozenset[str]:
        return frozenset(map(read, sets[name]))

    @cache
    def places(word: str) -> Row:
        if word in GAPS:
            return (Place(gap=True),) * GAPS[word]
        words: set[str] = set()
        for name in word.removeprefix("!").split("|"):
            if name in sets:
                words |= of_set(name)
            elif name.isupper():
                raise ValueError(f"there is no set {name}")
            else:
                words.add(STOP if name in _STOPS else read(name))
        return (Place(tuple(words), other=word.startswith("!")),)

    return places


def _word(spelled: Spelled, listed: str) -> str:
    if not listed or ("_" in listed and listed.endswith("~")):
        raise ValueError(f"{listed!r} is no place in a phrase")
    return listed if listed == STOP else spelled(listed)


def rows_of(phrase: str, places: Places) -> Iterator[Row]:
    """Yield each order of the parts of a phrase; ValueError says what is wrong with it."""
    parts = [part.split() for part in phrase.split(f" {ANY_ORDER} ")]
    for ordered in permutations(parts):
        words = [*ordered[0]]
        for part in ordered[1:]:
            words += ["*", *part]
        yield _row(words, places)


def _row(words: Sequence[str], places: Places) -> Row:
    row = tuple(place for word in words for place in places(word))
    if not row or row[0].gap or row[-1].gap:
        raise ValueError("a phrase begins and ends with a word")
    return row


def flat(sets: Sets) -> Sets:
    """Return the sets, those inside them opened; ValueError for one that is nowhere."""
    return {name: tuple(_members(name, sets)) for name in sets}


def _members(name: str, sets: Sets, depth: int = 0) -> list[str]:
    if not name.isupper():
        return [name]
    if name not in sets or depth > _MOST_SETS:
        raise ValueError(f"there is no set {name}, or it holds itself")
    return [one for inner in sets[name] for one in _members(inner, sets, depth + 1)]
