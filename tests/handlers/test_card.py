"""The card, rendered: short enough to read on a bad day, and complete in each language."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.domain.card import Recommendation
from bot.domain.run_forms import recommend
from bot.domain.runner import Standing
from bot.domain.situation import Feeling, Health, Situation
from bot.domain.wishes import calmer, gentle, shorter
from bot.words import word_key
from handlers import card
from tests.card_words import all_word_keys
from tests.furnished import LIBRARY, WORDS

ZONE = ZoneInfo("Europe/Amsterdam")
HEALTH = (Health.FINE, Health.TALK_FIRST, Health.PAIN_TWICE, Health.RED_FLAG)
LONGEST = 70  # words, as product.md promises
TIMES = (
    (datetime(2026, 7, 4, 15, tzinfo=ZONE), False),
    (datetime(2026, 1, 7, 8, tzinfo=ZONE), True),
    (datetime(2026, 1, 7, 21, 45, tzinfo=ZONE), True),
    (datetime(2026, 11, 27, 12, 15, tzinfo=ZONE), False),
)


@cache
def cards() -> tuple[Recommendation, ...]:
    """Return a card for every need, length and head in the situations that say the most."""
    forms = LIBRARY.run_forms
    found: dict[Recommendation, None] = {}
    feelings = itertools.product(
        (2, 9),
        ("movement", "silence", "rhythm", "fresh_air"),
        ("short", "long"),
        ("restless", "tired", "full", "plain"),
    )
    for told in feelings:
        for standing, (local, dark) in itertools.product(Standing, TIMES):
            for health, free, hard in itertools.product(HEALTH, (None, 25), (False, True)):
                situation = Situation(
                    local, standing, 22, dark, health=health, hard_yesterday=hard, minutes_free=free
                )
                one = recommend(Feeling(*told), situation, forms)
                found.setdefault(one)
    more = [wish for c in found for wish in (gentle(c, forms), calmer(c, forms), shorter(c, forms))]
    return (*found, *more)


@cache
def fullest() -> tuple[Recommendation, ...]:
    """Return cards on which the coach's settings and a full head come together."""
    forms = LIBRARY.run_forms
    settings: tuple[Callable[[Situation], Situation], ...] = (
        lambda one: replace(one, coach_cue="cadence"),
        lambda one: replace(one, coach_cue="cadence", cap=18),
        lambda one: replace(one, coach_cue="cadence", minutes_free=25),
        lambda one: replace(one, eased=True),
        lambda one: replace(one, ran_yesterday=True),
        lambda one: replace(one, forbidden=frozenset({"trail", "reset"})),
    )
    found: dict[Recommendation, None] = {}
    for tension, need, head in itertools.product(
        (2, 8), ("movement", "silence", "rhythm", "fresh_air"), ("restless", "tired")
    ):
        for (local, dark), changed in itertools.product((TIMES[0], TIMES[2]), settings):
            situation = changed(Situation(local, Standing.USED, 22, dark))
            found.setdefault(recommend(Feeling(tension, need, "short", head), situation, forms))
    return tuple(found)


@pytest.mark.parametrize("language", WORDS.languages)
def test_no_card_is_longer_than_seventy_words(language: str) -> None:
    """No message over 70 words: the card is the longest there is."""
    say = WORDS.of(language)
    texts = (" ".join(card.text(one, say)) for one in (*cards(), *fullest()))
    longest = max(texts, key=word_count)
    assert word_count(longest) <= LONGEST, longest


@pytest.mark.parametrize("language", WORDS.languages)
def test_every_card_word_has_a_text(language: str) -> None:
    """A form, reason, cue, route, tempo or note that a card can need has words."""
    say = WORDS.of(language)
    assert [key for key in all_word_keys(LIBRARY.run_forms) if not say.has(key)] == []


def test_a_card_says_why_and_offers_something_else() -> None:
    """Explained: the row of the table, the answers that led to it, and one alternative."""
    situation = Situation(
        datetime(2026, 11, 25, 16, tzinfo=ZONE), Standing.USED, 12, dark=False, after_busy=True
    )
    one = recommend(Feeling(6, "silence", "short", "tired"), situation, LIBRARY.run_forms)
    title, text = card.text(one, WORDS.of("nl"))
    assert title == "Bosrun · 20 minuten"
    assert "stilte en je hoofd is moe" in text
    assert "Of liever: Reset-run · 20 tot 30 minuten." in text


def word_count(text: str) -> int:
    """Return how many words a text has; a dot or dash between words is none."""
    return sum(any(c.isalnum() for c in part) for part in text.split())


@pytest.mark.parametrize("language", WORDS.languages)
def test_the_season_is_on_every_run_it_touches(language: str) -> None:
    """Hot, icy or thunder: walking or later is fine too, also where two reasons stand above it."""
    say = WORDS.of(language)
    touched = [one for one in cards() if any(note.startswith("season_") for note in one.notes)]
    assert len(touched) > 100
    for one in touched[::7]:  # every seventh: all needs, lengths and heads are among them
        note = next(note for note in one.notes if note.startswith("season_"))
        assert say(word_key("note", note)) in card.text(one, say)[1]
