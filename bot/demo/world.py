"""All that the stand-in knows, and the few ways in which it changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.demo.bell import Bell
from bot.demo.chats import Account, Chat, Happening, Message, What
from bot.demo.files import Files
from bot.demo.telling import told_account, told_chat, told_message, told_time
from bot.demo.updates import Update, Updates
from bot.demo.wire import ApiError, Json, JsonObject, bad_request

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Callback:
    """A tap that waits for its answer."""

    id: str
    chat: int
    account: int
    data: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the command menu."""

    command: str
    description: str


@dataclass(frozen=True, slots=True)
class CommandScope:
    """Who sees a command menu."""

    kind: str = "default"
    chat: int | None = None
    account: int | None = None
    language: str = ""


@dataclass(slots=True)
class Profile:
    """What the bot tells of itself, per language ("" for everybody else)."""

    commands: dict[CommandScope, tuple[Command, ...]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, JsonObject] = field(default_factory=dict)

    def text(self, what: str, language: str) -> str:
        """Return a name or description in a language, or else the one for everybody."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")

    def menu(self, chat: int, language: str) -> tuple[Command, ...]:
        """Return the commands that somebody sees in a private chat, the nearest scope first."""
        for scope in (
            CommandScope("chat", chat),
            CommandScope("all_private_chats"),
            CommandScope(),
        ):
            for spoken in dict.fromkeys((language, "")):
                found = self.commands.get(replace(scope, language=spoken))
                if found:
                    return found
        return ()


class World:
    """Accounts, chats, files and the queue; `now` gives people's time, aware and in UTC."""

    def __init__(self, bot: Account, now: Now, first_number: int = 1) -> None:
        self.bot = bot
        self.now = now
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.updates = Updates(first_number)
        self.callbacks: dict[str, Callback] = {}
        self.profile = Profile()
        self.bell = Bell()
        self.history: list[Happening] = []
        self._number = first_number

    def next_number(self) -> int:
        """Return a number not used before, for messages, taps and files."""
        self._number += 1
        return self._number - 1

    def happen(
        self,
        chat: Chat,
        what: What,
        *,
        by_bot: bool,
        message: Message | None = None,
        text: str = "",
        alert: bool = False,
    ) -> Happening:
        """Write down what happened, and wake who waits for it."""
        number = len(self.history)
        one = Happening(number, chat.id, what, by_bot, self.now(), message, text, alert)
        self.history.append(one)
        chat.history.append(one)
        chat.bell.ring()
        self.bell.ring()
        return one

    def chat_for_bot(self, chat_id: str) -> Chat:
        """Return the chat the bot names; raises ApiError when it may not write there."""
        chat = self.known_chat(chat_id)
        if chat.blocked and chat.kind == "private":
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was kicked from the group chat")
        if not chat.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def known_chat(self, chat_id: str) -> Chat:
        """Return the chat with this id; raises ApiError (400) when there is none."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        try:
            return self.chats[int(chat_id)]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None

    def post(self, chat: Chat, message: Message) -> Message:
        """Add a new message to a chat."""
        chat.now_there[message.id] = message
        self.happen(chat, "sent", by_bot=message.from_bot, message=message)
        return message

    def change(self, chat: Chat, message: Message, *, by_bot: bool) -> Message:
        """Put the edited `message` in the place of the old one."""
        chat.now_there[message.id] = message
        self.happen(chat, "edited", by_bot=by_bot, message=message)
        return message

    def remove(self, chat: Chat, message: Message, *, by_bot: bool) -> None:
        """Delete a message."""
        del chat.now_there[message.id]
        self.happen(chat, "deleted", by_bot=by_bot, message=message)

    def tell_message(self, kind: str, chat: Chat, message: Message) -> Update | None:
        """Queue an update about a message (`message`, `edited_message`)."""
        return self.updates.add(kind, chat.id, told_message(chat, message))

    def tell_membership(self, chat: Chat, who: Account, old: str, new: str) -> None:
        """Queue the update that tells the bot that it was blocked, unblocked or added."""
        body: dict[str, Json] = {
            "chat": told_chat(chat),
            "from": told_account(who),
            "date": told_time(self.now()),
            "old_chat_member": self._membership(old),
            "new_chat_member": self._membership(new),
        }
        self.updates.add("my_chat_member", chat.id, body)

    def _membership(self, status: str) -> Mapping[str, Json]:
        body: dict[str, Json] = {"user": told_account(self.bot), "status": status}
        if status == "kicked":
            body["until_date"] = 0
        return body

    def ring_for(self, updates: list[Update]) -> None:
        """Wake who waits in the chats of these updates, now that the bot has them."""
        for lane in {one.lane for one in updates}:
            if lane in self.chats:
                self.chats[lane].bell.ring()
