"""Whatever belongs to no conversation: each gets a kind answer, and nothing is lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.run import RunningTimes, RunState
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.usecases import enrolling, messaging, reflecting, running
from bot.usecases.ports import UnitOfWork
from handlers import letter
from handlers.conversation import Door, Guest, Known, begin_again, old_button
from handlers.questions import typed_word


@dataclass(frozen=True, slots=True)
class Loose:
    """Answers to what nobody asked for."""

    door: Door
    times: RunningTimes
    bot_link: str  # https://t.me/<bot name>

    def text(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """Text that nobody asked for; while a card stands open the card is what matters."""
        run = uow.runs.open_run(known.runner.id)
        if run is not None and run.state is RunState.OFFERED:
            at_card = Reply(known.chat, known.say("card-not-understood"))
            return [] if known.incoming.rang else [at_card]
        offered = letter.offer(uow, known)
        if offered is not None:
            return [offered]
        if known.incoming.rang:
            return []
        return [Reply(known.chat, known.say("loose-text"), keyboard=begin_again(known.say))]

    def thanked(self, uow: UnitOfWork, known: Known) -> list[Reply] | None:
        """Thanks are no answer and no sentence. With nothing open they may be for the coach."""
        if not typed_word(("thanks",), "loose", known.say, known.incoming.text):
            return None
        offered = None if uow.runs.open_run(known.runner.id) else letter.offer(uow, known)
        coach = messaging.coach_of(uow, known.runner)
        if offered is None or coach is None:
            return [Reply(known.chat, known.say("loose-thanks"))]
        return [replace(offered, text=known.say("loose-thanks-coach", coach=coach.name))]

    def media(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A voice message, photo, sticker or file: only text is read here."""
        if running.running(uow, known.runner) is not None:
            return []
        waits = reflecting.waits_for_sentence(uow, known.runner, now, self.times.loose_text_within)
        key = "loose-media-sentence" if waits else "loose-media"
        return [Reply(known.chat, known.say(key))]

    def unknown_command(self, _uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """A command that does not exist."""
        return [Reply(guest.chat, guest.say("unknown-command"))]

    def old_button(self, _uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """A button of an older Lichter, or a forged one."""
        return [old_button(known)]

    def group(self, _uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """A command in a group: this is between two."""
        if not guest.incoming.command:
            return []
        return [Reply(guest.chat, guest.say("group", link=self.bot_link))]

    def blocked(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        """The bot was blocked: nothing is sent any more, nothing is lost."""
        runner = uow.runners.by_chat(incoming.chat)
        if runner is not None:
            enrolling.went_away(uow, runner, now)
        return []

    def unblocked(self, uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
        """Somebody came back; Telegram sends his `/start` by itself."""
        runner = uow.runners.by_chat(incoming.chat)
        if runner is not None:
            enrolling.came_back(uow, runner, now)
        return []
