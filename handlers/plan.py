"""Planning: `/plannen` and `/druk`. One message, edited in place."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.moment_phrases import Moments, NeedsTime, Phrase, Reading, Slot, Unclear
from bot.domain.planning import When
from bot.domain.runner import Standing
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import pausing
from bot.usecases import planning as use
from bot.usecases.planning import (
    RUNS_A_WEEK,
    Added,
    Busy,
    Fixed,
    Full,
    NotNow,
    Once,
    Past,
    PlanRules,
    Wish,
)
from bot.usecases.ports import UnitOfWork
from handlers import moment_words, plan_once, plan_screens, plan_weekly
from handlers.conversation import Conversation, Door, Known
from handlers.plan_once import ASKED, Found
from handlers.plan_screens import NAME, Mode, Part, Screen


@dataclass(frozen=True, slots=True)
class Plan:
    """The conversation about planned moments. `rules`: see `PlanRules`."""

    door: Door
    rules: PlanRules
    moments: Moments

    def conversation(self) -> Conversation:
        """Return its commands, buttons and typed moments."""
        commands = {"plan": self.door.known(self.begin), "busy": self.door.known(self.busy)}
        tapped, asked = self.door.known(self.tapped), {ASKED: self.asked, NAME: self.listed}
        return Conversation(NAME, commands, tapped, self.typed, asked)

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """`/plannen`: the list, in a new message. With words behind it: that moment."""
        uow.outbox.forget_slot(known.chat, NAME)
        if known.incoming.text.strip():
            return self._said(uow, known, now, asked=True) or []
        return [_reply(known, self._overview(uow, known, now))]

    def busy(self, uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
        """`/druk`: busy days; recovering from burn-out: the calmest moment of the day."""
        uow.outbox.forget_slot(known.chat, NAME)
        kind = _suited("busy", known)
        return [_reply(known, plan_screens.weekdays(kind, frozenset(), known.say))]

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A moment in words, anywhere: asked back with buttons, never planned unseen."""
        if len(known.incoming.text) > plan_once.LONGEST_LOOSE:
            return None
        return self._said(uow, known, now, asked=False)

    def listed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """Under the list of moments a day alone is enough. None: it names none."""
        found = plan_once.read(known.incoming.text, known, now, self.moments)
        if isinstance(found, Unclear) or len(known.incoming.text) > plan_once.LONGEST_LOOSE:
            return self.typed(uow, known, now)
        return self._said(uow, known, now, asked=True)

    def asked(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """The moment that was asked for. None: it is none, and something else is open."""
        found = plan_once.read(known.incoming.text, known, now, self.moments)
        nothing = isinstance(found, Unclear) and not found.says_some
        if nothing and uow.runs.open_run(known.runner.id) is not None:
            return None
        return self._said(uow, known, now, asked=True)

    def _said(
        self, uow: UnitOfWork, known: Known, now: datetime, *, asked: bool
    ) -> list[Reply] | None:
        languages = self.door.words.languages.values()
        says = sorted(languages, key=lambda say: say.language != known.say.language)
        text = known.incoming.text
        found = plan_once.read(text, known, now, self.moments)
        weekly = plan_weekly.screen(text, says, found, known, self.moments)
        screen = weekly or self._once(found, known, now, asked=asked)
        if screen is None:
            return None
        uow.outbox.forget_slot(known.chat, NAME)
        unread = asked and isinstance(found, Unclear) and weekly is None
        reply = _reply(known, screen, ASKED if unread else NAME)
        return [replace(reply, quotes=known.incoming.message_id)]

    def _once(self, found: Phrase, known: Known, now: datetime, *, asked: bool) -> Screen | None:
        match found:
            case Reading() if asked or (found.says_day and found.says_time):
                shown = Found(found.slot, found.label, found.others, found.own_run)
                return plan_once.confirm(shown, known, now)
            case NeedsTime() if asked:
                return plan_once.clock(found.day, None, known, now)
            case Unclear() if asked:
                return plan_once.unread(found, known, now)
            case _:
                return None

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A button of planning; one that is forged or too old shows the list."""
        match known.parts:
            case ("rm", moment_id):
                use.remove(uow, known.runner, moment_id)
            case ("week", number) if number in {str(runs) for runs in RUNS_A_WEEK}:
                runner = use.want(uow, known.runner, int(number))
                known = replace(known, runner=runner)
            case ("zone_ok",) if known.runner.runs_wanted is None:
                return [_reply(known, plan_screens.week(known.say))]
            case ("add", mode, digits, hhmm):
                wish = _wish(mode, digits, hhmm)
                if wish is not None:
                    return self._add(uow, known, wish, now)
            case ("one", when, day, starts, ends):
                return self._add_once(uow, known, (when, day, starts, ends), now)
            case parts:
                screen = self._screen(parts, known, now)
                if screen is not None:
                    slot = ASKED if parts == ("once",) else NAME
                    return [_reply(known, screen, slot, edits=slot == ASKED)]
        return [_reply(known, self._overview(uow, known, now))]

    def _screen(self, parts: tuple[str, ...], known: Known, now: datetime) -> Screen | None:
        """Return the next screen of a plan that is being made; None: forged, or too old."""
        match parts:
            case ("days", "fixed" | "busy" | "calm" as kind, digits):
                chosen = plan_screens.days_of(digits)
                if chosen is not None:
                    return plan_screens.weekdays(_suited(kind, known), chosen, known.say)
            case ("side", digits) if chosen := plan_screens.days_of(digits):
                if _suited("busy", known) == "busy":
                    return plan_screens.side(chosen, known.say)
            case ("time", mode, digits, part) if chosen := plan_screens.days_of(digits):
                if mode in set(Mode):
                    return self._hours(known, Mode(mode), chosen, part)
            case _:
                return plan_once.screen(parts, known, now, self.moments)
        return None

    def _hours(self, known: Known, mode: Mode, chosen: frozenset[int], part: str) -> Screen:
        shown = Part(part) if part in set(Part) else None
        return plan_screens.hours(mode, chosen, shown, known.say, self.rules.policy)

    def _overview(self, uow: UnitOfWork, known: Known, now: datetime, extra: str = "") -> Screen:
        say, runner = known.say, known.runner
        until = pausing.paused_until(runner, now)
        notes = [extra]
        if until is not None:
            notes.append(say("plan-paused", date=say.date(until)))
        if runner.nudges_off:
            notes.append(say("plan-nudges-off"))
        text = "\n".join(note for note in notes if note)
        calm = runner.standing is Standing.BURN_OUT
        coming = use.coming(uow, runner, now, self.rules)
        zone = ZoneInfo(runner.timezone)
        silent = until is not None or runner.nudges_off
        return plan_screens.overview(coming, zone, say, calm=calm, silent=silent, extra=text)

    # ------------------------------------------------------------ planned
    def _add_once(
        self, uow: UnitOfWork, known: Known, said: tuple[str, str, str, str], now: datetime
    ) -> list[Reply]:
        wish = plan_once.wish(*said, self.moments.numbers.lasts)
        if wish is None:
            return [_reply(known, self._overview(uow, known, now))]
        label, own_run = plan_once.label_of(known, now, self.moments)
        unnamed = own_run or plan_once.is_calm(known)  # the calmest moment has no busy name
        return self._add(uow, known, replace(wish, label="" if unnamed else label), now)

    def _add(self, uow: UnitOfWork, known: Known, wish: Wish, now: datetime) -> list[Reply]:
        match use.add(uow, known.runner, wish, now, self.rules):
            case Added() as added:
                return [_reply(known, self._planned(added, known, now))]
            case Full():
                screen = self._overview(uow, known, now, known.say("plan-full"))
                return [_reply(known, screen)]
            case Past():
                return [_reply(known, plan_once.ask(known, now, known.say("plan-unread-past")))]
            case NotNow():
                if isinstance(wish, Once):
                    slot = Slot(wish.day, wish.starts)
                    shown = plan_once.confirm(Found(slot, wish.label), known, now)
                    return [_reply(known, shown)]
                screen = plan_screens.weekdays(_suited("busy", known), wish.weekdays, known.say)
                return [_reply(known, screen)]

    def _planned(self, added: Added, known: Known, now: datetime) -> Screen:
        """The if-then plan, and when its nudge comes; with the first moment: in which zone."""
        say, runner = known.say, known.runner
        lines = [moment_words.if_then(added.moment, say)]
        paused = pausing.paused_until(runner, now) is not None or runner.nudges_off
        if added.nudge_at is not None and not paused:
            local = added.nudge_at.astimezone(ZoneInfo(runner.timezone))
            key = "plan-next" if added.moment.day is None else "plan-next-once"
            lines.append(say(key, when=say.day_and_time(local)))
        elif not paused:
            lines.append(say("plan-no-nudge"))
        back: Keyboard = ((Button(say("plan-title"), data(NAME, "list")),),)
        if added.first:
            lines.append(say("plan-zone", city=say.city(runner.timezone)))
            back = plan_screens.zone(say)
        elif runner.runs_wanted is None:
            back = (*plan_screens.week(say).keyboard, *back)
            lines.append(say("plan-week-ask"))
        return Screen("\n\n".join(lines), back)


def _wish(mode: str, digits: str, hhmm: str) -> Wish | None:
    """Return what a button asks for; None when it is forged."""
    weekdays, clock = plan_screens.days_of(digits), plan_screens.time_of(hhmm)
    if not weekdays or clock is None:
        return None
    match mode:
        case Mode.FIXED | Mode.CALM:
            return Fixed(weekdays, clock)
        case Mode.BEFORE | Mode.AFTER:
            return Busy(weekdays, When(mode), clock)
        case _:
            return None


def _suited(kind: str, known: Known) -> str:
    """Return what to ask this runner for: with a burn-out always the calmest moment."""
    return "calm" if known.runner.standing is Standing.BURN_OUT else kind


def _reply(known: Known, screen: Screen, slot: str = NAME, *, edits: bool = False) -> Reply:
    """One message. `edits`: the tapped message becomes the question, under its own slot."""
    message = known.incoming.message_id if edits else None
    return Reply(known.chat, screen.text, screen.title, screen.keyboard, slot=slot, edits=message)
