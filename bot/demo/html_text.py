"""Telegram's HTML parse mode, with its own errors.

Written from https://core.telegram.org/bots/api#html-style; the wording of the errors is what
clients show and search for, so it is kept.
"""

import re
from dataclasses import dataclass, field

from bot.demo.entities import Entity, Formatted, units
from bot.demo.wire import ApiError, bad_request

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
ATTRIBUTE = re.compile(r"""\s*([a-zA-Z0-9-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
TAG_NAME = re.compile(r"[a-zA-Z0-9-]+")


def _broken(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


def unescape(text: str) -> str:
    """Turn the four named and all numeric character references into characters."""

    def one(match: re.Match[str]) -> str:
        decimal, hexadecimal, named = match.groups()
        if named:
            return NAMED[named]
        number = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(number) if 0 < number < 0x110000 else match.group()  # noqa: PLR2004 - Unicode ends there

    return CHARACTER.sub(one, text)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> Formatted:
        at = 0
        while at < len(self.source):
            if self.source[at] == "<":
                at = self._end_tag(at) if self.source.startswith("</", at) else self._start_tag(at)
            else:
                stop = self.source.find("<", at)
                stop = len(self.source) if stop < 0 else stop
                self._take(unescape(self.source[at:stop]))
                at = stop
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted("".join(self.text), tuple(self.entities))

    def _take(self, piece: str) -> None:
        self.text.append(piece)
        self.length += units(piece)

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _start_tag(self, at: int) -> int:
        end = self.source.find(">", at)
        if end < 0:
            raise _broken(f"Unclosed start tag at byte offset {self._offset(at)}")
        inside = self.source[at + 1 : end]
        name = TAG_NAME.match(inside)
        tag = name.group().lower() if name else ""
        if tag not in STYLES:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._offset(at)}')
        attributes: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(inside, len(tag)):
            attributes[match.group(1).lower()] = unescape((match.group(2) or "").strip("\"'"))
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            where = self._offset(at)
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open.append(_Open(tag, self.length, attributes))
        return end + 1

    def _end_tag(self, at: int) -> int:
        end = self.source.find(">", at)
        if end < 0:
            raise _broken(f"Unclosed end tag at byte offset {self._offset(at)}")
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {self._offset(at)}")
        tag = self.source[at + 2 : end].strip().lower()
        opened = self.open.pop()
        if tag and tag != opened.tag:
            where = self._offset(at)
            raise _broken(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>",'
                f' found "</{tag}>"'
            )
        if self.length > opened.start:
            self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        kind = STYLES[opened.tag]
        url = language = emoji = None
        inside = "".join(self.text)
        if opened.tag == "a":
            url = opened.attributes.get("href") or _tail(inside, self.length - opened.start)
            if "://" not in url and not url.startswith(("mailto:", "tel:")):
                return  # Telegram drops a link that is none, without an error
        elif opened.tag == "code" and self.open and self.open[-1].tag == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-") or None
            kind = "pre"
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            emoji = opened.attributes.get("emoji-id")
        length = self.length - opened.start
        if not (kind == "pre" and self._covered(opened.start, length)):
            self.entities.append(Entity(kind, opened.start, length, url, language, emoji))

    def _covered(self, start: int, length: int) -> bool:
        """Tell whether `<pre><code>` already made this stretch a block of code."""
        return any(
            (one.type, one.offset, one.length) == ("pre", start, length) for one in self.entities
        )


def _tail(text: str, length: int) -> str:
    """Return the last `length` UTF-16 units of a text."""
    return text.encode("utf-16-le")[-2 * length :].decode("utf-16-le")


def parse_html(source: str) -> Formatted:
    """Return the text and entities of HTML; raises ApiError (400) as Telegram words it."""
    return _Parser(source).run()
