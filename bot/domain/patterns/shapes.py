"""What a pattern is, and the record that it is read from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain.card import Activity
from bot.domain.planning import Moment
from bot.domain.questionnaire import Answers, number_in
from bot.domain.run import RAN_STATES, Run, activity_of
from bot.domain.runner import Standing


class PatternKind(StrEnum):
    """What a coach may look at, in the order in which it is shown (source: product.md)."""

    HEAVY = "heavy"  # the runner's own tap: "let my coach know that it is hard"
    COMPLAINT = "complaint"  # pain, a red flag or illness that is not over
    HARD_START = "hard_start"  # "te hard van stapel"
    TOO_LONG = "too_long"
    LITTLE_REST = "little_rest"  # or little time for oneself
    HARD_TO_RELAX = "hard_to_relax"
    BODY = "body"  # hardly noticing what the body says
    DIP = "dip"
    HIGH_TENSION = "high_tension"


URGENT = frozenset({PatternKind.HEAVY, PatternKind.COMPLAINT})
"""These come first, whoever has them."""

FACTS = frozenset(
    {
        *("heavy", "pain", "pain_tendon", "pain_other", "ill", "dizzy", "chest", "red_flag"),
        *("talk_test", "longer", "above_dose", "ran", "busy_after", "not_lower"),
        *("pain_late", "taps_open", "last_run", "high_tension"),
    }
)
"""The keys of all evidence; content names one more (`LittleRest.says_so.fact`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One dated fact. `day` is the runner's own; `numbers` are the arguments of its words."""

    day: date
    key: str
    numbers: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """The Fluent id of the line; it takes `date` and the numbers."""
        return f"pattern-fact-{self.key}".replace("_", "-")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something to ask about, with what it rests on, the oldest first. Never a diagnosis."""

    kind: PatternKind
    evidence: tuple[Evidence, ...]

    @property
    def title(self) -> str:
        """The Fluent id of its name, in words."""
        return f"pattern-{self.kind}-title".replace("_", "-")

    @property
    def question(self) -> str:
        """The Fluent id of a question to ask the runner."""
        return f"pattern-{self.kind}-ask".replace("_", "-")

    @property
    def latest(self) -> date:
        """The day of the newest fact."""
        return max(one.day for one in self.evidence)

    @property
    def urgent(self) -> bool:
        """Whether it comes before everything else."""
        return self.kind in URGENT


@dataclass(frozen=True, slots=True)
class Past:
    """One check-in, and the run that it led to, if any."""

    run: Run
    answers: Answers

    def number(self, question: str) -> int | None:
        """Return the answer on a scale; None when it was left open."""
        return number_in(self.answers, question)

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Sorts by the day of the run; one that was told of later stands on its own day."""
        return self.run.local_date, self.run.checked_in_at, self.run.id

    @property
    def told(self) -> tuple[datetime, str]:
        """Sorts by when it was told: complaints are over, or not, in that order."""
        return self.run.checked_in_at, self.run.id


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned moment. `since`: the day on which it was planned; before that it says nothing."""

    moment: Moment
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One runner's record as of `today`, his own date. The order of what is in it says nothing.

    `past` holds every check-in of the last half year. Evidence comes only from what the coach may
    see: runs that came back since `visible_from`, and *Ik voel me niet goed* since then. What he
    may not see can only silence a pattern (it was over; he was not quiet), never show one.
    `moments`: those that the coach may know of. `heavy`: days of the tap on the help card.
    """

    standing: Standing
    zone: tzinfo
    today: date
    visible_from: datetime
    past: tuple[Past, ...] = ()
    moments: tuple[Planned, ...] = ()
    heavy: tuple[date, ...] = ()
    red_flag_on: date | None = None  # kept with the runner: no doctor agreed yet
    paused_until: date | None = None  # may have passed

    def done(self, days: int) -> list[Past]:
        """Return what was done and may be seen, of the last so many days, the oldest first."""
        first = self.today - timedelta(days=days - 1)
        seen = [one for one in self.past if self._came_back(one.run)]
        return sorted((one for one in seen if one.run.local_date >= first), key=_by_day)

    def ran(self, days: int) -> list[Past]:
        """Return the runs among `done`; walking and breathing have no minutes to go beyond."""
        return [one for one in self.done(days) if activity_of(one.run) is Activity.RUN]

    def shown(self, one: Past) -> bool:
        """Whether the coach may see this check-in: its run, or that the runner felt unwell."""
        unwell = "unwell" in one.answers and one.run.checked_in_at >= self.visible_from
        return unwell or self._came_back(one.run)

    def _came_back(self, run: Run) -> bool:
        back = run.back_at
        return run.state in RAN_STATES and back is not None and back >= self.visible_from


def _by_day(one: Past) -> tuple[date, datetime, str]:
    return one.order
