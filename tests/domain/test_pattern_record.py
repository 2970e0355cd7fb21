"""What comes first, what a coach may see of it, and that a calm record shows nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.card import Activity
from bot.domain.patterns import (
    FACTS,
    Attended,
    Evidence,
    History,
    Past,
    Pattern,
    PatternKind,
    Planned,
    by_what_matters,
    patterns_of,
)
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Standing
from tests.domain.plays import AMSTERDAM
from tests.domain.records import (
    RULES,
    TABLES,
    TODAY,
    ago,
    card,
    checked_in,
    facts,
    found,
    history,
    went,
)
from tests.furnished import WORDS

GIVEN = {
    "longer": ("dose",),
    "above_dose": ("dose", "minutes"),
    "busy_after": ("minutes",),
    "not_lower": ("before", "after"),
    "pain_late": ("days",),
    "last_run": ("days",),
    "high_tension": ("tension",),
}
"""Which numbers each fact has; the others have none."""


def test_the_runners_own_tap_comes_before_everything() -> None:
    """Each day of it once, for two weeks."""
    record = replace(history(went(9, {"pain": "other"})), heavy=(ago(1), ago(1), ago(13), ago(14)))
    kinds = [one.kind for one in patterns_of(record, RULES)]
    assert kinds == [PatternKind.HEAVY, PatternKind.COMPLAINT]
    assert facts(record, PatternKind.HEAVY) == [(13, "heavy", {}), (1, "heavy", {})]


@pytest.mark.parametrize("what", ["pain", "ill", "dizzy", "chest", "red_flag"])
def test_feeling_unwell_is_an_open_complaint(what: str) -> None:
    """It is shown although it led to no run."""
    record = history(checked_in(4, {"unwell": what}))
    assert facts(record, PatternKind.COMPLAINT) == [(4, what, {})]


def test_a_complaint_that_is_over_is_not_shown() -> None:
    """The runner said so at a later check-in."""
    record = history(went(9, {"pain": "tendon"}), went(4, {"recovered": "yes"}))
    assert found(record, PatternKind.COMPLAINT) is None


def test_pain_after_the_run_that_it_was_over_for_is_open_again() -> None:
    """The check-in asked first; the run came after it."""
    record = history(went(9, {"pain": "tendon"}), went(4, {"recovered": "yes", "pain": "other"}))
    assert facts(record, PatternKind.COMPLAINT) == [(4, "pain_other", {})]


def test_a_red_flag_is_over_when_a_doctor_agrees() -> None:
    """The runner's own word is not enough."""
    chest, own = checked_in(9, {"unwell": "chest"}), went(4, {"recovered": "yes"})
    assert facts(history(chest, own), PatternKind.COMPLAINT) == [(9, "chest", {})]
    agreed = went(2, {"doctor": "yes"})
    assert found(history(chest, own, agreed), PatternKind.COMPLAINT) is None


def test_a_red_flag_that_no_check_in_holds_is_shown_by_its_day() -> None:
    """It was typed, or is older than what is read."""
    record = replace(history(went(4)), red_flag_on=ago(3))
    assert facts(record, PatternKind.COMPLAINT) == [(3, "red_flag", {})]


def test_nothing_before_sharing_is_evidence() -> None:
    """The same runs show nothing to a coach who came the day after the last."""
    bad = {"tension": "9", "tension_after": "9", "talk_test": "no", "pain": "other"}
    runs = [went(days, {**bad, "extra": "longer"}) for days in range(2, 12)]
    assert patterns_of(history(*runs), RULES)
    since = datetime.combine(ago(1), time(), AMSTERDAM)
    assert patterns_of(replace(history(*runs), visible_from=since), RULES) == ()


def test_a_check_in_without_a_run_is_no_evidence() -> None:
    """*Vandaag niet* is not followed up, with the coach neither."""
    stayed = [checked_in(days, {"tension": "10"}) for days in (4, 3, 2)]
    assert patterns_of(history(*stayed), RULES) == ()


def test_who_is_over_a_complaint_is_not_shown_with_it_whatever_may_be_seen() -> None:
    """That it was over was said at a check-in that the coach does not see."""
    record = history(went(9, {"pain": "tendon"}), checked_in(4, {"recovered": "yes"}))
    assert found(record, PatternKind.COMPLAINT) is None


# --- for every record


calm = st.sets(st.integers(0, 20).map(lambda number: 3 * number + 1))
standings = st.sampled_from(Standing)


@given(calm, standings, st.integers(2, 7), st.integers(10, 30))
def test_a_calm_record_shows_nothing(
    days: set[int], standing: Standing, tension: int, minutes: int
) -> None:
    """Runs with rest between, tension that drops, talking that goes, and one of this week."""
    said = {"tension": str(tension), "tension_after": str(tension - 1)}
    runs = [went(one, said, minutes=minutes) for one in {*days, 4}]
    assert patterns_of(history(*runs, standing=standing), RULES) == ()


