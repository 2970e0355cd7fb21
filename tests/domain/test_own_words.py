"""Own words back: which sentence returns, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.own_words import Remembered, best_of, clipped, may_help
from bot.domain.run import Run, RunState, Sentence
from tests.domain.plays import LIBRARY

RULES = LIBRARY.own_words
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TRAIL = Pick("trail", "trail", Activity.RUN, Minutes(20, 20))
RESET = replace(TRAIL, form="reset", name="reset")


def told(name: str, pick: Pick, need: str, *, days: int = 30, after: str = "3") -> Remembered:
    """Return a sentence of so many days ago, after a run that began at tension 7."""
    card = Recommendation(pick, (), (), "talk", "sounds", "known_loop")
    day = TODAY - timedelta(days=days)
    run = Run(name, "runner", RunState.REFLECTED, day, NOW, card=card)
    answers = {"tension": "7", "need": need, "tension_after": after}
    return Remembered(run, answers, Sentence(name, name, "runner", name, NOW, None, None))


def best(*remembered: Remembered, pick: Pick = TRAIL) -> str | None:
    """Return the name of the sentence that comes back on a card with this pick, for silence."""
    found = best_of(remembered, pick, "silence", TODAY, RULES)
    return None if found is None else found.sentence.text


def test_much_tension_or_a_dip_is_the_moment() -> None:
    """From tension 7, or ten days after the last run; never before a first run."""
    assert may_help(7, TODAY, TODAY, RULES)
    assert not may_help(6, TODAY - timedelta(days=9), TODAY, RULES)
    assert may_help(3, TODAY - timedelta(days=10), TODAY, RULES)
    assert not may_help(3, None, TODAY, RULES)


def test_same_form_and_need_come_first() -> None:
    """Both the same before one of them; what shares neither never comes."""
    other = told("neither", RESET, "movement")
    need, form = told("need", RESET, "silence"), told("form", TRAIL, "movement")
    assert best(other, need, form, told("both", TRAIL, "silence")) == "both"
    assert best(other, need, form) == "form"
    assert best(other) is None


def test_a_run_that_got_no_lighter_is_not_recalled() -> None:
    """Only after a run with less tension than before it."""
    assert best(told("heavier", TRAIL, "silence", after="8")) is None
    assert best(told("same", TRAIL, "silence", after="7")) is None


def test_a_run_with_pain_is_not_recalled() -> None:
    """Lighter or not: a run that hurt does not come back as an example."""
    hurt = told("hurt", TRAIL, "silence")
    assert best(replace(hurt, answers={**hurt.answers, "pain": "tendon"})) is None


def test_yesterdays_sentence_waits() -> None:
    """A sentence comes back after some days, not at once."""
    assert best(told("fresh", TRAIL, "silence", days=RULES.least_days - 1)) is None
    assert best(told("older", TRAIL, "silence", days=RULES.least_days)) == "older"


def test_only_the_card_of_a_run_carries_it() -> None:
    """A card that says walk or rest does not remind of running."""
    walk = replace(TRAIL, activity=Activity.WALK)
    assert best(told("run", TRAIL, "silence"), pick=walk) is None


def test_a_long_sentence_is_clipped_to_one_line() -> None:
    """So many words, one line, and no word without end."""
    assert clipped("een twee\ndrie, vier", 3) == "een twee drie…"
    assert clipped("een twee", 3) == "een twee"
    assert len(clipped("x" * 4000, 3)) < 300
