"""What relieved one runner: his own record, shrunk towards the table; pure arithmetic.

A run relieves by what is usual for him, plus `fit` where the form was the table's own pick, plus a
lasting taste for the form, plus a part of a taste for the form in this need, plus chance. How far
his tastes spread is not known either: each spread of `content/learning.toml` is weighed by how well
it explains his record, so the table gives way only to a record that cannot be chance. That is what
"leans" means (source: Learning, product.md). Nothing is ever tried out: a form that he never ran,
by the table or by his own choice, has no taste here and is never leaned to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

_ROUNDED = 1 / 12
"""The variance that whole points add."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A standard deviation of tastes, in points, and how likely it is beforehand."""

    points: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """The numbers of `content/learning.toml`, told there. Points of tension, 1 to 10."""

    least_runs: int
    least_forms: int
    looks_back: int
    usual: float
    usual_sd: float
    fit: float
    noise: float
    by_need: float
    margin: float
    spreads: tuple[Spread, ...]
    tension: int
    per_point: float

    def relief(self, before: int, after: int) -> float:
        """Return how much lighter a run made, as if it had begun at `tension`."""
        return before - after - self.per_point * (before - self.tension)


@dataclass(frozen=True, slots=True)
class Experience:
    """One run that says something. `fits`: the form was the table's own pick that day."""

    form: str
    need: str
    fits: bool
    relief: float


@dataclass(frozen=True, slots=True)
class Relief:
    """What is known of one runner. `Relief()` knows nothing and leans nowhere.

    `tastes`: points above what is usual for him, by form, and by form and need where he ran it for
    that need. `lighter`: the forms after which he was lighter than after his other runs.
    """

    tastes: Mapping[tuple[str, str | None], float] | None = None
    lighter: frozenset[str] = frozenset()
    fit: float = 0.0
    margin: float = 0.0

    def taste(self, form: str, need: str) -> float:
        """Return the taste for a form in this need, shrunk; 0 where nothing is known."""
        known = self.tastes or {}
        return known.get((form, need), known.get((form, None), 0.0))

    def leans_to(self, pick: str, others: Iterable[str], need: str) -> str:
        """Return the form that relieved most, if it clearly did; else the table's own `pick`."""
        least = self.taste(pick, need) + self.fit + self.margin
        found = {form: self.taste(form, need) for form in others if form in self.lighter}
        best = max(found, key=lambda form: found[form], default=pick)
        return best if found.get(best, least) > least else pick

    def ordered(self, forms: Sequence[str], need: str) -> list[str]:
        """Return these forms, those that relieved clearly more (or less) moved up (or down)."""

        def clear(form: str) -> float:
            taste = self.taste(form, need)
            return -taste if abs(taste) > self.margin else 0.0

        return sorted(forms, key=clear)


def learn(record: Sequence[Experience], numbers: Learning) -> Relief:
    """Return what this record says; nothing while it is too short (`least_runs`, `least_forms`)."""
    forms = {run.form for run in record}
    if len(record) < numbers.least_runs or len(forms) < numbers.least_forms:
        return Relief()
    seen = _counted(record, numbers.fit)
    found = [_supposed(spread, seen, numbers) for spread in numbers.spreads if spread.weight > 0]
    top = max(one.evidence for one in found)
    weights = [exp(one.evidence - top) for one in found]
    tastes = {
        key: sum(w * one.tastes[key] for w, one in zip(weights, found, strict=True)) / sum(weights)
        for key in found[0].tastes
    }
    return Relief(tastes, _lighter(record), numbers.fit, numbers.margin)


@dataclass(frozen=True, slots=True)
class _Cell:
    """All runs of one form for one need. `mean` is without what the table's fit adds."""

    need: str
    runs: int
    mean: float


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What follows if tastes spread so far: how likely the record then is (log), and the tastes."""

    evidence: float
    tastes: dict[tuple[str, str | None], float]


@dataclass(frozen=True, slots=True)
class _Melted:
    """The cells of one form as one measurement of it, with its variance and log evidence."""

    mean: float
    variance: float
    evidence: float


def _counted(record: Sequence[Experience], fit: float) -> dict[str, list[_Cell]]:
    points: dict[tuple[str, str], list[float]] = {}
    for run in record:
        points.setdefault((run.form, run.need), []).append(run.relief - fit * run.fits)
    seen: dict[str, list[_Cell]] = {}
    for (form, need), all_of_them in points.items():
        count = len(all_of_them)
        seen.setdefault(form, []).append(_Cell(need, count, sum(all_of_them) / count))
    return seen


def _supposed(spread: Spread, seen: Mapping[str, list[_Cell]], numbers: Learning) -> _Supposed:
    """Return the exact posterior of three levels (runner, form, form and need), all Gaussian."""
    of_form, of_need = spread.points**2, (spread.points * numbers.by_need) ** 2
    noise = numbers.noise**2 + _ROUNDED
    melted = {form: _melted(cells, of_need, noise) for form, cells in seen.items()}
    above = [_Cell("", 1, form.mean) for form in melted.values()]
    spreads = [form.variance + of_form for form in melted.values()]
    usual = _melted_with([_Cell("", 1, numbers.usual), *above], [numbers.usual_sd**2, *spreads])
    tastes: dict[tuple[str, str | None], float] = {}
    for form, cells in seen.items():
        off = melted[form].mean - usual.mean
        taste = off * of_form / (of_form + melted[form].variance)
        tastes[form, None] = taste
        for cell in cells:
            left = cell.mean - usual.mean - taste
            tastes[form, cell.need] = taste + left * of_need / (of_need + noise / cell.runs)
    evidence = log(spread.weight) + usual.evidence + sum(one.evidence for one in melted.values())
    return _Supposed(evidence, tastes)


def _melted(cells: Sequence[_Cell], spread: float, noise: float) -> _Melted:
    return _melted_with(cells, [spread + noise / cell.runs for cell in cells])


def _melted_with(cells: Sequence[_Cell], variances: Sequence[float]) -> _Melted:
    """Multiply Gaussians in the same unknown: the one Gaussian they make, and what is left over."""
    precision = weighted = evidence = 0.0
    for cell, variance in zip(cells, variances, strict=True):
        precision += 1 / variance
        weighted += cell.mean / variance
        evidence -= (log(variance) + cell.mean**2 / variance) / 2
    evidence += (weighted**2 / precision - log(precision)) / 2
    return _Melted(weighted / precision, 1 / precision, evidence)


def _lighter(record: Sequence[Experience]) -> frozenset[str]:
    """Return the forms that in plain figures made lighter, and lighter than usual: it is told."""
    points: dict[str, list[float]] = {}
    for run in record:
        points.setdefault(run.form, []).append(run.relief)
    usual = sum(run.relief for run in record) / len(record)
    means = {form: sum(all_of_them) / len(all_of_them) for form, all_of_them in points.items()}
    return frozenset(form for form, mean in means.items() if mean > max(usual, 0.0))
