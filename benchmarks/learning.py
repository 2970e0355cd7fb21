"""Whether learning brings a runner to what relieves him, and what it costs who has no tastes.

`python -m benchmarks.learning --help`. Simulated runners check in on the real table and get the
real card: `recommend`, with what `relief.learn` made of their record so far. What is supposed:

- Each run relieves by 2 points, + 0.7 where the form is the table's own pick, + a lasting taste of
  that runner for the form (standard deviation t), + a taste again for the form in that need (t/2).
  It is reported as whole points, with noise of 1.5.
- Somebody used to running, without guards that speak: a Saturday morning or a Wednesday afternoon,
  need, length and head each drawn evenly. So the table alone already shows him all its forms.
- `--own`: how often he takes another form under *Iets anders* (default one check-in in ten: our
  guess), drawn evenly, as if he did not know his tastes: who does know them gets there sooner. With
  0 only need, length, head and day bring variety; the figures hold there too.
- Every run is told back, and tastes last. A runner who answers half as often needs twice the runs.

"Way" is what the pick gains on the table after so many runs, over check-ins drawn anew, as a part
of what it would gain for somebody whose tastes were all known, tried or not. "Worst" is the lowest
mean gain at any one run index, in points: below nothing it is a cost. `--plain` leans on a plain
shrunken mean instead, for comparison.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from statistics import fmean
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from bot.domain.card import Activity, Recommendation
from bot.domain.form_tables import RunForms
from bot.domain.relief import Experience, Learning, Relief, learn
from bot.domain.run_forms import recommend
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Situation
from content.library import load

NEEDS = ("movement", "silence", "rhythm", "fresh_air")
HEADS = ("restless", "tired", "full", "plain")
LENGTHS = ("short", "long")
ZONE = ZoneInfo("Europe/Amsterdam")
CLOCKS = (datetime(2026, 6, 20, 9, tzinfo=ZONE), datetime(2026, 6, 17, 16, tzinfo=ZONE))
USUAL, FITS, NOISE = 2.0, 0.7, 1.5
TASTES = (0.0, 0.6, 1.2, 2.0)
LOOKED_AT = 8
"""So many check-ins, drawn anew, tell how far a runner got."""

Learn = Callable[[Sequence[Experience], Learning], Relief]


@dataclass(frozen=True, slots=True)
class Plan:
    """One population and how to follow it. `taste`: standard deviation, in points."""

    taste: float
    runners: int
    runs: int = 24
    own: float = 0.1
    seed: int = 1
    learn: Learn = learn


@dataclass(frozen=True, slots=True)
class Figures:
    """Mean points gained on the table at each run index, and the way gone at the end (0 to 1)."""

    gains: tuple[float, ...]
    way: float | None

    @property
    def worst(self) -> tuple[float, int]:
        """The lowest mean gain at any run, and at which (counted from 1)."""
        return min((gain, index) for index, gain in enumerate(self.gains, start=1))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What somebody feels, and when; the same for everybody."""

    feeling: Feeling
    situation: Situation


def check_ins() -> tuple[CheckIn, ...]:
    """Return every check-in that a simulated runner may have."""
    return tuple(
        CheckIn(
            Feeling(5, need, length, head),
            Situation(clock, Standing.USED, 12, dark=False, earlier_runs=5),
        )
        for clock, need, length, head in product(CLOCKS, NEEDS, LENGTHS, HEADS)
    )


