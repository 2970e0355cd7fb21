"""What the rules look at: how somebody feels, and what clock, record and coach add."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.questionnaire import Answers
from bot.domain.relief import Relief
from bot.domain.runner import Standing

UNKNOWN_RELIEF = Relief()
"""Nothing is known of what relieved this runner: the table alone."""

TROPIC = 23.4
"""Degrees: between the tropics it is warm all year."""

ALWAYS_SUMMER = 7

NEEDED = ("tension", "need", "length")
"""The questions without which there is no pick."""

HEAD = "head"
"""The fourth question that the guards know; asked only when it matters."""

LONG = "long"
"""The option of `length` that asks for the longer run; every other option is short."""


class Health(StrEnum):
    """What stands in the way of running, as the runner said himself."""

    FINE = "fine"
    ILL = "ill"  # illness or fever that is not over
    TALK_FIRST = "talk_first"  # safety screen: walking and breathing only
    PAIN = "pain"  # reported pain that is not over
    PAIN_TWICE = "pain_twice"  # pain in two runs: have it looked at
    RED_FLAG = "red_flag"  # stop sign during or after a run, not cleared by a doctor


@dataclass(frozen=True, slots=True)
class Feeling:
    """The answers of a check-in. `tension` is 1 to 10; `others`: questions that a coach added."""

    tension: int
    need: str
    length: str
    head: str | None = None
    others: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> "Feeling":
        """Return the feeling that these answers tell; ValueError when a needed one is missing."""
        missing = [question for question in NEEDED if question not in answers]
        if missing:
            raise ValueError(f"a check-in without {missing[0]} leads to no pick")
        known = (*NEEDED, HEAD)
        return cls(
            tension=int(answers["tension"]),
            need=answers["need"],
            length=answers["length"],
            head=answers.get(HEAD),
            others=tuple((key, value) for key, value in answers.items() if key not in known),
        )

    def answers(self) -> dict[str, str]:
        """Return the answers again: question id → option id."""
        given = {"tension": str(self.tension), "need": self.need, "length": self.length}
        if self.head is not None:
            given[HEAD] = self.head
        return {**given, **dict(self.others)}


def season_of(month: int, latitude: float | None) -> int:
    """Return the month with the same season in the north. `latitude`: degrees, south below 0."""
    if latitude is None:
        return month
    if abs(latitude) < TROPIC:
        return ALWAYS_SUMMER
    return month if latitude > 0 else (month + 5) % 12 + 1


def complete(answers: Mapping[str, str]) -> bool:
    """Whether these answers are enough for a pick."""
    return all(question in answers for question in NEEDED)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the clock, the record and the coach add to the answers. Minutes are whole."""

    local: datetime  # aware, in the runner's zone
    standing: Standing
    stage: int  # minutes of the build-up stage; ignored for those without a stage
    dark: bool
    eased: bool = False  # the stage was lowered today, after a break
    discussed: bool = False  # a doctor let him run: then the build-up counts for everybody
    health: Health = Health.FINE
    ran_today: bool = False
    ran_yesterday: bool = False
    ran_day_before: bool = False  # the day before yesterday
    hard_yesterday: bool = False  # hard or long yesterday, or a recovery day in a training block
    busy_day: bool = False
    after_busy: bool = False  # within 3 hours after the working day or a busy moment
    minutes_free: int | None = None  # that are left for the run itself before the planned moment
    cap: int | None = None  # the coach's
    forbidden: frozenset[str] = frozenset()  # forms the coach forbade
    pinned: str | None = None  # the form the coach pinned
    forced_breath: bool = False  # 3-3 feels forced: a longer exhale instead
    coach_cue: str | None = None  # the cue the coach set: on every card that has one
    earlier_runs: int = 0  # rotates the cue
    season: int | None = None  # the month as the northern seasons go; None: as the calendar says
    relief: Relief = UNKNOWN_RELIEF  # what relieved him so far; leans the pick

    @property
    def has_stage(self) -> bool:
        """Whether the build-up counts: those used to running or in a training block have none."""
        return self.discussed or self.standing in {Standing.STARTING, Standing.BURN_OUT}
