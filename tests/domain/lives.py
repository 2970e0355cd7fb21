"""Whole lives of made-up runners: days, answers, wishes, coaches, pauses. Random, but repeatable.

A life keeps books of its own about what was said and done, apart from what the rules make of the
record, so that both can be held against each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.domain import wishes
from bot.domain.build_up import Stage, next_stage, step_back
from bot.domain.card import Activity, Pick, Recommendation
from bot.domain.guidance import Guidance
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.record import complaint_of, did_run, situation_of
from bot.domain.run import Run, RunState
from bot.domain.run_forms import recommend
from bot.domain.runner import Runner, Safety, Standing
from bot.domain.situation import Feeling, Health, Situation
from bot.domain.wall_clock import at
from tests.domain.plays import FORMS, HEADS, LENGTHS, LIBRARY, NEEDS

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST_DAY = date(2026, 1, 5)
KEPT = 40  # of the record; the check-in looks at fewer
SEEN = 12
UNWELL = ("ill", "pain", "dizzy", "chest", "red_flag")
RED_FLAGS = frozenset({"dizzy", "chest", "red_flag"})


def staged(runner: Runner) -> bool:
    """Whether this one builds up: starting, with burn-out, or let by a doctor."""
    staging = {Standing.STARTING, Standing.BURN_OUT}
    return runner.standing in staging or runner.safety is Safety.DISCUSSED


@dataclass(slots=True)
class Books:
    """What is true of this life, whatever the rules think."""

    red_flag: bool = False
    pain: bool = False
    ill: bool = False
    run_days: set[date] = field(default_factory=set)
    hard_days: set[date] = field(default_factory=set)
    first_run: date | None = None
    coach_set_stage: bool = False

    @property
    def complains(self) -> bool:
        """Whether anything was reported that is not over."""
        return self.red_flag or self.pain or self.ill


@dataclass(frozen=True, slots=True)
class Moved:
    """One card of a life, as it was after any number of wishes, and all that was true then."""

    card: Recommendation
    feeling: Feeling
    local: datetime
    runner: Runner
    guidance: Guidance
    situation: Situation
    books: Books

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All that he can choose now."""
        return (self.card.pick, *self.card.alternatives)

    @property
    def runs(self) -> tuple[Pick, ...]:
        """Those of them that are runs."""
        return tuple(pick for pick in self.picks if pick.activity is Activity.RUN)


