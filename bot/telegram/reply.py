"""What a step returns: messages to be sent, and how one becomes an outbox row."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from bot.ids import new_id
from bot.usecases.ports import Kind, OutboxRow

BUTTON_VERSION: Final = "v1"
"""Begins the data of all buttons: one of another form is an old button."""

MOST_DATA: Final = 64
"""Bytes that Telegram lets a button hold."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` (at most 64 bytes of UTF-8) or `url`, never both."""

    text: str
    data: str = ""
    url: str = ""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Keyboard = tuple[tuple[Button, ...], ...]


def data(name: str, *parts: str) -> str:
    """Return the data of a button of this conversation; ValueError over Telegram's 64 bytes."""
    text = ":".join((BUTTON_VERSION, name, *parts))
    if len(text.encode()) > MOST_DATA:
        raise ValueError(f"button data of {name!r} is longer than {MOST_DATA} bytes")
    return text


def parts_of(text: str) -> tuple[str, ...]:
    """Return what follows the name in the data of a button: `v1:<name>:a:b` → `("a", "b")`."""
    return tuple(text.split(":")[2:])


def fits_a_button(url: str) -> bool:
    """Whether Telegram takes this address in a button: it refuses hosts without a dot."""
    return "." in (urlsplit(url).hostname or "")


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. `title` is shown bold above `text`; no markup is ever parsed.

    Without a text, and with `edits`, the words stay as they are and the buttons become `keyboard`.

    `slot` names the message (see `OutboxRow`); `edits` is a message id to edit instead; `quotes` is
    the id of the message that this one answers: its text comes back with each tap below it.
    """

    chat: int
    text: str
    title: str = ""
    keyboard: Keyboard = ()
    slot: str | None = None
    edits: int | None = None
    kind: Kind = Kind.REPLY
    silent: bool = False
    attachment: str | None = None
    not_before: datetime | None = None
    expires: datetime | None = None
    quotes: int | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji on a message that somebody wrote; None takes it away. Held during a run."""

    chat: int
    message_id: int
    emoji: str | None
    expires: datetime | None = None


def to_row(reply: Reply | Reaction, now: datetime) -> OutboxRow:
    """Return the outbox row of a reply: ready Bot API JSON, without chat and message id."""
    if isinstance(reply, Reaction):
        return _reaction(reply, now)
    return OutboxRow(
        id=new_id(now),
        chat=reply.chat,
        kind=reply.kind,
        payload=_JSON.encode(_payload(reply)),
        slot=reply.slot,
        edits=reply.edits,
        attachment=reply.attachment,
        created_at=now,
        not_before=reply.not_before,
        expires=reply.expires,
    )


# ------------------------------------------------------- a payload, looked at but not read
# Quotes inside a text have a backslash before them: a name in quotes and a colon are ours.
_ONLY_NEW: Final = ("disable_notification", "reply_parameters")


def has_words(payload: str) -> bool:
    """Whether it has a text: that comes first."""
    return payload.startswith('{"text":')


def is_reaction(payload: str) -> bool:
    """Whether it is an emoji on a message."""
    return '"reaction":' in payload


def with_more(payload: str, more: str) -> str:
    """Return it with `more` (JSON without its braces) in front."""
    rest = payload[1:]
    return f"{{{more}{rest}" if rest == "}" else f"{{{more},{rest}"


def for_an_edit(payload: str) -> str:
    """Return it without what only a new message has: an edit makes no sound, answers nothing."""
    if not any(f'"{name}":' in payload for name in _ONLY_NEW):
        return payload
    read = json.loads(payload)
    return _JSON.encode({name: value for name, value in read.items() if name not in _ONLY_NEW})


def _payload(reply: Reply) -> dict[str, object]:
    body = "\n\n".join(part for part in (reply.title, reply.text) if part)
    payload: dict[str, object] = {}
    if body:
        payload = {"text": body, "link_preview_options": {"is_disabled": True}}
    if reply.title:
        length = len(reply.title.encode("utf-16-le")) // 2
        payload["entities"] = [{"type": "bold", "offset": 0, "length": length}]
    if reply.keyboard:
        rows = [[_button(button) for button in row] for row in reply.keyboard]
        payload["reply_markup"] = {"inline_keyboard": rows}
    if reply.quotes is not None:
        asked = {"message_id": reply.quotes, "allow_sending_without_reply": True}
        payload["reply_parameters"] = asked
    if reply.silent:
        payload["disable_notification"] = True
    return payload


def _reaction(reaction: Reaction, now: datetime) -> OutboxRow:
    emoji = [] if reaction.emoji is None else [{"type": "emoji", "emoji": reaction.emoji}]
    payload = {"message_id": reaction.message_id, "reaction": emoji}
    return OutboxRow(
        id=new_id(now),
        chat=reaction.chat,
        kind=Kind.COACH,
        payload=_JSON.encode(payload),
        created_at=now,
        expires=reaction.expires,
    )


def _button(button: Button) -> dict[str, str]:
    if button.url:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}
