"""The page of `/mijngegevens`: everybody can read it, and nothing in it can do anything."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from bot.dashboard import runner_page, runner_settings, talk_page
from bot.domain.guidance import Guidance
from bot.domain.planning import DueRow, Moment
from bot.domain.run import Run, Sentence
from bot.domain.runner import Runner, Standing
from bot.my_data import page, zipped
from bot.usecases import taking_out
from bot.usecases.exporting import Chapter, Export, Value, laid_open
from bot.usecases.ports import Consent, Message, Note, Visit
from bot.words import word_key
from tests.filled import filled
from tests.steps import NOON, WORDS
from tests.usecases.test_exporting import HOSTILE

FOR_THE_PROGRAM = {"id", "runner_id", "run_id", "coach_id", "chat", "message_id", "slot"}
ANNA = Runner("r1", 1, "Anna Verzonnen", "nl", "Europe/Amsterdam", Standing.BURN_OUT)
RUN = filled(Run)
SENTENCE = filled(Sentence)


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it has."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {str(v) for name, v in attrs if name in {"href", "src"}}

    def handle_data(self, data: str) -> None:
        """Note a piece of text."""
        self.words.append(data)


def of(*records: Value, key: str = "notes", runner: Runner = ANNA) -> Export:
    """Return an export with one chapter."""
    return Export(runner, (Chapter(key, records),))


def seen(export: Export, language: str = "nl") -> Seen:
    """Return the page as a browser takes it."""
    return Seen(page(export, WORDS.of(language)).decode("utf-8"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_only_text(text: str) -> None:
    """As a name, a sentence, a label or a key of an answer: no tag, no handler, no address."""
    run: dict[str, Value] = {
        "sentence": laid_open(replace(SENTENCE, text=text)),
        "answers": {text: text},
        "kind": text,
    }
    found = seen(of(run, {"text": text, "label": text}, text))
    plain = seen(of({"sentence": laid_open(SENTENCE), "answers": {"a": "b"}}, {"text": "a"}, "a"))
    assert found.tags <= plain.tags
    assert found.attributes <= plain.attributes
    assert found.addresses == {"#notes"}
    raw = page(of({"text": text}), WORDS.of("nl")).decode("utf-8")
    assert "\0" not in raw


def test_a_text_that_turns_the_line_round_turns_nothing_else() -> None:
    """What is written from right to left stands in a box of its own."""
    raw = page(of({"text": "\u202etxt.exe"}), WORDS.of("nl")).decode()
    assert "<bdi>\u202etxt.exe</bdi>" in raw


def test_the_page_asks_nothing_of_the_network() -> None:
    """Its own policy forbids every request and every script; its style is in it."""
    raw = page(of(laid_open(ANNA)), WORDS.of("nl")).decode()
    assert "default-src 'none'" in raw
    assert "http" not in raw.replace("http-equiv", "")
    assert "prefers-color-scheme:dark" in raw


def test_the_page_speaks_the_language_of_its_reader() -> None:
    """Values of the program stand there in words, times in his zone."""
    runner = replace(ANNA, safety_at=datetime(2026, 11, 21, 11, 0, tzinfo=UTC))
    words = seen(of(laid_open(runner), key="about_you")).words
    assert {"herstelt van een burn-out", "21 nov 2026 12:00", "Over jou"} <= set(words)
    english = seen(of(laid_open(runner), key="about_you"), "en").words
    assert {"About you", "first name"} <= set(english)


def test_what_a_coach_opened_stands_in_words() -> None:
    """Each page that writes in the access log has words for the runner who reads it."""
    pages = (runner_page.LOG_NAME, talk_page.LOG_NAME, runner_settings.LOG_NAME)
    for one in (*pages, taking_out.LOG_NAME):
        visit = laid_open(Visit("Lisa", NOON, one))
        words = seen(of(visit, key="who_looked")).words
        assert WORDS.of("nl")(word_key("export-page", one)) in words


def _names(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _names(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


@pytest.mark.parametrize("language", sorted(WORDS.languages))
@pytest.mark.parametrize(
    "kind", [Runner, Consent, Run, Sentence, Moment, DueRow, Message, Note, Guidance, Visit]
)
def test_every_field_has_a_name_that_people_know(kind: type, language: str) -> None:
    """A new field wants `export-field-<name>` in content/locales/*/export.ftl."""
    say = WORDS.of(language)
    names = {one.name for one in fields(kind)} | set(_names(laid_open(filled(kind))))
    wanted = names - FOR_THE_PROGRAM
    assert [one for one in wanted if not say.has(word_key("export-field", one))] == []


def test_the_zip_holds_page_json_and_tables() -> None:
    """A table for each kind of record that there is, and none for what is there for machines."""
    rows = Chapter("rows", [{"table": "runs"}], to_read=False)
    export = Export(ANNA, (Chapter("runs", [laid_open(RUN)]), Chapter("notes", []), rows))
    with zipfile.ZipFile(io.BytesIO(zipped(export, WORDS.of("nl")))) as file:
        assert file.namelist() == ["lichter.html", "lichter.json", "csv/runs.csv"]
        assert b'"rows"' in file.read("lichter.json")
        assert b";" in file.read("csv/runs.csv").splitlines()[0]
