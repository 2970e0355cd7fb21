"""One moment in plain words: read, said back with buttons to correct it, planned with a tap.

A half-made plan lives in the data of its buttons; its label in the message that these answer.
Data after the prefix: `once`, `day:<day>:<from>:<to>`, `clock:<day>:<part>` (and `:<from>:<to>` if
a moment was read), `pick:<day>:<from>:<to>`, `one:<when>:<day>:<from>:<to>`. Days are `yyyymmdd`,
times `hhmm`, a part or a `to` that nobody told is `x`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.moment_phrases import (
    Here,
    Moments,
    Phrase,
    Reading,
    Slot,
    Unclear,
    read_best,
)
from bot.domain.planning import When
from bot.domain.runner import Standing
from bot.domain.wall_clock import local_of
from bot.telegram.reply import Button, Keyboard, data
from bot.usecases.planning import Once
from bot.words import Say
from handlers import moment_words, plan_screens
from handlers.conversation import Known, rows
from handlers.plan_screens import NAME, Part, Screen

ASKED = "plan_once"  # the slot of the question for a moment in words: the next text answers it
DAYS_SHOWN = 8
NOBODY_TOLD = "x"
LONGEST_LOOSE = 120
"""Letters: a longer text that nobody asked for is a story, even with a time in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A moment that was read or tapped together, with what it is called."""

    slot: Slot
    label: str
    others: tuple[Slot, ...] = ()
    own_run: bool = False


def here(known: Known, now: datetime) -> Here:
    """Return where and when this was typed."""
    return Here(now, ZoneInfo(known.runner.timezone))


def read(text: str, known: Known, now: datetime, moments: Moments) -> Phrase:
    """Return what a typed text says, in the runner's language first."""
    words = moments.of(known.say.language)
    return read_best(text, words, here(known, now), moments.numbers)


def label_of(known: Known, now: datetime, moments: Moments) -> tuple[str, bool]:
    """Return what the answered message calls the moment, and whether that is the run itself."""
    quoted = known.incoming.quoted
    typed = quoted.partition(" ")[2] if quoted.startswith("/") else quoted
    found = read(typed, known, now, moments) if typed else None
    own = isinstance(found, Reading) and found.own_run and bool(found.label)
    return ("" if found is None else found.label), own


# ------------------------------------------------------------ screens
def screen(parts: tuple[str, ...], known: Known, now: datetime, moments: Moments) -> Screen | None:
    """Return the next screen of a moment that is being made; None: forged, or too old."""
    match parts:
        case ("once",):
            return ask(known, now)
        case ("clock", day, *rest) if on := day_of(day):
            part = Part(rest[0]) if rest and rest[0] in set(Part) else None
            before = slot_of(day, *rest[1:]) if len(rest) == len(("part", "from", "to")) else None
            return clock(on, part, known, now, before)
        case ("day", day, starts, ends) if slot := slot_of(day, starts, ends):
            return other_day(slot, known, now)
        case ("pick", day, starts, ends) if slot := slot_of(day, starts, ends):
            label, own_run = label_of(known, now, moments)
            return confirm(Found(slot, label, own_run=own_run), known, now)
    return None


def ask(known: Known, now: datetime, why: str = "") -> Screen:
    """Ask for a moment: in words, or a day of this week."""
    say = known.say
    text = say("plan-once-ask") if not why else f"{why} {say('plan-once-again')}"
    today = here(known, now).today
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_SHOWN)]
    buttons = [Button(moment_words.near(day, say), data(NAME, "clock", ymd(day))) for day in days]
    back = Button(say("button-back"), data(NAME, "list"))
    return Screen(text, (*rows(buttons, 2), (back,)))


def unread(found: Unclear, known: Known, now: datetime) -> Screen:
    """Say what was not clear, with two examples; nothing is planned."""
    return ask(known, now, known.say(f"plan-unread-{str(found.why).replace('_', '-')}"))


def other_day(slot: Slot, known: Known, now: datetime) -> Screen:
    """The same times on another day."""
    say = known.say
    today = here(known, now).today
    days = [today + timedelta(days=ahead) for ahead in range(2 * DAYS_SHOWN)]
    buttons = [
        Button(moment_words.near(day, say), _picked(Slot(day, slot.starts, slot.ends)))
        for day in days
    ]
    return Screen(say("plan-unread-no-day"), (*rows(buttons, 3), (_again(slot, say),)))


