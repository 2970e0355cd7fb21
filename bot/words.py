"""The one door to Fluent and Babel: all words, dates and numbers that a person reads.

A language is a folder under `content/locales/`; its existence is all that makes it one.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource

Argument = str | int
KEPT = 5_000
"""So many messages that were said before are kept in memory, and then none."""

_GAP = r"\{ ?\$[a-zA-Z][\w-]* ?\}"
_LINE = re.compile(
    rf"^([a-zA-Z][\w-]*) *= *((?:[^\s{{}}]|{_GAP})(?:(?:[^{{}}\n]|{_GAP})*(?:[^\s{{}}]|{_GAP}))?)\n"
    r"(?=\n*(?:\S|\Z))",
    re.ASCII | re.MULTILINE,
)
"""A message that is one line of text, as nearly all are. Most have no gaps: Fluent would say the
same, and take ten times as long to read them. With gaps it is read when somebody speaks the
language: there can be nothing wrong with it."""

_REMARKS = re.compile(r"(?:^#[^\n]*\n\n*)+", re.MULTILINE)
"""Lines that are for nobody. One of them keeps apart what stands around them as well as many do."""

_KEY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.ASCII | re.MULTILINE)
_NAMED = re.compile(r"\{\s*([a-zA-Z][\w-]*)", re.ASCII)
"""A message that stands in another one: Fluent must know it, plain or not."""


class WordsError(Exception):
    """A locale file is broken, or a message is missing: names language and key, never content."""


def word_key(*parts: str) -> str:
    """Return the Fluent id of these parts: `("form", "reset_short")` → `form-reset-short`."""
    return "-".join(parts).replace("_", "-")


@dataclass(frozen=True, slots=True)
class Say:
    """The words of one language."""

    language: str
    plain: Mapping[str, str]
    others: frozenset[str]  # the keys of what is not plain
    bundle: Callable[[], FluentBundle]  # of the others
    locale: Locale
    _said: dict[tuple[str | int, ...], str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, key: str, /, **arguments: Argument) -> str:
        """Return a message. WordsError when it is missing or lacks an argument.

        What was said before is said again from memory: Fluent formats a number in 30 µs, and a page
        says hundreds. Only numbers, never a text: that may be somebody's name or his own words.
        """
        plain = self.plain.get(key)
        if plain is not None:
            return plain
        if arguments and any(type(value) is not int for value in arguments.values()):
            return self._format(key, arguments)
        return self.ours(key, **arguments)

    def ours(self, key: str, /, **arguments: Argument) -> str:
        """Return a message of words that are ours, such as the name of a form: from memory too."""
        known = (key, *(part for pair in arguments.items() for part in pair))
        text = self._said.get(known)
        if text is None:
            text = self._format(key, arguments)
            if len(self._said) >= KEPT:
                self._said.clear()
            self._said[known] = text
        return text

    def _format(self, key: str, arguments: Mapping[str, Argument]) -> str:
        if not self.has(key):
            raise WordsError(f"content/locales/{self.language}: no message {key!r}")
        pattern = self.bundle().get_message(key).value
        if pattern is None:
            raise WordsError(f"content/locales/{self.language}: message {key!r} is empty")
        text, errors = self.bundle().format_pattern(pattern, dict(arguments))
        if errors:
            raise WordsError(f"content/locales/{self.language}: {key!r}: {errors[0]!r}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a message with this id."""
        return key in self.plain or key in self.others

    def listed(self, key: str) -> tuple[str, ...]:
        """A message that is a comma-separated list; empty when there is no such message."""
        if not self.has(key):
            return ()
        return tuple(word.strip() for word in self(key).split(",") if word.strip())

    def number(self, number: int) -> str:
        """A whole number as this language writes it."""
        return str(number)

    def minutes(self, low: int, high: int) -> str:
        """`20 minuten`, or `20 tot 30 minuten`."""
        if low == high:
            return self("minutes", count=high)
        return self("minutes-span", low=low, high=high)

    def date(self, day: dt.date) -> str:
        """`zaterdag 21 november`."""
        return _day(day, "EEEE d MMMM", self.locale)

    def short_date(self, day: dt.date) -> str:
        """`21 nov 2026`."""
        return _day(day, "d MMM y", self.locale)

    def day_and_month(self, day: dt.date) -> str:
        """`21 nov`: where the year is clear."""
        return _day(day, "d MMM", self.locale)

    def month(self, day: dt.date, *, year: bool) -> str:
        """`maart`, or `maart 2025` with its year."""
        return str(format_date(day, "LLLL y" if year else "LLLL", locale=self.locale))

    def weekday(self, weekday: int) -> str:
        """The name of a day of the week; 0 is Monday."""
        return str(self.locale.days["stand-alone"]["wide"][weekday])

    def short_weekday(self, weekday: int) -> str:
        """The short name of a day of the week; 0 is Monday."""
        return str(self.locale.days["stand-alone"]["abbreviated"][weekday])

    def time(self, moment: dt.time | dt.datetime) -> str:
        """`17:30`: the 24-hour clock in every language, as the runner plans by it."""
        return str(format_time(moment, "HH:mm", locale=self.locale))

    def day_and_time(self, local: dt.datetime) -> str:
        """`zaterdag 21 november 17:30`. `local` is in the reader's zone."""
        return f"{self.date(local.date())} {self.time(local.time())}"

    def city(self, zone: str) -> str:
        """The city that a time zone is named after: `Europe/Paris` → `Parijs`."""
        known = self.locale.time_zones.get(zone, {})
        return str(known.get("city") or zone.rsplit("/", maxsplit=1)[-1].replace("_", " "))

    def all_of(self, words: Sequence[str]) -> str:
        """`a, b en c`."""
        if len(words) < 2:  # noqa: PLR2004  one word needs no "and"
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('and')} {words[-1]}"


