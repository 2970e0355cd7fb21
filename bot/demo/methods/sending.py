"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from bot.demo.chats import Chat, Message
from bot.demo.entities import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Formatted,
    finished,
    given_entities,
    units,
)
from bot.demo.files import Media, MediaKind
from bot.demo.html_text import parse_html
from bot.demo.keyboards import read_inline, reply_rows
from bot.demo.telling import told_message
from bot.demo.wire import ApiError, Json, JsonObject, Params, as_text, as_whole, bad_request
from bot.demo.world import World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def read_text(params: Params, words: str = "text", marks: str = "entities") -> Formatted:
    """Return the formatted text of a request; raises ApiError (400) as Telegram words it."""
    raw = params.text(words)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return finished(parse_html(raw))
    if mode:
        # MarkdownV2 exists at Telegram; here only what the bot uses is built.
        raise bad_request("unsupported parse_mode (this stand-in reads HTML and entities only)")
    return finished(Formatted(raw, given_entities(params.items(marks))))


def message_text(params: Params) -> Formatted:
    """Return the text of a message, neither empty nor too long."""
    formatted = read_text(params)
    if not formatted.text:
        raise bad_request("message text is empty")
    if units(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def caption_text(params: Params) -> Formatted:
    """Return a caption, which may be empty but not too long."""
    formatted = read_text(params, "caption", "caption_entities")
    if units(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def read_media(world: World, params: Params, kind: MediaKind, reference: str) -> Media:
    """Return the file of a request: uploaded with it, or known by its id."""
    upload = params.upload(reference)
    if upload is not None:
        return world.files.keep(kind, upload, world.next_number())
    known = world.files.find(reference)
    if known is not None:
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
        return known
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    raise bad_request("wrong file identifier/HTTP URL specified")


def _reply_to(chat: Chat, params: Params) -> int | None:
    reply = params.record("reply_parameters")
    number = as_whole(reply.get("message_id")) or params.whole("reply_to_message_id")
    if number is None or chat.message(number) is not None:
        return number
    if reply.get("allow_sending_without_reply") is True:
        return None
    raise bad_request("message to be replied not found")


def _post(
    world: World, chat: Chat, params: Params, words: Formatted, media: Media | None = None
) -> JsonObject:
    markup = params.record("reply_markup")
    rows = read_inline(params)
    keyboard = reply_rows(markup)
    message = Message(
        id=world.next_number(),
        chat=chat.id,
        sender=world.bot,
        date=world.now(),
        text=words.text,
        entities=words.entities,
        buttons=rows,
        media=media,
        reply_to=_reply_to(chat, params),
        silent=params.flag("disable_notification"),
    )
    if keyboard is not None:
        chat.keyboard = keyboard
    world.post(chat, message)
    return told_message(chat, message)


def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    chat = world.chat_for_bot(params.text("chat_id"))
    return _post(world, chat, params, message_text(params))


def _send_file(world: World, params: Params, kind: MediaKind) -> Json:
    chat = world.chat_for_bot(params.text("chat_id"))
    caption = caption_text(params)
    media = read_media(world, params, kind, params.text(kind))
    return _post(world, chat, params, caption, media)


def send_photo(world: World, params: Params) -> Json:
    """Send a picture."""
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """Send a document."""
    return _send_file(world, params, "document")


def send_chat_action(world: World, params: Params) -> Json:
    """Show that the bot is busy."""
    chat = world.chat_for_bot(params.text("chat_id"))
    action = as_text(params.values.get("action"))
    if action not in ACTIONS:
        raise ApiError(400, "Bad Request: wrong parameter action in request")
    world.happen(chat, "action", by_bot=True, text=action)
    return True
