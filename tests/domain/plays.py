"""Every combination of answers in a broad set of situations, for the tests of the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

from bot.domain.card import Activity, Pick, Recommendation
from bot.domain.run_forms import recommend
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Health, Situation
from tests import furnished
from tests.nightly import NIGHTLY

LIBRARY = furnished.LIBRARY
FORMS = LIBRARY.run_forms
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

TENSIONS = range(1, 11)
NEEDS = ("movement", "silence", "rhythm", "fresh_air")
LENGTHS = ("short", "long")
HEADS = ("restless", "tired", "full", "plain", None)


def local(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    """Return a time in 2026; in June the 15th is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


WEDNESDAY = local(17, 15)
STANDINGS = (
    (Standing.STARTING, 12),
    (Standing.STARTING, 36),
    (Standing.BURN_OUT, 12),
    (Standing.BURN_OUT, 24),
    (Standing.USED, 12),
    (Standing.TRAINING, 12),
)
CLOCKS = (
    (local(17, 7), False),  # Wednesday, early
    (local(17, 18), False),
    (local(20, 16), False),  # Saturday afternoon
    (local(17, 20, 30), False),
    (local(18, 23, month=11), True),
    (local(18, 7, 30, month=12), True),
)


def usual(standing: Standing = Standing.USED, stage: int = 12) -> Situation:
    """Return a situation in which no guard speaks but those of where somebody stands."""
    return Situation(local=WEDNESDAY, standing=standing, stage=stage, dark=False)


def guarded(situation: Situation) -> tuple[Situation, ...]:
    """Return this situation with each guard's cause added, one at a time."""
    return (
        *(replace(situation, health=health) for health in Health if health is not Health.FINE),
        replace(situation, ran_today=True),
        replace(situation, ran_yesterday=True),
        replace(situation, ran_yesterday=True, ran_day_before=True),
        replace(situation, hard_yesterday=True),
        replace(situation, dark=True),
        replace(situation, local=local(17, 20, 30)),
        replace(situation, local=local(17, 22), dark=True),
        replace(situation, eased=True),
        *(replace(situation, cap=cap) for cap in (1, 14, 33)),
        *(replace(situation, minutes_free=free) for free in (-5, 6, 16, 45)),
        replace(situation, forbidden=frozenset({"mindful", "interval_light"})),
        replace(situation, forbidden=frozenset(form.key for form in FORMS.forms)),
    )


def situations() -> Iterator[Situation]:
    """Return all situations that the table is held against."""
    for standing, stage in STANDINGS:
        plain = usual(standing, stage)
        yield from (replace(plain, local=when, dark=dark) for when, dark in CLOCKS)
        yield from guarded(plain)
        yield replace(plain, local=local(20, 9), busy_day=True, after_busy=True)
        yield replace(plain, local=local(19, 12, 15), minutes_free=110)
        yield replace(plain, forced_breath=True, earlier_runs=5)
        yield replace(plain, pinned="trail", dark=True)
        yield replace(plain, pinned="interval_light", earlier_runs=3)


def feelings() -> Iterator[Feeling]:
    """Return every combination of answers."""
    for tension, need, length, head in product(TENSIONS, NEEDS, LENGTHS, HEADS):
        yield Feeling(tension, need, length, head)


def heads_in_turn(turn: int) -> Iterator[Feeling]:
    """Return each tension, need and length once, with one of the heads: every two answers meet."""
    answers = product(enumerate(TENSIONS), enumerate(NEEDS), enumerate(LENGTHS))
    for (high, tension), (needed, need), (long, length) in answers:
        head = HEADS[(turn + high + needed + 2 * long) % len(HEADS)]
        yield Feeling(tension, need, length, head)


@dataclass(frozen=True, slots=True)
class Play:
    """One check-in and the card that came of it."""

    feeling: Feeling
    situation: Situation
    card: Recommendation

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The pick and its alternatives: all that the runner can choose."""
        return (self.card.pick, *self.card.alternatives)

    @property
    def runs(self) -> tuple[Pick, ...]:
        """Those of them that are runs."""
        return tuple(pick for pick in self.picks if pick.activity is Activity.RUN)


def all_plays() -> list[Play]:
    """Return every combination of answers in every situation; short: a fifth of them in each."""
    return [
        Play(feeling, situation, recommend(feeling, situation, FORMS))
        for turn, situation in enumerate(situations())
        for feeling in (feelings() if NIGHTLY else heads_in_turn(turn))
    ]


def play(feeling: Feeling, situation: Situation) -> Recommendation:
    """Return the card for one check-in."""
    return recommend(feeling, situation, FORMS)


def height(pick: Pick) -> tuple[int, bool, int]:
    """Return how much a pick asks: activity first, then whether it is brisk, then minutes."""
    order = (Activity.REST, Activity.BREATHE, Activity.WALK, Activity.RUN)
    return order.index(pick.activity), FORMS.form(pick.form).brisk, pick.minutes.high
