"""One message on its way out: which method, and what Telegram's answer means."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.calling import ApiValue, call, message_id, read_params
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
        elif target is not None:
            params = _edited(row) | {"message_id": target}
            # Without a text only the buttons change.
            method = "editMessageText" if "text" in params else "editMessageReplyMarkup"
            result = await call(bot, method, params)
        else:
            params = _params(row)
            # A reaction is the one thing without a text; it makes no message of its own.
            method = "setMessageReaction" if "reaction" in params else "sendMessage"
            result = await call(bot, method, params)
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


def _params(row: OutboxRow) -> dict[str, ApiValue]:
    """Return the parameters of a text: what was made ready, and the chat."""
    return {"chat_id": row.chat, **read_params(row.payload)}


def _edited(row: OutboxRow) -> dict[str, ApiValue]:
    """Return the parameters of an edit: it makes no sound and answers nothing."""
    params = _params(row)
    for only_new in ("disable_notification", "reply_parameters"):
        params.pop(only_new, None)
    return params


def _with_file(row: OutboxRow, attachment: Attachment) -> dict[str, ApiValue]:
    """Return the parameters of a file; its words become the caption."""
    params = _params(row)
    params.pop("link_preview_options", None)
    for ours, theirs in (("text", "caption"), ("entities", "caption_entities")):
        if ours in params:
            params[theirs] = params.pop(ours)
    field = "photo" if attachment.method == "sendPhoto" else "document"
    params[field] = InputFile(attachment.content, filename=attachment.filename)
    return params
