"""The card: what to run, why, how. One place renders it, for the chat."""

from bot.domain.run_forms import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.wishes import WISH_REASONS
from bot.words import Say, word_key

ROUTE_NOTES = frozenset({"lit_loop", "green_loop", "known_path"})
"""Notes that say where to run: they take the place of the route tip."""


def text(card: Recommendation, say: Say) -> tuple[str, str]:
    """Return title and body of a card: at most 70 words, so one note and two reasons at most."""
    first = [why(card, say), *(say(word_key("note", note)) for note in _notes(card))]
    parts = ["\n".join(first), "\n".join(_how(card, say))]
    if card.alternatives:
        parts.append(say("card-or", alternative=name(card.alternatives[0], say)))
    return name(card.pick, say), "\n\n".join(filter(None, parts))


def _how(card: Recommendation, say: Say) -> list[str]:
    """Return how to do it: effort, route, one cue, and what comes before and after."""
    activity = card.pick.activity
    if activity is Activity.REST:
        return []
    lines = []
    if activity is Activity.RUN:
        lines.append(say("card-gentle") if card.gentle else say(word_key("tempo", card.tempo)))
        where = [key for key in card.notes if key in ROUTE_NOTES]
        lines.append(say(word_key("note", where[0]) if where else word_key("route", card.route)))
    lines.append(say(word_key("cue", card.cue)))
    if activity is Activity.RUN:
        lines.append(say("card-around"))
    return lines


def why(card: Recommendation, say: Say) -> str:
    """Return why: the row of the table with the weightiest guard, or what the runner asked.

    Where the row alone decided, what the form does for one is told too.
    """
    told = _told(card.reasons)
    lines = [say(word_key("reason", reason.key)) for reason in told]
    effect = word_key("effect", card.pick.form)
    if len(told) == 1 and told[0].key not in WISH_REASONS and say.has(effect):
        lines.append(say(effect))
    return " ".join(lines)


def _told(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    asked = tuple(reason for reason in reasons if reason.key in WISH_REASONS)
    return asked[-1:] or reasons[:2]


def _notes(card: Recommendation) -> tuple[str, ...]:
    """Return the one note there is room for; with two reasons the season has to wait."""
    full = len(_told(card.reasons)) > 1
    running = card.pick.activity is Activity.RUN
    kept = (key for key in card.notes if not (running and key in ROUTE_NOTES))
    return tuple(key for key in kept if not (full and key.startswith("season_")))[:1]


def name(pick: Pick, say: Say) -> str:
    """Return a form with its minutes: `Bosrun · 20 minuten`."""
    form = say(word_key("form", pick.name))
    if pick.activity is Activity.REST:
        return form
    return say("form-minutes", form=form, minutes=minutes(pick.minutes, say))


def minutes(span: Minutes, say: Say) -> str:
    """Return `20 minuten` or `20 tot 30 minuten`."""
    if span.low == span.high:
        return say("minutes", count=span.high)
    return say("minutes-span", low=span.low, high=span.high)
