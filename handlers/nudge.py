"""The buttons under a nudge. Each answer is as good as any, and none is followed up."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import planning as domain
from bot.domain.nudge_planning import Later
from bot.messages import nudge_keyboard
from bot.telegram.reply import Button, Keyboard, Reply
from bot.usecases import nudge_answers as use
from bot.usecases.nudging import NudgeRules, slot_of
from bot.usecases.ports import UnitOfWork
from handlers.conversation import Conversation, Door, Known, KnownStep, data, rows
from handlers.pause import days_label, paused_text
from handlers.run import begin_again

NAME = "nudge"


@dataclass(frozen=True, slots=True)
class NudgeRoom:
    """What one can say to a nudge. `check_in`: begins a check-in."""

    door: Door
    rules: NudgeRules
    check_in: KnownStep

    def conversation(self) -> Conversation:
        """Return its buttons."""
        return Conversation(NAME, {}, self.door.known(self.tapped))

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button under a nudge, however old; only a forged one is refused."""
        nudge = use.find(uow, known.runner, known.parts[0]) if known.parts else None
        if nudge is None:
            return [Reply(known.chat, known.say("old-button"), keyboard=begin_again(known.say))]
        if known.parts[1:] == ("checkin",):
            return self._check_in(uow, known, nudge, now)
        return [self._answer(uow, known, nudge, now)]

    def _answer(self, uow: UnitOfWork, known: Known, nudge: domain.Nudge, now: datetime) -> Reply:
        """Everything but the check-in stays in the nudge's own message."""
        keyboard: Keyboard = ()
        match known.parts[1:]:
            case ("later",):
                return self._later(uow, known, nudge, now)
            case ("later", choice) if choice in set(Later):
                return self._put_off(uow, known, nudge, Later(choice), now)
            case ("no",):
                use.answered(uow, nudge, now)
                text = known.say("nudge-not-today-thanks")
            case ("pause",):
                return self._pauses(uow, known, nudge, now)
            case ("pause", days) if days in set(map(str, use.PAUSES)):
                runner = use.pause(uow, known.runner, int(days), now)
                text = paused_text(runner, known.say)
            case _:
                text, keyboard = known.say("nudge-text-1"), nudge_keyboard(nudge.id, known.say)
        return _in_place(known, nudge, text, keyboard)

    def _check_in(
        self, uow: UnitOfWork, known: Known, nudge: domain.Nudge, now: datetime
    ) -> list[Reply]:
        use.answered(uow, nudge, now)
        gone = _in_place(known, nudge, known.say("nudge-checked-in"))
        return [gone, *self.check_in(uow, known, now)]

    def _later(self, uow: UnitOfWork, known: Known, nudge: domain.Nudge, now: datetime) -> Reply:
        """Ask when; the nudge counts as answered only once he chose, so that he still can."""
        say = known.say
        offered = use.choices(nudge, known.runner, now, self.rules.plan)
        if nudge.state is not domain.NudgeState.SENT or not offered:
            use.answered(uow, nudge, now)
            return _in_place(known, nudge, say("nudge-later-none"), begin_again(say))
        buttons = [
            Button(say(f"nudge-later-{choice}".replace("_", "-")), _data(nudge, "later", choice))
            for choice in offered
        ]
        keyboard = (*((one,) for one in buttons), (_back(known, nudge),))
        return _in_place(known, nudge, say("nudge-later-ask"), keyboard)

    def _put_off(
        self, uow: UnitOfWork, known: Known, nudge: domain.Nudge, choice: Later, now: datetime
    ) -> Reply:
        say, runner = known.say, known.runner
        found = use.put_off(uow, runner, nudge, choice, now=now, rules=self.rules.plan)
        if found is None:
            return _in_place(known, nudge, say("nudge-later-none"), begin_again(say))
        zone = ZoneInfo(runner.timezone)
        local = found.due_at.astimezone(zone)
        today = local.date() == now.astimezone(zone).date()
        when = say.time(local) if today else say.day_and_time(local)
        return _in_place(known, nudge, say("nudge-later-fine", when=when))

    def _pauses(self, uow: UnitOfWork, known: Known, nudge: domain.Nudge, now: datetime) -> Reply:
        use.answered(uow, nudge, now)
        days = [
            Button(days_label(count, known.say), _data(nudge, "pause", str(count)))
            for count in use.PAUSES
        ]
        keyboard = (*rows(days, len(days)), (_back(known, nudge),))
        return _in_place(known, nudge, known.say("pause-ask"), keyboard)


def _data(nudge: domain.Nudge, *parts: str) -> str:
    return data(NAME, nudge.id, *parts)


def _back(known: Known, nudge: domain.Nudge) -> Button:
    return Button(known.say("button-back"), _data(nudge, "back"))


def _in_place(known: Known, nudge: domain.Nudge, text: str, keyboard: Keyboard = ()) -> Reply:
    return Reply(known.chat, text, keyboard=keyboard, slot=slot_of(nudge.id))
