"""*Voor het gesprek*: one sheet since the last talk, to look at or to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from starlette.responses import Response

from bot.dashboard.attention_page import Question, question_of
from bot.dashboard.cards import card_of
from bot.dashboard.door import Here, NotFoundError
from bot.dashboard.his_runner import RunnerId, visit
from bot.dashboard.rendering import Frame, render
from bot.dashboard.runner_facts import stage_words
from bot.dashboard.runner_page import flags_of
from bot.usecases.ports import Coach, Summary
from bot.usecases.talking import Talk, prepare
from bot.words import Say, word_key

router = APIRouter()

LOG_NAME = "talk"
SENTENCES = 12
"""So many sentences fit beside the facts on one sheet: the newest, in their order."""

FACTS = 16
"""So many runs fit on one sheet: the newest, in their order."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One run in a line: its day, form, tension, whether he could talk, and what stands out."""

    day: str
    form: str
    before: str | None
    after: str | None
    talked: str
    more: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A shared sentence and its day."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class TalkPage:
    """The context of the template. `more_*`: how many earlier ones do not fit on the sheet."""

    runner_id: str
    name: str
    period: str
    since: str  # ISO 8601, for the field
    today: str
    stage: str
    sentences: Sequence[Quoted]
    more_sentences: int
    facts: Sequence[Fact]
    more_facts: int
    asked: Question | None


@router.get("/runners/{runner_id}/talk")
async def talk(here: Here, runner_id: RunnerId, since: str = "") -> Response:
    """The sheet; `since`: a day to begin with instead of the last talk."""
    coach, now, rules = here.coach, here.dashboard.clock.now(), here.dashboard.rules.patterns
    first = _day(since)
    found = await here.read(lambda uow: prepare(uow, coach, runner_id, now, rules, first))
    if found is None or not await here.write(
        lambda uow: visit(uow, coach, runner_id, LOG_NAME, now, again=False)
    ):
        raise NotFoundError
    page = page_of(found, coach, here.say, now)
    title = here.say("talk-title-of", name=page.name)
    return here.greet(render("talk.html", Frame(here.say, title, coach.name, "runners"), page))


def page_of(found: Talk, coach: Coach, say: Say, now: datetime) -> TalkPage:
    """Return what the template shows."""
    quoted = [
        Quoted(say.day_and_month(one.local_date), one.sentence)
        for one in found.summaries
        if one.sentence is not None
    ]
    runner = found.runner
    return TalkPage(
        runner_id=runner.id,
        name=runner.first_name,
        period=_period(found, say),
        since=found.first.isoformat(),
        today=found.today.isoformat(),
        stage=stage_words(runner, say) if runner.builds_up else "",
        sentences=quoted[-SENTENCES:],
        more_sentences=max(0, len(quoted) - SENTENCES),
        facts=[_fact(one, coach, say, now) for one in found.summaries[-FACTS:]],
        more_facts=max(0, len(found.summaries) - FACTS),
        asked=None if found.pattern is None else question_of(found.pattern, say),
    )


def _fact(summary: Summary, coach: Coach, say: Say, now: datetime) -> Fact:
    card = card_of(summary, coach, say, now)
    talked = summary.answers.get("talk_test")
    return Fact(
        day=say.day_and_month(summary.local_date),
        form=card.form,
        before=card.tension.before,
        after=card.tension.after,
        talked="" if talked is None else say(word_key("reflection-talk-test", talked)),
        more=", ".join(flags_of(summary, say)),
    )


def _period(found: Talk, say: Say) -> str:
    first, today = say.day_and_month(found.first), say.short_date(found.today)
    key = "talk-period-since" if found.first == found.talked_on else "talk-period"
    return say(key, first=first, today=today)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
