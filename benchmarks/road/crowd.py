"""Virtual runners: each looks at the buttons he has, taps one, and waits for what comes back."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.road.bot_api import BotApi

TAP, TEXT = "tap", "text"
Step = tuple[str, str]
"""`(TEXT, words)`, or `(TAP, how the data of the button to tap begins)`."""

CHECK_IN: Sequence[Step] = (
    (TEXT, "/checkin"),
    (TAP, "tension:7"),
    (TAP, "need:movement"),
    (TAP, "length:short"),
    (TAP, "head:full"),
    (TAP, "other"),
    (TAP, "card"),
    (TAP, "no"),
)
"""The eight steps that are measured, the same with every bot: up to "not today", so that somebody
can do it again and again on one day and always get the same questions."""


@dataclass(slots=True)
class Person:
    """One runner and what is on his phone: message id → data of its buttons."""

    chat: int
    buttons: dict[int, list[str]] = field(default_factory=dict)
    step: int = 0
    said_at: float = 0.0
    waits: bool = False


@dataclass(slots=True)
class Crowd:
    """People who go through `steps` again and again. `waits_for`: seen before the next is done."""

    api: BotApi | None = None
    steps: Sequence[Step] = CHECK_IN
    people: dict[int, Person] = field(default_factory=dict)
    tooks: list[float] = field(default_factory=list)  # seconds from an update to its answer
    taps: set[str] = field(default_factory=set)  # not acknowledged yet
    done: int = 0
    paced: bool = False
    idle: Callable[[Person], None] | None = None
    _taps: int = 0

    def join(self, number: int) -> None:
        """So many people, none of whom has said a word."""
        self.people = {chat: Person(chat) for chat in range(1_000, 1_000 + number)}

    def seen(self, chat: int, message: int, keyboard: dict[str, object]) -> None:
        """Something on this phone changed; go on when that is what was waited for."""
        person = self.people.get(chat)
        if person is None:
            return
        person.buttons.pop(message, None)
        found = _data(keyboard)
        if found:
            person.buttons[message] = found
        if person.waits and self._can_go_on(person):
            person.waits = False
            self.done += 1
            self.tooks.append(time.perf_counter() - person.said_at)
            person.step += 1
            if self.idle is not None:
                self.idle(person)

    def tapped(self, callback_id: str) -> None:
        """This tap was acknowledged."""
        self.taps.discard(callback_id)

    def act(self, person: Person) -> None:
        """Do the next step."""
        kind, what = self.steps[person.step % len(self.steps)]
        if kind == TEXT:
            update = self._text(person, what)
            if person.step % len(self.steps) == 0:
                person.buttons.clear()
        else:
            update = self._tap(person, what)
        person.waits, person.said_at = True, time.perf_counter()
        assert self.api is not None
        self.api.bring(update)

    def _can_go_on(self, person: Person) -> bool:
        """Whether the button of the next step is there; a text needs no button."""
        kind, what = self.steps[(person.step + 1) % len(self.steps)]
        return kind == TEXT or _find(person, what) is not None

    def _text(self, person: Person, text: str) -> dict[str, object]:
        assert self.api is not None
        message = {
            "message_id": self.api.message_id(),
            "date": int(time.time()),
            "chat": _chat(person),
            "from": _user(person),
            "text": text,
        }
        if text.startswith("/"):
            word = text.partition(" ")[0]
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(word)}]
        return {"message": message}

    def _tap(self, person: Person, what: str) -> dict[str, object]:
        found = _find(person, what)
        assert found is not None, f"no button {what} in {list(person.buttons.values())}"
        message_id, data = found
        self._taps += 1
        callback_id = str(self._taps)
        self.taps.add(callback_id)
        message = {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": _chat(person),
            "text": "-",
        }
        query = {
            "id": callback_id,
            "from": _user(person),
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
        return {"callback_query": query}


def _find(person: Person, what: str) -> tuple[int, str] | None:
    """Return the newest message with such a button, and its data."""
    for message in sorted(person.buttons, reverse=True):
        for data in person.buttons[message]:
            if data.endswith(f":{what}") or f":{what}:" in data:
                return message, data
    return None


def _data(keyboard: dict[str, object]) -> list[str]:
    rows = keyboard.get("inline_keyboard")
    if not isinstance(rows, list):
        return []
    return [one["callback_data"] for row in rows for one in row if "callback_data" in one]


def _chat(person: Person) -> dict[str, object]:
    return {"id": person.chat, "type": "private", "first_name": "Example"}


def _user(person: Person) -> dict[str, object]:
    return {"id": person.chat, "is_bot": False, "first_name": "Example", "language_code": "en"}
