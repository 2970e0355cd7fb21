"""What the runner asks on the card only lowers, or swaps within what is allowed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain import wishes
from bot.domain.card import Activity, Minutes, Recommendation
from bot.domain.form_tables import RunForms
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Situation
from tests.domain.plays import FORMS, height, local, play, usual
from tests.domain.test_guards import feeling_strategy, situation_strategy

Wish = Callable[[Recommendation, RunForms], Recommendation]
WISHES: tuple[Wish, ...] = (wishes.shorter, wishes.calmer, wishes.gentle)


def card(
    need: str = "movement", length: str = "short", head: str | None = "plain"
) -> Recommendation:
    """Return the card of an ordinary check-in."""
    return play(Feeling(5, need, length, head), usual())


@pytest.mark.parametrize("wish", WISHES)
@given(feeling=feeling_strategy, situation=situation_strategy)
def test_a_wish_only_lowers(wish: Wish, feeling: Feeling, situation: Situation) -> None:
    """However often one asks, neither the pick nor an alternative ever asks more than before."""
    before = play(feeling, situation)
    for _ in range(4):
        after = wish(before, FORMS)
        assert height(after.pick) <= height(before.pick)
        tallest = max(height(pick) for pick in (before.pick, *before.alternatives))
        assert all(height(pick) <= tallest for pick in after.alternatives)
        before = after


@pytest.mark.parametrize("wish", WISHES)
@given(feeling=feeling_strategy, situation=situation_strategy)
def test_after_a_wish_no_form_stands_there_twice(
    wish: Wish, feeling: Feeling, situation: Situation
) -> None:
    """What became the pick is no longer among the alternatives."""
    after = wish(play(feeling, situation), FORMS)
    assert after.pick.form not in {pick.form for pick in after.alternatives}


@given(feeling_strategy, situation_strategy)
def test_a_swap_stays_within_the_alternatives(feeling: Feeling, situation: Situation) -> None:
    """Choosing an alternative gives exactly that alternative, and one can go back."""
    before = play(feeling, situation)
    for other in before.alternatives:
        after = wishes.instead(before, other.name, feeling, situation, FORMS)
        assert after.pick == other
        assert before.pick.activity is Activity.REST or before.pick in after.alternatives


def test_an_unknown_name_changes_nothing() -> None:
    """An old button with a form that is not offered leaves the card as it is."""
    offered = card()
    assert (
        wishes.instead(offered, "gone", Feeling(5, "movement", "short"), usual(), FORMS) == offered
    )


def test_shorter_halves_nothing_at_once() -> None:
    """A reset of 20-30 becomes a third less, and is then called short once it is under 20."""
    once = wishes.shorter(card(), FORMS)
    twice = wishes.shorter(once, FORMS)
    assert (once.pick.minutes, twice.pick.name) == (Minutes(20, 20), "reset_short")


def test_a_shorter_long_run_is_a_reset() -> None:
    """Nobody runs a long run of 20 minutes: it becomes a reset."""
    long = play(Feeling(5, "movement", "long"), replace(usual(), local=local(20, 9)))
    assert wishes.shorter(long, FORMS).pick.form == "reset"


def test_shorter_ends_at_the_shortest_run() -> None:
    """Below 8 minutes a run is not made shorter."""
    small = card()
    for _ in range(10):
        small = wishes.shorter(small, FORMS)
    assert small.pick.minutes.high == FORMS.guards.shortest_run


def test_calmer_goes_down_to_rest() -> None:
    """Calmer and calmer leads from reset over mindful and walking to rest."""
    seen = [card()]
    while seen[-1].pick.activity is not Activity.REST:
        seen.append(wishes.calmer(seen[-1], FORMS))
    assert [one.pick.form for one in seen] == [
        "reset",
        "mindful",
        "walking_pace",
        "walk",
        "breathe",
        "rest",
    ]


def test_dread_halves_the_minutes_and_mixes_walking() -> None:
    """Half the minutes, gentle; asked twice it stays at half."""
    gentle = wishes.gentle(card(), FORMS)
    assert (gentle.gentle, gentle.pick.minutes) == (True, Minutes(10, 15))
    assert wishes.gentle(gentle, FORMS) == gentle


def test_dread_of_the_interval_is_a_reset() -> None:
    """Nobody who dreads the run is sent on brisk minutes."""
    interval = card(head="restless")
    assert interval.pick.form == "interval_light"
    assert wishes.gentle(interval, FORMS).pick.form == "reset"


def test_a_swap_in_the_dark_asks_for_a_lit_loop() -> None:
    """From breathing at home to a walk in the dark: the note about light comes with it."""
    dark = replace(usual(Standing.STARTING), dark=True, minutes_free=4)
    home = play(Feeling(5, "movement", "short"), dark)
    assert home.pick.form == "breathe"
    out = replace(home, alternatives=(replace(home.pick, form="walk", name="walk"),))
    swapped = wishes.instead(out, "walk", Feeling(5, "movement", "short"), dark, FORMS)
    assert "lit_loop" in swapped.notes


def test_a_wish_is_told_once() -> None:
    """Asked for shorter and then calmer, the card names only the last wish."""
    told = wishes.calmer(wishes.shorter(card(), FORMS), FORMS).reasons
    assert [r.key for r in told if r.key in wishes.WISH_REASONS] == ["wish_calmer"]


def forbidding(head: str, length: str, *forms: str) -> Recommendation:
    """Return the card of somebody whose coach forbade these forms."""
    situation = replace(usual(), local=local(20, 9), forbidden=frozenset(forms))
    return play(Feeling(5, "movement", length, head), situation)


def test_no_wish_leads_to_what_the_coach_forbade() -> None:
    """Where the stand-in is forbidden, the next calmer form that is allowed takes its place."""
    long = forbidding("plain", "long", "reset")
    brisk = forbidding("restless", "short", "reset")
    assert (long.pick.form, brisk.pick.form) == ("long_easy", "interval_light")
    assert wishes.shorter(long, FORMS).pick.form == "mindful"
    assert wishes.gentle(long, FORMS).pick.form == "mindful"
    assert wishes.gentle(brisk, FORMS).pick.form == "mindful"
