"""What tens of thousands of words weigh, in a quarter of the room of a dict."""

from array import array

_FREE = 0


class WeightTable:
    """Weights by word, of which the hash alone is kept: one number of 64 bits stands for a word.

    A hash stands at its own place, or at the next that is free. A word that is not here and has the
    hash of one that is weighs as much as that one: once in some hundred million million words.
    """

    __slots__ = ("_hashes", "_last", "_weights")

    def __init__(self, most: int) -> None:
        """Make room for so many words; at least a quarter of the places stays free."""
        places = 1 << (most * 4 // 3 + 1).bit_length()
        self._last = places - 1
        self._hashes = array("q", [_FREE]) * places
        self._weights = array("f", [0.0]) * places

    def add(self, word: str, weight: float) -> None:
        """Add a word; KeyError when it is there already."""
        own = hash(word) or 1
        at = own & self._last
        while there := self._hashes[at]:
            if there == own:
                raise KeyError(word)
            at = at + 1 & self._last
        self._hashes[at], self._weights[at] = own, weight

    def get(self, word: str, otherwise: float) -> float:
        """Return what a word weighs; `otherwise` when it is not there."""
        own = hash(word) or 1
        at = own & self._last
        while there := self._hashes[at]:
            if there == own:
                return self._weights[at]
            at = at + 1 & self._last
        return otherwise
