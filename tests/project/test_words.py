"""The texts: complete in each language, asked for by the program, short, and never half filled."""

from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from tests.furnished import LIBRARY, WORDS
from tests.project import word_uses
from tests.project.places import ROOT

LOCALES = ROOT / "content" / "locales"
LANGUAGES = sorted(WORDS.languages)
LONGEST = 70  # words in one message

LONGER = {
    "privacy-text": "asked for by /privacy, and read as a page",
}
"""Texts that may be longer, and why."""


class Variables(visitor.Visitor):
    """Collects the arguments that a message asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Note one."""
        self.names.add(node.id.name)


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """Return each message of a language with the arguments that it asks for."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                variables = Variables()
                variables.visit(entry)
                assert entry.id.name not in found, (
                    f"{file.name}: {entry.id.name} stands there twice"
                )
                found[entry.id.name] = frozenset(variables.names)
    return found


def count(text: str) -> int:
    """Return how many words a text has."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    """Each message stands in each language; only `-typed` words may differ."""
    wanted = {key for one in LANGUAGES for key in messages(one) if not key.endswith("-typed")}
    assert sorted(wanted - messages(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_asks_for_the_same_in_every_language(language: str) -> None:
    """A translation takes the arguments that the others take, so that none shows a hole."""
    here, there = messages(language), messages("en")
    differing = [key for key in here if key in there and here[key] != there[key]]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_can_be_said(language: str) -> None:
    """Given its arguments, every message formats without an error, and shows them."""
    say = WORDS.of(language)
    for key, names in messages(language).items():
        for number in (0, 1, 2, 5):
            assert say(key, **dict.fromkeys(names, number)).strip()


def test_whoever_asks_hands_over_every_argument() -> None:
    """No call in the code leaves out what the message needs, or asks for what nobody wrote."""
    known = messages("en")
    asked = list(word_uses.uses())
    assert len(asked) > 100
    missing = [one for one in asked if one.key not in known and not one.key.endswith("-typed")]
    assert missing == []
    lacking = [one for one in asked if one.key in known and known[one.key] - one.arguments]
    assert lacking == []


def test_every_text_is_asked_for() -> None:
    """No text stands there for nobody: code or content names each, or builds its name."""
    code = word_uses.built()
    content = word_uses.made_of_content(LIBRARY)
    unused = [key for key in messages("en") if key not in content and not code.asks_for(key)]
    typed = {key for key in unused if key.endswith("-typed") and _typed_word(key, code)}
    assert sorted(set(unused) - typed) == []


def _typed_word(key: str, code: word_uses.Built) -> bool:
    """Whether `card-go-typed` belongs to a button `go` of a `card`."""
    parts = key.removesuffix("-typed").split("-")
    return any(
        "-".join(parts[:cut]) in code.literals and "_".join(parts[cut:]) in code.literals
        for cut in range(1, len(parts))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_longer_than_seventy_words(language: str) -> None:
    """Few words: whoever reads this has a full head. What is longer was asked for."""
    say = WORDS.of(language)
    long = {
        key
        for key, names in messages(language).items()
        if count(say(key, **dict.fromkeys(names, 2))) > LONGEST
    }
    assert long - LONGER.keys() == set()


def test_no_exception_is_older_than_its_text() -> None:
    """A text that became short needs no exception any more."""
    longest = {
        key: max(count(WORDS.of(one)(key)) for one in LANGUAGES)
        for key in LONGER
        if not messages("en")[key]
    }
    assert [key for key, words in longest.items() if words <= LONGEST] == []


def test_a_languages_folder_is_all_there_is() -> None:
    """Dutch and English are there."""
    assert {"nl", "en"} <= {folder.name for folder in Path(LOCALES).iterdir()}
