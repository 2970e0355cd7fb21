"""Which card fits: the same answers give the same card, and never the same card twice in a row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner, Safety, Standing
from bot.domain.tips import (
    ALWAYS,
    Fitting,
    Tip,
    facts_of,
    fitting,
    remember,
    said_lately,
    true_signals,
)
from tests.furnished import LIBRARY

RULES = LIBRARY.tips.rules
WINDOWS = LIBRARY.run_forms.windows
CARDS = LIBRARY.tips.shelf("nl", "en").cards
TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SANNE = Runner(
    "r", 1, "Sanne", "nl", "Europe/Amsterdam", standing=Standing.USED, safety=Safety.CLEAR
)
Record = list[tuple[Run, Mapping[str, str]]]
PLAIN = {"tension": "5", "need": "movement", "length": "short"}


def done(days_ago: int, answers: Mapping[str, str], state: RunState = RunState.REFLECTED) -> Record:
    """Return a record of one run, so many days ago."""
    day = TODAY - timedelta(days=days_ago)
    return [(Run("1", "r", state, day, NOON - timedelta(days=days_ago)), answers)]


def strongest(record: Record, *, runner: Runner = SANNE, local: datetime = NOON) -> str:
    """Return the key of the signal that this record gives."""
    facts = facts_of(runner, record, local, RULES, WINDOWS, local.month)
    return true_signals(RULES, said_lately(record, TODAY, RULES), facts)[0]


@pytest.mark.parametrize(
    ("answers", "signal"),
    [
        ({"unwell": "chest"}, "unwell"),
        ({"unwell": "pain"}, "pain_before"),
        ({"pain": "tendon", "talk_test": "no"}, "pain"),
        ({"extra": "dreaded"}, "dread"),
        ({"talk_test": "no", "head": "full"}, "too_hard"),
        ({"extra": "longer"}, "went_on"),
        ({"tension_after": "8", "tension": "8"}, "still_tense"),
        ({"tension": "9", "head": "full"}, "tense"),
        ({"head": "full"}, "full_head"),
        ({"head": "restless"}, "restless_head"),
        ({"head": "tired"}, "tired_head"),
        ({"need": "silence"}, "silence"),
        ({"pain": "none", "talk_test": "yes"}, "movement"),
    ],
)
def test_the_strongest_signal_of_the_last_answers(answers: Mapping[str, str], signal: str) -> None:
    """Safety first, then how the run was, then the head, then what was needed."""
    assert strongest(done(1, {**PLAIN, **answers})) == signal


def test_old_answers_say_nothing_about_today() -> None:
    """After a week only what is true now counts: here, that the last run is long ago."""
    full = {**PLAIN, "head": "full"}
    assert strongest(done(7, full)) == "full_head"
    assert strongest(done(8, full)) == ALWAYS
    assert strongest(done(10, full)) == "away"


def test_not_going_is_a_signal() -> None:
    """*Vandaag niet* asks for the cards on hard days."""
    assert strongest(done(1, PLAIN, RunState.DECLINED)) == "not_gone"


def test_a_gentle_card_was_dreaded() -> None:
    """*Ik zie ertegenop* changes the card, not the answers: the card tells it."""
    pick = Pick("reset", "reset", Activity.RUN, Minutes(10, 10))
    card = Recommendation(pick, (), (), tempo="talk", cue="sounds", route="known_loop")
    ((run, answers),) = done(0, PLAIN)
    assert strongest([(replace(run, card=replace(card, gentle=True)), answers)]) == "dread"
    assert strongest([(replace(run, card=card), answers)]) == "movement"


def test_the_evening_is_a_signal() -> None:
    """At night the card on sleep goes before that on a full head."""
    late = NOON.replace(hour=22)
    assert strongest(done(0, {**PLAIN, "head": "full"}), local=late) == "night"


@pytest.mark.parametrize(
    ("standing", "signal"),
    [(Standing.STARTING, "first"), (Standing.TRAINING, "first"), (Standing.BURN_OUT, "first")],
)
def test_who_never_ran_gets_a_beginning(standing: Standing, signal: str) -> None:
    """Without a record the first signal is that nothing was run yet."""
    assert strongest([], runner=replace(SANNE, standing=standing)) == signal


CARD_A = Tip("a", "why", "A", "a", ("full_head",))
CARD_B = Tip("b", "why", "B", "b", ("full_head",))
CARD_C = Tip("c", "why", "C", "c")


def test_the_strongest_fit_that_was_not_shown_lately() -> None:
    """Cards of the signal first, then those that always fit, then the one of longest ago."""
    cards, signals = (CARD_C, CARD_A, CARD_B), ("full_head", ALWAYS)
    shown: list[str] = []
    seen: tuple[str, ...] = ()
    for _ in range(5):
        found = fitting(cards, signals, seen)
        assert found is not None
        shown.append(found.tip.id)
        seen = remember(found.tip, seen, RULES)
    assert shown == ["a", "b", "c", "a", "b"]


def test_the_reason_is_the_signal_that_the_card_fits() -> None:
    """A card that names no signal is explained by none."""
    assert fitting((CARD_A,), ("full_head", ALWAYS), ()) == Fitting(CARD_A, "full_head")
    assert fitting((CARD_A, CARD_C), (ALWAYS,), ()) == Fitting(CARD_C, ALWAYS)


def test_an_empty_shelf_has_nothing_to_pick() -> None:
    """Nothing breaks when every card was removed."""
    assert fitting((), (ALWAYS,), ("a",)) is None


@pytest.mark.parametrize("signal", [*(one.key for one in RULES.signals), ALWAYS])
def test_never_the_same_card_twice_in_a_row(signal: str) -> None:
    """Whatever is true, twenty picks from the real cards never repeat the one before."""
    seen: tuple[str, ...] = ()
    for _ in range(20):
        found = fitting(CARDS, (signal, ALWAYS), seen)
        assert found is not None
        assert found.tip.id not in seen[:1]
        seen = remember(found.tip, seen, RULES)
    assert len(seen) == RULES.remembered


@pytest.mark.parametrize("signal", [one.key for one in RULES.signals])
def test_every_signal_has_a_card(signal: str) -> None:
    """What can be told by the answers leads to a card about it, not to any card."""
    found = fitting(CARDS, (signal, ALWAYS), ())
    assert found is not None
    assert found.signal == signal
