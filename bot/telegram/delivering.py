"""One message on its way out: which method, and what Telegram's answer means."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.calling import ApiValue, call, call_ready, message_id, read_params
from bot.telegram.reply import for_an_edit, has_words, is_reaction, with_more
from bot.telegram.transport import NotSent, TooManyRequests
from bot.usecases.ports import Database, OutboxRow


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file made at send time; never stored."""

    method: Literal["sendPhoto", "sendDocument"]
    filename: str
    content: bytes


Recipe: TypeAlias = Callable[[str, Database], Awaitable[Attachment | None]]
"""Make the attachment for an argument, reading only; None: there is nothing to attach any more.

The argument is what stands behind the name (`progress:<runner id>`); without a colon it is the
text of the message itself.
"""


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there, as this message."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to be edited is no longer there, or cannot be edited."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken. `reason` is an outcome word."""

    reason: str
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class TooMany:
    """Telegram asks for patience, in seconds; certainly not delivered."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work out. `certain`: it was certainly not delivered."""

    certain: bool
    why: str


Outcome: TypeAlias = Delivered | Gone | Refused | TooMany | Failed

# Telegram's words (it has no codes), in small letters.
_UNCHANGED: Final = "message is not modified"
_GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
_NOBODY: Final = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


async def deliver(bot: Bot, row: OutboxRow, attachment: Attachment | None) -> Outcome:
    """Edit or send one row. Never raises for what Telegram or the network do."""
    target = None if attachment else row.edits or row.message_id
    try:
        if attachment is not None:
            result = await call(bot, attachment.method, _with_file(row, attachment))
        else:
            result = await call_ready(bot, _method(row.payload, target), _body(row, target))
    except TelegramError as error:
        return _meaning(error, target)
    return Delivered(message_id(result) or target)


def _meaning(error: TelegramError, target: int | None) -> Outcome:
    """Say what an error means; BadRequest and TimedOut are NetworkErrors, so they come first."""
    match error:
        case TooManyRequests():
            return TooMany(error.seconds)
        case Forbidden():
            return Refused("blocked", blocked=True)
        case ChatMigrated():  # a group that grew: under this number there is nobody any more
            return Refused("nobody")
        case BadRequest():
            return _bad_request(error.message.lower(), target)
        case NotSent():
            return Failed(certain=True, why=type(error).__name__)
        case _:
            # The network, a refused token (of which the poller speaks), or what nobody understands.
            return Failed(certain=False, why=type(error).__name__)


def _bad_request(words: str, target: int | None) -> Outcome:
    if target is not None and _UNCHANGED in words:
        return Delivered(target)
    if target is not None and any(known in words for known in _GONE):
        return Gone()
    if any(known in words for known in _NOBODY):
        return Refused("nobody", blocked=True)
    return Refused("refused")


def _method(payload: str, target: int | None) -> str:
    """Return what the Bot API calls it; without words only the buttons change."""
    if target is not None:
        return "editMessageText" if has_words(payload) else "editMessageReplyMarkup"
    # A reaction makes no message of its own.
    return "setMessageReaction" if is_reaction(payload) else "sendMessage"


def _body(row: OutboxRow, target: int | None) -> str:
    """Return the parameters: what was made ready goes as it is, behind where it goes to."""
    if target is None:
        return with_more(row.payload, f'"chat_id":{row.chat}')
    where = f'"chat_id":{row.chat},"message_id":{target}'
    return with_more(for_an_edit(row.payload), where)


def _with_file(row: OutboxRow, attachment: Attachment) -> dict[str, ApiValue]:
    """Return the parameters of a file; its words become the caption."""
    params: dict[str, ApiValue] = {"chat_id": row.chat, **read_params(row.payload)}
    params.pop("link_preview_options", None)
    for ours, theirs in (("text", "caption"), ("entities", "caption_entities")):
        if ours in params:
            params[theirs] = params.pop(ours)
    field = "photo" if attachment.method == "sendPhoto" else "document"
    params[field] = InputFile(attachment.content, filename=attachment.filename)
    return params
