"""What a runner writes to his coach: asked for or offered, sent with a tap, never unseen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.wall_clock import day_in
from bot.telegram.reply import Button, Reply, data
from bot.usecases import messaging as use
from bot.usecases.messaging import NotSharing, Sent, ToldToday, Unfit
from bot.usecases.ports import Coach, UnitOfWork
from bot.words import Say
from handlers.conversation import Conversation, Door, Known

NAME = "letter"
WRITE = "letter_write"  # the slot of the question for a message: the next text answers it
RECEIVED = "message:"  # begins the slot of a coach's message: a text may answer it


@dataclass(frozen=True, slots=True)
class Letter:
    """Messages to and from the coach one shares with."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its buttons, and the texts that it asks for."""
        asked = {WRITE: self.written, RECEIVED: self.written}
        return Conversation(NAME, {}, self.door.known(self.tapped), asked=asked)

    def written(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply] | None:
        """A text that answers the question, or a coach's message."""
        offered = offer(uow, known)
        return None if offered is None else [offered]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """*Schrijf je coach*, *Stuur het*, *Gelezen*, or "let my coach know that it is hard"."""
        match known.parts:
            case ("write",):
                return [_ask(uow, known, now)]
            case ("no",):
                message_id = known.incoming.message_id
                return [Reply(known.chat, known.say("letter-not-sent"), edits=message_id)]
            case ("send", coach_id):
                return self._send(uow, known, coach_id, now)
            case ("heavy",):
                words = known.say("letter-heavy-words")
                return [_sent(use.heavy(uow, known.runner, words, now), known, now)]
            case ("read", message_id):
                return self._read(uow, known, message_id, now)
            case _:
                return [Reply(known.chat, known.say("old-button"))]

    def _send(self, uow: UnitOfWork, known: Known, coach_id: str, now: datetime) -> list[Reply]:
        """Send the quoted text to whom it was offered for; a second tap finds it sent."""
        incoming, coach = known.incoming, use.coach_of(uow, known.runner)
        if coach is not None and coach.id != coach_id:  # another coach by now: that is asked anew
            return [_offered(known, coach, incoming.reply_to, incoming.message_id)]
        said = incoming.quoted
        if coach is not None and not said:
            return [Reply(known.chat, known.say("letter-gone"), edits=incoming.message_id)]
        found = use.answer(uow, known.runner, said, now, said_in=incoming.reply_to)
        if isinstance(found, Sent) and found.again:
            return []
        return [_sent(found, known, now, edits=incoming.message_id)]

    def _read(self, uow: UnitOfWork, known: Known, message_id: str, now: datetime) -> list[Reply]:
        """Take the button away; the next text may be for the coach. A second tap says nothing."""
        if not use.read(uow, known.runner, message_id, now):
            return []
        uow.outbox.forget_slot(known.chat, WRITE)
        bare = Reply(known.chat, "", edits=known.incoming.message_id)
        return [bare, Reply(known.chat, known.say("letter-read-done"), slot=WRITE)]


def write_button(coach: Coach, say: Say) -> Button:
    """Return the tap that asks for a message to the coach."""
    return Button(say("letter-write", coach=coach.name), data(NAME, "write"))


def offer(uow: UnitOfWork, known: Known) -> Reply | None:
    """Return the question whether a loose text is for the coach; None: there is nobody."""
    if not use.fits(known.incoming.text) and use.coach_of(uow, known.runner) is not None:
        return Reply(known.chat, known.say("letter-unfit"), slot=WRITE)
    return offer_of(uow, known, known.incoming.message_id)


def offer_of(uow: UnitOfWork, known: Known, message_id: int | None) -> Reply | None:
    """Return the same question about a text that was written before."""
    coach = use.coach_of(uow, known.runner)
    return None if coach is None else _offered(known, coach, message_id)


def heavy_button(say: Say) -> Button:
    """Return the tap on the help card that tells the coach that it is hard, and nothing else."""
    return Button(say("letter-heavy"), data(NAME, "heavy"))


def answers_when(coach: Coach, say: Say, now: datetime) -> str:
    """Return when an answer of this coach may be expected: what he set himself."""
    today = day_in(coach.timezone, now)
    if coach.away_until is not None and today < coach.away_until:
        return say("letter-away", until=say.date(coach.away_until - timedelta(days=1)))
    return say("letter-within", days=coach.replies_within)


def expectation(coach: Coach, say: Say, now: datetime) -> str:
    """Return when he answers, and that he is not there for emergencies."""
    return f"{answers_when(coach, say, now)} {say('letter-no-emergency')}"


def _ask(uow: UnitOfWork, known: Known, now: datetime) -> Reply:
    say, coach = known.say, use.coach_of(uow, known.runner)
    if coach is None:
        return Reply(known.chat, say("coach-none"))
    uow.outbox.forget_slot(known.chat, WRITE)
    no = Button(say("letter-no"), data(NAME, "no"))
    text = f"{say('letter-ask', coach=coach.name)}\n\n{expectation(coach, say, now)}"
    return Reply(known.chat, text, keyboard=((no,),), slot=WRITE)


def _offered(known: Known, coach: Coach, quotes: int | None, edits: int | None = None) -> Reply:
    send = Button(known.say("letter-send"), data(NAME, "send", coach.id))
    text = known.say("letter-offer", coach=coach.name)
    return Reply(known.chat, text, keyboard=((send,),), quotes=quotes, edits=edits)


def _sent(
    found: Sent | ToldToday | NotSharing | Unfit,
    known: Known,
    now: datetime,
    edits: int | None = None,
) -> Reply:
    say = known.say
    match found:
        case Sent(coach=coach) | ToldToday(coach):
            text = f"{say('letter-sent', coach=coach.name)} {expectation(coach, say, now)}"
        case NotSharing():
            text = say("coach-none")
        case Unfit():
            text = say("letter-unfit")
    return Reply(known.chat, text, edits=edits)
