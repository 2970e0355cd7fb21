"""The cards to read: complete, short, and a mistake in one is told in one sentence."""

from pathlib import Path

import pytest

from bot.domain.tips import ALWAYS, Tip
from bot.words import word_key
from content.library import load
from tests.content.copying import change, copy_of_content
from tests.content.test_mistakes import mistake
from tests.furnished import LIBRARY, WORDS
from tests.project.test_promises import measured

TIPS = LIBRARY.tips
CARDS = [(shelf.language, card) for shelf in TIPS.shelves for card in shelf.cards]
each_card = pytest.mark.parametrize(
    ("language", "card"), CARDS, ids=[f"{language}-{card.id}" for language, card in CARDS]
)
LEAST_CARDS = 24
LONGEST = 70  # words, also with the line that says why this one
PROMISES = (
    "geneest", "genezen", "verhelpt", "voorkomt", "bewezen", "garan", "therapie",
    "cure", "heals", "prevents", "proven", "guarantee", "therapy", "treatment",
)  # fmt: skip


def test_there_is_enough_to_read_in_both_languages() -> None:
    """At least 24 cards, in Dutch and in English."""
    counted = {shelf.language: len(shelf.cards) for shelf in TIPS.shelves}
    assert {"nl", "en"} <= counted.keys()
    assert min(counted.values()) >= LEAST_CARDS


@pytest.mark.parametrize("subject", TIPS.rules.subjects)
def test_every_subject_has_a_card(subject: str) -> None:
    """A button that leads nowhere would not be shown; a subject without cards is a slip."""
    assert all(shelf.of_subject(subject) for shelf in TIPS.shelves)


@each_card
def test_a_card_is_short(language: str, card: Tip) -> None:
    """As short as any message, with its title and with the longest reason to show it."""
    say = WORDS.of(language)
    because = [say(word_key("tips-because", key)) for key in (*card.fits, ALWAYS)]
    assert max(len(f"{card.title} {card.text} {one}".split()) for one in because) <= LONGEST


@each_card
def test_a_card_measures_nobody(language: str, card: Tip) -> None:
    """No word of performance, in no language (promise 2)."""
    assert language
    assert measured([card.id, card.title, *card.text.splitlines()]) == []


@each_card
def test_a_card_promises_no_cure(language: str, card: Tip) -> None:
    """What helps many "can help"; nothing here is a treatment."""
    assert language
    assert [word for word in PROMISES if word in card.text.lower()] == []


def test_no_two_cards_are_called_the_same() -> None:
    """A title is what one remembers a card by."""
    for shelf in TIPS.shelves:
        titles = [card.title for card in shelf.cards]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", sorted(WORDS.languages))
def test_every_subject_and_signal_has_its_words(language: str) -> None:
    """Their names are built from content: each must stand in each language."""
    say = WORDS.of(language)
    keys = [word_key("tips-subject", subject) for subject in TIPS.rules.subjects]
    keys += [word_key("tips-because", one.key) for one in TIPS.rules.signals]
    assert [key for key in (*keys, word_key("tips-because", ALWAYS)) if not say.has(key)] == []


def test_a_language_without_cards_reads_the_fallback() -> None:
    """A folder of words is all there is to a language; cards may come later."""
    assert TIPS.shelf("fy", "en").language == "en"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of content/ to change."""
    copy_of_content(tmp_path)
    return tmp_path


NEW = '+++\ntitle = "{title}"\nsubject = "weather"\nfits = ["ice"]\n+++\n\n{text}\n'


def test_a_new_card_is_a_new_file(copy: Path) -> None:
    """One file a language: no line of Python, and the card stands on its shelf."""
    for language, title in (("nl", "Sneeuw"), ("en", "Snow")):
        new = NEW.format(title=title, text="Een.\nTwee.\n\n- drie\n- vier\n  vijf")
        (copy / "tips" / language / "snow.md").write_text(new, encoding="utf-8")
    for shelf in load(copy).tips.shelves:
        card = shelf.card("snow")
        assert card is not None
        assert (card.subject, card.fits) == ("weather", ("ice",))
        assert card.text == "Een. Twee.\n\n• drie\n• vier vijf"


CARD = "tips/nl/weather_rain.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (CARD, "+++\n", "", [CARD, "+++"]),
        (CARD, "title =", "titel =", [CARD, "title", "missing"]),
        (CARD, "title =", "title", [CARD, "not valid TOML"]),
        (CARD, 'subject = "weather"', 'subject = "wind"', [CARD, '"wind"', "tips.toml"]),
        (CARD, '"not_gone"', '"gone"', [CARD, '"gone"', "no signal"]),
        (CARD, '"not_gone"', '"dread"', ["weather_rain.md", "another subject or fits"]),
        (CARD, "Slecht weer", "**Slecht** weer", [CARD, '"*"']),
        (CARD, "Slecht weer", "<b>Slecht</b> weer", [CARD, '"<"']),
        (CARD, "Slecht weer", "[Slecht](x) weer", [CARD, '"["']),
        (CARD, "Slecht weer", "# Slecht weer", [CARD, '"#"']),
        ("tips.toml", '"why", "effort"', '"effort", "effort"', ["subjects", '"effort"']),
        (
            "tips.toml",
            'key = "ice"',
            'key = "ice"\n\n[[signals]]\nkey = "heat"',
            ["signals", '"heat"', "taken"],
        ),
        ("tips.toml", 'head = "full"', 'head = "hot"', ["full_head", '"head"']),
        ("tips.toml", '["dreaded"]', '["feared"]', ["dread", '"feared"', "no fact"]),
        ("tips.toml", "remembered = 6", 'remembered = "six"', ["remembered", "integer"]),
    ],
)
def test_a_mistake_names_the_file(
    copy: Path, file: str, old: str, new: str, told: list[str]
) -> None:
    """The sentence names the file and what is wrong in it."""
    change(copy, file, old, new)
    sentence = mistake(copy)
    assert [part for part in told if part not in sentence] == []


def test_a_card_in_one_language_is_a_mistake(copy: Path) -> None:
    """Whoever reads English is told as much as whoever reads Dutch."""
    (copy / "tips" / "en" / "weather_rain.md").unlink()
    assert "tips/en/weather_rain.md" in mistake(copy)