@given(standings, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_an_empty_record_shows_nothing(standing: Standing, today: date) -> None:
    """Whoever has just begun is not in a dip."""
    assert patterns_of(replace(history(standing=standing), today=today), RULES) == ()


tensions = st.sampled_from([None, "2", "5", "8", "10"])
answers = st.fixed_dictionaries(
    {},
    optional={
        "tension": tensions,
        "tension_after": tensions,
        "talk_test": st.sampled_from(["yes", "no"]),
        "extra": st.sampled_from(["shorter", "longer"]),
        "pain": st.sampled_from(["none", "tendon"]),
        "unwell": st.sampled_from(["pain", "ill", "chest", "other"]),
        "recovered": st.sampled_from(["yes", "no"]),
        "doctor": st.sampled_from(["yes", "no"]),
    },
)


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """Return any check-in with any answers."""
    days, hour = draw(st.integers(0, 70)), draw(st.integers(6, 21))
    drawn: Mapping[str, str | None] = draw(answers)
    said = {asked: given_ for asked, given_ in drawn.items() if given_ is not None}
    if draw(st.booleans()):
        return checked_in(days, said, begins=time(hour))
    on = card(activity=draw(st.sampled_from([Activity.RUN, Activity.WALK])))
    return replace(
        went(days, minutes=draw(st.integers(1, 70)), on=on, begins=time(hour)), answers=said
    )


@st.composite
def records(draw: st.DrawFn) -> History:
    """Return any record."""
    past = draw(st.lists(pasts(), max_size=14, unique_by=lambda one: one.run.id))
    moment = Moment("m", "r", MomentKind.BUSY, When.BEFORE, time(9), time(17), frozenset(range(5)))
    return replace(
        history(*past, standing=draw(standings)),
        moments=(Planned(moment, ago(30)), Planned(replace(moment, starts=time(13)), ago(50))),
        heavy=tuple(ago(days) for days in draw(st.lists(st.integers(0, 30), max_size=3))),
        visible_from=datetime.combine(ago(draw(st.integers(0, 90))), time(12), AMSTERDAM),
    )


@given(records(), st.randoms())
def test_the_order_of_the_record_says_nothing(record: History, dice: Random) -> None:
    """However it is handed over, the same patterns come out."""
    past, moments, heavy = list(record.past), list(record.moments), list(record.heavy)
    for shuffled in (past, moments, heavy):
        dice.shuffle(shuffled)
    other = replace(record, past=tuple(past), moments=tuple(moments), heavy=tuple(heavy))
    assert patterns_of(other, RULES) == patterns_of(record, RULES)


@given(records())
def test_evidence_is_dated_visible_and_can_be_said(record: History) -> None:
    """Each pattern rests on facts in order, of days the coach may see, in every language."""
    first = record.visible_from.date()
    for pattern in patterns_of(record, RULES):
        days = [fact.day for fact in pattern.evidence]
        assert days
        assert days == sorted(days)
        assert pattern.latest == days[-1]
        if pattern.kind is not PatternKind.HEAVY:
            assert all(first <= day <= TODAY for day in days)
        for fact in pattern.evidence:
            assert tuple(sorted(dict(fact.numbers))) == tuple(sorted(GIVEN.get(fact.key, ())))


@pytest.mark.parametrize("language", sorted(WORDS.languages))
def test_every_fact_and_pattern_has_its_words(language: str) -> None:
    """The line names the day and every number; each pattern has a name and a real question."""
    say = WORDS.of(language)
    for key in sorted(FACTS | {TABLES.little_rest.says_so.fact}):
        numbers = tuple((name, 41 + n) for n, name in enumerate(GIVEN.get(key, ())))
        line = say(Evidence(TODAY, key, numbers).words, date="17 jun", **dict(numbers))
        assert "17 jun" in line
        assert all(str(number) in line for _, number in numbers), key
    for kind in PatternKind:
        pattern = Pattern(kind, ())
        assert say(pattern.title)
        assert "?" in say(pattern.question)


# --- the order of the list


def line(
    name: str, *kinds: PatternKind, unread: int = 0, quiet: int = 1, runner_id: str = "r"
) -> Attended:
    """Return a runner of the list."""
    patterns = tuple(Pattern(kind, (Evidence(TODAY, "ran"),)) for kind in kinds)
    return Attended(runner_id, name, patterns, unread, TODAY - timedelta(days=quiet))


def test_runners_are_ordered_by_what_matters_to_a_coach() -> None:
    """Trouble first, then patterns, unread, the longest quiet, and the name."""
    expected = [
        line("Pijn", PatternKind.COMPLAINT),
        line("Twee", PatternKind.DIP, PatternKind.BODY),
        line("Een", PatternKind.DIP, unread=4),
        line("Ongelezen", unread=2),
        line("Stil", quiet=9),
        line("anna", runner_id="a"),
        line("Anna", runner_id="b"),
        line("Bo"),
    ]
    ordered = by_what_matters(reversed(expected))
    assert [one.first_name for one in ordered] == [one.first_name for one in expected]
