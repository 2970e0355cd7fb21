"""What a conversation is: python-telegram-bot's words, with the rows as its memory.

python-telegram-bot routes an update by its form alone; the step it chose then runs inside one
transaction, where the rows say which question is open. See `docs/architecture.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.runner import Runner
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Button, Keyboard, Reply, data, parts_of
from bot.telegram.routing import Step
from bot.usecases.ports import UnitOfWork
from bot.words import Say, Words

ASKED_FITS = timedelta(minutes=30)
"""So long after a question in words a text is its answer; later it is about something else."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody writes: what he sent, the words of his language, and who he is if he is known."""

    incoming: Incoming
    say: Say
    runner: Runner | None

    @property
    def chat(self) -> int:
        """The chat to answer in."""
        return self.incoming.chat

    @property
    def parts(self) -> tuple[str, ...]:
        """What follows the name in the data of the tapped button."""
        return parts_of(self.incoming.text)


@dataclass(frozen=True, slots=True)
class Known:
    """A runner who is enrolled writes."""

    incoming: Incoming
    say: Say
    runner: Runner

    @property
    def chat(self) -> int:
        """The chat to answer in."""
        return self.runner.chat

    @property
    def parts(self) -> tuple[str, ...]:
        """What follows the name in the data of the tapped button."""
        return parts_of(self.incoming.text)


GuestStep = Callable[[UnitOfWork, Guest, datetime], list[Reply]]
KnownStep = Callable[[UnitOfWork, Known, datetime], list[Reply]]
TextStep = Callable[[UnitOfWork, Known, datetime], list[Reply] | None]
"""A typed answer. None: nothing of this conversation is open, ask the next one."""


@dataclass(frozen=True, slots=True)
class Door:
    """Lets people in: finds who writes, in which language, and asks first what must be asked."""

    words: Words
    language: str  # for those whose language is unknown
    unfinished: GuestStep  # who is not enrolled yet goes on there

    def anybody(self, step: GuestStep) -> Step:
        """A step for everybody, known or not."""

        def opened(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            return step(uow, self.guest(uow, incoming), now)

        return opened

    def known(self, step: KnownStep) -> Step:
        """A step for runners who are enrolled; others go on with the start."""

        def opened(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
            guest = self.guest(uow, incoming)
            if guest.runner is None or not guest.runner.enrolled:
                return self.unfinished(uow, guest, now)
            return step(uow, Known(incoming, guest.say, guest.runner), now)

        return opened

    def guest(self, uow: UnitOfWork, incoming: Incoming) -> Guest:
        """Who writes, with the words of his language."""
        runner = uow.runners.by_chat(incoming.chat)
        language = runner.language if runner else incoming.language_code or self.language
        return Guest(incoming, self.words.of(language), runner)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation. `name` is the prefix of its buttons: `v1:<name>:…` (at most 64 bytes).

    `asked`: the slots of its questions in words (one that ends in `:` begins many slots), and who
    takes the text that answers them. It goes before all that is open; None: it is no answer.
    """

    name: str
    entry_points: Mapping[str, Step] = field(default_factory=dict)  # command id → step
    button: Step | None = None
    text: TextStep | None = None
    asked: Mapping[str, TextStep] = field(default_factory=dict)


def asked_slot(uow: UnitOfWork, known: Known, now: datetime) -> str:
    """Return the slot of the message that a text answers: quoted, or the last one in the chat.

    Empty when there is none, or when it stands there too long.
    """
    quoted = known.incoming.reply_to
    answered = None if quoted is None else uow.outbox.slot_of(known.chat, quoted)
    if answered is not None:
        return answered
    slot, asked_at = uow.outbox.last_reply(known.chat) or ("", now)
    return slot if now - asked_at <= ASKED_FITS else ""


def answered(
    conversations: Sequence[Conversation], uow: UnitOfWork, known: Known, now: datetime
) -> list[Reply] | None:
    """Let the question in words that a text answers take it, before all that is open."""
    slot = asked_slot(uow, known, now)
    for conversation in conversations:
        for name, step in conversation.asked.items():
            if slot == name or (name.endswith(":") and slot.startswith(name)):
                return step(uow, known, now)
    return None


def asked_below(uow: UnitOfWork, chat: int, slot: str) -> list[Reply]:
    """Let what has this slot stand at the bottom from now on; where it stood, its buttons go."""
    stood = uow.outbox.message_of(chat, slot)
    uow.outbox.forget_slot(chat, slot)
    return [] if stood is None else [Reply(chat, "", edits=stood)]


def rows(buttons: list[Button], width: int) -> Keyboard:
    """Lay buttons out in rows of at most `width`."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def begin_again(say: Say) -> Keyboard:
    """Return the one button that is always right: a new check-in."""
    return ((Button(say("button-check-in"), data("check_in", "new")),),)


def old_button(known: Known) -> Reply:
    """Return the answer to a button whose moment has passed, or that is forged: what to do now."""
    return Reply(known.chat, known.say("old-button"), keyboard=begin_again(known.say))
