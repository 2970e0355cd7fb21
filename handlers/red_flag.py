"""*Er is iets mis*: the fixed card, at once, during a run and after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.run import RAN_STATES, Run, RunState
from bot.domain.runner import Runner
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import red_flags as use
from bot.usecases.ports import Kind, UnitOfWork
from bot.words import Say
from handlers import run as runs
from handlers.conversation import Conversation, Door, Known, old_button
from handlers.reflection import Reflection

NAME = runs.RED_FLAG
TYPED = f"{NAME}:typed"
"""The slot of the card that answers typed words: it asks, and decides nothing by itself."""
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
            case ("no",):
                return [Reply(known.chat, known.say("red-flag-other-fine"), slot=TYPED)]
            case ("now",):
                use.red_flag(uow, known.runner, None, now)
                return [card(known.chat, known.say, slot=TYPED)]
            case (run_id,):
                return self._told(uow, known, run_id, now)
            case (run_id, "other"):
                run = use.not_red_flag(uow, known.runner, run_id)
                if run is None:
                    return [old_button(known)]
                said = Reply(known.chat, known.say("red-flag-other-fine"), slot=_slot(run))
                return [said, self.reflection.stretch(uow, known, run)]
            case _:
                return [old_button(known)]

    def typed(
        self, uow: UnitOfWork, incoming: Incoming, now: datetime, within: timedelta
    ) -> list[Reply]:
        """Somebody typed what may be a red flag: what to do, and whether it is so.

        Only his tap declares it. `within`: so long after a run it is about that run.
        """
        guest = self.door.guest(uow, incoming)
        runner, say = guest.runner, guest.say
        if runner is None or not runner.enrolled:
            return [typed_card(guest.chat, say)]
        run = _lately(uow, runner, now, within)
        keyboard = (
            (Button(say("red-flag-yes"), data(NAME, "now" if run is None else run.id)),),
            (Button(say("red-flag-other"), data(NAME, "no")),),
        )
        uow.outbox.forget_slot(guest.chat, TYPED)  # at the bottom, where he looks
        return [typed_card(guest.chat, say, keyboard, TYPED)]

    def _told(self, uow: UnitOfWork, known: Known, run_id: str, now: datetime) -> list[Reply]:
        """The card comes whatever the button; it is stored with a run that was gone on."""
        run = uow.runs.by_id(known.runner.id, run_id)
        if run is None or run.state not in GONE_OUT:
            return [card(known.chat, known.say)]
        buttons_off = runs.closed(uow, known, run) if run.state is RunState.RUNNING else []
        use.red_flag(uow, known.runner, run, now)
        uow.outbox.forget_slot(known.chat, _slot(run))  # at the bottom, where he looks
        other = Button(known.say("red-flag-other"), data(NAME, run.id, "other"))
        if uow.outbox.message_of(known.chat, TYPED) is not None:  # asked, and answered
            buttons_off.append(typed_card(known.chat, known.say, slot=TYPED))
        return [card(known.chat, known.say, ((other,),), _slot(run)), *buttons_off]


def card(chat: int, say: Say, keyboard: Keyboard = (), slot: str | None = None) -> Reply:
    """Return what to do now. Fixed words; they go before everything else."""
    title, text = say("red-flag-title"), say("red-flag-card")
    return Reply(chat, text, title=title, keyboard=keyboard, slot=slot, kind=Kind.HELP)


def typed_card(chat: int, say: Say, keyboard: Keyboard = (), slot: str | None = None) -> Reply:
    """Return what to do when somebody typed what may be a red flag."""
    title, text = say("red-flag-title"), say("red-flag-typed")
    return Reply(chat, text, title=title, keyboard=keyboard, slot=slot, kind=Kind.HELP)


def _lately(uow: UnitOfWork, runner: Runner, now: datetime, within: timedelta) -> Run | None:
    """Return the run that is going on, or that ended a short time ago."""
    for run in uow.runs.latest(runner.id, 1):
        if run.state is RunState.RUNNING:
            return run
        if run.state in GONE_OUT and run.back_at is not None and now - run.back_at <= within:
            return run
    return None


def _slot(run: Run) -> str:
    return f"{NAME}:{run.id}"