@dataclass(slots=True)
class Life:
    """One runner. `cards` lives on for so many days and yields each card that he could see."""

    random: Random
    runner: Runner
    guidance: Guidance = field(default_factory=Guidance)
    moments: tuple[Moment, ...] = ()
    record: list[tuple[Run, dict[str, str]]] = field(default_factory=list)
    books: Books = field(default_factory=Books)
    often: float = 0.5

    @classmethod
    def begun(cls, seed: int) -> "Life":
        """Return a life that differs with its seed, and only with it."""
        random = Random(seed)  # noqa: S311  made-up people, not secrets
        runner = Runner(
            f"runner-{seed}",
            seed,
            "Anna Verzonnen",
            "nl",
            "Europe/Amsterdam",
            standing=random.choice(tuple(Standing)),
            safety=random.choice((Safety.CLEAR, Safety.CLEAR, Safety.DISCUSSED, Safety.TALK_FIRST)),
            forced_breath=random.random() < 0.1,
        )
        return cls(random, runner, often=random.choice((0.15, 0.3, 0.5, 1.0)))

    def cards(self, days: int) -> Iterator[Moved]:
        """Live on."""
        number = 0
        while number < days:
            today = FIRST_DAY + timedelta(days=number)
            self._the_coach(today)
            if self.random.random() < self.often:
                yield from self._check_in(today)
            if self.random.random() < 0.03:
                self._added_afterwards(today)
            if self.random.random() < 0.01:
                self._own_step_back(today)
            number += self.random.choice((8, 12, 20, 100)) if self.random.random() < 0.01 else 1

    # ------------------------------------------------------------------ what others do
    def _the_coach(self, today: date) -> None:
        chance = self.random.random()
        keys = [form.key for form in FORMS.forms]
        if chance < 0.01:
            self.guidance = Guidance(
                cap=self.random.choice((None, 5, 10, 14, 21, 33, 50)),
                pinned=self.random.choice((None, None, *keys)),
                forbidden=frozenset(self.random.sample(keys, self.random.choice((0, 0, 1, 3)))),
            )
        elif chance < 0.012 and staged(self.runner):
            self._begin_stage(Stage(self.random.choice(LIBRARY.build_up.stages), today))
            self.books.coach_set_stage = True
        elif chance < 0.03:
            self.moments = tuple(self._moment(today) for _ in range(self.random.choice((0, 1, 2))))

    def _moment(self, today: date) -> Moment:
        starts = self.random.choice((9, 12, 15, 17))
        days = frozenset(self.random.sample(range(7), 3))
        kind = self.random.choice((MomentKind.BUSY, MomentKind.ONE_OFF))
        one_off = today if kind is MomentKind.ONE_OFF else None
        hours = (time(starts), time(starts + 2))
        when = self.random.choice((When.BEFORE, When.AFTER))
        return Moment("moment", self.runner.id, kind, when, *hours, days, one_off)

    def _own_step_back(self, today: date) -> None:
        stage = Stage(self.runner.stage, self.runner.stage_since)
        lower = step_back(LIBRARY.build_up, stage, today)
        if staged(self.runner) and lower.minutes < stage.minutes:
            self._begin_stage(lower)

    def _begin_stage(self, stage: Stage) -> None:
        self.runner = replace(self.runner, stage=stage.minutes, stage_since=stage.since)

    # ------------------------------------------------------------------ a check-in
    def _check_in(self, today: date) -> Iterator[Moved]:
        hour, minute = self.random.choice((6, 7, 9, 11, 13, 16, 18, 20, 21, 23)), 45
        now = at(today, time(hour, minute), ZONE)
        self._catch_up(today)
        answers = self._answers()
        run = Run(f"run-{now.isoformat()}", self.runner.id, RunState.DECLINED, today, now)
        local = now.astimezone(ZONE)
        situation = self._situation(local, answers)
        if "no" in {answers.get("recovered"), answers.get("doctor")}:
            told = {"tension": "5", "need": "silence", "length": "short"} | answers
        else:
            told = answers
        feeling = Feeling.of(told)
        card = recommend(feeling, situation, FORMS)
        yield self._moved(card, feeling, local, situation)
        for _ in range(self.random.choice((0, 0, 1, 2, 5))):
            card = self._wish(card, feeling, situation, answers)
            yield self._moved(card, feeling, local, situation)
        self._does(replace(run, card=card), answers)

    def _catch_up(self, today: date) -> None:
        if staged(self.runner):
            stage = Stage(self.runner.stage, self.runner.stage_since)
            self._begin_stage(next_stage(LIBRARY.build_up, stage, self.record, today).stage)

    def _answers(self) -> dict[str, str]:
        random, answers = self.random, dict[str, str]()
        open_now = complaint_of(self.record[:SEEN], self.runner.red_flag_at)
        if open_now is not Health.FINE:
            asked = "doctor" if open_now is Health.RED_FLAG else "recovered"
            answers[asked] = random.choice(("yes", "no", "no"))
            if answers[asked] == "yes":
                self.books.pain = self.books.ill = False
                self.books.red_flag = self.books.red_flag and asked != "doctor"
        head = random.choice(HEADS)
        answers |= {
            "tension": str(random.randint(1, 10)),
            "need": random.choice(NEEDS),
            "length": random.choice(LENGTHS),
            **({} if head is None else {"head": head}),
            **({"hard_yesterday": "yes"} if random.random() < 0.05 else {}),
        }
        return answers

    def _situation(self, local: datetime, answers: dict[str, str]) -> Situation:
        return situation_of(
            self.runner,
            self.guidance,
            local,
            dark=not 8 <= local.hour < 18,
            record=self.record[:SEEN],
            answers=answers,
            moments=self.moments,
            earlier_runs=len(self.books.run_days),
            forms=FORMS,
            times=LIBRARY.running,
            learning=LIBRARY.learning,
            latitude=52.4,
        )

    def _moved(
        self, card: Recommendation, feeling: Feeling, local: datetime, situation: Situation
    ) -> Moved:
        return Moved(card, feeling, local, self.runner, self.guidance, situation, self.books)

    def _wish(
        self,
        card: Recommendation,
        feeling: Feeling,
        situation: Situation,
        answers: dict[str, str],
    ) -> Recommendation:
        match self.random.choice(("shorter", "calmer", "gentle", "instead", "instead")):
            case "shorter":
                return wishes.shorter(card, FORMS)
            case "calmer":
                return wishes.calmer(card, FORMS)
            case "gentle":
                answers["dread"] = "yes"
                return wishes.gentle(card, FORMS)
            case _:
                names = [pick.name for pick in card.alternatives] or ["none"]
                name = self.random.choice(names)
                return wishes.instead(card, name, feeling, situation, FORMS)

    # ------------------------------------------------------------------ and what came of it
    def _does(self, run: Run, answers: dict[str, str]) -> None:
        chance = self.random.random()
        if chance < 0.05:
            answers["unwell"] = self.random.choice(UNWELL)
            self._reported(answers["unwell"], run.checked_in_at)
        elif chance < 0.85 and run.card is not None and run.card.pick.activity is not Activity.REST:
            state = RunState.UNKNOWN if chance < 0.1 else RunState.REFLECTED
            run = replace(run, state=state, back_at=run.checked_in_at + timedelta(hours=1))
            if run.card is not None and run.card.pick.activity is not Activity.BREATHE:
                self.runner = replace(self.runner, red_flag_at=None)
            if state is RunState.REFLECTED:
                answers |= self._told_after(run.checked_in_at)
        self.record.insert(0, (run, answers))
        del self.record[KEPT:]
        self._keep_books(run, answers)

    def _told_after(self, now: datetime) -> dict[str, str]:
        random, told = self.random, dict[str, str]()
        for question, options in (
            ("talk_test", ("yes", "yes", "yes", "almost", "no", None)),
            ("extra", (None, None, None, "shorter", "longer", "dreaded")),
            ("pain", ("none", "none", "none", None, None, "tendon")),
            ("tension_after", tuple(str(tension) for tension in range(1, 11))),
        ):
            option = random.choice(options)
            if option is not None and random.random() < 0.6:
                told[question] = option
        if told.get("pain") == "tendon" and random.random() < 0.6:
            told["pain"] = "none"
        if random.random() < 0.01:
            told["unwell"] = "red_flag"
        if told.get("pain") == "tendon":
            self.books.pain = True
        if "unwell" in told:
            self._reported("red_flag", now)
        return told

    def _reported(self, what: str, now: datetime) -> None:
        if what in RED_FLAGS:
            self.books.red_flag = True
            self.runner = replace(self.runner, red_flag_at=now)
        elif what == "ill":
            self.books.ill = True
        else:
            self.books.pain = True

    def _keep_books(self, run: Run, answers: dict[str, str]) -> None:
        if not did_run(run):
            return
        self.books.run_days.add(run.local_date)
        earlier = self.books.first_run
        self.books.first_run = run.local_date if earlier is None else min(earlier, run.local_date)
        pick = None if run.card is None else run.card.pick
        brisk = pick is not None and (pick.form == "interval_light" or pick.minutes.high >= 40)
        if brisk or answers.get("talk_test") == "no":
            self.books.hard_days.add(run.local_date)

    def _added_afterwards(self, today: date) -> None:
        day = today - timedelta(days=self.random.randint(0, 7))
        now = datetime.combine(today, time(21), tzinfo=UTC)
        run = Run(
            f"added-{now.isoformat()}", self.runner.id, RunState.REFLECTED, day, now, back_at=now
        )
        answers = self._told_after(now)
        self.record.insert(0, (run, answers))
        self._keep_books(run, answers)
