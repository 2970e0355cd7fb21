"""An export as files that programs open: JSON, and tables for a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Final

from bot.usecases.exporting import Chapter, Export, Leaf, Value

# Cells that a spreadsheet would take for a formula (OWASP, CSV injection), also after blanks and
# what nobody sees (soft hyphens, joiners, directions), and the wide forms of the same signs.
UNSEEN: Final = r"\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
FORMULA: Final = re.compile(rf"[{UNSEEN}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def as_json(export: Export) -> bytes:
    """Return the export as a JSON document in UTF-8; times are ISO 8601 in UTC, days his own.

    Half a character (a lone surrogate) stands there escaped, as JSON allows.
    """
    document = {chapter.key: list(chapter.records) for chapter in export.chapters}
    text = json.dumps(document, ensure_ascii=False, indent=2, default=iso)
    return text.encode("utf-8", "backslashreplace")


def as_csv(chapter: Chapter, separator: str) -> bytes:
    """Return a chapter as a table: a line for each record, nested fields as `card.pick.minutes`.

    With a byte order mark, so that spreadsheets read it as UTF-8; no cell can be a formula.
    """
    lines = [dict(_flat(record)) for record in chapter.records]
    all_names = dict.fromkeys(name for line in lines for name in line)
    # A record that is missing in one line has its columns from the others.
    names = [name for name in all_names if not any(n.startswith(f"{name}.") for n in all_names)]
    rows = [[line.get(name) for name in names] for line in lines]
    table = csv_line(names, separator) + "".join(csv_line(row, separator) for row in rows)
    return table.encode("utf-8-sig")


def csv_line(values: Sequence[Leaf], separator: str) -> str:
    """Return one line of a table, ending as spreadsheets expect; no cell can be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([cell(value) for value in values])
    return out.getvalue()


def cell(value: Leaf) -> str:
    """Return a cell that shows what it holds and can do nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(iso(value) if isinstance(value, date | time) else value)
    text = readable(value)
    return f"'{text}" if FORMULA.match(text) else text


def readable(text: str) -> str:
    """Return a text in which what no page and no table can hold shows as a replacement sign."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _flat(value: Value, name: str = "") -> Iterator[tuple[str, Leaf]]:
    match value:
        case dict():
            for key, part in value.items():
                yield from _flat(part, f"{name}.{key}" if name else key)
        case list():
            bare = [part for part in value if not isinstance(part, dict | list)]
            if len(bare) == len(value):
                yield name, ", ".join(cell(part) for part in bare)
            else:
                yield name, json.dumps(value, ensure_ascii=False, default=iso)
        case _:
            yield name, value


def iso(value: object) -> str:
    """Return a day or a time as JSON has it. TypeError: nothing else is stored as such."""
    if isinstance(value, date | time):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"not stored as such: {type(value).__name__}")
