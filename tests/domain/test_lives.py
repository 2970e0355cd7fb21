"""Whole lives of check-ins, held against the rules: no path of answers leads past them.

By default a few seconds of them, in the nightly form three million, in lots that processes share.
"""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from bot.domain.card import Activity
from bot.domain.form_tables import REST
from bot.domain.runner import Safety, Standing
from tests.domain.lives import Life, Moved, staged
from tests.domain.plays import FORMS
from tests.nightly import NIGHTLY

LOTS, PLAYS = (30, 100_000) if NIGHTLY else (1, 10_000)  # so many plays in each lot
APART = 1_000_000  # between the seeds of two lots: no life is lived twice
DAYS = 250  # of one life

WITHOUT_A_RUN = frozenset({"walk", "breathe", REST})
STILL = frozenset({"breathe", REST})
LATE = frozenset({"walk", "mindful", "breathe", REST})


def within_stage(moved: Moved) -> bool:
    """Nobody who builds up is offered a run beyond his stage; walking is no part of it."""
    if not staged(moved.runner):
        return True
    return all(pick.minutes.high <= moved.runner.stage for pick in moved.runs)


def within_cap(moved: Moved) -> bool:
    """Nobody is offered more than his coach's cap."""
    cap = moved.guidance.cap
    return cap is None or all(pick.minutes.high <= cap for pick in moved.picks)


def within_the_time(moved: Moved) -> bool:
    """Nothing lasts longer than what is left before the moment; resting has no minutes."""
    free = moved.situation.minutes_free
    return free is None or all(pick.minutes.high <= max(1, free) for pick in moved.picks)


def no_run_with_a_complaint(moved: Moved) -> bool:
    """What was reported and is not over: no run; with a red flag or illness no walk either."""
    books = moved.books
    forms = {pick.form for pick in moved.picks}
    if books.red_flag:
        return forms <= STILL
    return not books.complains or forms <= WITHOUT_A_RUN


def no_run_before_the_doctor(moved: Moved) -> bool:
    """Who must talk to a doctor first walks and breathes."""
    return moved.runner.safety is not Safety.TALK_FIRST or not moved.runs


def no_run_without_rest(moved: Moved) -> bool:
    """Ran today; yesterday, for who builds up; the last two days, for everybody: no run."""
    today, days = moved.local.date(), moved.books.run_days
    one, two = today - timedelta(days=1), today - timedelta(days=2)
    builds_up = staged(moved.runner)
    rest = today in days or (one in days and (builds_up or two in days))
    return not rest or not moved.runs


def no_run_when_worn_out(moved: Moved) -> bool:
    """Tension 9-10 with a tired head, or with burn-out: running at walking pace at most."""
    tired = moved.feeling.head == "tired" or moved.runner.standing is Standing.BURN_OUT
    if moved.feeling.tension < 9 or not tired:
        return True
    return all(pick.form == "walking_pace" for pick in moved.runs)


def short_when_tense(moved: Moved) -> bool:
    """Tension 8 or more: 20 minutes at most, whatever the need."""
    return moved.feeling.tension < 8 or all(pick.minutes.high <= 20 for pick in moved.picks)


def not_brisk(moved: Moved) -> bool:
    """No `interval_light` where a guard forbids it."""
    runner, yesterday = moved.runner, moved.local.date() - timedelta(days=1)
    forbidden = (
        runner.standing is Standing.BURN_OUT
        or (staged(runner) and runner.stage < 20)
        or moved.feeling.tension >= 8
        or yesterday in moved.books.hard_days
        or moved.local.time() >= time(20)
    )
    return not forbidden or "interval_light" not in {pick.form for pick in moved.picks}


def light_after_a_hard_day(moved: Moved) -> bool:
    """After a hard or long run: nothing long, 30 minutes at most."""
    if moved.local.date() - timedelta(days=1) not in moved.books.hard_days:
        return True
    return all(p.minutes.high <= 30 and p.form != "long_easy" for p in moved.picks)


def small_at_night(moved: Moved) -> bool:
    """After 21:30: 15 minutes of walking or attention, or breathing at home."""
    if moved.local.time() < time(21, 30):
        return True
    return all(pick.form in LATE and pick.minutes.high <= 15 for pick in moved.picks)


def no_forest_in_the_dark(moved: Moved) -> bool:
    """No trail without daylight."""
    return not moved.situation.dark or "trail" not in {pick.form for pick in moved.picks}


def nothing_forbidden(moved: Moved) -> bool:
    """What the coach forbade is nowhere; resting cannot be forbidden."""
    return not ({pick.form for pick in moved.picks} - {REST}) & moved.guidance.forbidden


def never_faster(moved: Moved) -> bool:
    """No stage comes sooner than eight days after the one before, unless the coach set one."""
    books = moved.books
    if not staged(moved.runner) or books.coach_set_stage:
        return True
    if books.first_run is None:
        return moved.runner.stage == 12
    days = (moved.local.date() - books.first_run).days
    return moved.runner.stage <= 12 + 2 * (days // 8)


RULES: tuple[Callable[[Moved], bool], ...] = (
    within_stage,
    within_cap,
    within_the_time,
    no_run_with_a_complaint,
    no_run_before_the_doctor,
    no_run_without_rest,
    no_run_when_worn_out,
    short_when_tense,
    not_brisk,
    light_after_a_hard_day,
    small_at_night,
    no_forest_in_the_dark,
    nothing_forbidden,
    never_faster,
)


def broken(first: int) -> dict[str, str]:
    """Play a lot; return what was broken, each rule with the first place where it was."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    played, seed = 0, first
    while played < PLAYS:
        for moved in Life.begun(seed).cards(DAYS):
            played += 1
            seen |= {pick.form for pick in moved.picks}
            for rule in RULES:
                if rule.__name__ not in found and not rule(moved):
                    found[rule.__name__] = f"life {seed}, {moved.local:%Y-%m-%d %H:%M}: {moved}"
        seed += 1
    assert seen == {form.key for form in FORMS.forms}, "these lives never come to every form"
    return found


@pytest.mark.timeout(3_600 if NIGHTLY else 120)
@pytest.mark.parametrize("lot", range(LOTS))
def test_no_life_leads_past_a_rule(lot: int) -> None:
    """In all these lives, after any answers, days and wishes, every rule held."""
    assert broken(1 + lot * APART) == {}


def test_lives_are_lived() -> None:
    """These lives reach what the rules are about: stages, complaints, rest days, burn-outs."""
    every = [moved for seed in range(40) for moved in Life.begun(seed).cards(60)]
    assert {moved.runner.standing for moved in every} == set(Standing)
    assert any(moved.runner.stage > 16 for moved in every)
    assert any(moved.card.pick.activity is Activity.REST for moved in every)
    assert any(moved.situation.minutes_free is not None for moved in every)
    assert sum(bool(moved.runs) for moved in every) > len(every) / 4
