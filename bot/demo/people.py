"""People who chat with the bot: they talk, tap, edit, block, and read."""

from dataclasses import replace
from datetime import datetime

from bot.demo.chats import Account, Chat, Message, Place, Reaction
from bot.demo.entities import Formatted, finished
from bot.demo.files import MediaKind
from bot.demo.methods.answering import plain_emoji
from bot.demo.telling import told_account, told_chat, told_message, told_time
from bot.demo.wire import Json, Upload
from bot.demo.world import Callback, World

PATIENCE = 5.0  # seconds of machine time


class Person:
    """Somebody with a private chat with the bot. Doing something counts as having read all."""

    def __init__(self, world: World, account: Account, chat: Chat) -> None:
        self._world = world
        self.account = account
        self.chat = chat
        self._read = 0

    @property
    def id(self) -> int:
        """Return the person's id, which is that of the private chat too."""
        return self.account.id

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return the private chat as it now is, oldest first."""
        return self.chat.messages

    def starts(self, payload: str = "") -> Message:
        """Press START, perhaps on a link with a payload."""
        if self.chat.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".strip())

    def says(self, text: str, *, into: Chat | None = None, reply_to: int | None = None) -> Message:
        """Type a text, in the private chat or in a group."""
        chat = self._enter(into)
        words = finished(Formatted(text))
        message = replace(
            self._new(chat), text=words.text, entities=words.entities, reply_to=reply_to
        )
        return self._send(chat, message)

    def edits(self, message: Message, text: str) -> Message:
        """Change an own message."""
        chat = self._world.chats[message.chat]
        words = finished(Formatted(text))
        now_there = chat.message(message.id) or message
        edited = replace(
            now_there,
            text=words.text,
            entities=words.entities,
            edited=now_there.edited + 1,
            edit_date=self._world.now(),
        )
        self._world.change(chat, edited, by_bot=False)
        self._world.tell_message("edited_message", chat, edited)
        return edited

    def taps(self, label: str, on: Message | None = None) -> Callback:
        """Tap the button with this label or data, on the newest message that has it.

        Raises LookupError, naming the buttons that are there, when there is none to tap.
        """
        there = [on] if on is not None else list(reversed(self.chat.messages))
        for message in there:
            button = message.button(label)
            if button is not None and button.data is not None:
                return self.forges(button.data, message)
        labels = [one.text for message in there for one in message.all_buttons]
        raise LookupError(f"no button {label!r} among {labels}")

    def forges(self, data: str, on: Message | int) -> Callback:
        """Send any callback data on any message, also of somebody else, or one that is gone."""
        message = on if isinstance(on, Message) else self.chat.message(on)
        chat = self._world.chats[message.chat] if message is not None else self.chat
        callback = Callback(
            str(self._world.next_number()), chat.id, self.id, data, self._world.now()
        )
        self._world.callbacks[callback.id] = callback
        self._acts()
        self._world.happen(chat, "tapped", by_bot=False, message=message, text=data)
        there = chat.message(message.id) if message is not None else None
        gone: dict[str, Json] = {"chat": told_chat(chat), "date": 0}
        gone["message_id"] = on.id if isinstance(on, Message) else on
        body: dict[str, Json] = {
            "id": callback.id,
            "from": told_account(self.account),
            "message": told_message(chat, there) if there is not None else gone,
            "chat_instance": str(chat.id),
            "data": data,
        }
        self._world.updates.add("callback_query", chat.id, body)
        return callback

    def sends_photo(self, content: bytes, caption: str = "") -> Message:
        """Send a picture."""
        return self._send_file("photo", content, "photo.jpg", "image/jpeg", caption)

    def sends_document(self, content: bytes, name: str, caption: str = "") -> Message:
        """Send a document."""
        return self._send_file("document", content, name, "application/octet-stream", caption)

    def sends_voice(self, content: bytes = b"OggS", seconds: int = 3) -> Message:
        """Send something spoken."""
        return self._send_file("voice", content, "voice.ogg", "audio/ogg", seconds=seconds)

    def sends_sticker(self, content: bytes = b"RIFF") -> Message:
        """Send a sticker."""
        return self._send_file("sticker", content, "sticker.webp", "image/webp")

    def sends_location(self, latitude: float, longitude: float) -> Message:
        """Share where one is, once."""
        chat = self._enter(None)
        return self._send(chat, replace(self._new(chat), place=Place(latitude, longitude)))

    def reacts(self, message: Message, *emoji: str) -> Message:
        """Put reactions on a message in place of one's earlier ones; none takes them away."""
        chat = self._world.chats[message.chat]
        there = chat.message(message.id) or message
        others = [one for one in there.reactions if one.account != self.id]
        old = [one for one in there.reactions if one.account == self.id]
        new = [Reaction(self.id, plain_emoji(one)) for one in emoji]
        changed = replace(there, reactions=(*others, *new))
        chat.now_there[message.id] = changed
        self._world.happen(chat, "reacted", by_bot=False, message=changed)
        body: dict[str, Json] = {
            "chat": told_chat(chat),
            "message_id": message.id,
            "user": told_account(self.account),
            "date": told_time(self._world.now()),
            "old_reaction": [{"type": "emoji", "emoji": one.emoji} for one in old],
            "new_reaction": [{"type": "emoji", "emoji": one.emoji} for one in new],
        }
        self._world.updates.add("message_reaction", chat.id, body)
        return changed

    def blocks(self) -> None:
        """Block the bot."""
        self._block("member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._block("kicked", "member")

    async def reads(self, within: float = PATIENCE) -> Message:
        """Return the bot's next message or edit that was not read yet.

        Raises TimeoutError when nothing comes within so many seconds.
        """
        return await self.chat.bell.until(self._next_unread, within)

    async def settled(self, within: float = PATIENCE) -> tuple[Message, ...]:
        """Wait until the bot has taken all one did, answered each tap, and reacted to the last.

        Raises TimeoutError when it does not within so many seconds.
        """

        def look() -> tuple[Message, ...] | None:
            taken = not self._world.updates.waits_for(self.chat.id)
            open_taps = any(one.chat == self.chat.id for one in self._world.callbacks.values())
            reacted = bool(self.chat.history) and self.chat.history[-1].by_bot
            return self.messages if taken and reacted and not open_taps else None

        return await self.chat.bell.until(look, within)

    def _next_unread(self) -> Message | None:
        history = self.chat.history
        while self._read < len(history):
            one = history[self._read]
            self._read += 1
            if one.by_bot and one.what in {"sent", "edited"}:
                return one.message
        return None

    def _acts(self) -> None:
        self._read = len(self.chat.history)

    def _enter(self, into: Chat | None) -> Chat:
        chat = into or self.chat
        if chat.blocked and chat is self.chat:
            raise ValueError("whoever blocked the bot cannot write to it")
        chat.started = True
        self._acts()
        return chat

    def _new(self, chat: Chat) -> Message:
        now: datetime = self._world.now()
        return Message(self._world.next_number(), chat.id, self.account, now)

    def _send(self, chat: Chat, message: Message) -> Message:
        self._world.post(chat, message)
        if chat.kind == "private" or _meant_for_bot(self._world, chat, message):
            self._world.tell_message("message", chat, message)
        return message

    def _send_file(
        self,
        kind: MediaKind,
        content: bytes,
        name: str,
        mime: str,
        caption: str = "",
        *,
        seconds: int = 0,
    ) -> Message:
        chat = self._enter(None)
        number = self._world.next_number()
        media = self._world.files.keep(kind, Upload(name, mime, content), number, seconds)
        words = finished(Formatted(caption))
        message = replace(self._new(chat), text=words.text, entities=words.entities, media=media)
        return self._send(chat, message)

    def _block(self, old: str, new: str) -> None:
        self.chat.blocked = new == "kicked"
        self._acts()
        self._world.happen(self.chat, "blocked" if self.chat.blocked else "unblocked", by_bot=False)
        self._world.tell_membership(self.chat, self.account, old, new)


def _meant_for_bot(world: World, chat: Chat, message: Message) -> bool:
    """Tell what a bot in privacy mode gets of a group: commands, mentions, replies to it."""
    name = f"@{world.bot.username}".lower()
    quoted = chat.message(message.reply_to or 0)
    if quoted is not None and quoted.from_bot:
        return True
    for one in message.entities:
        piece = message.text[one.offset : one.offset + one.length].lower()
        if one.type == "bot_command" and ("@" not in piece or piece.endswith(name)):
            return True
        if one.type == "mention" and piece == name:
            return True
    return False
