"""What is plain is said as Fluent would; what was said before is said again from memory."""

import tempfile
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message
from hypothesis import example, given
from hypothesis import strategies as st

import content
from bot.words import Say, Words, WordsError

ROOT = Path(content.__file__).parent / "locales"


def test_another_number_is_another_message() -> None:
    """What is remembered is remembered with its numbers."""
    say = Words.load(ROOT).of("en")
    one, two = say("dashboard-unread", count=1), say("dashboard-unread", count=2)
    assert one != two
    assert [say("dashboard-unread", count=n) for n in (1, 2)] == [one, two]


def test_words_of_ours_stay_in_memory() -> None:
    """The name of a form is nobody's own: with its minutes it is put together once."""
    say = Words.load(ROOT).of("en")
    told = say("form-minutes", form="Example run", minutes="20 minutes")
    assert say.ours("form-minutes", form="Example run", minutes="20 minutes") == told
    assert told in say._said.values()  # noqa: SLF001  nobody else may look


def test_no_name_stays_in_memory() -> None:
    """A runner who was erased is not remembered by a button that named him."""
    say = Words.load(ROOT).of("nl")
    assert "Sanne" in say("dashboard-read-whose", name="Sanne")
    assert say("dashboard-unread", count=2) in repr(say._said)  # noqa: SLF001  nobody else may look
    assert "Sanne" not in repr(say._said)  # noqa: SLF001


def by_fluent(text: str) -> dict[str, str] | None:
    """Return what Fluent says of a file; None: it is not understood, or something is twice."""
    resource = FluentParser().parse(text)
    keys = [entry.id.name for entry in resource.body if isinstance(entry, Message)]
    if any(isinstance(entry, Junk) for entry in resource.body) or len(set(keys)) < len(keys):
        return None
    bundle = FluentBundle(["nl"], use_isolating=False)
    bundle.add_resource(resource)
    said = {}
    for entry in resource.body:
        if isinstance(entry, Message) and entry.value is not None:
            pattern = bundle.get_message(entry.id.name).value
            assert pattern is not None
            words, errors = bundle.format_pattern(pattern, {"n": 2})
            said[entry.id.name] = "a mistake" if errors else str(words)
    return said


def by_us(text: str, keys: set[str]) -> dict[str, str] | None:
    """Return what we say of it."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "nl"
        folder.mkdir()
        (folder / "words.ftl").write_text(text, encoding="utf-8")
        try:
            say = Words.load(Path(root), "nl").of("nl")
        except WordsError:
            return None
    return {key: _said(say, key) for key in keys if say.has(key)}


def _said(say: Say, key: str) -> str:
    try:
        return say(key, n=2)
    except WordsError:
        return "a mistake"


LINES = st.sampled_from(
    [
        *("a = een", "a = twee", "b = { a } keer", "b = { m }", "c =", "e=f ", "i = [ * .", "j"),
        *("g = \u00a0h\u00a0", "o = \to", "ë = q", "r-s_9 = = #", "n = }", "p = {1}", "# wat"),
        *("-k = l", "m = { -k }", "d = { $n ->", "[one] x", "*[other] y", "}", "", "  "),
        *("  verder", "  .titel = t", "h = { $n } keer", "l = x {$n}", "q = {  $n }{ $n }y"),
    ]
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", ""]))
@example(["a = een", "", "  verder"], "\n")
@example(["a = een", "b = { a } keer"], "")
@example(["a = een", "  ", "a = twee"], "\n")
@example(["d = { $n ->", "[one] x", "a = een", "*[other] y", "}"], "\n")
def test_plain_words_are_what_fluent_says(lines: list[str], end: str) -> None:
    """Whatever stands around them; what Fluent does not understand, or passes over, we refuse."""
    text = "\n".join(lines) + end
    expected = by_fluent(text)
    assert by_us(text, set(expected or {})) == expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_our_words_are_what_fluent_says(language: str) -> None:
    """Most of them never come by Fluent."""
    files = sorted((ROOT / language).glob("*.ftl"))
    expected = by_fluent("\n".join(file.read_text(encoding="utf-8") for file in files))
    assert expected
    say = Words.load(ROOT).of(language)
    assert {key: say.plain[key] for key in expected if key in say.plain} == {
        key: said for key, said in expected.items() if key in say.plain
    }
    assert len(say.plain) > len(expected) / 2
