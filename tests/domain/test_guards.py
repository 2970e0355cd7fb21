"""The guards only ever lower: each alone, and each on top of anything else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import dose
from bot.domain.card import Activity
from bot.domain.case import Case
from bot.domain.relief import Relief
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Health, Situation
from tests.domain.plays import (
    CLOCKS,
    FORMS,
    HEADS,
    LENGTHS,
    NEEDS,
    feelings,
    guarded,
    height,
    play,
    usual,
)

feeling_strategy = st.builds(
    Feeling,
    st.integers(1, 10),
    st.sampled_from(NEEDS),
    st.sampled_from(LENGTHS),
    st.sampled_from(HEADS),
)
situation_strategy = st.builds(
    lambda clock, **given: Situation(local=clock[0], dark=clock[1], **given),
    clock=st.sampled_from(CLOCKS),
    standing=st.sampled_from(Standing),
    stage=st.integers(12, 36),
    eased=st.booleans(),
    health=st.sampled_from(Health),
    ran_today=st.booleans(),
    ran_yesterday=st.booleans(),
    ran_day_before=st.booleans(),
    hard_yesterday=st.booleans(),
    busy_day=st.booleans(),
    after_busy=st.booleans(),
    minutes_free=st.none() | st.integers(-10, 90),
    cap=st.none() | st.integers(1, 90),
    forbidden=st.frozensets(st.sampled_from([form.key for form in FORMS.forms])),
    pinned=st.none() | st.sampled_from([form.key for form in FORMS.forms]),
    earlier_runs=st.integers(0, 20),
)


@pytest.mark.parametrize("situation", guarded(usual()))
def test_each_guard_alone_only_lowers(situation: Situation) -> None:
    """With one guard's cause added no card asks more than without it."""
    calm = [feeling for feeling in feelings() if feeling.tension == 5]
    raised = [
        feeling
        for feeling in calm
        if height(play(feeling, situation).pick) > height(play(feeling, usual()).pick)
    ]
    assert raised == []


def lowered(situation: Situation) -> list[Situation]:
    """Return this situation with one more cause each time."""
    return [
        replace(situation, health=Health.TALK_FIRST)
        if situation.health is Health.FINE
        else situation,
        replace(situation, ran_today=True),
        replace(situation, ran_yesterday=True),
        replace(situation, hard_yesterday=True),
        replace(situation, dark=True),
        replace(situation, stage=min(situation.stage, 14)),
        replace(situation, cap=min(situation.cap or 99, 15)),
        replace(situation, minutes_free=min(situation.minutes_free or 99, 15)),
    ]


@given(feeling_strategy, situation_strategy)
def test_each_guard_lowers_on_top_of_the_others(feeling: Feeling, situation: Situation) -> None:
    """Whatever else is going on, one cause more never asks more."""
    before = height(play(feeling, situation).pick)
    for worse in lowered(situation):
        if worse.minutes_free is not None and situation.minutes_free == 0:
            continue
        assert height(play(feeling, worse).pick) <= before


@given(feeling_strategy, situation_strategy)
def test_a_rising_tension_never_asks_more(feeling: Feeling, situation: Situation) -> None:
    """The same check-in with a higher tension asks the same or less."""
    heights = [
        height(play(replace(feeling, tension=tension), situation).pick) for tension in range(1, 11)
    ]
    assert heights == sorted(heights, reverse=True)


@given(feeling_strategy, situation_strategy)
def test_every_guard_only_narrows_the_limits(feeling: Feeling, situation: Situation) -> None:
    """Step by step: fewer forms, fewer minutes, and resting always allowed."""
    case = Case.of(feeling, situation, FORMS)
    limits = dose.widest(case)
    for step in dose.guarded(case, limits):
        assert step.limits.allowed <= limits.allowed
        assert all(step.limits.most(one) <= limits.most(one) for one in Activity)
        assert "rest" in step.limits.allowed
        limits = step.limits


@given(feeling_strategy, situation_strategy)
def test_every_reason_is_in_the_list_of_words(feeling: Feeling, situation: Situation) -> None:
    """No guard gives a reason that the words do not have to cover."""
    case = Case.of(feeling, situation, FORMS)
    reasons = {step.reason.key for step in dose.guarded(case, dose.widest(case))}
    assert reasons <= dose.GUARD_REASONS


def test_every_listed_reason_can_be_given() -> None:
    """The list of guard reasons holds nothing that no guard says."""
    places = [
        replace(s, standing=standing)
        for s in guarded(usual())
        for standing in (Standing.USED, Standing.STARTING, Standing.BURN_OUT)
    ]
    said = {
        step.reason.key
        for place in places
        for feeling in (Feeling(5, "movement", "short"), Feeling(9, "silence", "short", "tired"))
        for case in [Case.of(feeling, place, FORMS)]
        for step in dose.guarded(case, dose.widest(case))
    }
    assert said == dose.GUARD_REASONS


@pytest.mark.parametrize("form", ["trail", "mindful", "reset", "interval_light"])
def test_each_guard_alone_lowers_what_was_learned_too(form: str) -> None:
    """Where the pick leaned to something calm, a guard never brings back something harder."""
    relief = Relief({(form, None): 3.0}, frozenset({form}))
    learned = replace(usual(), relief=relief)
    calm = [feeling for feeling in feelings() if feeling.tension == 5]
    before = {feeling: height(play(feeling, learned).pick) for feeling in calm}
    raised = [
        (feeling, situation)
        for situation in guarded(learned)
        for feeling in calm
        if height(play(feeling, situation).pick) > before[feeling]
    ]
    assert raised == []
