"""The run: *Ik ga lopen*, silence, and *Ik ben terug*."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import run as domain
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import running as use
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules
from bot.words import Say
from handlers import questions
from handlers.conversation import Conversation, Door, Known, old_button

NAME = "run"
WORDS = ("back", "not_gone", "not_yet")
RED_FLAG = "red_flag"


@dataclass(frozen=True, slots=True)
class Run:
    """From leaving to being back."""

    door: Door
    rules: RunRules

    def conversation(self) -> Conversation:
        """Return its buttons and typed answers."""
        return Conversation(NAME, {}, self.door.known(self.tapped), self.typed)

    def go(
        self,
        uow: UnitOfWork,
        known: Known,
        offered: domain.Run,
        now: datetime,
        shown: tuple[str, str],
    ) -> list[Reply]:
        """*Ik ga lopen*: the card stays, its buttons go; what is said once, then silence.

        `shown`: title and text of the card as it stands.
        """
        run = use.go(uow, known.runner, offered, now, self.rules)
        said = Reply(
            known.chat,
            _said_once(run, known.say),
            keyboard=on_the_way(run.id, known.say),
            slot=f"{NAME}:{run.id}",
        )
        title, text = shown
        return [Reply(known.chat, text, title=title, slot=f"check_in:{run.id}"), said]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """*Ik ben terug*, *Ben niet gegaan* or *Nog niet*."""
        match known.parts:
            case (run_id, what) if what in WORDS:
                run = use.running(uow, known.runner, run_id)
                if run is None and what == "back":  # late, after the silence ended by itself
                    run = use.ended_unknown(uow, known.runner, run_id)
                if run is not None:
                    return self._said(uow, known, run, what, now)
                return self._too_late(uow, known, run_id)
            case _:
                return self._too_late(uow, known, "")

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Something typed during a run: a word that is a button, or the sentence already."""
        run = use.running(uow, known.runner)
        if run is None:
            return None
        what = questions.typed_word(WORDS, "run", known.say, known.incoming.text)
        if what is not None:
            return self._said(uow, known, run, what, now)
        mine = Button(known.say("run-sentence"), data("reflection", run.id, "quoted"))
        quotes = known.incoming.message_id
        if known.incoming.rang:  # few words: what to do must stay in sight above them
            text = known.say("run-sentence-after-all")
            return [Reply(known.chat, text, keyboard=((mine,),), quotes=quotes)]
        keyboard = (*on_the_way(run.id, known.say), (mine,))
        text = known.say(f"run-still-out-{domain.activity_of(run)}")
        return [Reply(known.chat, text, keyboard=keyboard, quotes=quotes)]

    def came_back(
        self, uow: UnitOfWork, known: Known, run: domain.Run, now: datetime
    ) -> list[Reply]:
        """*Ik ben terug*, said in another way: `/gelopen` during a run."""
        return self._said(uow, known, run, "back", now)

    def still_out(self, uow: UnitOfWork, known: Known) -> list[Reply]:
        """Return what to do when somebody writes during a run."""
        run = use.running(uow, known.runner)
        if run is None:
            return []
        keyboard = on_the_way(run.id, known.say)
        text = known.say(f"run-still-out-{domain.activity_of(run)}")
        return [Reply(known.chat, text, keyboard=keyboard)]

    def _said(
        self, uow: UnitOfWork, known: Known, run: domain.Run, what: str, now: datetime
    ) -> list[Reply]:
        match what:
            case "back":
                run = use.come_back(uow, known.runner, run, now, self.rules)
                return [*closed(uow, known, run), welcome_back(known, run)]
            case "not_gone":
                use.not_gone(uow, known.runner, run, now, self.rules)
                text = known.say("run-not-gone-thanks")
            case _:
                keyboard = on_the_way(run.id, known.say)
                text, slot = known.say("run-not-yet-fine"), f"are_you_back:{run.id}"
                return [Reply(known.chat, text, slot=slot, keyboard=keyboard)]
        return [*closed(uow, known, run), Reply(known.chat, text, slot=f"back:{run.id}")]

    def _too_late(self, uow: UnitOfWork, known: Known, run_id: str) -> list[Reply]:
        """Answer a second tap, or one after the run closed by itself: he may still write."""
        run = uow.runs.by_id(known.runner.id, run_id)
        if (
            run is not None
            and run.state is domain.RunState.BACK
            and uow.runs.sentence(run.id) is None
        ):
            return [welcome_back(known, run)]
        if run is not None and run.state in domain.RAN_STATES | {domain.RunState.NOT_GONE}:
            return []
        return [old_button(known)]


def welcome_back(known: Known, run: domain.Run) -> Reply:
    """Return the question for the one sentence; it may be skipped."""
    skip = Button(known.say("run-no-sentence"), data("reflection", run.id, "skip"))
    text = known.say(f"run-welcome-back-{domain.activity_of(run)}")
    keyboard = ((skip,), (wrong(run.id, known.say),))
    return Reply(known.chat, text, keyboard=keyboard, slot=f"back:{run.id}")


def closed(uow: UnitOfWork, known: Known, run: domain.Run) -> list[Reply]:
    """Take the buttons off the messages of a run: their moment has passed."""
    slots = {
        f"{NAME}:{run.id}": _said_once(run, known.say),
        f"are_you_back:{run.id}": known.say("are-you-back"),
    }
    return [
        Reply(known.chat, text, slot=slot)
        for slot, text in slots.items()
        if uow.outbox.message_of(known.chat, slot) is not None
    ]


def _said_once(run: domain.Run, say: Say) -> str:
    return say(f"run-go-{domain.activity_of(run)}")


def on_the_way(run_id: str, say: Say) -> Keyboard:
    """Return the buttons of somebody who is out."""
    return (
        (Button(say("run-back"), data(NAME, run_id, "back")),),
        (Button(say("run-not-gone"), data(NAME, run_id, "not_gone")),),
        (wrong(run_id, say),),
    )


def wrong(run_id: str, say: Say) -> Button:
    """Return *Er is iets mis*: the fixed card with what to do (see `handlers.red_flag`)."""
    return Button(say("red-flag-tap"), data(RED_FLAG, run_id))
