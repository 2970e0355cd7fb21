"""editMessage… and deleteMessage…."""

from dataclasses import replace
from datetime import timedelta

from bot.demo.chats import Chat, Message
from bot.demo.entities import Formatted
from bot.demo.files import MediaKind
from bot.demo.keyboards import read_inline
from bot.demo.methods.sending import caption_text, message_text, read_media
from bot.demo.telling import told_message
from bot.demo.wire import Json, Params, as_items, as_text, as_whole, bad_request
from bot.demo.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
DELETABLE_FOR = timedelta(hours=48)
BULK = 100


def _own(world: World, params: Params) -> tuple[Chat, Message]:
    """Return the bot's own message that a request wants to edit."""
    chat = world.chat_for_bot(params.text("chat_id"))
    number = params.whole("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    message = chat.message(number)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _put(world: World, chat: Chat, old: Message, new: Message) -> Json:
    if new == old:
        raise bad_request(NOT_MODIFIED)
    edited = replace(new, edited=old.edited + 1, edit_date=world.now())
    world.change(chat, edited, by_bot=True)
    return told_message(chat, edited)


def _with_words(message: Message, words: Formatted, params: Params) -> Message:
    """Return it with new words; the keyboard goes when the request brings none."""
    return replace(message, text=words.text, entities=words.entities, buttons=read_inline(params))


def edit_message_text(world: World, params: Params) -> Json:
    """Change the text."""
    words = message_text(params)
    chat, message = _own(world, params)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    return _put(world, chat, message, _with_words(message, words, params))


def edit_message_caption(world: World, params: Params) -> Json:
    """Change the caption."""
    words = caption_text(params)
    chat, message = _own(world, params)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    return _put(world, chat, message, _with_words(message, words, params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard alone."""
    rows = read_inline(params)
    chat, message = _own(world, params)
    return _put(world, chat, message, replace(message, buttons=rows))


def edit_message_media(world: World, params: Params) -> Json:
    """Change the picture or document, with its caption."""
    chat, message = _own(world, params)
    raw = params.record("media")
    kind = as_text(raw.get("type"))
    kinds: dict[str, MediaKind] = {"photo": "photo", "document": "document"}
    if kind not in kinds:
        raise bad_request(f"can't parse InputMedia: type {kind!r} is not known to this stand-in")
    media = read_media(world, params, kinds[kind], as_text(raw.get("media")))
    words = caption_text(Params(raw))
    return _put(world, chat, message, replace(_with_words(message, words, params), media=media))


def _delete(world: World, chat: Chat, number: int) -> bool:
    message = chat.message(number)
    if message is None:
        return False
    if world.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.remove(chat, message, by_bot=True)
    return True


def delete_message(world: World, params: Params) -> Json:
    """Delete one message, at most 48 hours old."""
    chat = world.chat_for_bot(params.text("chat_id"))
    number = params.whole("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    if not _delete(world, chat, number):
        raise bad_request("message to delete not found")
    return True


def delete_messages(world: World, params: Params) -> Json:
    """Delete up to 100 messages; those that are gone already are skipped."""
    chat = world.chat_for_bot(params.text("chat_id"))
    numbers = [as_whole(one) for one in as_items(params.values.get("message_ids"))]
    if not 1 <= len(numbers) <= BULK:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        if number is not None:
            _delete(world, chat, number)
    return True
