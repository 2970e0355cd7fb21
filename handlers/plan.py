"""Planning: `/plannen` and `/druk`. One message, edited in place."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.planning import When
from bot.domain.runner import Standing
from bot.telegram.reply import Button, Keyboard, Reply
from bot.usecases import nudge_answers
from bot.usecases import planning as use
from bot.usecases.planning import Added, Busy, Fixed, Full, NotNow, PlanRules, Wish
from bot.usecases.ports import UnitOfWork
from bot.words import Say
from handlers import moment_words, plan_screens
from handlers.conversation import Conversation, Door, Known, data
from handlers.plan_screens import NAME, Mode, Part, Screen


@dataclass(frozen=True, slots=True)
class Plan:
    """The conversation about planned moments. `rules`: see `PlanRules`."""

    door: Door
    rules: PlanRules

    def conversation(self) -> Conversation:
        """Return its commands, buttons and typed moments."""
        commands = {"plan": self.door.known(self.begin), "busy": self.door.known(self.busy)}
        return Conversation(NAME, commands, self.door.known(self.tapped), self.typed)

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """`/plannen`: the list, in a new message. `/plannen di en za 10:00`: that moment."""
        uow.outbox.forget_slot(known.chat, NAME)
        return self.typed(uow, known, now) or [_reply(known, self._overview(uow, known, now))]

    def busy(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """`/druk`: busy days; recovering from burn-out: the calmest moment of the day."""
        uow.outbox.forget_slot(known.chat, NAME)
        kind = _suited("busy", known)
        return [_reply(known, plan_screens.weekdays(kind, frozenset(), known.say))]

    def typed(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply] | None:
        """`di en za 10:00`, anywhere: asked back with buttons, never planned unseen."""
        languages = self.door.words.languages.values()
        says = sorted(languages, key=lambda say: say.language != known.say.language)
        wish = moment_words.read(known.incoming.text, says)
        if wish is None:
            return None
        uow.outbox.forget_slot(known.chat, NAME)
        return [_reply(known, _confirm(wish, known.say))]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button of planning; one that is forged or too old shows the list."""
        match known.parts:
            case ("rm", moment_id):
                use.remove(uow, known.runner, moment_id)
            case ("days", "fixed" | "busy" | "calm" as kind, digits):
                chosen = plan_screens.days_of(digits)
                if chosen is not None:
                    screen = plan_screens.weekdays(_suited(kind, known), chosen, known.say)
                    return [_reply(known, screen)]
            case ("side", digits) if chosen := plan_screens.days_of(digits):
                if _suited("busy", known) == "busy":
                    return [_reply(known, plan_screens.side(chosen, known.say))]
            case ("time", mode, digits, part) if chosen := plan_screens.days_of(digits):
                if mode in set(Mode):
                    return [_reply(known, self._hours(known, Mode(mode), chosen, part))]
            case ("add", mode, digits, hhmm):
                wish = _wish(mode, digits, hhmm)
                if wish is not None:
                    return self._add(uow, known, wish, now)
        return [_reply(known, self._overview(uow, known, now))]

    def _hours(self, known: Known, mode: Mode, chosen: frozenset[int], part: str) -> Screen:
        shown = Part(part) if part in set(Part) else None
        return plan_screens.hours(mode, chosen, shown, known.say, self.rules.policy)

    def _overview(self, uow: UnitOfWork, known: Known, now: datetime, extra: str = "") -> Screen:
        say, runner = known.say, known.runner
        until = nudge_answers.paused_until(runner, now)
        notes = [extra]
        if until is not None:
            notes.append(say("plan-paused", date=say.date(until)))
        if runner.nudges_off:
            notes.append(say("plan-nudges-off"))
        text = "\n".join(note for note in notes if note)
        calm = runner.standing is Standing.BURN_OUT
        return plan_screens.overview(uow.planning.moments(runner.id), say, calm=calm, extra=text)

    def _add(self, uow: UnitOfWork, known: Known, wish: Wish, now: datetime) -> list[Reply]:
        match use.add(uow, known.runner, wish, now, self.rules):
            case Added() as added:
                return [_reply(known, _planned(added, known, now))]
            case Full():
                screen = self._overview(uow, known, now, known.say("plan-full"))
                return [_reply(known, screen)]
            case NotNow():
                screen = plan_screens.weekdays(_suited("busy", known), wish.weekdays, known.say)
                return [_reply(known, screen)]


def _planned(added: Added, known: Known, now: datetime) -> Screen:
    """The if-then plan, and when its first nudge comes; with the first moment: in which zone."""
    say, runner = known.say, known.runner
    lines = [moment_words.if_then(added.moment, say)]
    paused = nudge_answers.paused_until(runner, now) is not None or runner.nudges_off
    if added.nudge_at is not None and not paused:
        local = added.nudge_at.astimezone(ZoneInfo(runner.timezone))
        lines.append(say("plan-next", when=say.day_and_time(local)))
    if added.first:
        lines.append(say("plan-zone", city=moment_words.city(runner.timezone)))
    back = Button(say("plan-title"), data(NAME, "list"))
    return Screen("\n\n".join(lines), ((back,),))


def _confirm(wish: Fixed, say: Say) -> Screen:
    shown = moment_words.days(wish.weekdays, say, short=True)
    moment = say("plan-line-at", days=shown, time=say.time(wish.at))
    digits = plan_screens.digits(wish.weekdays)
    yes = Button(say("plan-yes"), data(NAME, "add", Mode.FIXED, digits, f"{wish.at:%H%M}"))
    change = Button(say("plan-change"), data(NAME, "days", Mode.FIXED, digits))
    keyboard: Keyboard = ((yes,), (change,))
    return Screen(say("plan-confirm", moment=moment), keyboard)


def _wish(mode: str, digits: str, hhmm: str) -> Wish | None:
    """Return what a button asks for; None when it is forged."""
    weekdays, at = plan_screens.days_of(digits), plan_screens.time_of(hhmm)
    if not weekdays or at is None:
        return None
    match mode:
        case Mode.FIXED | Mode.CALM:
            return Fixed(weekdays, at)
        case Mode.BEFORE | Mode.AFTER:
            return Busy(weekdays, When(mode), at)
        case _:
            return None


def _suited(kind: str, known: Known) -> str:
    """Return what to ask this runner for: with a burn-out always the calmest moment."""
    return "calm" if known.runner.standing is Standing.BURN_OUT else kind


def _reply(known: Known, screen: Screen) -> Reply:
    return Reply(known.chat, screen.text, screen.title, screen.keyboard, slot=NAME)