@lru_cache(maxsize=KEPT)
def _day(day: dt.date, pattern: str, locale: Locale) -> str:
    return str(format_date(day, pattern, locale=locale))


@dataclass(frozen=True, slots=True)
class Words:
    """All languages. `fallback` speaks to those whose language is not among them."""

    languages: Mapping[str, Say]
    fallback: str

    @classmethod
    def load(cls, root: Path, fallback: str = "en") -> "Words":
        """Read every `<language>/*.ftl` under `root`. WordsError names a broken file."""
        folders = sorted(folder for folder in root.iterdir() if folder.is_dir())
        languages = {folder.name: _read(folder) for folder in folders}
        if fallback not in languages:
            raise WordsError(
                f"There is no folder content/locales/{fallback}: DEFAULT_LANGUAGE must be one of"
                f" {', '.join(languages)}."
            )
        return cls(languages, fallback)

    def of(self, language: str) -> Say:
        """The words of the language nearest to this tag (`nl-BE` → `nl`)."""
        return self.languages[self.match(language)]

    def match(self, language: str) -> str:
        """The language that speaks to somebody with this IETF tag."""
        tag = language.replace("_", "-")
        for candidate in (tag, tag.split("-")[0].lower()):
            if candidate in self.languages:
                return candidate
        return self.fallback

    def name(self, language: str) -> str:
        """How a language calls itself: `Nederlands`."""
        locale = self.languages[language].locale
        return str(locale.get_display_name(locale) or language).capitalize()

    def named(self, text: str) -> str | None:
        """Return the language that this is called in any language: `Dutch`, `engels`."""
        wanted = text.strip().casefold()
        locales = [say.locale for say in self.languages.values()]
        for language, say in self.languages.items():
            if wanted in {str(say.locale.get_display_name(one)).casefold() for one in locales}:
                return language
        return None


def _read(folder: Path) -> Say:
    parser = FluentParser(with_spans=False)  # where a word stands in its file is never asked
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ftl"))}
    named = {key for text in texts.values() for key in _NAMED.findall(text)}
    plain: dict[str, str] = {}
    later: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        key, text = found.groups()
        if key in named or "{" in text:
            later[key] = found[0]
        else:
            plain[key] = text
        return "#\n"  # so that nothing that stands around it comes together

    _check_keys(folder.name, texts)
    resources: list[Resource] = []
    for name, text in texts.items():
        resource = parser.parse(_REMARKS.sub("#\n", _LINE.sub(take, text)))
        junk = [entry for entry in resource.body if isinstance(entry, Junk)]
        if junk:
            first = (junk[0].content or "").strip().splitlines()[0]
            raise WordsError(f"content/locales/{folder.name}/{name}: not understood: {first!r}")
        resources.append(resource)
    read = {one.id.name for of in resources for one in of.body if isinstance(one, Message)}
    bundle = cache(partial(_bundle, folder.name, resources, "".join(later.values())))
    return Say(
        folder.name,
        plain,
        frozenset(read | later.keys()),
        bundle,
        Locale.parse(folder.name, sep="-"),
    )


def _bundle(language: str, resources: Sequence[Resource], later: str) -> FluentBundle:
    """Put together what Fluent says; for each language it reads 1 MB of Babel's."""
    bundle = FluentBundle([language], use_isolating=False)
    for resource in (*resources, FluentParser(with_spans=False).parse(later)):
        bundle.add_resource(resource)
    return bundle


def _check_keys(language: str, texts: Mapping[str, str]) -> None:
    """Refuse what is there twice: Fluent would say the first, and never a word about the other."""
    known: set[str] = set()
    for name, text in texts.items():
        for key in _KEY.findall(text):
            if key in known:
                raise WordsError(f"content/locales/{language}/{name}: {key!r} is there twice")
            known.add(key)
