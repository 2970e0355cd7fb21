"""An update as it came, before anybody has understood it: enough to keep it and find its chat."""

import json
from collections.abc import Iterator
from typing import Final

from bot.usecases.ports import InboxRow

# Everything we ever ask for; `Form.OTHER` is what they hold that we have no use for.
ALLOWED_UPDATES: Final = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "message_reaction",
)


def inbox_row(raw: object, came: str = "") -> InboxRow:
    """Return the row to keep; raises ValueError when it has no number to keep it by.

    Kept as ASCII JSON, so that neither a NUL nor half a surrogate pair meets the database: as it
    `came` where that is so already, as all of Telegram's is.
    """
    match raw:
        case {"update_id": int(update_id)} if is_number(update_id):
            is_so = came and came.isascii()
            body = came if is_so else json.dumps(raw, separators=(",", ":"))
            return InboxRow(update_id, chat_of(raw), body)
        case _:
            raise ValueError("not an update")


def chat_of(raw: object) -> int:
    """Return the chat whose order this update belongs to; 0 where there is none."""
    for part in _parts(raw):
        match part:
            case {"chat": {"id": int(chat)}} if is_number(chat):
                return chat
            case {"message": {"chat": {"id": int(chat)}}} if is_number(chat):
                return chat
            case {"from": {"id": int(person)}} | {"user": {"id": int(person)}} if is_number(person):
                return person
            case _:
                continue
    return 0


def tap_of(raw: object) -> str:
    """Return the id to answer a tap by; empty when it is no tap."""
    match raw:
        case {"callback_query": {"id": str(tap)}}:
            return tap
        case _:
            return ""


def is_number(number: object) -> bool:
    """Whether a database can keep it; one that it cannot would stop the whole batch."""
    if isinstance(number, bool) or not isinstance(number, int):
        return False
    return -(2**63) <= number < 2**63


def language_of(raw: object) -> str:
    """Return the language code of whoever it is from; empty when it does not say."""
    for part in _parts(raw):
        match part:
            case {"from": {"language_code": str(code)}}:
                return code
            case _:
                continue
    return ""


def text_of(raw: object) -> str:
    """Return what somebody wrote, under a photo too; empty when he wrote nothing."""
    for part in _parts(raw):
        match part:
            case {"text": str(text)} | {"caption": str(text)}:
                return text
            case _:
                continue
    return ""


def _parts(raw: object) -> Iterator[object]:
    if isinstance(raw, dict):
        yield from raw.values()
