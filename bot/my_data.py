"""`/mijngegevens`: one page that anybody can read, and the zip that holds it with the files.

The page asks nothing of the network and runs nothing; what people wrote stands in it as text only.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from bot.usecases.export_formats import as_csv, as_json, readable
from bot.usecases.exporting import Chapter, Export, Leaf, Value
from bot.words import Say, word_key

# Fields whose values are the program's own: here with the words that others use for them …
_CODED: Final = {
    "standing": "dashboard-standing", "form": "form", "name": "form", "key": "reason", "cue": "cue",
    "route": "route", "tempo": "tempo", "notes": "note", "pinned": "form", "forbidden": "form",
}  # fmt: skip
# … and here those with words of this page. Any other value is shown as it is.
_OWN: Final = frozenset(
    {"state", "sharing", "safety", "kind", "when", "activity", "author", "page"}
)
_ASKED_BY: Final = ("check-in", "reflection")
# What only the program needs: it stands at the end of a record, folded away.
_FOR_THE_PROGRAM: Final = (
    "id", "runner_id", "run_id", "coach_id", "chat", "message_id", "slot", "visible_from",
)  # fmt: skip
_HEADINGS: Final = ("local_date", "at", "given_at", "written_at", "since", "due_at")
_STYLE: Final = """
:root{color-scheme:light dark;--ground:#f7f4ed;--text:#26312e;--soft:#55645e;--line:#ddd8cc}
@media(prefers-color-scheme:dark){:root{--ground:#17211e;--text:#e3e9e6;--soft:#a9b8b1;--line:#33433d}}
body{margin:0 auto;max-width:44rem;padding:1.5rem;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
article{border-top:1px solid var(--line);padding:.5rem 0}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #2f6f6a;white-space:pre-wrap}
h3{margin:.5rem 0;font-size:1rem}dl{margin:0}dt{color:var(--soft);font-size:.875rem}
dd{margin:0 0 .4rem 0}dd dl{padding-left:1rem;border-left:1px solid var(--line)}
details{margin:.4rem 0}summary,.soft{color:var(--soft)}a{color:inherit}dd{white-space:pre-wrap}
""".replace("\n", "")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def zipped(export: Export, say: Say) -> bytes:
    """Return the zip: a page to read, a table for each kind of record, and all of it as JSON."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("lichter.html", page(export, say))
        file.writestr("lichter.json", as_json(export))
        for chapter in export.chapters:
            if chapter.to_read and chapter.records:
                table = as_csv(chapter, say("export-csv-separator"))
                file.writestr(f"csv/{chapter.key}.csv", table)
    return packed.getvalue()


def page(export: Export, say: Say) -> bytes:
    """Return the page in UTF-8."""
    parts = Page(say, ZoneInfo(export.runner.timezone)).parts(export)
    return readable("".join(parts)).encode()


class Page:
    """Writes records as HTML, in one language and one time zone."""

    def __init__(self, say: Say, zone: ZoneInfo) -> None:
        self._say = say
        self._zone = zone

    def parts(self, export: Export) -> Iterator[str]:
        """Yield the page, piece by piece."""
        title = escape(self._say("export-title"))
        told = [one for one in export.chapters if one.to_read]
        yield (
            f'<!doctype html><html lang="{escape(self._say.language)}"><head>'
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
            f"<p>{escape(self._say('export-about'))}</p><nav><ul>"
        )
        for one in told:
            name = escape(self._chapter_name(one))
            yield f'<li><a href="#{escape(one.key)}">{name}</a> ({len(one.records)})</li>'
        yield "</ul></nav>"
        for one in told:
            yield from self._chapter(one)
        yield "</main></body></html>"

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield f'<section id="{escape(chapter.key)}"><h2>{escape(self._chapter_name(chapter))}</h2>'
        if not chapter.records:
            yield f'<p class="soft">{escape(self._say("export-nothing"))}</p>'
        for record in reversed(chapter.records):  # the newest first
            yield "<article>"
            yield from self._record(record)
            yield "</article>"
        yield "</section>"

    def _record(self, record: Value) -> Iterator[str]:
        fields: dict[str, Value] = dict(record) if isinstance(record, dict) else {"": record}
        heading = next((name for name in _HEADINGS if fields.get(name)), None)
        if heading is not None:
            yield "<h3>"
            yield from self._part(heading, fields.pop(heading))
            yield "</h3>"
        sentence = fields.get("sentence")
        if isinstance(sentence, dict):
            yield f'<blockquote dir="auto">{escape(str(sentence["text"]))}</blockquote>'
            told = {"text", *_FOR_THE_PROGRAM}
            fields["sentence"] = {name: sentence[name] for name in sentence if name not in told}
        card = fields.pop("card", None)
        program: dict[str, Value] = {
            name: fields.pop(name) for name in _FOR_THE_PROGRAM if name in fields
        }
        yield from self._list(fields)
        yield from self._folded(self._label("card"), self._part("card", card) if card else ())
        if any(program.values()):
            yield from self._folded(self._say("export-technical"), self._list(program))

    def _folded(self, summary: str, inside: Iterable[str]) -> Iterator[str]:
        """Yield what few ask for, folded away; nothing when there is nothing."""
        if text := "".join(inside):
            yield f"<details><summary>{escape(summary)}</summary>{text}</details>"

    def _list(self, fields: dict[str, Value]) -> Iterator[str]:
        yield "<dl>"
        for name, part in fields.items():
            if part is not None and part not in ("", [], {}):
                yield f"<dt>{escape(self._label(name))}</dt><dd>"
                yield from self._part(name, part)
                yield "</dd>"
        yield "</dl>"

    def _part(self, name: str, part: Value) -> Iterator[str]:
        match part:
            case {"low": int(low), "high": int(high)}:
                yield escape(self._say.minutes(low, high))
            case {"form": _, "name": str(named), "minutes": minutes}:
                yield f"{escape(self._coded('name', named))}, "
                yield from self._part("minutes", minutes)
            case dict():
                yield from self._list(part)
            case list() if any(isinstance(one, dict | list) for one in part):
                for one in part:
                    yield from self._part(name, one)
            case list():
                say = self._question if name == "answers" else self._leaf
                texts = [say(name, one) for one in part if not isinstance(one, dict | list)]
                yield f"<bdi>{escape(', '.join(texts))}</bdi>"
            case _:
                yield f"<bdi>{escape(self._leaf(name, part))}</bdi>"

    def _leaf(self, name: str, leaf: Leaf) -> str:
        """Return a value as people of this language and zone write it."""
        match leaf:
            case bool():
                return self._say("export-yes" if leaf else "export-no")
            case date() | time():
                return self._moment(leaf)
            case int() if name == "weekdays" and leaf in range(7):
                return self._say.weekday(leaf)
            case str():
                return self._coded(name, leaf)
            case _:
                return str(leaf)

    def _question(self, _name: str, asked: Leaf) -> str:
        """Return the name of a question that led to a card."""
        return self._label(str(asked))

    def _moment(self, moment: date | time) -> str:
        say = self._say
        if isinstance(moment, time):
            return say.time(moment)
        if isinstance(moment, datetime):
            local = moment.astimezone(self._zone)
            return f"{say.short_date(local.date())} {say.time(local.time())}"
        return f"{say.weekday(moment.weekday())} {say.short_date(moment)}"

    def _coded(self, name: str, text: str) -> str:
        """Return the words for a value of the program; what people wrote stays as it is."""
        keys = [word_key(by, name, text) for by in _ASKED_BY]
        if name in _CODED:
            keys.append(word_key(_CODED[name], text))
        if name in _OWN:
            keys.append(word_key("export", name, text))
        return next((self._say(key) for key in keys if _is_key(key) and self._say.has(key)), text)

    def _label(self, name: str) -> str:
        keys = [word_key("export-field", name), *(word_key(by, name, "label") for by in _ASKED_BY)]
        known = (self._say(key) for key in keys if _is_key(key) and self._say.has(key))
        return next(known, name.replace("_", " "))

    def _chapter_name(self, chapter: Chapter) -> str:
        key = word_key("export-part", chapter.key)
        return self._say(key) if self._say.has(key) else chapter.key.replace("_", " ")


def _is_key(key: str) -> bool:
    """Whether this may be the name of words: what somebody typed may be anything."""
    return key.isascii() and key.replace("-", "").isalnum()
