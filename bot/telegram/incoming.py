"""An update, parsed once at the edge into the form that steps work with.

From the JSON itself: python-telegram-bot's `Update.de_json` builds a tree of objects for what
nobody here reads, and costs twenty times as much.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

from bot.telegram.raw import is_number


class Form(StrEnum):
    """What kind of thing arrived."""

    COMMAND = "command"
    BUTTON = "button"
    TEXT = "text"
    EDIT = "edit"  # the person edited a message of his own
    MEDIA = "media"  # voice, photo, sticker, file …
    LOCATION = "location"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    OTHER = "other"  # anything else; nothing is answered


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update.

    `command` is without slash and bot name, lower case; `text` is the message text, the words
    after a command, or a button's data. `message_id` is the message written, edited, or carrying
    the button.
    """

    update_id: int
    chat: int
    private: bool
    form: Form
    first_name: str
    language_code: str
    command: str = ""
    text: str = ""
    message_id: int | None = None
    callback_id: str | None = None
    reply_to: int | None = None
    quoted: str = ""  # the text of the message that a tapped message answers
    rang: bool = False  # the fixed card for a red flag answered it: who does not get it is silent
    latitude: float | None = None
    longitude: float | None = None


_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?![\w@/])(.*)", re.DOTALL)
_AWAY: Final = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})
_PLACES: Final = frozenset({MessageAttachmentType.LOCATION, MessageAttachmentType.VENUE})
_MEDIA: Final = frozenset(str(one) for one in MessageAttachmentType) - _PLACES

Json: TypeAlias = Mapping[str, object]


def parse(raw: object, bot_name: str = "") -> Incoming:
    """Return the form and content of an update; what we have no use for is Form.OTHER.

    `bot_name` is the bot's own user name: in a group, a command for another bot is not ours.
    Raises ValueError when something in it has not the type that Telegram promises.
    """
    if not isinstance(raw, dict):
        raise ValueError("no update of Telegram's")  # noqa: TRY004 - for a reader it is a value
    number = _whole(raw, "update_id")
    match raw:
        case {"callback_query": dict(tap)}:
            return _tap(number, tap)
        case {"edited_message": dict(message)}:
            return _edit(number, message)
        case {"message": dict(message)}:
            return _message(number, message, bot_name)
        case {"my_chat_member": dict(change)}:
            return _membership(number, change)
        case _:
            parts = (part for part in raw.values() if isinstance(part, dict))
            return _bare(number, next(parts, {}))


def _bare(number: int, body: Json) -> Incoming:
    """Return who and where, with nothing to answer."""
    chat, private, name, language = _whose(body, body)
    return Incoming(number, chat, private, Form.OTHER, name, language)


def _whose(body: Json, within: Json) -> tuple[int, bool, str, str]:
    """Return chat, whether it is private, name and language. `within`: what holds the chat."""
    chat, person = _part(within, "chat"), _part(body, "from")
    return (
        _whole(chat or person, "id") if chat or person else 0,
        _text(chat, "type") == ChatType.PRIVATE if chat else bool(person),
        _text(person, "first_name"),
        _text(person, "language_code"),
    )


def _tap(number: int, tap: Json) -> Incoming:
    # A message older than 48 hours comes without its content.
    carrier = _part(tap, "message")
    answered = _part(carrier, "reply_to_message")
    chat, private, name, language = _whose(tap, carrier)
    return Incoming(
        *(number, chat, private, Form.BUTTON, name, language),
        text=_text(tap, "data"),
        message_id=_whole(carrier, "message_id") if carrier else None,
        callback_id=_text(tap, "id"),
        reply_to=_whole(answered, "message_id") if answered else None,
        quoted=_text(answered, "text"),
    )


def _edit(number: int, message: Json) -> Incoming:
    # A live location arrives as an edit every few seconds; nobody wrote anything.
    form = Form.EDIT if _is_person(message) and not _part(message, "location") else Form.OTHER
    chat, private, name, language = _whose(message, message)
    return Incoming(
        *(number, chat, private, form, name, language),
        text=_said(message),
        message_id=_whole(message, "message_id"),
    )


def _message(number: int, message: Json, bot_name: str) -> Incoming:
    if not _is_person(message):
        return _written(number, message, Form.OTHER, _said(message))
    if "text" in message:
        return _words(number, message, bot_name)
    if place := _part(_part(message, "venue") or message, "location"):
        written = _written(number, message, Form.LOCATION, _said(message))
        latitude, longitude = _degrees(place, "latitude"), _degrees(place, "longitude")
        return replace(written, latitude=latitude, longitude=longitude)
    form = Form.OTHER if _MEDIA.isdisjoint(message) else Form.MEDIA
    return _written(number, message, form, _said(message))


def _words(number: int, message: Json, bot_name: str) -> Incoming:
    said = _said(message)
    found = _COMMAND.match(said)
    if found is None:
        return _written(number, message, Form.TEXT, said)
    name, addressee, words = found.groups(default="")
    if addressee and bot_name and addressee.lower() != bot_name.lower():
        written = _written(number, message, Form.OTHER, said)  # in a group it is for another bot
        if not written.private:
            return written
    return _written(number, message, Form.COMMAND, words.strip(), name.lower())


def _written(number: int, message: Json, form: Form, text: str, command: str = "") -> Incoming:
    answered = _part(message, "reply_to_message")
    chat, private, name, language = _whose(message, message)
    return Incoming(
        *(number, chat, private, form, name, language),
        command=command,
        text=text,
        message_id=_whole(message, "message_id"),
        reply_to=_whole(answered, "message_id") if answered else None,
    )


def _said(message: Json) -> str:
    return _text(message, "text") or _text(message, "caption")


def _membership(number: int, change: Json) -> Incoming:
    was_away = _text(_part(change, "old_chat_member"), "status") in _AWAY
    is_away = _text(_part(change, "new_chat_member"), "status") in _AWAY
    form = Form.OTHER
    if was_away != is_away:
        form = Form.BLOCKED if is_away else Form.UNBLOCKED
    return replace(_bare(number, change), form=form)


def _is_person(message: Json) -> bool:
    person = _part(message, "from")
    return bool(person) and not person.get("is_bot")


# -------------------------------------------------- what Telegram promises, or ValueError
_NOTHING: Final[Json] = {}


def _part(body: Json, name: str) -> Json:
    """Return an object inside; empty when it is not there."""
    part = body.get(name)
    if part is None:
        return _NOTHING
    if not isinstance(part, dict):
        raise ValueError(f"{name} is no object")  # noqa: TRY004 - as above
    return part


def _text(body: Json, name: str) -> str:
    """Return a text; empty when it is not there."""
    text = body.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ValueError(f"{name} is no text")  # noqa: TRY004 - as above
    return text


def _whole(body: Json, name: str) -> int:
    """Return a number that a database can keep."""
    number = body.get(name)
    if not isinstance(number, int) or not is_number(number):
        raise ValueError(f"{name} is no number")
    return number


def _degrees(body: Json, name: str) -> float:
    number = body.get(name)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"{name} is no number")  # noqa: TRY004 - as above
    return float(number)
