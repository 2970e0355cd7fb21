"""Moments in plain words: a table of phrases, and what holds for every text."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.moment_phrases import Here, NeedsTime, Phrase, Reading, Unclear, read_best
from bot.domain.wall_clock import at
from handlers import moment_words
from tests.steps import LIBRARY, WORDS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HERE = Here(datetime(2026, 11, 25, 10, 7, tzinfo=AMSTERDAM), AMSTERDAM)
ZONES = ("Europe/Amsterdam", "Australia/Lord_Howe", "Africa/Casablanca", "America/New_York")
ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "moment_phrases.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SPOKEN = sorted(
    {word for row in ROWS for word in row[1].split()}
    | {"-", "\u2013", "@", ":"}
    | {"of", "12", "31/12", "2:30", "00:30", "een", "a", "next", "zo", "sun"}
)
phrases = st.one_of(
    st.sampled_from([row[1] for row in ROWS]),
    st.lists(st.sampled_from(SPOKEN), max_size=8).map(" ".join),
)
languages = st.sampled_from(sorted(WORDS.languages))
heres = st.builds(
    lambda zone, minutes: Here(
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), ZoneInfo(zone)
    ),
    st.sampled_from(ZONES),
    st.integers(0, 3 * 366 * 1440),
)


def read(text: str, language: str, here: Here = HERE) -> Phrase:
    """Read a text as a runner with this language typed it."""
    return read_best(text, LIBRARY.moments.of(language), here, LIBRARY.moments.numbers)


def told(phrase: Phrase) -> tuple[str, ...]:
    """Return a reading as the table writes it."""
    match phrase:
        case Reading(slot, label):
            ends = f"{slot.ends:%H:%M}" if slot.ends else "-"
            return f"{slot.day}", f"{slot.starts:%H:%M}", ends, label
        case NeedsTime(day, label):
            return f"{day}", "?", "-", label
        case Unclear(why, label=label):
            return f"!{why}", "-", "-", label


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_a_phrase_is_read_as_the_table_says(row: tuple[str, ...]) -> None:
    """Day, from, to and label, or why not."""
    language, phrase, *expected = row
    assert told(read(phrase, language)) == tuple(expected)


def test_the_table_is_long_enough() -> None:
    """At least 120 phrases, and both languages."""
    assert len(ROWS) >= 120
    assert {row[0] for row in ROWS} == {"nl", "en"}


@given(text=st.text(max_size=80), language=languages, here=heres)
def test_no_text_breaks_it(text: str, language: str, here: Here) -> None:
    """Whatever is typed has an answer."""
    assert read(text, language, here)


@given(text=phrases, language=languages, here=heres)
def test_no_moment_lies_in_the_past(text: str, language: str, here: Here) -> None:
    """Nor does another reading of it, in any zone, at any time."""
    phrase = read(text, language, here)
    assume(isinstance(phrase, Reading))
    assert isinstance(phrase, Reading)
    for slot in (phrase.slot, *phrase.others):
        assert at(slot.day, slot.starts, here.zone) > here.now


@given(text=phrases, language=languages, here=heres)
def test_what_is_said_back_is_the_same_moment(text: str, language: str, here: Here) -> None:
    """The echo, typed again at the same time, is the same day, times and label."""
    phrase = read(text, language, here)
    assume(isinstance(phrase, Reading))
    assert isinstance(phrase, Reading)
    say = WORDS.of(language)
    for slot in (phrase.slot, *phrase.others):
        echo = moment_words.once(slot, phrase.label, here.today, say)
        again = read(echo, language, here)
        assert isinstance(again, Reading), echo
        assert (again.slot, again.label) == (slot, phrase.label), echo


@given(
    text=st.sampled_from([row[1] for row in ROWS]),
    language=languages,
    here=heres,
    change=st.sampled_from(
        (
            str.upper,
            str.title,
            str.casefold,
            "  {}  ".format,
            "{}!".format,
            "{}.".format,
            "{} ...".format,
            lambda text: text.replace(" ", " \t ").replace("'s", "\u2019s"),
        )
    ),
)
def test_harmless_changes_change_nothing(
    text: str, language: str, here: Here, change: object
) -> None:
    """Case, spaces, an exclamation mark: the same moment."""
    assert callable(change)
    before, after = read(text, language, here), read(change(text), language, here)
    assert told(before)[:3] == told(after)[:3]


def test_in_the_hour_that_comes_twice_nothing_is_planned_before_now() -> None:
    """25 October 2026, 02:30 summer time: "over een uur" is 02:30 again, which cannot be said."""
    here = Here(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), AMSTERDAM)
    assert isinstance(read("over een uur", "nl", here), Unclear)


def test_over_the_spring_change_an_hour_is_an_hour() -> None:
    """28 March 2027, 01:30: an hour later clocks show 03:30."""
    here = Here(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), AMSTERDAM)
    assert told(read("over een uur", "nl", here))[:2] == ("2027-03-28", "03:30")


def test_the_year_goes_on() -> None:
    """On New Year's Eve tomorrow is another year, and so is 3 January."""
    here = Here(datetime(2026, 12, 31, 12, 0, tzinfo=AMSTERDAM), AMSTERDAM)
    assert told(read("morgen 15:00", "nl", here))[0] == "2027-01-01"
    assert told(read("3 januari 15:00", "nl", here))[0] == "2027-01-03"


def test_day_and_month_that_may_change_places_are_both_offered() -> None:
    """12/3 in English is 12 March or December 3."""
    phrase = read("12/3 at 10am", "en")
    assert isinstance(phrase, Reading)
    assert {f"{slot.day:%d-%m}" for slot in (phrase.slot, *phrase.others)} == {"12-03", "03-12"}


def test_a_label_read_in_another_language_has_no_fillers_of_ones_own() -> None:
    """What was left out once is not there to be left out of what is said back."""
    phrase = read("'s 00:30 uur ik until", "nl")
    assert isinstance(phrase, Reading)
    echo = moment_words.once(phrase.slot, phrase.label, HERE.today, WORDS.of("nl"))
    again = read(echo, "nl")
    assert isinstance(again, Reading)
    assert again.label == phrase.label
