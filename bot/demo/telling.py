"""People, chats and messages as the Bot API writes them."""

from collections.abc import Mapping
from datetime import datetime

from bot.demo.chats import Account, Chat, Message
from bot.demo.files import Media
from bot.demo.keyboards import told_rows
from bot.demo.wire import Json, JsonObject

STICKER_SIDE = 512


def told_time(moment: datetime) -> int:
    """Return Unix seconds, in which the Bot API tells time."""
    return int(moment.timestamp())


def told_account(account: Account) -> JsonObject:
    """Return a `User`."""
    body: dict[str, Json] = {
        "id": account.id,
        "is_bot": account.is_bot,
        "first_name": account.first_name,
    }
    if account.username:
        body["username"] = account.username
    if account.language_code:
        body["language_code"] = account.language_code
    return body


def told_chat(chat: Chat) -> JsonObject:
    """Return a `Chat`."""
    if chat.kind == "private":
        return {"id": chat.id, "type": "private", "first_name": chat.title}
    return {"id": chat.id, "type": chat.kind, "title": chat.title}


def told_message(chat: Chat, message: Message, *, quoting: bool = True) -> JsonObject:
    """Return a `Message`; `quoting` tells the message that it answers too (one deep)."""
    body: dict[str, Json] = {
        "message_id": message.id,
        "from": told_account(message.sender),
        "chat": told_chat(chat),
        "date": told_time(message.date),
    }
    if message.edit_date is not None:
        body["edit_date"] = told_time(message.edit_date)
    body.update(_told_words(message))
    if message.media is not None:
        body.update(_told_media(message.media))
    if message.place is not None:
        place = message.place
        body["location"] = {"latitude": place.latitude, "longitude": place.longitude}
    if message.buttons:
        body["reply_markup"] = told_rows(message.buttons)
    quoted = chat.message(message.reply_to) if message.reply_to is not None else None
    if quoting and quoted is not None:
        body["reply_to_message"] = told_message(chat, quoted, quoting=False)
    return body


def _told_words(message: Message) -> Mapping[str, Json]:
    words, marks = (
        ("text", "entities") if message.media is None else ("caption", "caption_entities")
    )
    body: dict[str, Json] = {}
    if message.text:
        body[words] = message.text
    if message.entities:
        body[marks] = [one.told() for one in message.entities]
    return body


def told_file(media: Media) -> dict[str, Json]:
    """Return what every kind of file tells."""
    return {
        "file_id": media.file_id,
        "file_unique_id": media.unique_id,
        "file_size": len(media.content),
    }


def _told_media(media: Media) -> Mapping[str, Json]:
    told = told_file(media)
    match media.kind:
        case "photo":
            told.update(width=media.width, height=media.height)
            return {"photo": [told]}
        case "document":
            told.update(file_name=media.name, mime_type=media.mime)
            return {"document": told}
        case "voice":
            told.update(duration=media.duration, mime_type=media.mime)
            return {"voice": told}
        case "sticker":
            told.update(type="regular", width=STICKER_SIDE, height=STICKER_SIDE)
            told.update(is_animated=False, is_video=False)
            return {"sticker": told}
