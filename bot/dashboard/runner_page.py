"""One runner's page: what it shows, and what opening and reading it write down."""

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dashboard.cards import Card, Said, cards_of, span_of
from bot.domain.run_forms import Minutes
from bot.domain.runner import Runner
from bot.pictures import TensionPoint, tension_svg
from bot.usecases.ports import Author, Coach, Message, RunnerPage, Summary, UnitOfWork
from bot.words import Say, word_key

LIMIT = 200
PICTURE_LIMIT = 40
THREAD_LIMIT = 50
LOG_NAME = "runner"
SETTLED = timedelta(hours=1)  # a sentence comes soon after the run, or not at all
SAME_VISIT = timedelta(minutes=30)  # a page that stays open is one visit, not one for each refresh


@dataclass(frozen=True, slots=True)
class Opened:
    """A runner's page that was just opened, and the version it shows."""

    page: RunnerPage
    version: int
    thread: Sequence[Message] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Tension before and after, with its text alternative; `source` is a data: address."""

    source: str
    alternative: str
    rows: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the thread. `state`: waiting, delivered or read; of his own messages alone."""

    mine: bool
    who: str
    when: str
    at: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class OneRunner:
    """The context of the template.

    `unread` are the ids of the runs that become read by being shown: not those of somebody who has
    only just come back, for his sentence may still follow and would then pass unnoticed.
    """

    runner_id: str
    name: str
    facts: Sequence[Said]
    picture: Picture | None
    cards: Sequence[Card]
    unread: Sequence[str]
    thread: Sequence[Line]


def read_page(uow: UnitOfWork, coach: Coach, runner_id: str) -> Opened | None:
    """Return a runner's page. None: not one of his runners."""
    version = uow.coaches.version(coach.id)
    page = uow.views.runner(coach.id, runner_id, LIMIT)
    if page is None:
        return None
    return Opened(page, version, uow.messages.thread(coach.id, runner_id, THREAD_LIMIT))


def log_visit(uow: UnitOfWork, coach: Coach, runner_id: str, now: datetime, *, again: bool) -> None:
    """Write down that a coach opened a runner.

    `again`: an open page refreshed itself. That is the same visit when the log shows it began
    less than `SAME_VISIT` ago; the log decides, not the browser, so nobody can look unseen.
    """
    if not (again and _is_being_visited(uow, coach, runner_id, now)):
        uow.coaches.looked(coach.id, runner_id, LOG_NAME, now)


def _is_being_visited(uow: UnitOfWork, coach: Coach, runner_id: str, now: datetime) -> bool:
    visits = uow.coaches.visits(runner_id, 1)
    return any(v.coach_name == coach.name and now - v.at < SAME_VISIT for v in visits)


async def page_of(opened: Opened, coach: Coach, say: Say, now: datetime) -> OneRunner:
    """Return what the template shows."""
    found = opened.page
    cards = cards_of(found.summaries, coach, say, now)
    return OneRunner(
        runner_id=found.runner.id,
        name=found.runner.first_name,
        facts=_facts(found, coach, say, now),
        picture=await _picture(found.summaries, cards, say),
        cards=cards,
        unread=[one.run_id for one in found.summaries if not one.read and _is_settled(one, now)],
        thread=[_line(one, found.runner.first_name, coach, say) for one in opened.thread],
    )


def _line(message: Message, name: str, coach: Coach, say: Say) -> Line:
    mine = message.author is Author.COACH
    state = "read" if message.read_at else "delivered" if message.delivered_at else "waiting"
    local = message.written_at.astimezone(ZoneInfo(coach.timezone))
    return Line(
        mine=mine,
        who=coach.name if mine else name,
        when=say.day_and_time(local),
        at=local.isoformat(timespec="minutes"),
        text=message.text,
        state=say(f"dashboard-message-{state}") if mine else "",
    )


def _facts(found: RunnerPage, coach: Coach, say: Say, now: datetime) -> list[Said]:
    runner = found.runner
    zone = ZoneInfo(coach.timezone)
    standing = runner.standing or "unknown"
    facts = [Said(say("dashboard-standing"), say(word_key("dashboard-standing", standing)))]
    if runner.builds_up:
        minutes = span_of(Minutes(runner.stage, runner.stage), say)
        facts.append(Said(say("dashboard-stage"), say("dashboard-stage-minutes", minutes=minutes)))
    if _is_paused(runner, now) and runner.paused_until:
        until = say("dashboard-pause-until", date=say.date(runner.paused_until))
        facts.append(Said(say("dashboard-pause"), until))
    since = say.short_date(found.since.astimezone(zone).date())
    return [*facts, Said(say("dashboard-since"), since)]


def _is_settled(summary: Summary, now: datetime) -> bool:
    return summary.sentence is not None or now - summary.back_at >= SETTLED


def _is_paused(runner: Runner, now: datetime) -> bool:
    today = now.astimezone(ZoneInfo(runner.timezone)).date()
    return runner.paused_until is not None and runner.paused_until > today


async def _picture(summaries: Sequence[Summary], cards: Sequence[Card], say: Say) -> Picture | None:
    said = [
        (summary, card)
        for summary, card in zip(summaries, cards, strict=True)
        if summary.tension_before is not None or summary.tension_after is not None
    ][:PICTURE_LIMIT]
    if not said:
        return None
    points = [
        TensionPoint(say.day_and_month(one.local_date), one.tension_before, one.tension_after)
        for one, _ in reversed(said)
    ]
    before, after = say("dashboard-tension-before"), say("dashboard-tension-after")
    svg = await asyncio.to_thread(tension_svg, points, before, after)
    # In the page itself: a picture with an address of its own could be opened past the access log.
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    alternative = say("dashboard-picture-alt", count=len(said))
    return Picture(source, alternative, [card for _, card in said])
