"""Short cards to read, and which of them fits a runner now: the same answers give the same card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.form_tables import Condition, Window
from bot.domain.record import Record
from bot.domain.run import OPEN_STATES, RAN_STATES, RunState
from bot.domain.runner import Runner, Standing

ALWAYS = "always"
"""The signal of every card that names none: such a card fits anybody, any day."""

FACTS = frozenset(
    {"dreaded", "not_gone", "first_run", "away", *(f"standing_{s}" for s in Standing)}
)
"""Beside the windows of the clock, a signal may name these."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One card. `fits`: keys of the signals that make it the right card; none: it always fits."""

    id: str
    subject: str
    title: str
    text: str
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Condition):
    """Something in the last answers that a card can fit. `tips-because-<key>` tells it in words."""

    key: str


@dataclass(frozen=True, slots=True)
class TipRules:
    """Which cards are offered when (`content/tips.toml`); signals: the strongest first."""

    subjects: tuple[str, ...]
    signals: tuple[Signal, ...]
    answers_last_days: int  # older answers say nothing about today
    away_days: int  # nothing was run for so long
    remembered: int  # so many of the latest picks do not come again while others fit


@dataclass(frozen=True, slots=True)
class Shelf:
    """All cards in one language, in the order of subjects."""

    language: str
    cards: tuple[Tip, ...]

    def card(self, tip_id: str) -> Tip | None:
        """Return the card with this id; None when it was taken off the shelf."""
        return next((card for card in self.cards if card.id == tip_id), None)

    def of_subject(self, subject: str) -> tuple[Tip, ...]:
        """Return the cards of a subject, in their order."""
        return tuple(card for card in self.cards if card.subject == subject)

    def after(self, tip: Tip) -> Tip | None:
        """Return the next card of the same subject; None after the last."""
        cards = self.of_subject(tip.subject)
        following = cards.index(tip) + 1
        return cards[following] if following < len(cards) else None


@dataclass(frozen=True, slots=True)
class Tips:
    """The cards in all languages, with the rules by which one is picked."""

    rules: TipRules
    shelves: tuple[Shelf, ...]

    def shelf(self, language: str, fallback: str) -> Shelf:
        """Return the cards in this language, else in the fallback, else in whatever there is."""
        by_language = {shelf.language: shelf for shelf in self.shelves}
        return by_language.get(language) or by_language.get(fallback) or self.shelves[0]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A card that fits, and the key of the signal that it fits."""

    tip: Tip
    signal: str


def said_lately(record: Record, today: date, rules: TipRules) -> Mapping[str, str]:
    """Return the newest answers that are not too old; none when there are no such answers."""
    for run, answers in record:
        if answers:
            return answers if (today - run.local_date).days <= rules.answers_last_days else {}
    return {}


def facts_of(
    runner: Runner,
    record: Record,
    local: datetime,
    rules: TipRules,
    windows: Sequence[Window],
    season: int,
) -> frozenset[str]:
    """Return the names of what is true now. `local` is aware, in the runner's zone.

    `season`: the month with the same season in the north (`season_of`).
    """
    answers = said_lately(record, local.date(), rules)
    gone = [run for run, _ in record if run.state in RAN_STATES or run.state is RunState.UNKNOWN]
    newest = next((run for run, _ in record if run.state not in OPEN_STATES), None)
    dreaded = answers.get("extra") == "dreaded" or _latest_is_gentle(record)
    named = {
        "dreaded": bool(answers) and dreaded,
        "not_gone": newest is not None
        and newest.state in {RunState.DECLINED, RunState.NOT_GONE}
        and (local.date() - newest.local_date).days <= rules.answers_last_days,
        "first_run": not gone,
        "away": bool(gone) and (local.date() - gone[0].local_date).days >= rules.away_days,
        f"standing_{runner.standing}": True,
    }
    clock = {window.fact for window in windows if window.holds(local, season)}
    return frozenset(clock | {fact for fact, true in named.items() if true})


def true_signals(
    rules: TipRules, answers: Mapping[str, str], facts: frozenset[str]
) -> tuple[str, ...]:
    """Return the keys of the signals that hold, the strongest first; the last is `ALWAYS`."""
    held = (signal.key for signal in rules.signals if signal.holds(answers, facts))
    return (*held, ALWAYS)


def fitting(cards: Sequence[Tip], signals: Sequence[str], seen: Sequence[str]) -> Fitting | None:
    """Return the card of the strongest signal that was not picked lately (`seen`, newest first).

    When all that fits was picked lately, the cards that always fit come in; when those were too,
    the one picked longest ago. Never the newest again, unless there is no other. None: no cards.
    """
    found = [
        Fitting(card, signal)
        for signal in signals
        for card in cards
        if signal in (card.fits or (ALWAYS,))
    ]
    for one in found:
        if one.tip.id not in seen:
            return one
    return max(found, key=lambda one: seen.index(one.tip.id), default=None)


def remember(tip: Tip, seen: Sequence[str], rules: TipRules) -> tuple[str, ...]:
    """Return what was picked lately, with this card in front."""
    return (tip.id, *(one for one in seen if one != tip.id))[: rules.remembered]


def _latest_is_gentle(record: Record) -> bool:
    """Whether the last card with answers became gentle: "Ik zie ertegenop"."""
    for run, answers in record:
        if answers:
            return run.card is not None and run.card.gentle
    return False
