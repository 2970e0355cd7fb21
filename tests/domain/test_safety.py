"""Words of crisis ring; words about running and being tired do not. The sentences are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import SafetyWords, in_crisis
from tests.domain.plays import LIBRARY

WORDS = LIBRARY.safety_words


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil dood",
        "ik wil echt dood.",
        "IK WIL NIET MEER LEVEN!!!",
        "ik wil gewoon niet meer leven",
        "zelfmoord",
        "Soms denk ik aan zelfmoord, eerlijk gezegd",
        "ik denk aan suïcide",
        "suicide",
        "ik wil er niet meer zijn",
        "ik maak er een eind aan",
        "ik wil mezelf iets aandoen",
        "I want to kill myself",
        "i dont want to live",
        "I don't want to live anymore",
        "I don\u2019t want to live anymore",
        "i want to end it all",
        "zelfmooooord",
        "Lekker gelopen. Ik wil dood",
        "ik ging kapot vandaag. ik wil dood",
        "ik-wil-dood",
    ],
)
def test_explicit_words_ring(text: str) -> None:
    """An explicit word of crisis rings, however it is written."""
    assert in_crisis(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ik ging kapot op die heuvel",
        "wat een moordend tempo was dat",
        "ik ben helemaal dood op",
        "dood op de bank",
        "doodmoe maar lichter",
        "ik wil niet meer werken vandaag",
        "ik wil niet meer",
        "het leven is mooi",
        "mijn telefoon is dood. op de trap lag een kat",
        "my legs want to die",
        "suicide sprints at training",
        "dead tired",
        "I killed it today",
        "zin om te lopen",
        "ik wil. dood hout in het bos",
        "niets",
        "zwaarder",
    ],
)
def test_words_about_running_do_not_ring(text: str) -> None:
    """Being tired, hard runs and everyday words do not ring."""
    assert not in_crisis(text, WORDS)


def example(phrase: str) -> str:
    """Return a text that a phrase stands for: the first of each choice, a word in each gap."""
    parts = [part.split("|")[0].removesuffix("~").replace("_", " ") for part in phrase.split()]
    return " ".join("echt" if part == "*" else part for part in parts if part != "$")


@pytest.mark.parametrize("phrase", [example(phrase) for phrase in WORDS.crisis])
def test_every_phrase_of_the_list_rings(phrase: str) -> None:
    """No phrase of the list is silenced by the harmless ones or by a spelling of our own."""
    assert in_crisis(f"Nou, {phrase}.", WORDS)


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """Whatever one types, the rule answers yes or no and never fails."""
    assert in_crisis(text, WORDS) in {True, False}


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_around_it_hides_a_sentence(before: str, after: str) -> None:
    """A sentence of its own rings whatever stands before and after it."""
    assert in_crisis(f"{before}. zelfmoord. {after}", WORDS)


def test_a_word_inside_a_word_does_not_ring() -> None:
    """Phrases are matched word by word."""
    assert not in_crisis("verdriet", SafetyWords(crisis=("driet",), harmless=()))
