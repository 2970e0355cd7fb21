"""What somebody sees on his phone, and what his thumbs do with it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.demo.chats import Message
from bot.demo.people import Person
from bot.demo.updates import Updates

Parts = tuple[str, ...]
"""The data of a button without its version: `("check_in", <run>, "need", "silence")`."""


@dataclass(slots=True)
class Phone:
    """The chat with the bot."""

    person: Person
    updates: Updates
    _again: tuple[str, Message] | None = None  # the last tap
    _typed_last: bool = False

    # ------------------------------------------------------------------ eyes
    @property
    def has_news(self) -> bool:
        """Whether the bot said or changed anything since one did something last."""
        for one in reversed(self.person.chat.history):
            if not one.by_bot:
                return False
            if one.what in {"sent", "edited"}:
                return True
        return not self.person.messages

    def newest(
        self, *begin: str, last: str = "", over: AbstractSet[str] = frozenset()
    ) -> Message | None:
        """Return the newest message with such a button, of no run that is `over`."""
        for message in reversed(self.person.messages):
            for one in parts_of(message):
                fits = one[: len(begin)] == begin and (not last or one[-1] == last)
                if fits and one[1:2] != ("new",) and not over & set(one):
                    return message
        return None

    # ------------------------------------------------------------------ thumbs
    def taps(self, parts: Parts, on: Message) -> bool:
        """Tap a button; False when one waits before changing over from typing."""
        if not self._may(typing=False):
            return False
        self._again = ":".join(("v1", *parts)), on
        self.person.forges(*self._again)
        return True

    def repeats(self) -> None:
        """Tap the same button again, out of impatience."""
        if self._again is not None and not self._typed_last:
            self.person.forges(*self._again)

    def types(self, text: str) -> Message | None:
        """Type something; None when one waits before changing over from tapping."""
        return self.person.says(text) if self._may(typing=True) else None

    def rewrites(self, message_id: int, text: str) -> bool:
        """Change a message of one's own."""
        message = self.person.chat.message(message_id)
        if message is None or not self._may(typing=True):
            return False
        self.person.edits(message, text)
        return True

    def _may(self, *, typing: bool) -> bool:
        """Telegram brings a chat's taps and texts apart: so one waits before changing over."""
        if typing is not self._typed_last and self.updates.waits_for(self.person.id):
            return False
        self._typed_last = typing
        return True


def parts_of(message: Message) -> list[Parts]:
    """Return the data of all buttons of a message, as they are."""
    return [tuple(one.data.split(":")[1:]) for one in message.all_buttons if one.data]
