"""The pause: `/pauze`. Nudges stop for a while; everything else goes on."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.moment_phrases import Moments, Why
from bot.domain.pause_phrases import PauseWords, pause_until
from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply, data
from bot.usecases import pausing as use
from bot.usecases.ports import UnitOfWork
from bot.words import Say
from handlers import moment_words
from handlers.conversation import Conversation, Door, Known, rows
from handlers.plan_once import day_of, here, ymd

NAME = "pause"
LENGTH = "pause_length"  # the slot of the question how long: a text with a day in it answers it
DATE = "pause_date"  # the slot of the question until when: the next text answers it
DAYS_SHOWN = 12
PAGES = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True)
class Pause:
    """For holiday, illness, injury, or no reason at all."""

    door: Door
    moments: Moments

    def conversation(self) -> Conversation:
        """Return its command, buttons and typed dates."""
        begin, tapped = self.door.known(self.begin), self.door.known(self.tapped)
        asked = {LENGTH: self.lasts, DATE: self.asked}
        return Conversation(NAME, {"pause": begin}, tapped, asked=asked)

    def begin(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """`/pauze`: how long, or until when it lasts already. With words behind it: until then."""
        for slot in (NAME, LENGTH):
            uow.outbox.forget_slot(known.chat, slot)
        incoming = known.incoming
        if incoming.form is Form.COMMAND and incoming.text.strip():
            return [self._typed(uow, known, now)]
        return [begun(known, now)]

    def lasts(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """How long, typed instead of tapped. None: it says nothing of a day, and goes its way."""
        if self._read(known, now) is Why.NOTHING:
            return None
        return self.asked(uow, known, now)

    def asked(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A typed date. None: it is none, and something else is open."""
        unread = self._read(known, now) is Why.NOTHING
        if unread and uow.runs.open_run(known.runner.id) is not None:
            return None
        uow.outbox.forget_slot(known.chat, NAME)
        return [self._typed(uow, known, now)]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """How long, the end of the pause, or why; anything else asks again."""
        return [replace(self._tapped(uow, known, now), edits=known.incoming.message_id)]

    def _tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> Reply:
        match known.parts:
            case (days,) if days in set(map(str, use.PAUSES)):
                return paused(pausing(uow, known, int(days), now), now)
            case ("until", text) if (day := day_of(text)) and day > here(known, now).today:
                return paused(_until(uow, known, day), now)
            case ("date", *rest) if not rest or rest[0] in PAGES:
                return ask_date(known, now, page=int(rest[0]) if rest else 0)
            case ("resume",):
                return paused(replace(known, runner=use.resume(uow, known.runner)), now)
            case ("why", why) if why in use.REASONS:
                use.because(uow, known.runner, why, now)
                return paused(known, now, told=why)
            case _:
                return begun(known, now)

    def _read(self, known: Known, now: datetime) -> date | Why:
        say = known.say
        words = PauseWords(
            self.moments.of(say.language),
            through=say.listed("pause-through-typed"),
            leading=say.listed("pause-leading-typed"),
        )
        return pause_until(known.incoming.text, words, here(known, now), self.moments.numbers)

    def _typed(self, uow: UnitOfWork, known: Known, now: datetime) -> Reply:
        match self._read(known, now):
            case Why.PAST | Why.TOO_FAR:
                return ask_date(known, now, first=known.say("plan-unread-too-far"))
            case Why():
                return ask_date(known, now, first=known.say("pause-unread"))
            case day:
                return paused(_until(uow, known, day), now)


def pausing(uow: UnitOfWork, known: Known, days: int, now: datetime) -> Known:
    """Pause for so many days; returns who now pauses."""
    return replace(known, runner=use.pause(uow, known.runner, days, now))


def _until(uow: UnitOfWork, known: Known, day: date) -> Known:
    return replace(known, runner=use.pause_until(uow, known.runner, day))


def begun(known: Known, now: datetime) -> Reply:
    """Return the question how long, or until when it lasts already."""
    if use.paused_until(known.runner, now) is not None:
        return paused(known, now)
    if known.runner.nudges_off:
        return Reply(known.chat, known.say("pause-nudges-off"), slot=NAME)
    keyboard = lengths(known.say, data(NAME))
    return Reply(known.chat, known.say("pause-ask"), keyboard=keyboard, slot=LENGTH)


def paused(known: Known, now: datetime, *, told: str = "") -> Reply:
    """Return until when there are no nudges, and how to change that. `told`: why, just tapped."""
    say = known.say
    until = use.paused_until(known.runner, now)
    if known.runner.nudges_off or until is None:
        key = "pause-nudges-off" if known.runner.nudges_off else "pause-over"
        return Reply(known.chat, say(key), slot=NAME)
    text = say("pause-until", date=moment_words.in_full(until, here(known, now).today, say))
    why = tuple(Button(say(f"pause-{one}"), data(NAME, "why", one)) for one in use.REASONS)
    change = Button(say("pause-change"), data(NAME, "date"))
    resume = Button(say("pause-resume"), data(NAME, "resume"))
    keyboard: Keyboard = (why, (change, resume))
    if told:
        text, keyboard = f"{text}\n\n{say(f'pause-{told}-fine')}", keyboard[1:]
    return Reply(known.chat, text, keyboard=keyboard, slot=NAME)


def lengths(say: Say, named: str) -> Keyboard:
    """Return how long a pause may be: some days, or until a date. `named`: begins their data."""
    days = (Button(say("pause-days", count=count), f"{named}:{count}") for count in use.PAUSES)
    return (tuple(days), (Button(say("pause-date"), f"{named}:date"),))


def ask_date(known: Known, now: datetime, *, page: int = 0, first: str = "") -> Reply:
    """Ask until when: the next days to tap, or typed in plain words."""
    say, tomorrow = known.say, here(known, now).today + timedelta(days=1)
    ahead = range(page * DAYS_SHOWN, (page + 1) * DAYS_SHOWN)
    days = [tomorrow + timedelta(days=count) for count in ahead]
    buttons = [Button(moment_words.near(day, say), data(NAME, "until", ymd(day))) for day in days]
    back = data(NAME, "date", str(page - 1)) if page else data(NAME, "show")
    last = [Button(say("button-back"), back)]
    if str(page + 1) in PAGES:
        last.append(Button(say("pause-later"), data(NAME, "date", str(page + 1))))
    text = " ".join(part for part in (first, say("pause-date-ask")) if part)
    return Reply(known.chat, text, keyboard=(*rows(buttons, 3), tuple(last)), slot=DATE)
