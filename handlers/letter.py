"""What a runner writes to his coach: offered under a loose text, sent with a tap, never unseen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.telegram.reply import Button, Reply
from bot.usecases import messaging as use
from bot.usecases.messaging import NotSharing, Sent, ToldToday, Unfit
from bot.usecases.ports import Coach, UnitOfWork
from bot.words import Say
from handlers.conversation import Conversation, Door, Known, data

NAME = "letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """Messages to and from the coach one shares with."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its buttons."""
        return Conversation(NAME, {}, self.door.known(self.tapped))

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """*Stuur*, *Gelezen*, or "let my coach know that it is hard"."""
        match known.parts:
            case ("send",):
                return [
                    _sent(use.answer(uow, known.runner, known.incoming.quoted, now), known, now)
                ]
            case ("heavy",):
                words = known.say("letter-heavy-words")
                return [_sent(use.heavy(uow, known.runner, words, now), known, now)]
            case ("read", message_id):
                use.read(uow, known.runner, message_id, now)
                return [Reply(known.chat, known.say("letter-read-done"))]
            case _:
                return [Reply(known.chat, known.say("old-button"))]


def offer(uow: UnitOfWork, known: Known) -> Reply | None:
    """Return the question whether a loose text is for the coach; None: there is nobody."""
    coach = use.coach_of(uow, known.runner)
    if coach is None:
        return None
    send = Button(known.say("letter-send"), data(NAME, "send"))
    text = known.say("letter-offer", coach=coach.name)
    return Reply(known.chat, text, keyboard=((send,),), quotes=known.incoming.message_id)


def heavy_button(say: Say) -> Button:
    """Return the tap on the help card that tells the coach that it is hard, and nothing else."""
    return Button(say("letter-heavy"), data(NAME, "heavy"))


def _sent(found: Sent | ToldToday | NotSharing | Unfit, known: Known, now: datetime) -> Reply:
    say = known.say
    match found:
        case Sent(_, coach) | ToldToday(coach):
            return Reply(
                known.chat, say("letter-sent", coach=coach.name, when=answers_when(coach, say, now))
            )
        case NotSharing():
            return Reply(known.chat, say("coach-none"))
        case Unfit():
            return Reply(known.chat, say("letter-unfit"))


def answers_when(coach: Coach, say: Say, now: datetime) -> str:
    """Return when an answer of this coach may be expected: what he set himself."""
    today = now.astimezone(ZoneInfo(coach.timezone)).date()
    if coach.away_until is not None and today < coach.away_until:
        return say("letter-away", until=say.date(coach.away_until - timedelta(days=1)))
    return say("letter-within", days=coach.replies_within)
