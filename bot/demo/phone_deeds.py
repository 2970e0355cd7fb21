"""What a person can do on the phone page."""

from starlette.datastructures import UploadFile

from bot.demo.chats import Message
from bot.demo.files import JPEG, PNG
from bot.demo.people import Person
from bot.demo.wire import JsonObject, as_text, as_whole

# A made-up walk in a real park, for whoever shares a location in the demo.
PARK = (52.0907, 5.1214)


def _message(person: Person, told: JsonObject) -> Message:
    message = person.chat.message(as_whole(told.get("message")) or 0)
    if message is None:
        raise LookupError("that message is gone")
    return message


def do(person: Person, deed: str, told: JsonObject) -> None:
    """Let a person do something.

    Raises ValueError for an unknown or impossible deed, LookupError for a message or button that
    is gone, and ApiError for a reaction that is none.
    """
    match deed:
        case "starts":
            person.starts(as_text(told.get("payload")))
        case "says":
            text = as_text(told.get("text")).strip()
            if not text:
                raise ValueError("nothing was said")
            person.says(text, reply_to=as_whole(told.get("replyTo")))
        case "edits":
            _edit(person, told)
        case "taps":
            person.taps(as_text(told.get("data")), _message(person, told))
        case "reacts":
            emoji = as_text(told.get("emoji"))
            person.reacts(_message(person, told), *([emoji] if emoji else []))
        case _:
            _do_without_words(person, deed)


def _edit(person: Person, told: JsonObject) -> None:
    message, text = _message(person, told), as_text(told.get("text")).strip()
    if message.from_bot or not text:
        raise ValueError("this cannot be edited")
    if text != message.text:
        person.edits(message, text)


def _do_without_words(person: Person, deed: str) -> None:
    match deed:
        case "blocks" if not person.chat.blocked:
            person.blocks()
        case "unblocks" if person.chat.blocked:
            person.unblocks()
        case "shares":
            person.sends_location(*PARK)
        case "speaks":
            person.sends_voice()
        case "sticks":
            person.sends_sticker()
        case _:
            raise ValueError("nobody can do that")


async def send_file(person: Person, file: UploadFile | str | None, caption: str) -> None:
    """Send an uploaded file, as a photo when it is a picture; raises ValueError for none."""
    if not isinstance(file, UploadFile):
        raise ValueError("there is no file")  # noqa: TRY004 - the caller knows one error for this
    content = await file.read()
    if content.startswith((PNG, JPEG)):
        person.sends_photo(content, caption)
    else:
        person.sends_document(content, file.filename or "file", caption)
