"""The card: what to run, why, how. One place renders it, for the chat."""

from bot.domain.card import Activity, Pick, Reason, Recommendation
from bot.domain.own_words import clipped
from bot.domain.wishes import WISH_REASONS
from bot.usecases.recalling import Beside, OwnSentence
from bot.words import Say, word_key

ROUTE_NOTES = frozenset({"lit_loop", "green_loop", "known_path"})
"""Notes that say where to run: they take the place of the route tip."""


LONGEST = 70
"""Words in a card, as in every message (product.md)."""

LEAST_OWN = 6
"""Fewer words of an earlier sentence than these say nothing (ours)."""

DROPPED = ("effect", "season", "or", "route")
"""What gives way, in this order, where a card would be too long."""


def text(card: Recommendation, say: Say, beside: Beside | None = None) -> tuple[str, str]:
    """Return title and body of a card: at most 70 words, so one note and two reasons at most.

    The coach's line always has its place; the runner's own words only where there is room, made by
    what gives way first.
    """
    title, beside = name(card.pick, say), beside or Beside()
    line = _from_coach(beside, say, LONGEST) if beside.line else ""
    first = 0 if beside == Beside() else 2
    for count in range(first, len(DROPPED) + 1):
        body = _body(card, say, DROPPED[:count])
        if word_count(f"{title} {body} {line}") <= LONGEST:
            break
    if beside == Beside():
        return title, body
    room = LONGEST - word_count(f"{title} {body}")
    if beside.line:
        line = _from_coach(beside, say, room)
        room -= word_count(line)
    own = "" if beside.own is None else _own_words(beside.own, say, room)
    return title, "\n\n".join(filter(None, (body, own, line)))


def word_count(text: str) -> int:
    """Return how many words a text has; a dot or dash between words is none."""
    return sum(any(map(str.isalnum, part)) for part in text.split())


def _from_coach(beside: Beside, say: Say, room: int) -> str:
    frame = word_count(say("card-coach-line", coach=beside.coach, line=""))
    line = clipped(beside.line, max(1, room - frame))
    return say("card-coach-line", coach=beside.coach, line=line)


def _own_words(own: OwnSentence, say: Say, room: int) -> str:
    """Return the earlier sentence, clipped to the room there is; empty when that is too little."""
    month = say.month(own.day, year=own.long_ago)
    if own.form is None:
        frame = say("card-own-words", month=month, sentence="")
    else:
        form = say(word_key("form", own.form.name))
        frame = say("card-own-words-form", month=month, form=form, sentence="")
    left = room - word_count(frame)
    if left < LEAST_OWN:
        return ""
    sentence = clipped(own.text, left)
    if own.form is None:
        return say("card-own-words", month=month, sentence=sentence)
    return say("card-own-words-form", month=month, form=form, sentence=sentence)


def _body(card: Recommendation, say: Say, without: tuple[str, ...] = ()) -> str:
    notes = (key for key in _notes(card) if not ("season" in without and key.startswith("season_")))
    first = [why(card, say, without), *(say(word_key("note", note)) for note in notes)]
    parts = ["\n".join(first), "\n".join(_how(card, say, without))]
    if card.alternatives and "or" not in without:
        parts.append(_instead(card, say))
    return "\n\n".join(filter(None, parts))


def _instead(card: Recommendation, say: Say) -> str:
    """Return the one alternative; where the pick leaned, it is what the table alone says."""
    table = card.leaned_from
    first = card.alternatives[0]
    by_table = table is not None and table.form == first.form != card.pick.form
    return say.ours("card-table" if by_table else "card-or", alternative=name(first, say))


def _how(card: Recommendation, say: Say, without: tuple[str, ...]) -> list[str]:
    """Return how to do it: effort, route, one cue, and what comes before and after."""
    activity = card.pick.activity
    if activity is Activity.REST:
        return []
    lines = []
    if activity is Activity.RUN:
        lines.append(say("card-gentle") if card.gentle else say(word_key("tempo", card.tempo)))
        where = [key for key in card.notes if key in ROUTE_NOTES]
        if "route" not in without or where:
            place = word_key("note", where[0]) if where else word_key("route", card.route)
            lines.append(say(place))
    lines.append(say(word_key("cue", card.cue)))
    if activity is Activity.RUN:
        lines.append(say("card-around"))
    return lines


def why(card: Recommendation, say: Say, without: tuple[str, ...] = ()) -> str:
    """Return why: the row of the table with the weightiest guard, or what the runner asked.

    Where the row alone decided, what the form does for one is told too.
    """
    told = _told(card.reasons)
    lines = [say(word_key("reason", reason.key)) for reason in told]
    effect = word_key("effect", card.pick.form)
    alone = len(told) == 1 and told[0].key not in WISH_REASONS
    if alone and "effect" not in without and say.has(effect):
        lines.append(say(effect))
    return " ".join(lines)


def _told(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    asked = tuple(reason for reason in reasons if reason.key in WISH_REASONS)
    return asked[-1:] or reasons[:2]


def _notes(card: Recommendation) -> tuple[str, ...]:
    """Return the one note there is room for, and the one of the season."""
    running = card.pick.activity is Activity.RUN
    kept = [key for key in card.notes if not (running and key in ROUTE_NOTES)]
    season = [key for key in kept if key.startswith("season_")]
    return (*[key for key in kept if key not in season][:1], *season[:1])


def name(pick: Pick, say: Say) -> str:
    """Return a form with its minutes: `Bosrun · 20 minuten`."""
    form = say(word_key("form", pick.name))
    if pick.activity is Activity.REST:
        return form
    minutes = say.minutes(pick.minutes.low, pick.minutes.high)
    return say.ours("form-minutes", form=form, minutes=minutes)
