"""Learning leans, and never tries anything out: the record, the tables and the guards."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.card import LEARNED, Activity, Recommendation
from bot.domain.relief import Experience, Relief, learn
from bot.domain.situation import Feeling, Situation
from tests.domain.plays import LIBRARY, NEEDS, WEDNESDAY, guarded, play, usual

NUMBERS = LIBRARY.learning
FORMS = ("reset", "mindful", "trail", "interval_light", "long_easy")
SILENCE = Feeling(5, "silence", "short", "plain")


def runs(form: str, *reliefs: float, need: str = "silence", fits: bool = False) -> list[Experience]:
    """Return runs of one form that relieved so much."""
    return [Experience(form, need, fits, relief) for relief in reliefs]


CLEAR = [*runs("mindful", 0, 1, 0, 0, fits=True), *runs("reset", 5, 4, 5)]
"""Mindful, the table's pick in silence, did little for him; a reset a lot."""


def leaning(
    record: list[Experience], feeling: Feeling = SILENCE, **facts: object
) -> Recommendation:
    """Return the card for this feeling after this record."""
    situation = replace(usual(), relief=learn(record, NUMBERS), **facts)  # type: ignore[arg-type]
    return play(feeling, situation)


def test_a_clear_record_leans_the_pick() -> None:
    """Silence picks mindful; who got much lighter by the reset gets the reset."""
    assert leaning([]).pick.form == "mindful"
    assert leaning(CLEAR).pick.form == "reset"


def test_a_card_that_leaned_says_so() -> None:
    """The reason is told, and the table's own pick is the first alternative."""
    card = leaning(CLEAR)
    assert card.reasons[0].key == LEARNED
    assert card.leaned_from is not None
    assert card.leaned_from.form == card.alternatives[0].form == "mindful"


def test_four_runs_are_too_few() -> None:
    """Before five runs the table alone decides, however clear they are."""
    few = [*runs("mindful", 0, 0, fits=True), *runs("reset", 6, 6)]
    assert leaning(few).pick.form == "mindful"


def test_nothing_is_tried_out() -> None:
    """However little the table's pick did for him, no form that he never ran is picked."""
    poor = [*runs("mindful", -1, -1, -1, -1, fits=True), *runs("interval_light", 6, 6, 6, 6)]
    assert learn(poor, NUMBERS).taste("mindful", "silence") < -1
    assert leaning(poor, forbidden=frozenset({"interval_light"})).pick.form == "mindful"


def test_one_form_alone_says_nothing() -> None:
    """Five runs of one form are no ground to lean on: two forms at least."""
    assert learn(runs("reset", 5, 5, 5, 5, 5), NUMBERS) == Relief()


def test_a_little_better_is_no_reason() -> None:
    """A point more, now and then, may be chance: the table stays."""
    lucky = [*runs("mindful", 3, 2, 3, 3, fits=True), *runs("reset", 3, 3)]
    assert leaning(lucky).pick.form == "mindful"


def test_a_form_of_which_the_coach_said_no_stays_away() -> None:
    """Inside the guards: a forbidden form is not leaned to."""
    assert leaning(CLEAR, forbidden=frozenset({"reset"})).pick.form == "mindful"


def test_a_pinned_form_stays() -> None:
    """What the coach pinned is stronger than the record."""
    assert leaning(CLEAR, pinned="trail").pick.form == "trail"


def test_a_tired_head_gets_nothing_brisk() -> None:
    """Light intervals may have relieved most: with a tired head they are not leaned to."""
    brisk = [*runs("trail", 0, 0, 0, fits=True), *runs("interval_light", 6, 6, 6)]
    assert leaning(brisk, replace(SILENCE, head="plain")).pick.form == "interval_light"
    assert leaning(brisk, replace(SILENCE, head="tired")).pick.form != "interval_light"


def test_who_starts_tense_comes_down_further() -> None:
    """From 9 to 5 counts no more than from 5 to 3: the same form, only another day."""
    assert NUMBERS.relief(9, 5) == NUMBERS.relief(5, 3)


experience = st.builds(
    Experience,
    st.sampled_from((*FORMS, "walking_pace")),
    st.sampled_from(NEEDS),
    st.booleans(),
    st.integers(-5, 8).map(float),
)
guarded_situations = st.sampled_from(
    [usual(), *guarded(usual()), replace(usual(), local=WEDNESDAY)]
)


@given(st.lists(experience, max_size=30), guarded_situations, st.sampled_from(NEEDS))
def test_only_what_the_guards_allow_and_he_ran_himself(
    record: list[Experience], situation: Situation, need: str
) -> None:
    """Whatever the record: the pick is one of the table's card, and never one that he never ran."""
    feeling = Feeling(6, need, "long", "restless")
    table = play(feeling, situation)
    card = play(feeling, replace(situation, relief=learn(record, NUMBERS)))
    allowed = {pick.form for pick in (table.pick, *table.alternatives)}
    assert card.pick.form in allowed
    if card.pick.form != table.pick.form:
        assert card.pick.form in {run.form for run in record}
        assert card.pick.activity is table.pick.activity is Activity.RUN
