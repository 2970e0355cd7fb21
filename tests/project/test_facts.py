"""The facts that the coach is built on: each is told somewhere, in Dutch and in English.

A fact whose card or text is removed, or that is rewritten out of it, fails here by its name.
"""

from dataclasses import dataclass

import pytest

from content.toml_files import Whole, read
from tests.furnished import LIBRARY, WORDS
from tests.project.places import ROOT

TIPS = LIBRARY.tips
CARD, TEXT = "tips/", "locales/"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name, the card or text that tells it, and words without which it does not."""

    id: str
    place: str
    nl: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All of them."""

    facts: tuple[Fact, ...]


FACTS = read(ROOT / "tests" / "project", "facts.toml", Whole[Table]).facts
FEWEST = 100


def told(place: str, language: str) -> str:
    """Return what stands in this place; nothing when the place is gone."""
    if place.startswith(CARD):
        found = TIPS.shelf(language, language).card(place.removeprefix(CARD))
        return "" if found is None else f"{found.title}\n{found.text}"
    say, key = WORDS.of(language), place.removeprefix(TEXT)
    return say(key) if say.has(key) else ""


def lacking(words: tuple[str, ...], where: str) -> list[str]:
    """Return the words that do not stand there, whatever their capitals."""
    return [word for word in words if word.lower() not in where.lower()]


@pytest.mark.parametrize("fact", FACTS, ids=[fact.id for fact in FACTS])
def test_a_fact_is_told(fact: Fact) -> None:
    """It stands in its place, in both languages."""
    assert fact.nl, fact.id
    assert fact.en, fact.id
    assert lacking(fact.nl, told(fact.place, "nl")) == [], f"{fact.id}: {fact.place} (nl)"
    assert lacking(fact.en, told(fact.place, "en")) == [], f"{fact.id}: {fact.place} (en)"


def test_each_fact_has_a_name_of_its_own() -> None:
    """Or a failing test would not say which one is missing; and the list does not shrink."""
    assert len({fact.id for fact in FACTS}) == len(FACTS) >= FEWEST


@pytest.mark.parametrize("place", ["tips/no_such_card", "locales/no-such-text", "nowhere"])
def test_a_removed_place_tells_nothing(place: str) -> None:
    """The net has no hole: what is taken away is missed."""
    assert lacking(("rust",), told(place, "nl")) == ["rust"]
