"""Chats as the phone page gets them: JSON for a browser, not the Bot API."""

from collections.abc import Sequence

from bot.demo.chats import Chat, Happening, Message
from bot.demo.files import Media
from bot.demo.people import Person
from bot.demo.stage import HeldBack
from bot.demo.wire import Json, JsonObject
from bot.demo.world import World

SNIPPET = 90  # letters of a message shown in a list or a quotation


def _media(media: Media) -> JsonObject:
    return {
        "kind": media.kind,
        "url": f"/phone/file/{media.file_id}",
        "name": media.name,
        "size": len(media.content),
        "width": media.width,
        "height": media.height,
        "duration": media.duration,
    }


def _quoted(chat: Chat, message: Message) -> Json:
    quoted = chat.message(message.reply_to) if message.reply_to is not None else None
    if quoted is None:
        return None
    return {"id": quoted.id, "fromBot": quoted.from_bot, "text": quoted.text[:SNIPPET]}


def told_to_phone(world: World, message: Message) -> JsonObject:
    """Return a message as the page draws it."""
    chat = world.chats[message.chat]
    place = message.place
    return {
        "id": message.id,
        "fromBot": message.from_bot,
        "text": message.text,
        "entities": [one.told() for one in message.entities],
        "rows": [
            [
                {"text": one.text, "data": one.data, "url": one.url, "copies": one.copies}
                for one in row
            ]
            for row in message.buttons
        ],
        "media": _media(message.media) if message.media is not None else None,
        "place": [place.latitude, place.longitude] if place is not None else None,
        "replyTo": _quoted(chat, message),
        "silent": message.silent,
        "edited": message.edited > 0 and not _only_buttons_changed(message),
        "at": message.date.isoformat(),
        "reactions": [
            {"emoji": one.emoji, "byBot": one.account == world.bot.id} for one in message.reactions
        ],
    }


def _only_buttons_changed(message: Message) -> bool:
    """Tell whether to keep quiet about the edit: a bot's message with buttons is a form."""
    return message.from_bot and bool(message.buttons)


def told_keyboard(chat: Chat) -> Json:
    """Return the keyboard in place of the letters."""
    return [[{"text": one.text, "asks": one.asks} for one in row] for row in chat.keyboard]


def told_happening(world: World, one: Happening) -> JsonObject:
    """Return something that happened."""
    return {
        "number": one.number,
        "chat": one.chat,
        "what": one.what,
        "byBot": one.by_bot,
        "text": one.text,
        "alert": one.alert,
        "message": told_to_phone(world, one.message) if one.message is not None else None,
        "keyboard": told_keyboard(world.chats[one.chat]),
    }


def told_person(person: Person, *, coach: bool) -> JsonObject:
    """Return a line of the list of chats."""
    last = person.messages[-1] if person.messages else None
    return {
        "id": person.id,
        "name": person.account.first_name,
        "language": person.account.language_code,
        "coach": coach,
        "last": last.text[:SNIPPET] if last is not None else "",
        "at": last.date.isoformat() if last is not None else None,
    }


def told_conversation(world: World, person: Person) -> JsonObject:
    """Return a whole chat, and the number of the next thing that will happen."""
    chat = person.chat
    language = person.account.language_code or ""
    return {
        "id": person.id,
        "name": person.account.first_name,
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": told_keyboard(chat),
        "description": world.profile.text("description", language),
        "commands": [
            {"command": one.command, "description": one.description}
            for one in world.profile.menu(person.id, language)
        ],
        "messages": [told_to_phone(world, one) for one in person.messages],
        "next": len(world.history),
    }


def told_held(held: Sequence[HeldBack]) -> Json:
    """Return what was not sent."""
    return [
        {
            "chat": one.chat_id,
            "kind": one.kind,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until is not None else None,
            "reason": one.reason,
        }
        for one in held
    ]
