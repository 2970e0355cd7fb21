"""What is in a chat: people, messages, and all that happened, in order."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.demo.bell import Bell
from bot.demo.entities import Entity
from bot.demo.files import Media

ChatKind = Literal["private", "group"]
What = Literal[
    "sent",
    "edited",
    "deleted",
    "reacted",
    "tapped",
    "toast",
    "action",
    "keyboard",
    "blocked",
    "unblocked",
]


@dataclass(frozen=True, slots=True)
class Account:
    """A person or the bot, as Telegram's `User` tells of them."""

    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button of an inline keyboard: it sends `data`, opens `url`, or copies `copies`."""

    text: str
    data: str | None = None
    url: str | None = None
    copies: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """A button in place of the letters: it types its own text, or shares where you are."""

    text: str
    asks: Literal["text", "location", "contact"] = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A shared location, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody's emoji on a message."""

    account: int
    emoji: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it now is. `text` is the caption when there is a picture or document."""

    id: int
    chat: int
    sender: Account
    date: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    media: Media | None = None
    place: Place | None = None
    reply_to: int | None = None
    silent: bool = False
    edited: int = 0
    edit_date: datetime | None = None
    reactions: tuple[Reaction, ...] = ()

    @property
    def from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def photo(self) -> bytes | None:
        """Return the picture, if it is one."""
        return self.media.content if self.media and self.media.kind == "photo" else None

    @property
    def document(self) -> bytes | None:
        """Return the document, if it is one."""
        return self.media.content if self.media and self.media.kind == "document" else None

    @property
    def file_name(self) -> str | None:
        """Return the name of the file in it."""
        return self.media.name if self.media else None

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """Return all buttons, row after row."""
        return tuple(button for row in self.buttons for button in row)

    def button(self, label: str) -> Button | None:
        """Return the button with this label or this data; a beginning of the label will do."""
        buttons = self.all_buttons
        for one in buttons:
            if label in {one.text, one.data}:
                return one
        return next((one for one in buttons if one.text.startswith(label)), None)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in a chat. `text` is a toast's text, an action, or button data."""

    number: int
    chat: int
    what: What
    by_bot: bool
    at: datetime
    message: Message | None = None
    text: str = ""
    alert: bool = False


@dataclass(slots=True)
class Chat:
    """A chat between a person (or a group) and the bot."""

    id: int
    kind: ChatKind
    title: str
    members: tuple[Account, ...]
    started: bool = False
    blocked: bool = False
    keyboard: tuple[tuple[ReplyButton, ...], ...] = ()
    history: list[Happening] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)
    now_there: dict[int, Message] = field(default_factory=dict)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return all messages that are still there, oldest first."""
        return tuple(self.now_there.values())

    @property
    def last_from_bot(self) -> Message | None:
        """Return the newest message of the bot."""
        return next((one for one in reversed(self.messages) if one.from_bot), None)

    def message(self, number: int) -> Message | None:
        """Return the message with this number as it now is, or None when it is gone."""
        return self.now_there.get(number)
