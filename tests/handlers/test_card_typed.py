"""What is typed under a card counts as the tap that it names."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.domain.card import Recommendation
from bot.domain.run_forms import recommend
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Situation
from handlers import card_typed
from tests.steps import LIBRARY, WORDS


@cache
def trail() -> Recommendation:
    """Return a card with a trail, and a mindful run among what else there is."""
    noon = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    situation = Situation(noon, Standing.USED, 12, dark=False)
    return recommend(Feeling(5, "silence", "short", "tired"), situation, LIBRARY.run_forms)


@pytest.mark.parametrize(
    ("language", "text", "button"),
    [
        ("nl", "Oke, ik ga!", ("go",)),
        ("nl", "nee, vandaag niet", ("no",)),
        ("nl", "nee toch iets anders", ("other",)),
        ("nl", "korter", ("wish", "shorter")),
        ("nl", "Rustiger.", ("wish", "calmer")),
        ("nl", "ik zie er tegenop", ("wish", "dread")),
        ("nl", "ik voel me niet lekker", ("unwell",)),
        ("nl", "ik heb koorts", ("unwell", "ill")),
        ("nl", "pijn", ("unwell", "pain")),
        ("nl", "mindful run", ("wish", "to.mindful")),
        ("nl", "nee dank je", ("no",)),
        ("nl", "liever rustiger", ("wish", "calmer")),
        ("en", "I'm off", ("go",)),
        ("en", "ok, let's go", ("go",)),
        ("en", "no thanks", ("no",)),
        ("en", "something calmer", ("wish", "calmer")),
        ("en", "shorter", ("wish", "shorter")),
        ("en", "i do not feel well", ("unwell",)),
        ("en", "I'm sick", ("unwell", "ill")),
    ],
)
def test_a_typed_button(language: str, text: str, button: tuple[str, ...]) -> None:
    """Each button of the card, and of the screens behind it, can be typed."""
    assert card_typed.named(trail(), WORDS.of(language), text) == button


@pytest.mark.parametrize("text", ["ik", "", "niet korter", "ja nee", "wat is mindful?", "bosrun"])
def test_what_names_no_button(text: str) -> None:
    """Nothing is guessed: a part of a button, two of them, or the form that stands there."""
    assert card_typed.named(trail(), WORDS.of("nl"), text) is None
