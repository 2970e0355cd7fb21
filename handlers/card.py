"""The card: what to run, why, how. One place renders it, for the chat."""

from bot.domain.run_forms import Activity, Minutes, Pick, Reason, Recommendation
from bot.words import Say, word_key


def text(card: Recommendation, say: Say) -> tuple[str, str]:
    """Return title and body of a card."""
    lines = [why(card.reasons, say), *(say(word_key("note", note)) for note in card.notes)]
    if card.pick.activity is Activity.RUN:
        lines.append(say("card-gentle") if card.gentle else say(word_key("tempo", card.tempo)))
        lines.append(say(word_key("route", card.route)))
        lines.append(say("card-warm-up"))
    if card.pick.activity is not Activity.REST:
        lines.append(say(word_key("cue", card.cue)))
    if card.pick.activity is Activity.RUN:
        lines.append(say("card-after"))
    if card.alternatives:
        lines.append(say("card-or", alternative=name(card.alternatives[0], say)))
    return name(card.pick, say), "\n".join(lines)


def why(reasons: tuple[Reason, ...], say: Say) -> str:
    """Return why, in one line: the row of the table, then what each guard changed."""
    return " ".join(say(word_key("reason", reason.key)) for reason in reasons)


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
