"""No performance: what would measure a runner stands nowhere, so that it cannot slip in."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from bot.settings import Settings
from bot.storage.tables import metadata
from tests.project.places import ROOT, templates

# "Tempo: je kunt nog praten" on the card says how easy it should feel; that word is the runner's
# own measure, in the source too. So is "walking pace": a form as slow as walking, for hard days.
# What no text may have is a tempo in numbers.
ALLOWED = "walking pace"
MEASURES = re.compile(
    r"(?<![a-z])(pace|paced|speed|velocity|distance|kilomet\w*|\d+ ?km|km/h|min/km|miles?"
    r"|heart.?rate|hartslag|bpm|rank\w*|ranglijst|klassement|leaderboard|streak\w*"
    r"|snelheid|afstand|personal.?(best|record)|persoonlijk.?record|prestatie\w*|score\w*"
    r"|compliance|punten|badge\w*|medaille\w*|tempo:? ?\d)(?![a-z])",
    re.IGNORECASE,
)


def toml_keys(table: object) -> Iterator[str]:
    """Return every key in a content file, and every id that stands there as a value."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield str(key)
            yield from toml_keys(value)
    elif isinstance(table, list):
        for value in table:
            yield from toml_keys(value)
    elif isinstance(table, str):
        yield table


def measured(texts: list[str]) -> list[str]:
    """Return the texts that speak of performance."""
    return [text for text in texts if MEASURES.search(plain(text))]


def plain(text: str) -> str:
    """Return a text, or the name of something in code, as words."""
    return text.replace("_", " ").replace("-", " ").replace(ALLOWED, "")


@pytest.mark.parametrize(
    "text", ["avg_pace", "Je hartslag was 140", "5 km", "weekly-streak", "Tempo: 6:30", "top_speed"]
)
def test_a_measure_is_recognised(text: str) -> None:
    """The net has no hole where it matters."""
    assert measured([text]) == [text]


def test_no_column_measures_a_runner() -> None:
    """The data model has no room for performance."""
    columns = [f"{one.table.name}.{one.name}" for t in metadata.sorted_tables for one in t.columns]
    assert columns
    assert measured(columns) == []


def test_no_setting_measures_a_runner() -> None:
    """Nor can it be switched on."""
    assert measured(list(Settings.model_fields)) == []


def test_no_content_measures_a_runner() -> None:
    """No key or id that a coach may edit measures anything; minutes are a dose, not a result."""
    files = sorted((ROOT / "content").glob("*.toml"))
    keys = [key for file in files for key in toml_keys(tomllib.loads(file.read_text("utf-8")))]
    assert len(keys) > 100
    assert measured(keys) == []


@pytest.mark.parametrize("file", sorted((ROOT / "content" / "locales").rglob("*.ftl")), ids=str)
def test_no_word_measures_a_runner(file: object) -> None:
    """No text that anybody reads, in any language, speaks of performance."""
    lines = (ROOT / str(file)).read_text(encoding="utf-8").splitlines()
    assert measured(lines) == []


def test_no_card_to_read_measures_a_runner() -> None:
    """Nor do the cards of /tips, in any language, where they tell what does not matter now."""
    cards = sorted((ROOT / "content" / "tips").rglob("*.md"))
    assert len(cards) > 2 * 24
    assert [file.name for file in cards if measured([file.read_text("utf-8")])] == []


def test_no_page_measures_a_runner() -> None:
    """The dashboard has no place for performance either."""
    pages = list(templates())
    assert pages
    assert [file.name for file in pages if measured([file.read_text("utf-8")])] == []
