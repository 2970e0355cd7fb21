"""*Er is iets mis*: the fixed card, at once, during a run and after it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.run import RAN_STATES, Run, RunState
from bot.telegram.reply import Button, Reply
from bot.usecases import red_flags as use
from bot.usecases.ports import Kind, UnitOfWork
from bot.words import Say
from handlers import run as runs
from handlers.conversation import Conversation, Door, Known, data
from handlers.reflection import Reflection, old

NAME = runs.RED_FLAG
GONE_OUT = RAN_STATES | {RunState.RUNNING, RunState.UNKNOWN}


@dataclass(frozen=True, slots=True)
class RedFlag:
    """What to do when the body says stop."""

    door: Door
    reflection: Reflection  # asks what else it is, when it is none of these

    def conversation(self) -> Conversation:
        """Return its buttons."""
        return Conversation(NAME, {}, self.door.known(self.tapped))

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """*Er is iets mis*, or *Nee, iets anders*."""
        match known.parts:
            case (run_id,):
                return self._told(uow, known, run_id, now)
            case (run_id, "other"):
                run = use.not_red_flag(uow, known.runner, run_id)
                if run is None:
                    return [old(known)]
                said = Reply(known.chat, known.say("red-flag-other-fine"), slot=_slot(run))
                return [said, self.reflection.stretch(uow, known, run)]
            case _:
                return [old(known)]

    def _told(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        """The card comes whatever the button; it is stored with a run that was gone on."""
        run = uow.runs.by_id(known.runner.id, run_id)
        if run is None or run.state not in GONE_OUT:
            return [card(known.chat, known.say)]
        buttons_off = runs.closed(uow, known, run) if run.state is RunState.RUNNING else []
        use.red_flag(uow, known.runner, run, now)
        uow.outbox.forget_slot(known.chat, _slot(run))  # at the bottom, where he looks
        other = Button(known.say("red-flag-other"), data(NAME, run.id, "other"))
        return [card(known.chat, known.say, ((other,),), _slot(run)), *buttons_off]


def card(
    chat: int, say: Say, keyboard: tuple[tuple[Button, ...], ...] = (), slot: str | None = None
) -> Reply:
    """Return what to do now. Fixed words; they go before everything else."""
    title, text = say("red-flag-title"), say("red-flag-card")
    return Reply(chat, text, title=title, keyboard=keyboard, slot=slot, kind=Kind.HELP)


def _slot(run: Run) -> str:
    return f"{NAME}:{run.id}"
