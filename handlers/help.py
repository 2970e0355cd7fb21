"""Help: how it works, help when it is urgent, and how to stop."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.help_areas import HelpAreas
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import messaging, preferences, stopping
from bot.usecases.ports import Kind, UnitOfWork
from bot.usecases.preferences import Replan
from bot.usecases.running import RunRules
from bot.words import Say
from handlers import letter, questions, run
from handlers.conversation import Conversation, Door, Guest, Known

NAME = "help"
STOP = "stop"  # the slot of the question what to stop with
WHAT = ("this", "nudges", "all")


@dataclass(frozen=True, slots=True)
class Help:
    """`/hulp`, `/nood` and `/stop`: they work for everybody, always."""

    door: Door
    rules: RunRules
    replan: Replan
    areas: HelpAreas

    def conversation(self) -> Conversation:
        """Return its commands and buttons."""
        commands = {
            "help": self.door.anybody(self.show),
            "sos": self.door.anybody(self.sos),
            "stop": self.door.anybody(self.stop),
        }
        tapped = self.door.anybody(self.tapped)
        return Conversation(NAME, commands, tapped, asked={STOP: self.typed})

    def show(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """How to use Lichter; where help is when it is urgent comes first."""
        coach = uow.coaches.by_chat(guest.chat)
        if coach is not None and guest.runner is None:
            return [_for_coach(guest.chat, self.door.words.of(coach.language))]
        say = guest.say
        lines = [say("help-first"), say("help-use"), say("help-more")]
        if coach is not None:
            lines.append(say("help-coach"))
        text, title = "\n\n".join(lines), say("help-title")
        if guest.runner is None or not guest.runner.enrolled:
            return [Reply(guest.chat, text, title=title)]
        cards = Button(say("tips-title"), data("tips", "begin"))
        return [Reply(guest.chat, text, title=title, keyboard=((cards,),))]

    def sos(self, _uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """The fixed card with who to call."""
        return [self.card(guest)]

    def card(self, guest: Guest) -> Reply:
        """Return who to call when it is urgent, where he is. Fixed words, before everything."""
        runner = guest.runner
        area = (
            self.areas.of_language(guest.incoming.language_code)
            if runner is None
            else self.areas.of_zone(runner.timezone)
        )
        return help_card(guest.chat, guest.say, area)

    def urgent(self, uow: UnitOfWork, incoming: Incoming) -> Reply:
        """Return the same card for words of crisis, in the language of who wrote them."""
        guest = self.door.guest(uow, incoming)
        card = self.card(guest)
        runner = guest.runner
        if runner is None or messaging.coach_of(uow, runner) is None:
            return card
        return replace(card, keyboard=((letter.heavy_button(guest.say),),))

    def stop(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """Ask what to stop with."""
        say = guest.say
        if guest.runner is None:
            return [Reply(guest.chat, say("stop-nobody"))]
        uow.outbox.forget_slot(guest.chat, STOP)
        keyboard: Keyboard = tuple(
            (Button(say(f"stop-{what}"), data(NAME, "stop", what)),) for what in WHAT
        )
        return [Reply(guest.chat, say("stop-ask"), keyboard=keyboard, slot=STOP)]

    def tapped(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """What to stop with."""
        if guest.runner is None:
            return self.show(uow, guest, now)
        match guest.parts:
            case ("stop", what) if what in WHAT:
                return self._stop_with(uow, guest, guest.runner, what, now)
            case _:
                return self.show(uow, guest, now)

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """What to stop with, typed instead of tapped. None: it names no button."""
        what = questions.typed_word(WHAT, STOP, known.say, known.incoming.text)
        if what is None:
            return None
        uow.outbox.forget_slot(known.chat, STOP)
        guest = Guest(known.incoming, known.say, known.runner)
        return self._stop_with(uow, guest, known.runner, what, now)

    def _stop_with(
        self, uow: UnitOfWork, guest: Guest, runner: Runner, what: str, now: datetime
    ) -> list[Reply]:
        match what:
            case "this":
                return self._stop_this(uow, guest, runner, now)
            case "nudges":
                preferences.nudges(uow, runner, now, self.replan, on=False)
                return [Reply(guest.chat, guest.say("stop-nudges-done"), slot=STOP)]
            case _:
                return self._stop_all(uow, guest, runner, now)

    def _stop_this(
        self, uow: UnitOfWork, guest: Guest, runner: Runner, now: datetime
    ) -> list[Reply]:
        open_run = stopping.close_open(uow, runner, now, self.rules)
        key = "stop-nothing-open" if open_run is None else "stop-this-done"
        if open_run is not None and open_run.state is RunState.RUNNING:
            key = "stop-run-done"
        said = Reply(guest.chat, guest.say(key), slot=STOP)
        return [*_buttons_off(uow, guest, runner, open_run), said]

    def _stop_all(
        self, uow: UnitOfWork, guest: Guest, runner: Runner, now: datetime
    ) -> list[Reply]:
        open_run = stopping.close_open(uow, runner, now, self.rules)
        preferences.nudges(uow, runner, now, self.replan, on=False)
        erase = Button(guest.say("stop-erase"), data("privacy", "erase"))
        text = guest.say("stop-all-done")
        said = Reply(guest.chat, text, keyboard=((erase,),), slot=STOP)
        return [*_buttons_off(uow, guest, runner, open_run), said]


def _for_coach(chat: int, say: Say) -> Reply:
    """Return how Lichter works for a coach who does not run with it himself."""
    lines = [say("help-first"), say("help-coach-only"), say("help-coach-runs")]
    return Reply(chat, "\n\n".join(lines), title=say("help-title"))


def help_card(chat: int, say: Say, area: str) -> Reply:
    """Return who to call in this area."""
    return Reply(chat, say(f"sos-card-{area}"), title=say("sos-title"), kind=Kind.HELP)


def _buttons_off(
    uow: UnitOfWork, guest: Guest, runner: Runner, open_run: Run | None
) -> list[Reply]:
    """Take the buttons off the messages of what was closed, where there are any."""
    if open_run is None:
        return []
    if open_run.state is RunState.RUNNING:
        return run.closed(uow, Known(guest.incoming, guest.say, runner), open_run)
    name = "reflection" if open_run.state is RunState.BACK else "check_in"
    slot = f"{name}:{open_run.id}"
    if uow.outbox.message_of(guest.chat, slot) is None:
        return []
    return [Reply(guest.chat, guest.say("stop-closed"), slot=slot)]
