# /// script
# requires-python = ">=3.11"
# dependencies = ["scikit-learn==1.9.*"]
# ///
"""Learns what words weigh, from the open part of the corpus: writes `content/safety/weights.tsv`.

`python -m scripts.safety_weights` where scikit-learn is installed; Lichter itself does not need it.
Prints how well each author's sentences are heard when all but his own were learnt from: that, and
not how well it knows what it learnt, says what to expect of the next author.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.domain.safety import SafetyLanguage, SafetyWords, in_crisis
from bot.domain.safety.spelling import plain_words
from bot.domain.safety.weighing import Weights, in_letters, in_words
from content.library import HERE
from content.safety_files import languages
from content.weight_files import BASE, FILE, HINT, HUNDREDTHS
from scripts.safety_corpus import OPEN, RINGS, SILENT, Line, lines, ours

SEEN = 3
"""What fewer sentences hold says nothing."""

RARE = 2.5
"""How much more what is rare may weigh than what stands everywhere: a power of the logarithm."""

KEPT = 40_000
"""So many are kept, those that tell most; more would say little, and cost room and time."""

FIT = 0.04
"""How closely to follow the corpus: the inverse of how strongly large weights are held down."""

SURE = 2.7
"""So much above even odds before a sentence rings alone. Of what the open authors wrote every day,
and meant to sound alike, one in a hundred and thirty rang falsely then (`of_each_author`). It was
2.0 until the part held back was measured: docs/decisions/0012."""

A_HINT = 2.0
"""What a phrase adds that hints at it: nearly all are right, some would not have been."""

HEADER = "# Learnt by scripts/safety_weights.py. Hundredths; `a b`: side by side, `a .. b`: not.\n"
Row = tuple[tuple[Counter[str], float], ...]


def row(text: str) -> Row:
    """Return what stands in a text, how often, and what one of it counts."""
    words = plain_words(text)
    groups = (Counter(in_words(words)), Counter(in_letters(words)))
    return tuple((group, 1 / sqrt(group.total() + 1)) for group in groups)


def learnt(corpus: Sequence[Line]) -> tuple[float, dict[str, float]]:
    """Return base and weights that tell best what must ring from what must not.

    By logistic regression, twice: over all that stands there, then over what told most.
    """
    rows = [row(line.text) for line in corpus]
    rings = [one.rings for one in corpus]
    seen = Counter(what for groups in rows for group, _ in groups for what in group)
    # What is rare may weigh more: else the small words, which stand everywhere, learn it by heart.
    scale = {what: log(len(rows) / seen[what]) ** RARE for what in seen if seen[what] >= SEEN}
    _, weigh = _fitted(rows, rings, scale)
    told = sorted(scale, key=lambda what: -abs(weigh[what]) * sqrt(seen[what]))
    base, weigh = _fitted(rows, rings, {what: scale[what] for what in sorted(told[:KEPT])})
    return base - SURE, weigh


def _fitted(
    rows: Sequence[Row], rings: Sequence[bool], scale: Mapping[str, float]
) -> tuple[float, dict[str, float]]:
    """Return where a text begins, and what each of these weighs."""
    column = {what: at for at, what in enumerate(scale)}
    values, down, across = [], [], []
    for at, groups in enumerate(rows):
        for group, counts in groups:
            for what in group.keys() & column.keys():
                values.append(group[what] * counts * scale[what])
                down.append(at)
                across.append(column[what])
    matrix = csr_matrix((values, (down, across)), shape=(len(rows), len(column)))
    fitted = LogisticRegression(C=FIT, tol=1e-6, max_iter=5000).fit(matrix, rings)
    weigh = {what: float(fitted.coef_[0][at]) * scale[what] for what, at in column.items()}
    return float(fitted.intercept_[0]), weigh


def of_each_author(corpus: Sequence[Line], phrases: Sequence[SafetyLanguage]) -> None:
    """Print how much of each author rings for weights that were learnt from all others."""
    for author in dict.fromkeys(line.author for line in corpus):
        base, of = learnt([line for line in corpus if line.author != author])
        words = SafetyWords(phrases, Weights(base, A_HINT, of))
        rang: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for line in corpus:
            if line.author == author:
                total[line.kind] += 1
                rang[line.kind] += in_crisis(line.text, words)
        told = (f"{kind} {rang[kind]}/{total[kind]}" for kind in (*RINGS, *SILENT))
        sys.stdout.write(f"{author:8} {', '.join(told)}\n")


def written(base: float, of: dict[str, float]) -> str:
    """Return the file."""
    both = [(BASE, base), (HINT, A_HINT), *sorted(of.items())]
    return HEADER + "".join(f"{round(figure * HUNDREDTHS)}\t{what}\n" for what, figure in both)


def main() -> None:
    """Print the figures, learn from all, write the file."""
    corpus = [*lines(OPEN), *ours()]
    of_each_author(corpus, languages(HERE))
    (HERE / FILE).write_text(written(*learnt(corpus)), encoding="utf-8")


if __name__ == "__main__":
    main()
