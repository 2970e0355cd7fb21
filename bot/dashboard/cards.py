"""From a finished run to the words of its card. Nothing here judges: it says what was said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.card import Minutes, Recommendation
from bot.usecases import messaging
from bot.usecases.ports import Coach, Summary
from bot.words import Say, word_key

# The two questions that the card shows in numbers; all others are shown in words.
_IN_NUMBERS = frozenset({"tension", "tension_after"})
_ASKED_BY = ("check-in", "reflection")
IN_SHORT = 280  # characters of a sentence where many stand together; most are far shorter
_JUST_BACK = timedelta(hours=1)  # a sentence comes soon after the run, or not at all


@dataclass(frozen=True, slots=True)
class Tension:
    """Tension before and after as text, and how they compare in words."""

    before: str | None
    after: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with the short name of its question."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """A button under a sentence. `gives`: what a tap gives; empty: it takes back what was given."""

    sign: str
    gives: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finished run as a page shows it. `reactions`: none without a sentence.

    `settled`: its sentence is there, or will not come any more. `cut`: only its beginning is here.
    """

    run_id: str
    runner_id: str
    name: str
    when: str
    day: str
    at: str  # ISO 8601, for <time>
    form: str
    minutes: str
    why: tuple[str, ...]
    tension: Tension
    answers: tuple[Said, ...]
    sentence: str | None
    reactions: tuple[Reaction, ...]
    read: bool
    settled: bool
    cut: bool = False

    def in_short(self) -> "Card":
        """Return it with no more of its sentence than fits a list of many, cut between words."""
        if self.sentence is None or len(self.sentence) <= IN_SHORT:
            return self
        start = self.sentence[:IN_SHORT]
        words = start.rsplit(maxsplit=1)[0] if start.split()[1:] else start
        return replace(self, sentence=f"{words}…", cut=True)


def card_of(summary: Summary, coach: Coach, say: Say, now: datetime) -> Card:
    """Return the card of a summary in the coach's language and zone."""
    card = summary.card
    return Card(
        run_id=summary.run_id,
        runner_id=summary.runner_id,
        name=summary.first_name,
        when=when_words(summary.back_at.astimezone(ZoneInfo(coach.timezone)), now, say),
        day=say.date(summary.local_date),
        at=summary.back_at.isoformat(timespec="minutes"),
        form=say(word_key("form", card.pick.name)) if card else say("dashboard-no-card"),
        minutes=_about(card.pick.minutes, say) if card else "",
        why=_why(card, say) if card else (),
        tension=_tension(summary.tension_before, summary.tension_after, say),
        answers=_answers(summary, say),
        sentence=summary.sentence,
        reactions=_reactions(summary, say) if summary.sentence is not None else (),
        read=summary.read,
        settled=is_settled(summary, now),
    )


def is_settled(summary: Summary, now: datetime) -> bool:
    """Whether the sentence is there, or will not come any more."""
    return summary.sentence is not None or now - summary.back_at >= _JUST_BACK


def cards_of(summaries: Sequence[Summary], coach: Coach, say: Say, now: datetime) -> list[Card]:
    """Return the cards of summaries, in their order."""
    return [card_of(summary, coach, say, now) for summary in summaries]


def when_words(local: datetime, now: datetime, say: Say) -> str:
    """Return `vandaag om 17:30`, or the day and the time. `local` is in the reader's zone."""
    today = now.astimezone(local.tzinfo).date()
    time = say.time(local.time())
    if local.date() == today:
        return say("dashboard-when-today", time=time)
    if local.date() == today - timedelta(days=1):
        return say("dashboard-when-yesterday", time=time)
    return say.day_and_time(local)


def _reactions(summary: Summary, say: Say) -> tuple[Reaction, ...]:
    labels = (say("reaction-heart"), say("reaction-eyes"))
    return tuple(
        Reaction(sign, "" if summary.reaction == sign else sign, label)
        for sign, label in zip(messaging.REACTIONS, labels, strict=True)
    )


def _about(minutes: Minutes, say: Say) -> str:
    return say("dashboard-about", minutes=say.minutes(minutes.low, minutes.high))


def _why(card: Recommendation, say: Say) -> tuple[str, ...]:
    return tuple(say(word_key("reason", reason.key)) for reason in card.reasons)


def _tension(before: int | None, after: int | None, say: Say) -> Tension:
    if before is None or after is None:
        missing = "after" if after is None else "before"
        both = before is None and after is None
        words = say("dashboard-tension-none" if both else f"dashboard-tension-no-{missing}")
    else:
        step = (after > before) - (after < before)
        words = say(f"dashboard-tension-{('lower', 'same', 'higher')[step + 1]}")
    return Tension(_number(before, say), _number(after, say), words)


def _number(number: int | None, say: Say) -> str | None:
    return None if number is None else say.number(number)


def _answers(summary: Summary, say: Say) -> tuple[Said, ...]:
    """Return what was answered in words. An answer without words of its own is left out."""
    said = []
    for question, option in summary.answers.items():
        for asked_by in _ASKED_BY if question not in _IN_NUMBERS else ():
            label, words = (
                word_key(asked_by, question, "label"),
                word_key(asked_by, question, option),
            )
            if say.has(label) and say.has(words):
                said.append(Said(say(label), say(words)))
    return tuple(said)
