"""Formatted text: entities, lengths as Telegram counts them, and what it recognises by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.demo.wire import Json, JsonObject, as_object, as_text, as_whole, bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
# Telegram makes these clickable in any text, without being asked.
RECOGNISED = (
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")),
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
)
PLAIN = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "custom_emoji",
    }
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning; offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None

    def told(self) -> JsonObject:
        """Return it as the Bot API writes it."""
        body: dict[str, Json] = {"type": self.type, "offset": self.offset, "length": self.length}
        for name in ("url", "language", "custom_emoji_id"):
            value: str | None = getattr(self, name)
            if value is not None:
                body[name] = value
        return body


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """Return the length in UTF-16 code units, in which the Bot API counts."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)  # noqa: PLR2004 - the first astral one


def given_entities(raw: Sequence[Json]) -> tuple[Entity, ...]:
    """Read entities that a request spells out; raises ApiError for an unknown type."""
    found = []
    for item in map(as_object, raw):
        kind = as_text(item.get("type"))
        if kind not in PLAIN:
            raise bad_request(f"can't parse MessageEntity: Unsupported type {kind!r}")
        found.append(
            Entity(
                kind,
                as_whole(item.get("offset")) or 0,
                as_whole(item.get("length")) or 0,
                as_text(item.get("url")) or None,
                as_text(item.get("language")) or None,
                as_text(item.get("custom_emoji_id")) or None,
            )
        )
    return tuple(found)


def recognised(text: str, taken: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the commands, links and mentions in `text` outside the entities already there."""
    found: list[Entity] = []
    for kind, pattern in RECOGNISED:
        for match in pattern.finditer(text):
            new = Entity(kind, units(text[: match.start()]), units(match.group()))
            if not any(_overlap(new, other) for other in (*found, *_solid(taken))):
                found.append(new)
    return tuple(found)


def _solid(entities: Sequence[Entity]) -> list[Entity]:
    """Return those inside which nothing is recognised."""
    return [one for one in entities if one.type in {"code", "pre", "text_link", "url", "mention"}]


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length


def finished(formatted: Formatted) -> Formatted:
    """Trim as Telegram does, add what it recognises, and sort."""
    text = formatted.text.rstrip()
    lead = units(text) - units(text.lstrip())
    text = text.lstrip()
    end = units(text)
    kept: list[Entity] = []
    for one in formatted.entities:
        start = max(one.offset - lead, 0)
        stop = min(one.offset + one.length - lead, end)
        if stop > start:
            kept.append(replace(one, offset=start, length=stop - start))
    kept.extend(recognised(text, kept))
    return Formatted(text, tuple(sorted(kept, key=lambda one: (one.offset, -one.length))))
