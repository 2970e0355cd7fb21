"""The start: from the first tap to the first question of the first check-in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.runner import Runner, Safety, Standing
from bot.telegram.incoming import Form
from bot.telegram.reply import Reply
from bot.usecases import enrolling as use
from bot.usecases.ports import UnitOfWork
from handlers.check_in import CheckIn
from handlers.conversation import Conversation, Door, Guest, GuestStep, Known, asked_below
from handlers.welcome import NAME, SLOT, Welcome, invite_of

ACTIVATION = "coach-"  # prefix of a coach's activation link


@dataclass(frozen=True, slots=True)
class Start:
    """`/start` in all its forms: a stranger, somebody half-way, a runner, a coach's link."""

    door: Door
    welcome: Welcome
    check_in: CheckIn
    consent_version: str
    zones: Mapping[str, str]  # language → the zone to begin with
    zone: str  # for all other languages
    activate: GuestStep
    invited: GuestStep

    def conversation(self) -> Conversation:
        """Return its command and buttons."""
        begin = self.door.anybody(self.begin)
        return Conversation(NAME, {"start": begin}, self.door.anybody(self.tapped))

    def begin(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """`/start`, perhaps with an invitation or a coach's activation link."""
        if guest.incoming.text.startswith(ACTIVATION):
            return self.activate(uow, guest, now)
        if guest.runner is None or not guest.runner.enrolled:
            return self.welcome.unfinished(uow, guest, now)
        use.came_back(uow, guest.runner, now)
        if invite_of(guest):
            return self.invited(uow, guest, now)
        return self.check_in.begin(uow, Known(guest.incoming, guest.say, guest.runner), now)

    def unfinished(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """Whatever somebody does who is not enrolled yet: the start goes on where it was."""
        said = self.welcome.typed(guest)
        if guest.runner is not None and said is not None:
            answered = asked_below(uow, guest.chat, SLOT)
            return [*answered, *self._answer(uow, guest, guest.runner, said, now)]
        screens = self.welcome.unfinished(uow, guest, now)
        if guest.runner is None or guest.incoming.form is not Form.TEXT:
            return screens
        unclear = guest.say("not-understood")
        return [replace(screen, text=f"{unclear}\n\n{screen.text}") for screen in screens]

    def tapped(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """A button of the start, perhaps of somebody who may not be stored yet."""
        match guest.parts:
            case ("agree", language, *rest):
                return self._agree(uow, self._in(guest, language), "".join(rest), now)
            case ("lang", language, *rest) if language in self.welcome.words.languages:
                return self._speak(uow, guest, (language, "".join(rest)), now)
            case ("none", language) if guest.runner is None:
                say = self._in(guest, language).say
                uow.outbox.forget_slot(guest.chat, SLOT)  # no question stands there any more
                return [Reply(guest.chat, say("start-none"), edits=guest.incoming.message_id)]
            case (what, *rest) if guest.runner is not None:
                return self._answer(uow, guest, guest.runner, (what, *rest), now)
            case _:
                return self.welcome.unfinished(uow, guest, now)

    def _in(self, guest: Guest, language: str) -> Guest:
        """Return somebody unknown as speaking the language of the screen that he read."""
        words = self.welcome.words
        if guest.runner is not None or language not in words.languages:
            return guest
        return Guest(guest.incoming, words.of(language), None)

    def _agree(self, uow: UnitOfWork, guest: Guest, invite: str, now: datetime) -> list[Reply]:
        language = guest.say.language
        zone = self.zones.get(language, self.zone)
        name = guest.incoming.first_name
        new = use.new_runner(guest.chat, name, language, zone, now)
        runner = use.agree(uow, new, self.consent_version, invite, now)
        return self._next(uow, guest, runner, now)

    def _speak(
        self, uow: UnitOfWork, guest: Guest, wish: tuple[str, str], now: datetime
    ) -> list[Reply]:
        """Show the first screen in another language; that alone stores nothing."""
        if guest.runner is not None:
            return self.welcome.unfinished(uow, guest, now)
        language, invite = wish
        return [self.welcome.consent(uow, self._in(guest, language), invite, now)]

    def _answer(
        self, uow: UnitOfWork, guest: Guest, runner: Runner, said: tuple[str, ...], now: datetime
    ) -> list[Reply]:
        match said:
            case ("safety", answer) if answer in set(Safety):
                runner = use.tell_safety(uow, runner, Safety(answer), now)
                if runner.safety is Safety.TALK_FIRST:
                    return [self.welcome.talk_first(guest)]
            case ("standing", answer) if answer in set(Standing) and not runner.enrolled:
                runner = use.tell_standing(uow, runner, Standing(answer))
            case _:
                pass
        return self._next(uow, guest, runner, now)

    def _next(self, uow: UnitOfWork, guest: Guest, runner: Runner, now: datetime) -> list[Reply]:
        if not runner.enrolled:
            return [self.welcome.open(guest, runner)]
        known = Known(guest.incoming, guest.say, runner)
        if guest.runner is not None and guest.runner.enrolled:
            return self.check_in.begin(uow, known, now)
        closed = Reply(guest.chat, guest.say("start-done"), slot=SLOT)
        return [closed, *self.check_in.begin(uow, known, now)]
