"""What the record says of complaints: which one is open, and who may say that it is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.record import Record, complaint_of
from bot.domain.run import Run, RunState
from bot.domain.situation import Health

FIRST = datetime(2026, 6, 1, 9, tzinfo=UTC)


def at(number: int) -> datetime:
    """Return nine o'clock of so many days later."""
    return FIRST + timedelta(days=number)


def told(*answers: Mapping[str, str]) -> Record:
    """Return a record of check-ins, a day each, the first one first; it has the newest first."""
    runs = [
        (Run(f"run-{n}", "anna", RunState.REFLECTED, at(n).date(), at(n)), said)
        for n, said in enumerate(answers)
    ]
    return runs[::-1]


@pytest.mark.parametrize(
    ("answers", "health"),
    [
        ([], Health.FINE),
        ([{"pain": "none"}], Health.FINE),
        ([{"pain": "tendon"}], Health.PAIN),
        ([{"unwell": "ill"}, {}], Health.ILL),
        ([{"unwell": "ill"}, {"recovered": "yes"}], Health.FINE),
        ([{"pain": "tendon"}, {"recovered": "no"}], Health.PAIN),
        ([{"recovered": "no"}, {}], Health.PAIN),
        ([{"recovered": "no"}, {"recovered": "yes"}], Health.FINE),
        ([{"pain": "tendon"}, {"pain": "other"}], Health.PAIN_TWICE),
        ([{"unwell": "red_flag"}], Health.RED_FLAG),
        ([{"unwell": "chest"}, {"recovered": "yes"}], Health.RED_FLAG),
        ([{"unwell": "chest"}, {"doctor": "no"}], Health.RED_FLAG),
        ([{"unwell": "chest"}, {"doctor": "yes"}], Health.FINE),
        ([{"unwell": "chest"}, {"doctor": "yes", "unwell": "chest"}], Health.RED_FLAG),
        ([{"pain": "tendon"}, {"unwell": "chest"}, {"doctor": "yes"}], Health.FINE),
    ],
)
def test_what_is_open(answers: list[dict[str, str]], health: Health) -> None:
    """One's own word ends pain and illness; a red flag ends by a doctor's word alone."""
    assert complaint_of(told(*answers)) is health


def test_pain_in_the_run_after_it_was_over_is_asked_about() -> None:
    """That the earlier pain was over says nothing about the pain of this same run."""
    record = told({"unwell": "ill"}, {"recovered": "yes", "pain": "tendon"})
    assert complaint_of(record) is Health.PAIN


def test_pain_that_comes_back_is_to_be_looked_at() -> None:
    """Pain in two runs, though it was over in between: have it looked at."""
    record = told({"pain": "tendon"}, {"recovered": "yes", "pain": "tendon"})
    assert complaint_of(record) is Health.PAIN_TWICE


def test_a_red_flag_outlives_the_record() -> None:
    """Many check-ins later, when its run is no longer looked at, it still counts."""
    assert complaint_of(told({}, {}, {}), at(-40)) is Health.RED_FLAG
    assert complaint_of(told({}, {"doctor": "yes"}, {}), at(-40)) is Health.FINE


def test_a_red_flag_after_the_doctor_agreed_is_a_new_one() -> None:
    """What was typed after that check-in is not covered by that doctor's word."""
    record = told({"unwell": "chest"}, {"doctor": "yes"})
    assert complaint_of(record, at(1) + timedelta(hours=1)) is Health.RED_FLAG


def test_the_state_of_a_run_does_not_hide_a_complaint() -> None:
    """A complaint told at a card that was then declined counts like any other."""
    ((run, said),) = told({"unwell": "pain"})
    assert complaint_of([(replace(run, state=RunState.DECLINED), said)]) is Health.PAIN
