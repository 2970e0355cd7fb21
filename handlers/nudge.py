"""The buttons under a nudge. Each answer is as good as any, and none is followed up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import planning as domain
from bot.domain.nudge_planning import Later
from bot.messages import nudge_keyboard
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import nudge_answers as use
from bot.usecases import pausing
from bot.usecases.nudging import NudgeRules, slot_of
from bot.usecases.ports import UnitOfWork
from bot.words import word_key
from handlers import pause, questions
from handlers.conversation import Conversation, Door, Known, KnownStep, begin_again, old_button

NAME = "nudge"

TYPED: Mapping[str, tuple[str, ...]] = {
    "checkin": ("checkin",),
    "not_today": ("no",),
    "pause": ("pause",),
    "later": ("later",),
    **{f"later_{choice}": ("later", choice) for choice in Later},
}
"""What may be typed under a nudge → what stands in the button that it names."""


@dataclass(frozen=True, slots=True)
class NudgeRoom:
    """What one can say to a nudge. `check_in`: begins a check-in."""

    door: Door
    rules: NudgeRules
    check_in: KnownStep

    def conversation(self) -> Conversation:
        """Return its buttons, and what is typed instead of tapped."""
        return Conversation(NAME, {}, self.door.known(self.tapped), self.typed)

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A button of the nudge that stands last in the chat, typed: its answer comes below that.

        None: no button, or the nudge is over.
        """
        word = questions.typed_word(tuple(TYPED), NAME, known.say, known.incoming.text)
        nudge = None if word is None else _standing(uow, known, now)
        if word is None or nudge is None:
            return None
        shown = uow.outbox.message_of(known.chat, slot_of(nudge.id))
        tap = replace(known.incoming, text=_data(nudge, *TYPED[word]), message_id=shown)
        replies = self.tapped(uow, replace(known, incoming=tap), now)
        below = [replace(one, edits=None) if one.edits == shown else one for one in replies]
        return [Reply(known.chat, "", edits=shown), *below]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button under a nudge, however old; only a forged one is refused."""
        nudge = use.find(uow, known.runner, known.parts[0]) if known.parts else None
        if nudge is None:
            return [old_button(known)]
        use.answered(uow, nudge, now)
        match known.parts[1:]:
            case ("checkin",):
                gone = _done(uow, known, nudge, known.say("nudge-checked-in"))
                return [gone, *self.check_in(uow, known, now)]
            case ("later", choice) if choice in set(Later):
                return self._put_off(uow, known, nudge, Later(choice), now)
            case ("later",):
                return [self._later(uow, known, nudge, now)]
            case other:
                return [_answer(uow, known, nudge, other, now)]

    def _later(self, uow: UnitOfWork, known: Known, nudge: domain.DueRow, now: datetime) -> Reply:
        say = known.say
        offered = use.choices(uow, nudge, known.runner, now, self.rules.plan)
        if not offered:
            return _done(uow, known, nudge, say("nudge-later-none"), begin_again(say))
        buttons = [
            (Button(say(word_key("nudge-later", choice)), _data(nudge, "later", choice)),)
            for choice in offered
        ]
        return _asked(known, say("nudge-later-ask"), (*buttons, (_back(known, nudge),)))

    def _put_off(
        self, uow: UnitOfWork, known: Known, nudge: domain.DueRow, choice: Later, now: datetime
    ) -> list[Reply]:
        say, runner = known.say, known.runner
        found = use.put_off(uow, runner, nudge, choice, now=now, rules=self.rules.plan)
        match found:
            case use.PlannedAlready():
                return []  # a second tap: the message says already until when
            case use.PutOff(due_at):
                zone = ZoneInfo(runner.timezone)
                local = due_at.astimezone(zone)
                today = local.date() == now.astimezone(zone).date()
                when = say.time(local) if today else say.day_and_time(local)
                return [_done(uow, known, nudge, say("nudge-later-fine", when=when))]
            case None:
                text, keyboard = say("nudge-later-none"), begin_again(say)
                return [_done(uow, known, nudge, text, keyboard)]


def _standing(uow: UnitOfWork, known: Known, now: datetime) -> domain.DueRow | None:
    """Return the nudge that is the last thing in the chat and that still fits."""
    slot, sent_at = uow.outbox.last_nudge(known.chat) or ("", now)
    replied = uow.outbox.last_reply(known.chat)
    if uow.outbox.message_of(known.chat, slot) is None or (replied and replied[1] > sent_at):
        return None
    nudge = use.find(uow, known.runner, slot.removeprefix(slot_of("")))
    return None if nudge is None or nudge.fits_until <= now else nudge


def _answer(
    uow: UnitOfWork, known: Known, nudge: domain.DueRow, said: tuple[str, ...], now: datetime
) -> Reply:
    """Not today, a pause, or back to the four buttons."""
    say = known.say
    match said:
        case ("no",):
            return _done(uow, known, nudge, say("nudge-not-today-thanks"))
        case ("pause", days) if days in set(map(str, pausing.PAUSES)):
            known = pause.pausing(uow, known, int(days), now)
            return _becomes(uow, known, nudge, pause.paused(known, now))
        case ("pause", "date"):
            return _becomes(uow, known, nudge, pause.ask_date(known, now))
        case ("pause",):
            lengths = pause.lengths(say, _data(nudge, "pause"))
            return _asked(known, say("pause-ask"), (*lengths, (_back(known, nudge),)))
        case _:
            return _asked(known, say("nudge-text-1"), nudge_keyboard(nudge.id, say))


def _data(nudge: domain.DueRow, *parts: str) -> str:
    return data(NAME, nudge.id, *parts)


def _back(known: Known, nudge: domain.DueRow) -> Button:
    return Button(known.say("button-back"), _data(nudge, "back"))


def _asked(known: Known, text: str, keyboard: Keyboard) -> Reply:
    """Edit the message that was tapped; when its moment passes it is edited away."""
    return Reply(known.chat, text, keyboard=keyboard, edits=known.incoming.message_id)


def _becomes(uow: UnitOfWork, known: Known, nudge: domain.DueRow, reply: Reply) -> Reply:
    """Let the tapped message be another one from here on."""
    uow.outbox.forget_slot(known.chat, slot_of(nudge.id))
    return replace(reply, edits=known.incoming.message_id)


def _done(
    uow: UnitOfWork, known: Known, nudge: domain.DueRow, text: str, keyboard: Keyboard = ()
) -> Reply:
    """Edit it for the last time: without its slot the passing of the moment changes nothing."""
    uow.outbox.forget_slot(known.chat, slot_of(nudge.id))
    return Reply(known.chat, text, keyboard=keyboard, edits=known.incoming.message_id)