def clock(
    day: date, part: Part | None, known: Known, now: datetime, before: Slot | None = None
) -> Screen:
    """Half hours of one day, those that are ahead. `before`: where back leads to, if anywhere."""
    say, shown = known.say, part or Part.AFTERNOON
    zone = ZoneInfo(known.runner.timezone)
    times = [time(hour, minute) for hour in plan_screens.HOURS[shown] for minute in (0, 30)]
    ahead = [at for at in times if datetime.combine(day, at, zone) > local_of(now, zone)]
    calm = is_calm(known)
    slots = [Slot(day, at) for at in ahead]
    # The calmest moment is the run itself: nothing is left to ask.
    taps = [_one(When.AT, slot) if calm else _picked(slot) for slot in slots]
    buttons = [Button(say.time(at), tap) for at, tap in zip(ahead, taps, strict=True)]
    tabs = tuple(
        Button(_tab(one, say, shown=one is shown), _clocked(day, one, before)) for one in Part
    )
    key = "plan-once-calm" if calm else "plan-once-hour"
    text = say(key, day=moment_words.capital(say.date(day)))
    back = Button(say("button-back"), data(NAME, "once") if before is None else _picked(before))
    return Screen(text, (*rows(buttons, plan_screens.HOURS_WIDE), tabs, (back,)))


def confirm(found: Found, known: Known, now: datetime) -> Screen:
    """Say a moment back in full; each other reading, and every correction, is one tap."""
    say, slot = known.say, found.slot
    echo = moment_words.once(slot, found.label, here(known, now).today, say)
    others = [Button(_short(one, slot, say), _picked(one)) for one in found.others]
    change: Keyboard = (
        (
            Button(say("plan-once-day"), data(NAME, "day", *_told(slot))),
            Button(say("plan-once-time"), _clocked(slot.day, NOBODY_TOLD, slot)),
        ),
        (Button(say("plan-once-text"), data(NAME, "once")),),
    )
    text = say("plan-once-confirm", moment=moment_words.capital(echo))
    return Screen(text, (*_sides(found, known), *rows(others, 2), *change))


def _sides(found: Found, known: Known) -> Keyboard:
    """On which side the run is; the run itself: at that time.

    With a burn-out nothing is planned around a busy moment: the calmest one of that day is asked.
    """
    say, slot = known.say, found.slot
    if is_calm(known) and not found.own_run:
        return ((Button(say("plan-once-calm-yes"), _clocked(slot.day, NOBODY_TOLD, slot)),),)
    whens = (When.AT,) if found.own_run else (When.BEFORE, When.AFTER)
    return tuple((Button(say(f"plan-once-{when}"), _one(when, slot)),) for when in whens)


def only(slot: Slot, say: Say) -> Button:
    """The tap on this one day, for words that may also mean every week."""
    return Button(say("plan-once-only", day=moment_words.near(slot.day, say)), _picked(slot))


def is_calm(known: Known) -> bool:
    """Whether to ask for the calmest moment of a day, never for a busy one."""
    return known.runner.standing is Standing.BURN_OUT


def _tab(part: Part, say: Say, *, shown: bool) -> str:
    label = say(f"plan-part-{part}")
    return say("plan-part-chosen", part=label) if shown else label


def _again(slot: Slot, say: Say) -> Button:
    return Button(say("button-back"), _picked(slot))


def _short(slot: Slot, beside: Slot, say: Say) -> str:
    """Return another reading in short: what differs is enough."""
    ends = "" if slot.ends is None else f"\u2013{say.time(slot.ends)}"
    clock_shown = say.time(slot.starts) + ends
    if slot.day == beside.day:
        return clock_shown
    return f"{moment_words.near(slot.day, say)} {clock_shown}"


# ------------------------------------------------------------ data of buttons
def wish(when: str, day: str, starts: str, ends: str, lasts: timedelta) -> Once | None:
    """Return what a button asks for, still without its label; None when it is forged."""
    slot = slot_of(day, starts, ends)
    if slot is None or when not in set(When):
        return None
    over = (datetime.combine(slot.day, slot.starts) + lasts).time()
    return Once(slot.day, slot.starts, slot.ends or over, When(when))


def slot_of(day: str, starts: str, ends: str) -> Slot | None:
    """Return the slot that stands in a button; None when it is forged."""
    on, begins = day_of(day), plan_screens.time_of(starts)
    finish = None if ends == NOBODY_TOLD else plan_screens.time_of(ends)
    if on is None or begins is None or (finish is None and ends != NOBODY_TOLD):
        return None
    return Slot(on, begins, finish)


def day_of(text: str) -> date | None:
    """Return the day that stands in a button; None when it is forged."""
    if len(text) != len("yyyymmdd") or not (text.isascii() and text.isdecimal()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _one(when: When, slot: Slot) -> str:
    return data(NAME, "one", when, *_told(slot))


def _picked(slot: Slot) -> str:
    return data(NAME, "pick", *_told(slot))


def _clocked(day: date, part: str, before: Slot | None) -> str:
    return data(NAME, "clock", ymd(day), part, *(() if before is None else _told(before)[1:]))


def _told(slot: Slot) -> tuple[str, str, str]:
    return ymd(slot.day), _hhmm(slot.starts), _hhmm(slot.ends)


def ymd(day: date) -> str:
    """Return a day as it stands in a button."""
    return f"{day:%Y%m%d}"


def _hhmm(at: time | None) -> str:
    return NOBODY_TOLD if at is None else f"{at:%H%M}"
