"""What a coach writes in Telegram: an answer to a note goes to that runner, after one tap."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import is_id, new_id
from bot.messages import DIGEST
from bot.telegram.incoming import Form, Incoming
from bot.telegram.reply import Button, Reply, data
from bot.usecases import messaging as use
from bot.usecases.messaging import NotSharing, Sent, Unfit
from bot.usecases.ports import NOTE, Coach, UnitOfWork
from bot.words import Say
from handlers.conversation import Conversation, Door, Guest

NAME = "post"


@dataclass(frozen=True, slots=True)
class CoachLetter:
    """From a coach to a runner, never without a tap."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its button."""
        return Conversation(NAME, {}, self.door.anybody(self.tapped))

    def said(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply] | None:
        """A text or a file of a coach. None: he is none, or he says it as a runner."""
        also_runs = uow.runners.by_chat(incoming.chat) is not None
        if also_runs and incoming.reply_to is None:
            return None
        coach = uow.coaches.by_chat(incoming.chat)
        if coach is None:
            return None
        about, runner_id = _answered(uow, incoming)
        if also_runs and not about:
            return None
        say = self.door.words.of(coach.language)
        if about != NOTE:
            return [Reply(incoming.chat, say("post-how"))]
        if incoming.form is not Form.TEXT:
            return [Reply(incoming.chat, say("post-text-only"))]
        return [_offer(uow, coach, runner_id, incoming, say, now)]

    def tapped(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """*Stuur*. A second tap, and a tap on an older button, send nothing more."""
        coach = uow.coaches.by_chat(guest.chat)
        if coach is None:
            return [Reply(guest.chat, guest.say("old-button"))]
        say = self.door.words.of(coach.language)
        match guest.parts:
            case (runner_id, message_id) if is_id(runner_id) and is_id(message_id):
                text = guest.incoming.quoted
                sent = use.write(uow, coach, runner_id, text, now, message_id)
                words = _became(uow, sent, runner_id, text, say)
                return [Reply(guest.chat, words, slot=_slot(message_id))]
            case _:
                return [Reply(guest.chat, say("old-button"))]


def _answered(uow: UnitOfWork, incoming: Incoming) -> tuple[str, str]:
    """Return what kind of message of ours this answers, and whom that spoke of; else nothing."""
    slot = uow.outbox.slot_of(incoming.chat, incoming.reply_to) if incoming.reply_to else None
    match (slot or "").split(":"):
        case (kind, runner_id, _) if kind == NOTE:
            return kind, runner_id
        case (kind, *_) if kind == DIGEST:
            return kind, ""
        case _:
            return "", ""


def _offer(
    uow: UnitOfWork, coach: Coach, runner_id: str, incoming: Incoming, say: Say, now: datetime
) -> Reply:
    runner = uow.runners.by_id(runner_id)
    if runner is None or not use.shares(uow, coach.id, runner_id):
        return Reply(incoming.chat, say("post-gone"))
    message_id = new_id(now)  # what a second tap is known by
    return Reply(
        incoming.chat,
        say("post-ask", name=runner.first_name),
        keyboard=((Button(say("post-send"), data(NAME, runner_id, message_id)),),),
        slot=_slot(message_id),
        quotes=incoming.message_id,
    )


def _became(
    uow: UnitOfWork, sent: Sent | NotSharing | Unfit, runner_id: str, text: str, say: Say
) -> str:
    match sent:
        case Sent():
            runner = uow.runners.by_id(runner_id)
            return say("post-sent", name=runner.first_name if runner else "")
        case NotSharing():
            return say("post-gone")
        case Unfit():
            # Telegram shows a button of two days ago without what it stood under.
            return say("letter-unfit") if text else say("post-old")


def _slot(message_id: str) -> str:
    return f"{NAME}:{message_id}"
