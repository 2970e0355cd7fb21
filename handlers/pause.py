"""The pause: `/pauze`. Nudges stop for a while; everything else goes on."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.runner import Runner
from bot.telegram.reply import Button, Keyboard, Reply
from bot.usecases import nudge_answers as use
from bot.usecases.ports import UnitOfWork
from bot.words import Say
from handlers.conversation import Conversation, Door, Known, data, rows

NAME = "pause"


@dataclass(frozen=True, slots=True)
class Pause:
    """For holiday, illness, injury, or no reason at all."""

    door: Door

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        return Conversation(
            NAME, {"pause": self.door.known(self.begin)}, self.door.known(self.tapped)
        )

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """`/pauze`: how long, or until when it lasts already."""
        uow.outbox.forget_slot(known.chat, NAME)
        return [_asked(known, now)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A number of days, or the end of the pause; anything else asks again."""
        match known.parts:
            case (days,) if days in set(map(str, use.PAUSES)):
                runner = use.pause(uow, known.runner, int(days), now)
                text, keyboard = paused_text(runner, known.say), (_resume(known.say),)
                return [Reply(known.chat, text, keyboard=keyboard, slot=NAME)]
            case ("resume",):
                use.resume(uow, known.runner)
                return [Reply(known.chat, known.say("pause-over"), slot=NAME)]
            case _:
                return [_asked(known, now)]


def paused_text(runner: Runner, say: Say) -> str:
    """Return until when a runner who pauses gets no nudges."""
    if runner.paused_until is None:
        return say("pause-over")
    return say("pause-until", date=say.date(runner.paused_until))


def days_label(count: int, say: Say) -> str:
    """Return what the button of a pause says."""
    return say("pause-days", count=count)


def _asked(known: Known, now: datetime) -> Reply:
    say = known.say
    days = [Button(days_label(count, say), data(NAME, str(count))) for count in use.PAUSES]
    keyboard: Keyboard = rows(days, len(days))
    if use.paused_until(known.runner, now) is None:
        return Reply(known.chat, say("pause-ask"), keyboard=keyboard, slot=NAME)
    text = paused_text(known.runner, say)
    return Reply(known.chat, text, keyboard=(*keyboard, _resume(say)), slot=NAME)


def _resume(say: Say) -> tuple[Button, ...]:
    return (Button(say("pause-resume"), data(NAME, "resume")),)
