"""An update, parsed once at the edge into the form that steps work with."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from telegram import CallbackQuery, ChatMemberUpdated, Location, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

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
    sent_at: datetime | None
    command: str = ""
    text: str = ""
    message_id: int | None = None
    callback_id: str | None = None
    reply_to: int | None = None
    quoted: str = ""  # the text of the message that a tapped message answers
    latitude: float | None = None
    longitude: float | None = None


_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?![\w@/])(.*)", re.DOTALL)
_AWAY: Final = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


def parse(update: Update, bot_name: str = "") -> Incoming:
    """Return the form and content of an update; what we have no use for is Form.OTHER.

    `bot_name` is the bot's own user name: in a group, a command for another bot is not ours.
    Raises ValueError when something in it has not the type that Telegram promises.
    """
    incoming = _of(update, bot_name)
    texts = (incoming.first_name, incoming.language_code, incoming.text, incoming.quoted)
    numbers = (incoming.chat, incoming.message_id or 0, incoming.reply_to or 0)
    if not all(isinstance(text, str) for text in texts) or not all(map(is_number, numbers)):
        raise ValueError("no update of Telegram's")
    return incoming


def _of(update: Update, bot_name: str) -> Incoming:
    match update:
        case Update(callback_query=CallbackQuery() as tap):
            return _tap(update, tap)
        case Update(edited_message=Message() as message):
            return _edit(update, message)
        case Update(message=Message() as message):
            return _message(update, message, bot_name)
        case Update(my_chat_member=ChatMemberUpdated() as change):
            return _membership(update, change)
        case _:
            return _bare(update)


def _bare(update: Update) -> Incoming:
    """Return who and where, with nothing to answer."""
    chat, person = update.effective_chat, update.effective_user
    return Incoming(
        update_id=update.update_id,
        chat=chat.id if chat else person.id if person else 0,
        private=chat.type == ChatType.PRIVATE if chat else person is not None,
        form=Form.OTHER,
        first_name=person.first_name if person else "",
        language_code=(person.language_code or "") if person else "",
        sent_at=None,
    )


def _tap(update: Update, tap: CallbackQuery) -> Incoming:
    # A message older than 48 hours comes without its content.
    carrier = tap.message if isinstance(tap.message, Message) else None
    answered = carrier.reply_to_message if carrier else None
    return replace(
        _bare(update),
        form=Form.BUTTON,
        text=tap.data or "",
        message_id=tap.message.message_id if tap.message else None,
        callback_id=tap.id,
        reply_to=answered.message_id if answered else None,
        quoted=(answered.text or "") if answered else "",
    )


def _edit(update: Update, message: Message) -> Incoming:
    # A live location arrives as an edit every few seconds; nobody wrote anything.
    form = Form.EDIT if _is_person(message.from_user) and not message.location else Form.OTHER
    return replace(
        _bare(update),
        form=form,
        text=message.text or message.caption or "",
        message_id=message.message_id,
        sent_at=message.edit_date or message.date,
    )


def _message(update: Update, message: Message, bot_name: str) -> Incoming:
    written = replace(
        _bare(update),
        text=message.text or message.caption or "",
        message_id=message.message_id,
        sent_at=message.date,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )
    if not _is_person(message.from_user):
        return written
    if message.text is not None:
        return _words(written, message.text, bot_name)
    place = message.venue.location if message.venue else message.location
    if isinstance(place, Location):
        return replace(
            written, form=Form.LOCATION, latitude=place.latitude, longitude=place.longitude
        )
    return replace(written, form=Form.MEDIA) if message.effective_attachment else written


def _words(written: Incoming, text: str, bot_name: str) -> Incoming:
    found = _COMMAND.match(text)
    if found is None:
        return replace(written, form=Form.TEXT)
    name, addressee, words = found.groups(default="")
    meant_for_other = addressee and bot_name and addressee.lower() != bot_name.lower()
    if meant_for_other and not written.private:
        return replace(written, form=Form.OTHER)
    return replace(written, form=Form.COMMAND, command=name.lower(), text=words.strip())


def _membership(update: Update, change: ChatMemberUpdated) -> Incoming:
    was_away = change.old_chat_member.status in _AWAY
    is_away = change.new_chat_member.status in _AWAY
    form = Form.OTHER
    if was_away != is_away:
        form = Form.BLOCKED if is_away else Form.UNBLOCKED
    return replace(_bare(update), form=form, sent_at=change.date)


def _is_person(user: User | None) -> bool:
    return user is not None and not user.is_bot
