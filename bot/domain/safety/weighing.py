"""How much a text sounds like words of crisis: what its words and letters weigh, added up.

The weights are learnt from the open part of the corpus (`scripts/safety_weights.py`) and can be
read one by one. They hear what no phrase of ours says; how well: docs/decisions/0012.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from bot.domain.safety.weight_table import WeightTable

BEGIN, END = "^", "$"
"""Before the first and behind the last word."""

REACH = 4
"""So many words a pair spans at most."""

LETTERS = (3, 4, 5)
"""So many letters in a row of a word are looked at, its begin and end among them."""

LONG = 40
"""Words; a longer text is heard in stretches of so many, so that nothing drowns in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What each word, pair of words and row of letters adds; above nought it sounds like crisis.

    `base`: where every text begins. `hint`: what a phrase adds that hints at it.
    """

    base: float
    hint: float
    of: Mapping[str, float] | WeightTable


PHRASES_ALONE = Weights(base=-1, hint=2, of={})
"""No word weighs anything: a hint rings as any phrase does."""


def sounds_like_crisis(words: Sequence[str], weights: Weights, *, hinted: bool) -> bool:
    """Whether these words, or some stretch of them, weigh more than nothing.

    One word ("tonight", "soon") says too little: alone it rings by a phrase, or is hinted at.
    """
    if len(words) == 1 and not hinted:
        return False
    least = -weights.hint if hinted else 0.0
    return any(weight(some, weights) > least for some in _stretches(words))


def weight(words: Sequence[str], weights: Weights) -> float:
    """Return what these words weigh without any phrase."""
    of = weights.of
    total = weights.base
    for found in (tuple(in_words(words)), tuple(in_letters(words))):
        total += sum(of.get(one, 0.0) for one in found) / sqrt(len(found) + 1)
    return total


def in_words(words: Sequence[str]) -> Iterator[str]:
    """Yield each word, and each pair: `a b` side by side, `a .. b` with others between."""
    said = (BEGIN, *words, END)
    for at, first in enumerate(said):
        yield first
        for further, second in enumerate(said[at + 1 : at + 1 + REACH]):
            yield f"{first} .. {second}" if further else f"{first} {second}"


def in_letters(words: Sequence[str]) -> Iterator[str]:
    """Yield the rows of letters in each word: `-kan`, `ann`, `iet-`."""
    for word in words:
        whole = f"-{word}-"
        for length in LETTERS:
            for at in range(len(whole) - length + 1):
                yield whole[at : at + length]


def _stretches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield all words, or of a long text its stretches; they overlap by half."""
    for at in range(0, max(1, len(words) - LONG // 2), LONG // 2):
        yield words[at : at + LONG]
