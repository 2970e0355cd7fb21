"""What one runner does in his years, and when the bot is away: drawn from a seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from heapq import heappush
from itertools import count
from zoneinfo import ZoneInfo

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.nudge_planning import Later
from bot.domain.planning import DueRow, Moment, When
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner, Safety, Standing
from bot.ids import new_id
from bot.usecases import nudge_answers, pausing, planning, preferences, reflecting, running
from bot.usecases.nudging import NudgeRules
from bot.usecases.planning import Added, Busy, Fixed, Once, PlanRules, Wish
from bot.usecases.ports import Consent, UnitOfWork
from tests.nudge_years.oracle import (
    DAY,
    MINUTE,
    Known,
    Span,
    Window,
    moment_at,
)
from tests.steps import LIBRARY, RULES

PLAN = PlanRules(LIBRARY.nudges, 30)
NUDGES = NudgeRules(PLAN, RULES, LIBRARY.run_forms)
ZONES = (
    "Europe/Amsterdam",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Africa/Casablanca",  # an hour back for Ramadan
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "America/Los_Angeles",
    "Pacific/Chatham",
    "Europe/Dublin",  # winter time is the exception there
    "Pacific/Kiritimati",
    "America/Asuncion",
)
FAR = datetime(2100, 1, 1, tzinfo=UTC)
AROUND_RUN = timedelta(hours=4)  # how long silence, what was held and the ritual may take
Event = Callable[[UnitOfWork], None]


@dataclass(slots=True)
class Counted:
    """What happened in a life."""

    days: int = 0
    sent: int = 0
    lapsed: int = 0
    waited: int = 0
    one_offs: int = 0


@dataclass(slots=True)
class Planned:
    """A moment as the oracle knows it: since when, in which zone since when, until when."""

    moment: Moment
    since: datetime
    gone: datetime | None = None


@dataclass(slots=True)
class Deeds:
    """A runner who builds up (12 minutes) or is used to running (30), drawn from a seed."""

    seed: int
    zone: str
    begins: datetime
    ends: datetime
    draw: random.Random = field(init=False)
    now: datetime = field(init=False)
    runner: Runner = field(init=False)
    known: Known = field(init=False)
    counted: Counted = field(default_factory=Counted)
    planned: dict[str, Planned] = field(default_factory=dict)
    put_off: dict[str, Window] = field(default_factory=dict)
    events: list[tuple[datetime, int, Event]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)  # noqa: S311  repeatable, on purpose
        self.now = self.begins
        standing = self.draw.choice((Standing.STARTING, Standing.USED))
        self.runner = Runner(
            new_id(self.begins), 1, "Sanne", "nl", self.zone, standing, Safety.CLEAR
        )
        run = timedelta(minutes=12 if standing is Standing.STARTING else 30)
        self.known = Known(ZoneInfo(self.zone), run)

    def start(self, uow: UnitOfWork) -> None:
        """Enrol, and draw the first day."""
        consent = Consent(self.runner.id, "test", "nl", self.begins)
        uow.runners.add(self.runner, consent, self.begins)
        self.at(self.begins, self._new_day)
        self.at(self.begins, lambda u: self._plan(u, self._repeating()))

    def at(self, instant: datetime, event: Event) -> None:
        """Let this happen then."""
        heappush(self.events, (instant, next(self.order), event))

    def when_up(self, instant: datetime) -> datetime:
        """Return this instant, or when the bot is there again."""
        for span in self.known.downs[-3:]:
            if span.holds(instant):
                return span.ends
        return instant

    # ------------------------------------------------------------ what he answers
    def answer_perhaps(self, nudge: DueRow) -> None:
        """Tap, put off, or leave it."""
        chance = self.draw.random()
        after = self.now + MINUTE * self.draw.randrange(1, self.draw.choice((90, 9000)))
        if chance < 0.35:
            self.at(after, lambda uow: self._answers(uow, nudge))
        elif chance < 0.5:
            choice = self.draw.choice(list(Later))
            self.at(after, lambda uow: self._puts_off(uow, nudge, choice))

    def _answers(self, uow: UnitOfWork, nudge: DueRow) -> None:
        found = nudge_answers.find(uow, self.runner, nudge.id)
        if found is not None:
            nudge_answers.answered(uow, found, self.now)
            self.known.unanswered = 0

    def _puts_off(self, uow: UnitOfWork, nudge: DueRow, choice: Later) -> None:
        self._answers(uow, nudge)
        found = nudge_answers.find(uow, self.runner, nudge.id)
        if found is None:
            return
        put = nudge_answers.put_off(uow, self.runner, found, choice, now=self.now, rules=PLAN)
        if not isinstance(put, nudge_answers.PutOff):
            return
        until = put.due_at + timedelta(hours=2)
        busy_at = self._moment_at(uow, found)
        if busy_at is not None and busy_at > put.due_at:
            until = min(until, busy_at - timedelta(minutes=55) - self.known.run)
        self.put_off[nudge.id] = Window(put.due_at, until, put.due_at)

    def _moment_at(self, uow: UnitOfWork, nudge: DueRow) -> datetime | None:
        while nudge.kind == "later":
            put_off = uow.planning.nudge(self.runner.id, nudge.slot)
            assert put_off is not None
            nudge = put_off
        planned = self.planned[nudge.slot]
        if planned.gone is not None:
            return None
        return moment_at(planned.moment, nudge.local_date, self.known.zone)

    # ------------------------------------------------------------ what he does
    def _new_day(self, uow: UnitOfWork) -> None:
        self.counted.days += 1
        draw, known = self.draw, self.known
        chances: tuple[tuple[float, Event], ...] = (
            (0.32, self._runs),
            (0.05, self._says_no),
            (0.06, lambda u: self._plan(u, self._one_off())),
            (0.01, lambda u: self._plan(u, self._repeating())),
            (0.008, self._removes),
            (0.006, self._moves),
            (0.008, self._pauses),
            (0.004, self._rests),
            (0.01, self._wants),
        )
        for chance, event in chances:
            if draw.random() < chance:
                self.at(self.now + MINUTE * draw.randrange(24 * 60), event)
        if draw.random() < 0.03:
            begins = self.now + MINUTE * draw.randrange(24 * 60)
            lasts = MINUTE * draw.choice((5, 40, 90, 240, 900, 4000))
            known.downs.append(Span(begins, begins + lasts))
        tomorrow = self.now + DAY
        if tomorrow < self.ends:
            self.at(tomorrow, self._new_day)
        del uow

    def _plan(self, uow: UnitOfWork, wish: Wish) -> None:
        known_before = len(self.planned)
        added = planning.add(uow, self.runner, wish, self.now, PLAN)
        if isinstance(added, Added) and added.moment.id not in self.planned:
            self.planned[added.moment.id] = Planned(added.moment, self.now)
            assert len(self.planned) == known_before + 1
            self.counted.one_offs += isinstance(wish, Once)

    def _wall(self) -> time:
        return time(self.draw.randrange(24), self.draw.choice((0, 15, 30, 45)))

    def _repeating(self) -> Wish:
        days = frozenset(self.draw.sample(range(7), self.draw.randrange(1, 6)))
        if self.draw.random() < 0.5:
            return Fixed(days, self._wall())
        return Busy(days, self.draw.choice((When.BEFORE, When.AFTER)), self._wall())

    def _one_off(self) -> Wish:
        day = self.known.local_day(self.now) + DAY * self.draw.randrange(9)
        starts, when = self._wall(), self.draw.choice(list(When))
        return Once(day, starts, self._wall(), when)

    def _removes(self, uow: UnitOfWork) -> None:
        here = [one for one in self.planned.values() if one.gone is None]
        if here:
            gone = self.draw.choice(here)
            planning.remove(uow, self.runner, gone.moment.id)
            gone.gone = self.now

    def _moves(self, uow: UnitOfWork) -> None:
        zone = self.draw.choice(ZONES)
        self.runner = preferences.live_in(
            uow, self.runner, zone, self.now, lambda u, r, now: planning.replan(u, r, now, PLAN)
        )
        self.known.zone = ZoneInfo(zone)
        self.put_off.clear()
        for planned in self.planned.values():
            planned.since = self.now

    def _pauses(self, uow: UnitOfWork) -> None:
        days = self.draw.choice(pausing.PAUSES)
        self.runner = pausing.pause(uow, self.runner, days, self.now)
        self.known.paused_until = self.runner.paused_until

    def _rests(self, uow: UnitOfWork) -> None:
        self.runner = replace(self.runner, rest_until=self.now + DAY)
        uow.runners.save(self.runner)
        self.known.rest_until = self.runner.rest_until

    def _wants(self, uow: UnitOfWork) -> None:
        wanted = self.draw.choice((2, 3))
        self.runner = planning.want(uow, self.runner, wanted)
        self.known.wanted = wanted

    def _says_no(self, uow: UnitOfWork) -> None:
        if uow.runs.open_run(self.runner.id) is None:
            uow.runs.add(self._run(RunState.DECLINED, "reset", 20))
            self.known.said_no_on.add(self.known.local_day(self.now))
            self.known.unanswered = 0

    def _runs(self, uow: UnitOfWork) -> None:
        if uow.runs.open_run(self.runner.id) is not None:
            return
        form, minutes = self.draw.choice((("reset", 20), ("interval_light", 20), ("long_easy", 60)))
        run = self._run(RunState.OFFERED, form, minutes)
        uow.runs.add(run)
        run = running.go(uow, self.runner, run, self.now, RULES)
        today = self.known.local_day(self.now)
        hard = form != "reset"
        self.known.unanswered = 0
        forgets = self.draw.random() < 0.1
        away = MINUTE * (self.draw.randrange(400, 500) if forgets else minutes + 20)
        self.known.near.append(Span(self.now, self.now + away + AROUND_RUN))
        self.known.runs.append(Span(self.now, self.now + MINUTE * minutes))
        self.known.ran.append(today)
        self.known.ran_on[today] = hard or self.known.ran_on.get(today, False)
        if not forgets:
            self.at(self.now + away, lambda u: self._comes_back(u, run))

    def _comes_back(self, uow: UnitOfWork, run: Run) -> None:
        here = uow.runs.by_id(self.runner.id, run.id)
        if here is not None and here.state is RunState.RUNNING:
            back = running.come_back(uow, self.runner, here, self.now, RULES)
            reflecting.finish(uow, self.runner, back, self.now, RULES)

    def _run(self, state: RunState, form: str, minutes: int) -> Run:
        pick = Pick(form, form, Activity.RUN, Minutes(minutes, minutes))
        card = Recommendation(pick, (), (), tempo="talk", cue="sounds", route="known_loop")
        today = self.known.local_day(self.now)
        return Run(new_id(self.now), self.runner.id, state, today, self.now, card)
