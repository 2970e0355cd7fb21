"""Moments that come back each week, in plain words: said back, planned with a tap."""

from collections.abc import Sequence

from bot.domain.moment_phrases import Moments, Phrase, Reading
from bot.telegram.reply import Button, Keyboard, data
from bot.words import Say
from handlers import moment_words, plan_once, plan_screens
from handlers.conversation import Known
from handlers.moment_words import Weekly
from handlers.plan_screens import NAME, Mode, Screen


def screen(
    text: str, says: Sequence[Say], found: Phrase, known: Known, moments: Moments
) -> Screen | None:
    """Return what asks whether this is meant each week; None: it is not, or not only, weekly.

    `found`: what the same words are as a moment that comes once.
    """
    weekly = moment_words.read(text, says, moments)
    if weekly is not None:
        return _fixed(weekly, found, known.say)
    busy = moment_words.busy_days(text, says, moments)
    if not busy:
        return None
    if not plan_once.is_calm(known):
        return _busy(busy, found, known.say)
    # With a burn-out nothing is planned around a busy day; of this one the calmest moment is asked.
    return (
        None
        if isinstance(found, Reading)
        else plan_screens.weekdays("calm", frozenset(), known.say)
    )


def _fixed(weekly: Weekly, found: Phrase, say: Say) -> Screen:
    wish = weekly.wish
    shown = moment_words.days(wish.weekdays, say, short=True)
    moment = say("plan-line-at", days=shown, time=say.time(wish.at))
    digits = plan_screens.digits(wish.weekdays)
    planned = data(NAME, "add", Mode.FIXED, digits)
    yes = Button(say("plan-yes"), f"{planned}:{wish.at:%H%M}")
    other: Keyboard = ()
    if weekly.other is not None:
        label = say("plan-other-time", time=say.time(weekly.other))
        other = ((Button(label, f"{planned}:{weekly.other:%H%M}"),),)
    change = Button(say("plan-change"), data(NAME, "days", Mode.FIXED, digits))
    once = _once(wish.weekdays, found, say)
    return Screen(say("plan-confirm", moment=moment), ((yes,), *other, *once, (change,)))


def _busy(weekdays: frozenset[int], found: Phrase, say: Say) -> Screen:
    """Busy days: on which side of them the run is."""
    shown = moment_words.days(weekdays, say, short=True)
    change = Button(say("plan-change"), data(NAME, "days", "busy", plan_screens.digits(weekdays)))
    sides = plan_screens.sides(weekdays, say)
    keyboard = (sides, *_once(weekdays, found, say), (change,))
    return Screen(say("plan-busy-read", days=shown), keyboard)


def _once(weekdays: frozenset[int], found: Phrase, say: Say) -> Keyboard:
    """One weekday may be meant once too."""
    if len(weekdays) == 1 and isinstance(found, Reading):
        return ((plan_once.only(found.slot, say),),)
    return ()
