"""An update, parsed once at the edge into the form that steps work with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    """One update. `command` is without slash and bot name, lower case; `text` is the message text,
    the words after a command, or a button's data. `message_id` is the message written, edited, or
    carrying the button.
    """

    update_id: int
    chat: int
    private: bool
    form: Form
    first_name: str
    language_code: str
    sent_at: datetime | None
    command: str = ""
    text: str = ""
    message_id: int | None = None
    callback_id: str | None = None
    reply_to: int | None = None
    latitude: float | None = None
    longitude: float | None = None
