"""*Aandacht*: whom to ask what, and the dated facts behind it; and what was set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.dashboard.attending import Attending, everybody
from bot.dashboard.door import Here, NotFoundError, Visitor
from bot.dashboard.doors import Notice
from bot.dashboard.his_runner import RunnerId
from bot.dashboard.rendering import Frame, render
from bot.domain.patterns import Pattern, PatternKind
from bot.domain.wall_clock import day_in
from bot.usecases import guiding
from bot.usecases.pausing import paused_until
from bot.words import Say

router = APIRouter()

LONGEST = timedelta(days=366)  # what is set aside for longer is forgotten, not set aside
FACTS = 4  # so many are shown at once, the newest; the others on a tap
Until = Literal["week", "month", "day", "now"]
_SPANS = {"week": timedelta(days=7), "month": timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Question:
    """One pattern in words. `earlier`: facts that are shown on a tap."""

    kind: str
    title: str
    urgent: bool
    facts: Sequence[str]
    earlier: Sequence[str]
    ask: str


@dataclass(frozen=True, slots=True)
class Person:
    """One runner with what may be asked. `pause`: until when he rests, in words."""

    runner_id: str
    name: str
    urgent: bool
    pause: str
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Aside:
    """One question that is not asked before a day."""

    runner_id: str
    name: str
    kind: str
    title: str
    until: str


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """`first`, `last`: the days until which something can be set aside, ISO 8601."""

    people: Sequence[Person]
    aside: Sequence[Aside]
    anybody: bool
    first: str
    last: str


@router.get("/attention")
async def attention(here: Here) -> Response:
    """Show whom to ask something, who is in trouble first."""
    say, now = here.say, here.dashboard.clock.now()
    found = await everybody(here, now)
    today = day_in(here.coach.timezone, now)
    page = AttentionPage(
        people=[_person(one, say, now) for one in found.runners if one.now],
        aside=[aside for one in found.runners for aside in _aside(one, say)],
        anybody=bool(found.runners),
        first=(today + timedelta(days=1)).isoformat(),
        last=(today + LONGEST).isoformat(),
    )
    title = say("dashboard-attention")
    frame = Frame(say, title, here.coach.name, "attention", "/attention", found.version)
    return here.greet(render("attention.html", frame, page))


@router.post("/runners/{runner_id}/aside")
async def set_aside(
    here: Here,
    runner_id: RunnerId,
    kind: Annotated[PatternKind, Form()],
    until: Annotated[Until, Form()],
    day: Annotated[str, Form()] = "",
    then: Annotated[str, Form()] = "",
) -> Response:
    """Set a question aside: a week, a month, or until `day`; `now` shows it again at once.

    `then`: `runner` leads back to his page.
    """
    coach, today = here.coach, day_in(here.coach.timezone, here.dashboard.clock.now())
    until_day = None if until == "now" else _day(until, day, today)
    if until_day is None and until != "now":
        return _no_such_day(here)
    if not await here.write(lambda uow: guiding.set_aside(uow, coach, runner_id, kind, until_day)):
        raise NotFoundError
    back = f"/runners/{runner_id}" if then == "runner" else "/attention"
    return RedirectResponse(back, status_code=303)


def _day(until: Until, day: str, today: date) -> date | None:
    """Return the day that was chosen; None: there is no such day, or not to come within a year."""
    if until in _SPANS:
        return today + _SPANS[until]
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        return None
    return chosen if today < chosen <= today + LONGEST else None


def _no_such_day(here: Visitor) -> Response:
    say = here.say
    notice = Notice(say("attention-no-day-text"), "/attention", say("attention-back"))
    frame = Frame(say, say("attention-no-day"), here.coach.name, "attention")
    return render("notice.html", frame, notice, HTTPStatus.UNPROCESSABLE_ENTITY)


def _person(one: Attending, say: Say, now: datetime) -> Person:
    until = paused_until(one.line.runner, now)
    return Person(
        runner_id=one.line.runner_id,
        name=one.line.first_name,
        urgent=one.urgent,
        pause=say("runners-pause", date=say.date(until)) if until else "",
        questions=[question_of(pattern, say) for pattern in one.now],
    )


def question_of(pattern: Pattern, say: Say) -> Question:
    """Return a pattern in words: its name, its facts, the newest first, and what to ask."""
    facts = [
        say(fact.words, date=say.date(fact.day), **dict(fact.numbers))
        for fact in reversed(pattern.evidence)
    ]
    return Question(
        kind=str(pattern.kind),
        title=say(pattern.title),
        urgent=pattern.urgent,
        facts=facts[:FACTS],
        earlier=facts[FACTS:],
        ask=say(pattern.question),
    )


def _aside(one: Attending, say: Say) -> list[Aside]:
    line = one.line
    return [
        Aside(line.runner_id, line.first_name, str(pattern.kind), say(pattern.title), say.date(day))
        for pattern, day in one.aside
    ]
