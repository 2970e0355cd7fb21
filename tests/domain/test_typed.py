"""Typed answers count as taps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questionnaire import Question, parse_typed
from bot.domain.typed import bare_option

SCALE = Question("tension", "scale", tuple(str(n) for n in range(1, 11)))
LENGTH = Question("length", "choice", ("short", "long"))
HEAD = Question("head", "choice", ("restless", "tired", "full", "plain"))
NUMBERS = {
    "": ("een", "doe", "maar"),
    "1": ("één",),
    "7": ("zeven",),
    "8": ("acht",),
    "10": ("tien",),
}
LENGTHS = {"": ("een", "graag"), "short": ("Kort rondje",), "long": ("Langer en rustig",)}
HEADS = {
    "restless": ("Onrustig",),
    "tired": ("Moe", "uitgeput"),
    "full": ("Vol",),
    "plain": ("Gewoon",),
}


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("7", "7"),
        (" 7. ", "7"),
        ("zeven", "7"),
        ("Zeven!", "7"),
        ("een 7", "7"),
        ("doe maar een zeven", "7"),
        ("7/10", "7"),
        ("7 van de 10", "7"),
        ("10", "10"),
        ("één", "1"),
        ("een", "1"),
        ("7️⃣", "7"),
        ("07", "7"),
    ],
)
def test_a_number_is_understood(text: str, option: str) -> None:
    """However one writes it, a number on the scale is that number."""
    assert parse_typed(SCALE, text, NUMBERS) == option


@pytest.mark.parametrize(
    "text",
    ["", "0", "11", "7,5", "7.5", "-3", "7 of 8", "zeven of acht", "hoog", "70", "?!", "17/10"],
)
def test_what_is_no_number_is_asked_again(text: str) -> None:
    """Nothing, half numbers, two numbers, and numbers off the scale are not guessed at."""
    assert parse_typed(SCALE, text, NUMBERS) is None


@pytest.mark.parametrize(
    ("question", "text", "option"),
    [
        (LENGTH, "kort", "short"),
        (LENGTH, "KORT RONDJE", "short"),
        (LENGTH, "een kort rondje graag", "short"),
        (LENGTH, "rondje", "short"),
        (LENGTH, "short, kort rondje", "short"),
        (LENGTH, "short", "short"),
        (LENGTH, "lang", "long"),
        (HEAD, "moe", "tired"),
        (HEAD, "uitgepút!!", "tired"),
        (HEAD, "onr", "restless"),
    ],
)
def test_a_choice_is_understood(question: Question, text: str, option: str) -> None:
    """The option's word, its label, the beginning of it or words of it."""
    assert parse_typed(question, text, {**LENGTHS, **HEADS}) == option


@pytest.mark.parametrize("text", ["", "k", "weet ik niet", "niet kort", "kort of lang", "…"])
def test_an_unclear_choice_is_asked_again(text: str) -> None:
    """What fits no option, or could be a denial, is not guessed at."""
    assert parse_typed(LENGTH, text, LENGTHS) is None


@given(st.text(max_size=40))
def test_any_text_gives_an_option_or_nothing(text: str) -> None:
    """Whatever one types, the answer is an option of the question or None."""
    assert parse_typed(SCALE, text, NUMBERS) in (*SCALE.options, None)
    assert parse_typed(LENGTH, text, LENGTHS) in (*LENGTH.options, None)


@given(st.sampled_from(SCALE.options), st.sampled_from(["", " ", "!", ".", " :)"]))
def test_every_option_is_its_own_answer(option: str, tail: str) -> None:
    """Each number typed as it stands on its button is that tap."""
    assert parse_typed(SCALE, f" {option}{tail}", NUMBERS) == option


@given(st.sampled_from(HEAD.options), st.data())
def test_every_label_is_its_own_answer(option: str, data: st.DataObject) -> None:
    """Each label, in whatever case, is that option."""
    label = data.draw(st.sampled_from(HEADS[option]))
    typed = data.draw(st.sampled_from([label, label.upper(), label.lower(), f"{label}!"]))
    assert parse_typed(HEAD, typed, HEADS) == option


def test_a_shared_beginning_is_not_guessed() -> None:
    """When two options begin alike, the beginning alone is asked again."""
    question = Question("where", "choice", ("park", "path"))
    assert parse_typed(question, "pa", {}) is None


def test_a_word_may_be_said_a_thousand_times() -> None:
    """As long as a message may be: it says no more than once."""
    assert parse_typed(LENGTH, "kort rondje " * 340, LENGTHS) == "short"
    assert parse_typed(HEAD, "moe " * 1024, HEADS) == "tired"
    assert parse_typed(HEAD, "moe " * 1000 + "vol", HEADS) is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("7", "7"),
        ("een 7", "7"),
        ("doe maar een zeven", "7"),
        ("7/10", "7"),
        ("7 van de 10!", "7"),
        ("7 benen", None),
        ("mijn hoofd is acht keer leger", None),
        ("11", None),
        ("7,5", None),
        ("lichter", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_number_and_nothing_else(text: str, option: str | None) -> None:
    """Such a text says nothing as a sentence; with any other word it may be one."""
    assert bare_option(SCALE.options, text, NUMBERS) == option
