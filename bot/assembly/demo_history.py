"""Twelve weeks of the demo's people, lived through the real use cases with a moved clock.

Nothing is inserted behind the rules: each check-in, run and sentence takes the same road as a
tap would. What would have been sent meanwhile belongs to the past and is not.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.assembly.demo_people import Person
from bot.assembly.rooms import House
from bot.domain.card import Activity
from bot.domain.planning import When
from bot.domain.run import RAN_STATES, Run
from bot.domain.runner import Runner, Safety, Sharing
from bot.domain.wall_clock import at
from bot.ids import new_id
from bot.usecases import (
    check_in,
    coaching,
    enrolling,
    messaging,
    nudging,
    offering,
    pausing,
    planning,
    reflecting,
    running,
)
from bot.usecases.open_check_in import Ask, Offer
from bot.usecases.planning import Busy, Fixed
from bot.usecases.ports import Coach, Note, UnitOfWork

WEEKS = 12
FIRST_CHAT = 2001
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DIP, NEW, PAUSED, LATE = 13, 9, 4, 3
"""Days without a sign; days since the start; days of the pause that passed; weeks of a turn."""

UNREAD_SINCE = timedelta(hours=30)
GOES, WRITES, USUAL = 0.92, 0.7, 0.55
"""How often somebody goes on his day, writes the sentence, and needs what he usually needs."""

OTHER_NEEDS = ("silence", "rhythm", "fresh_air")
WRITES_AT = time(19, 10)
"""When the coach writes, and an hour at which he reads."""


@dataclass(slots=True)
class Lived:
    """One runner's weeks. `today` is the day on which the demo opens."""

    house: House
    person: Person
    coach: Coach
    chat: int
    now: datetime
    draw: random.Random = field(init=False)
    zone: ZoneInfo = field(init=False)
    today: date = field(init=False)
    clock: datetime = field(init=False)
    runner: Runner = field(init=False)
    written: int = 0

    def __post_init__(self) -> None:
        self.draw = random.Random(self.person.name)  # noqa: S311  the same demo each time
        self.zone = ZoneInfo(self.house.zone)
        self.today = self.now.astimezone(self.zone).date()
        self.clock = self.now - timedelta(weeks=WEEKS)
        name, language = self.person.name, self.person.language
        self.runner = enrolling.new_runner(self.chat, name, language, self.house.zone, self.clock)

    def live(self, uow: UnitOfWork) -> None:
        """Live from the start to now."""
        days = list(self._days())
        self.clock = at(days[0], time(self.person.hour), self.zone) - timedelta(minutes=20)
        self._begin(uow)
        for day in days:
            begins = at(day, time(self.person.hour, self.draw.randrange(0, 50, 5)), self.zone)
            if begins + timedelta(hours=2) < self.now:
                self.clock = begins
                self._run(uow, day)
        self._afterwards(uow)

    # ------------------------------------------------------------ the start
    def _days(self) -> Iterator[date]:
        """Yield the days with a run: the weekdays, without what a turn takes away."""
        person = self.person
        first = self.today - (timedelta(days=NEW) if person.turn == "new" else WEEKS * 7 * DAY)
        last = self.today - {"dip": DIP, "paused": PAUSED}.get(person.turn, 0) * DAY
        for ahead in range((last - first).days + 1):
            day = first + ahead * DAY
            if day.weekday() in person.weekdays and self.draw.random() < GOES:
                yield day

    def _begin(self, uow: UnitOfWork) -> None:
        token, _ = coaching.invite(uow, self.coach, self.clock)
        version = self.house.library.consent_version
        runner = enrolling.agree(uow, self.runner, version, token, self.clock)
        runner = enrolling.tell_safety(uow, runner, Safety.CLEAR, self.clock)
        runner = enrolling.tell_standing(uow, runner, self.person.standing)
        coaching.decide(uow, runner, self.clock, share=True)
        private = self.person.turn == "private"
        reflecting.always(uow, runner, Sharing.ASK if private else Sharing.ALWAYS)
        self.runner = self._again(uow)
        self._plan(uow)

    def _plan(self, uow: UnitOfWork) -> None:
        rules, person = self.house.plan_rules, self.person
        days = frozenset(person.weekdays)
        wish = (
            Busy(days, When.BEFORE, time(person.hour + 3))
            if person.turn == "tense"
            else Fixed(days, time(person.hour))
        )
        planning.add(uow, self.runner, wish, self.clock, rules)

    # ------------------------------------------------------------ one run
    def _run(self, uow: UnitOfWork, day: date) -> None:
        self._due(uow)
        left = (self.today - day).days // 7
        self.runner = self._again(uow)
        offer = self._card(uow, self._tension(left), left)
        if offer is None or offer.card.pick.activity in {Activity.REST, Activity.BREATHE}:
            if offer is not None:
                self._declines(uow, offer.run)
            return
        run = running.go(uow, self.runner, offer.run, self.clock, self.house.run_rules)
        minutes = offer.card.pick.minutes.high
        longer = self.person.turn == "longer" and left < LATE
        self.clock += MINUTE * (minutes + (32 if longer else 13))
        self._due(uow)
        run = running.come_back(uow, self.runner, run, self.clock, self.house.run_rules)
        self.clock += 6 * MINUTE
        self._tells(uow, run, left)
        self.clock += 2 * MINUTE
        reflecting.finish(uow, self.runner, run, self.clock, self.house.run_rules)
        self._due(uow)

    def _card(self, uow: UnitOfWork, tension: int, left: int) -> Offer | None:
        rules, person = self.house.check_in_rules, self.person
        # Not every day is the same day; and whoever felt something asks for quiet.
        hurts = person.turn == "pain" and left == 0
        usual = not hurts and self.draw.random() < USUAL
        given = {
            "tension": str(tension),
            "need": person.need if usual else self.draw.choice(OTHER_NEEDS),
            "length": person.length,
            "head": person.head if usual else "plain",
            "recovered": "yes",
            "doctor": "yes",
        }
        found = check_in.begin(uow, self.runner, self.clock, rules)
        while isinstance(found, Ask):
            self.clock += MINUTE / 6
            tapped = (found.question.id, given[found.question.id])
            found = check_in.answer(uow, self.runner, found.run.id, tapped, self.clock, rules)
        return found if isinstance(found, Offer) else None

    def _declines(self, uow: UnitOfWork, run: Run) -> None:
        offering.decline(uow, self.runner, run.id, self.clock, self.house.check_in_rules)

    def _tells(self, uow: UnitOfWork, run: Run, left: int) -> None:
        person, form = self.person, self.house.library.reflection
        if self.draw.random() < WRITES or left == 0:
            text = person.sentences[self.written % len(person.sentences)]
            self.written += 1
            reflecting.write(uow, self.runner, run, text, None, self.clock)
        before = int(uow.runs.answers(run.id)["tension"])
        late = left < LATE
        relief = max(0, person.relief + self.draw.choice((-1, 0, 0, 1)))
        if person.turn in {"tense", "talk_fails"} and late:
            relief = 0
        taps = {"tension_after": str(max(1, before - relief)), "talk_test": "yes", "pain": "none"}
        if person.turn == "talk_fails" and late:
            taps["talk_test"] = "no"
        if person.turn == "longer" and late:
            taps["extra"] = "longer"
        if person.turn == "pain" and left == 0:
            taps["pain"] = "tendon"
        for question, option in taps.items():
            reflecting.tap(uow, self.runner, run.id, (question, option), form, self.clock)

    def _tension(self, left: int) -> int:
        first, last = self.person.tension
        part = (WEEKS - left) / WEEKS
        drawn = first + (last - first) * part + self.draw.choice((-1, 0, 0, 1))
        if self.person.turn == "tense" and left < LATE:
            drawn = 8
        return min(9, max(2, round(drawn)))

    # ------------------------------------------------------------ around the runs
    def _afterwards(self, uow: UnitOfWork) -> None:
        """What the coach did, and what is special about this person."""
        person = self.person
        self.runner = self._again(uow)
        self._coach_reads(uow)
        self.clock = at(self.today - 2 * DAY, WRITES_AT, self.zone)
        if person.note:
            note = Note(new_id(self.clock), self.coach.id, self.runner.id, person.note, self.clock)
            uow.guiding.add_note(note)
        if person.message:
            self._writes(uow)
        if person.line:
            guidance = uow.guiding.guidance(self.runner.id)
            talk = at(self.today + 5 * DAY, time(11), self.zone)
            uow.guiding.guide(self.runner.id, replace(guidance, line=person.line, appointment=talk))
        if person.turn == "paused":
            pausing.pause(uow, self.runner, 14, self.now - PAUSED * DAY)
        self.clock = self.now
        self._due(uow)
        uow.silences.end(self.chat, self.now)

    def _coach_reads(self, uow: UnitOfWork) -> None:
        done = [run for run in uow.runs.latest(self.runner.id, 100) if run.state in RAN_STATES]
        old = [r for r in done if r.back_at is not None and self.now - r.back_at > UNREAD_SINCE]
        for run in old:
            if run.back_at is not None:
                read_at = run.back_at + timedelta(hours=14)
                uow.reading.mark_read(self.coach.id, [run.id], min(read_at, self.now))
        looked = at(self.today - DAY, WRITES_AT, self.zone)
        for run, reaction in zip(old[:2], messaging.REACTIONS, strict=False):
            messaging.react(uow, self.coach, self.runner.id, run.id, reaction, looked)
        uow.coaches.looked(self.coach.id, self.runner.id, "runner", looked)

    def _writes(self, uow: UnitOfWork) -> None:
        sent = messaging.write(uow, self.coach, self.runner.id, self.person.message, self.clock)
        if not isinstance(sent, messaging.Sent):
            return
        uow.messages.delivered(sent.message.id, self.clock + MINUTE)
        if self.person.answer:
            self.clock += timedelta(minutes=85)
            messaging.read(uow, self.runner, sent.message.id, self.clock)
            messaging.answer(uow, self.runner, self.person.answer, self.clock)

    def _due(self, uow: UnitOfWork) -> None:
        """Let everything that is due happen; what it would have sent is long past."""
        while rows := [
            row
            for row in uow.planning.claim_due(self.clock, 100)
            if row.runner_id == self.runner.id
        ]:
            for row in rows:
                nudging.look(uow, row, self.clock, self.house.nudge_rules)

    def _again(self, uow: UnitOfWork) -> Runner:
        found = uow.runners.by_id(self.runner.id)
        if found is None:
            raise LookupError("a runner of the demo is not there")
        return found


def lives(
    house: House, everybody: tuple[Person, ...], coach: Coach, now: datetime
) -> Iterator[Lived]:
    """Yield each person's weeks, to be lived in a job each."""
    for number, person in enumerate(everybody):
        yield Lived(house, person, coach, FIRST_CHAT + number, now)