@dataclass(slots=True)
class Simulated:
    """One runner: his tastes, which he does not know himself, and his record."""

    plan: Plan
    chance: random.Random
    forms: RunForms
    numbers: Learning
    record: list[Experience]
    tastes: dict[tuple[str, str | None], float]

    @classmethod
    def born(
        cls, plan: Plan, chance: random.Random, forms: RunForms, numbers: Learning
    ) -> "Simulated":
        """Return a runner with tastes of his own."""
        tastes: dict[tuple[str, str | None], float] = {}
        for form in forms.forms:
            lasting = chance.gauss(0, plan.taste)
            for need in NEEDS:
                tastes[form.key, need] = lasting + chance.gauss(0, plan.taste / 2)
        return cls(plan, chance, forms, numbers, [], tastes)

    def card(self, today: CheckIn) -> Recommendation:
        """Return the real card, with what his record says by now."""
        relief = self.plan.learn(self.record[-self.numbers.looks_back :], self.numbers)
        return self.card_with(relief, today)

    def card_with(self, relief: Relief, today: CheckIn) -> Recommendation:
        """Return the real card for this relief."""
        return recommend(today.feeling, replace(today.situation, relief=relief), self.forms)

    def truth(self, form: str, today: CheckIn, card: Recommendation) -> float:
        """Return how much this form would relieve him today, in points."""
        fits = card.table is not None and form == card.table.form
        return USUAL + FITS * fits + self.tastes[form, today.feeling.need]

    def gain(self, today: CheckIn, card: Recommendation) -> float:
        """Return what the pick brings above the table's own."""
        assert card.table is not None
        return self.truth(card.pick.form, today, card) - self.truth(card.table.form, today, card)

    def all_known(self) -> Relief:
        """Return what learning would lean on if it knew everything, tried or not."""
        forms = frozenset(form.key for form in self.forms.forms)
        return Relief(self.tastes, forms, FITS)

    def runs(self, today: CheckIn, card: Recommendation) -> None:
        """Run what the card says, or now and then another form, and tell how it was."""
        form = card.pick.form
        if self.chance.random() < self.plan.own:
            form = self.chance.choice(list(runs_beside(card)))
        told = round(self.truth(form, today, card) + self.chance.gauss(0, NOISE))
        fits = card.table is not None and form == card.table.form
        self.record.append(Experience(form, today.feeling.need, fits, told))


def runs_beside(card: Recommendation) -> Iterator[str]:
    """Yield the other forms that are runs."""
    return (pick.form for pick in card.alternatives if pick.activity is Activity.RUN)


def follow(plan: Plan, forms: RunForms, numbers: Learning) -> Figures:
    """Follow a population; the same plan gives the same figures."""
    chance = random.Random(f"{plan.seed} {plan.taste}")  # noqa: S311  a simulation, to be repeated
    possible = check_ins()
    gains: list[list[float]] = [[] for _ in range(plan.runs)]
    gained = most = 0.0
    for _ in range(plan.runners):
        runner = Simulated.born(plan, chance, forms, numbers)
        for index in range(plan.runs):
            today = chance.choice(possible)
            card = runner.card(today)
            gains[index].append(runner.gain(today, card))
            if index < plan.runs - 1:
                runner.runs(today, card)
        relief = plan.learn(runner.record, numbers)
        for today in chance.sample(possible, LOOKED_AT if plan.taste else 0):
            gained += runner.gain(today, runner.card_with(relief, today))
            most += runner.gain(today, runner.card_with(runner.all_known(), today))
    return Figures(tuple(map(fmean, gains)), gained / most if plan.taste else None)


def plain(record: Sequence[Experience], numbers: Learning) -> Relief:
    """Learn by a plain shrunken mean of each form in each need: what we do not do."""
    forms = {run.form for run in record}
    if len(record) < numbers.least_runs or len(forms) < numbers.least_forms:
        return Relief()
    points: dict[tuple[str, str | None], list[float]] = {}
    for run in record:
        for key in ((run.form, None), (run.form, run.need)):
            points.setdefault(key, []).append(run.relief - numbers.fit * run.fits - numbers.usual)
    tastes = {key: sum(all_of_them) / (len(all_of_them) + 2) for key, all_of_them in points.items()}
    return Relief(tastes, frozenset(forms), numbers.fit, 0.0)


def main(
    seed: Annotated[int, typer.Option(help="Another seed is another draw of everything.")] = 1,
    seeds: Annotated[int, typer.Option(help="So many seeds in a row.", min=1)] = 1,
    runners: Annotated[int, typer.Option(help="Runners in each population.", min=1)] = 400,
    runs: Annotated[int, typer.Option(help="Runs of each runner.", min=1)] = 24,
    own: Annotated[float, typer.Option(help="How often he takes another form.", max=1)] = 0.1,
    taste: Annotated[list[float] | None, typer.Option(help="Spread of tastes; repeatable.")] = None,
    *,
    plainly: Annotated[bool, typer.Option("--plain", help="A plain shrunken mean.")] = False,
) -> None:
    """Print one line for each population."""
    library = load()
    table = Table(
        "seed", "taste (sd)", "way to the best", "worst gain", "at run", "gain at the end"
    )
    for each in range(seed, seed + seeds):
        for spread in taste or TASTES:
            plan = Plan(spread, runners, runs, own, each, plain if plainly else learn)
            found = follow(plan, library.run_forms, library.learning)
            worst, at = found.worst
            way = "-" if found.way is None else f"{found.way:.1%}"
            end = f"{found.gains[-1]:+.3f}"
            table.add_row(str(each), f"{spread:.1f}", way, f"{worst:+.3f}", str(at), end)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
