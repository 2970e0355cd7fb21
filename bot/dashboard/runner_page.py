"""One runner's page: what is read for it, and what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from bot.dashboard.attention_page import Aside, Question, question_of
from bot.dashboard.cards import Card, Said, cards_of
from bot.dashboard.door import NotFoundError, Visitor
from bot.dashboard.his_runner import visit
from bot.dashboard.rendering import Frame, render
from bot.dashboard.runner_facts import Stands, facts_of, moments_of
from bot.dashboard.runner_thread import Line, NoteShown, notes_of, thread_of
from bot.dashboard.runner_weeks import LOOKS_BACK, Picture, Weeks, calendar_of, picture_of
from bot.domain.looking_back import Felt
from bot.domain.wall_clock import day_in
from bot.usecases import planning
from bot.usecases.attention import NONE_ASIDE, Attention, attention
from bot.usecases.coach_rules import CoachRules
from bot.usecases.ports import Coach, Message, Note, RunnerPage, Summary, UnitOfWork
from bot.words import Say, word_key

SHOWN = 12
THREAD_LIMIT = 30
LOG_NAME = "runner"
# What a coach should not read over: above the answers, in words.
FLAGS = frozenset({("dread", "yes"), ("unwell", "red_flag"), ("pain", "tendon"), ("pain", "other")})


@dataclass(frozen=True, slots=True)
class Opened:
    """A runner's page that was just read, and the version it shows."""

    version: int
    stands: Stands
    attention: Attention | None
    asides: Mapping[str, date]
    times: Sequence[Felt]
    thread: Sequence[Message]
    notes: Sequence[Note]

    @property
    def page(self) -> RunnerPage:
        """The runner and his runs."""
        return self.stands.page


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and could not be taken: in which field, and why. Empty: all was well."""

    field: str = ""
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """One run of the timeline, with what should not be read over."""

    card: Card
    flags: Sequence[str]


@dataclass(frozen=True, slots=True)
class OneRunner:
    """The context of the template.

    `unread` are the ids of the runs that become read by being shown: not those of somebody who has
    only just come back, for his sentence may still follow and would then pass unnoticed.
    `before`: the timeline alone, of what was before this run; empty: the newest, with the rest.
    `older`: the id of the last run shown, when there are more. `moments`: None: he keeps them.
    """

    runner_id: str
    name: str
    asked: Sequence[Question]
    aside: Sequence[Aside]
    facts: Sequence[Said]
    moments: Sequence[str] | None
    line: str
    picture: Picture | None
    weeks: Weeks
    times: Sequence[Time]
    before: str
    older: str
    unread: Sequence[str]
    thread: Sequence[Line]
    notes: Sequence[NoteShown]
    typed: Typed


def read_page(
    uow: UnitOfWork, coach: Coach, runner_id: str, now: datetime, rules: CoachRules, before: str
) -> Opened | None:
    """Return a runner's page. None: not one of his runners."""
    version = uow.coaches.version(coach.id)
    page = uow.views.runner(coach.id, runner_id, SHOWN, before)
    if page is None:
        return None
    shares = page.runner.shares_moments
    moments = planning.coming(uow, page.runner, now, rules.build.plan) if shares else None
    asides = uow.guiding.asides(coach.id).get(runner_id, NONE_ASIDE)
    return Opened(
        version=version,
        stands=Stands(page, uow.guiding.guidance(runner_id), moments),
        attention=attention(uow, coach.id, runner_id, now, rules.patterns, asides=asides),
        asides=asides,
        times=uow.views.felt(coach.id, runner_id, (now - LOOKS_BACK).date()),
        thread=uow.messages.thread(coach.id, runner_id, THREAD_LIMIT),
        notes=uow.guiding.notes(coach.id, runner_id),
    )


async def show(
    here: Visitor,
    runner_id: str,
    *,
    again: bool,
    before: str = "",
    typed: Typed | None = None,
) -> Response:
    """Show one runner. Opening the page is written in the access log that the runner can read."""
    coach, now, rules = here.coach, here.dashboard.clock.now(), here.dashboard.rules
    found = await here.read(lambda uow: read_page(uow, coach, runner_id, now, rules, before))
    if found is None:
        raise NotFoundError

    def opened(uow: UnitOfWork) -> bool:
        seen = visit(uow, coach, runner_id, LOG_NAME, now, again=again)
        if seen and not here.live:
            uow.messages.read_thread(coach.id, runner_id, now)
        return seen

    # Written before anything is shown, in a job of its own: showing itself never writes.
    if not await here.write(opened):
        raise NotFoundError
    page = await page_of(found, coach, here.say, now, typed or Typed(), before)
    path = f"/runners/{runner_id}" + (f"?before={before}" if before else "")
    frame = Frame(here.say, page.name, coach.name, "runners", path, found.version)
    return here.greet(render("runner.html", frame, page, 422 if typed else 200))


async def page_of(
    opened: Opened, coach: Coach, say: Say, now: datetime, typed: Typed, before: str
) -> OneRunner:
    """Return what the template shows."""
    found, runner = opened.page, opened.page.runner
    seen = opened.attention
    shares = opened.stands.moments is not None
    today = day_in(runner.timezone, now)
    cards = cards_of(found.summaries, coach, say, now)
    return OneRunner(
        runner_id=runner.id,
        name=runner.first_name,
        asked=[question_of(one, say) for one in seen.now] if seen else (),
        aside=_aside(seen, opened.asides, say) if seen else (),
        facts=facts_of(opened.stands, coach, say, now),
        moments=moments_of(opened.stands, say) if shares else None,
        line=opened.stands.guidance.line,
        picture=await picture_of(opened.times, say),
        weeks=calendar_of(opened.times, today, say),
        times=[Time(c, flags_of(s, say)) for c, s in zip(cards, found.summaries, strict=True)],
        before=before,
        older=found.summaries[-1].run_id if found.older else "",
        unread=[card.run_id for card in cards if not card.read and card.settled],
        thread=thread_of(opened.thread, runner, coach, say, now),
        notes=notes_of(opened.notes, coach, say),
        typed=typed,
    )


def flags_of(summary: Summary, say: Say) -> list[str]:
    """Return what should not be read over, in words."""
    return [say(word_key("flag", *said)) for said in summary.answers.items() if said in FLAGS]


def _aside(seen: Attention, asides: Mapping[str, date], say: Say) -> list[Aside]:
    who = seen.runner
    return [
        Aside(who.id, who.first_name, str(one.kind), say(one.title), say.date(asides[one.kind]))
        for one in seen.aside
    ]
