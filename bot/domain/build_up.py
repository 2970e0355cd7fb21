"""The build-up: stage by stage from 12 to 36 minutes, never faster by itself (product.md).

The stage is a function of the record: it is looked at when a check-in begins and when a run is
closed, and looking twice changes nothing. A step begins the day after the run that earned it at
the earliest, when everything that can be said about that run has been said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.questionnaire import Answers
from bot.domain.record import Record, did_run
from bot.domain.run import RAN_STATES, Run

HOLDS = frozenset({"hold_talk", "hold_dread", "hold_pain", "hold_ill"})
WHYS = HOLDS | {"first", "up", "back", "restart", "days", "talk", "runs", "top"}
"""Every reason that a `Step` can give; the words have a text for each."""

MOVES = frozenset({"up", "back", "restart", "coach", "own"})
"""How a stage can have come: by the rule, by the coach, or by the runner's own wish."""

_PAIN = frozenset({"pain", "dizzy", "chest", "red_flag"})
_NOT_AS_PLANNED = frozenset({"shorter", "longer", "dreaded"})


@dataclass(frozen=True, slots=True)
class BuildUp:
    """The scheme of `content/build_up.toml`. `stages`: minutes, rising; the rest: days and runs."""

    stages: tuple[int, ...]
    step_days: int
    runs: int
    talked: int
    break_days: int
    restart_days: int

    def number(self, minutes: int) -> int:
        """Return which stage these minutes are, from 1; minutes between two are the lower one."""
        return max(1, sum(stage <= minutes for stage in self.stages))

    def above(self, minutes: int) -> int | None:
        """Return the next stage; None at the top."""
        return next((stage for stage in self.stages if stage > minutes), None)

    def below(self, minutes: int) -> int:
        """Return the stage before; the first one has none below it."""
        lower = [stage for stage in self.stages if stage < minutes]
        return lower[-1] if lower else self.stages[0]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a runner is: minutes, and since which local day. None: he has not run yet."""

    minutes: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Where he is today, why (one of `WHYS`), and when the next step can come at the earliest.

    `missing`: how many comfortable runs are still needed for it. `earliest` is None before the
    first run and at the top.
    """

    stage: Stage
    why: str
    earliest: date | None = None
    missing: int = 0


def next_stage(scheme: BuildUp, stage: Stage, record: Record, today: date) -> Step:
    """Return the stage of `today`: at most one up, or back after a break. Pure and idempotent.

    Source of the rule: "Build-up" in product.md.
    """
    told = sorted(record, key=lambda one: (one[0].local_date, one[0].checked_in_at))
    days = [run.local_date for run, _ in told if did_run(run)]
    if not days:
        return Step(stage, "first")
    since = stage.since or days[0]
    stage = Stage(stage.minutes, since)
    back = _after_break(scheme, stage, [*days, max(today, days[-1])])
    if back is not None:
        return back
    return _going_on(scheme, stage, [one for one in told if one[0].local_date >= since], today)


def step_back(scheme: BuildUp, stage: Stage, today: date) -> Stage:
    """Return one stage lower, from today on: what the runner may do himself ("Liever korter")."""
    return Stage(scheme.below(stage.minutes), today)


def _after_break(scheme: BuildUp, stage: Stage, days: Sequence[date]) -> Step | None:
    """Return where a break leads that the stage does not reckon with yet: lower, once for each."""
    for before, after in reversed(list(pairwise(days))):
        for long, why in ((scheme.restart_days, "restart"), (scheme.break_days, "back")):
            over = before + timedelta(days=long)
            if after >= over and (stage.since is None or stage.since < over):
                lower = scheme.stages[0] if why == "restart" else scheme.below(stage.minutes)
                began = Stage(min(lower, stage.minutes), after)
                return Step(began, why, after + timedelta(days=scheme.step_days), scheme.runs)
    return None


def _going_on(scheme: BuildUp, stage: Stage, told: Record, today: date) -> Step:
    above = scheme.above(stage.minutes)
    if above is None or stage.since is None:
        return Step(stage, "top")
    hold, after = _since_trouble(told)
    comfortable = [one for one in after if was_comfortable(*one)]
    soonest = stage.since + timedelta(days=scheme.step_days)
    earned = _earned(scheme, comfortable)
    if earned is None:
        missing = max(1, scheme.runs - len(comfortable))
        why = hold or ("talk" if len(comfortable) >= scheme.runs else "runs")
        return Step(stage, why, max(soonest, today + timedelta(days=1)), missing)
    begins = max(soonest, earned + timedelta(days=1))
    if today < begins:
        return Step(stage, "days", begins)
    return Step(Stage(above, begins), "up", begins + timedelta(days=scheme.step_days), scheme.runs)


def _since_trouble(told: Record) -> tuple[str | None, Record]:
    """Return what last made the build-up wait, and what was told after it."""
    for at in range(len(told) - 1, -1, -1):
        hold = trouble(told[at][1])
        if hold is not None:
            return hold, told[at + 1 :]
    return None, told


def _earned(scheme: BuildUp, comfortable: Record) -> date | None:
    """Return the day on which there were enough comfortable runs; None: not yet."""
    talked = 0
    for count, (run, answers) in enumerate(comfortable, start=1):
        talked += answers.get("talk_test") == "yes"
        if count >= scheme.runs and talked >= scheme.talked:
            return run.local_date
    return None


def trouble(answers: Answers) -> str | None:
    """Return why these answers make the build-up wait: pain, illness, no talking, or dread."""
    return next(_troubles(answers), None)


def _troubles(answers: Answers) -> Iterator[str]:
    unwell = answers.get("unwell")
    if unwell in _PAIN or answers.get("pain", "none") != "none":
        yield "hold_pain"
    if unwell == "ill":
        yield "hold_ill"
    if answers.get("talk_test") == "no":
        yield "hold_talk"
    if answers.get("dread") == "yes" or answers.get("extra") == "dreaded":
        yield "hold_dread"


def was_comfortable(run: Run, answers: Answers) -> bool:
    """Whether this was a run as planned, with nothing against it; what was not said is not.

    One that became longer does not count either: going beyond the dose never speeds it up.
    """
    return (
        run.state in RAN_STATES
        and did_run(run)
        and trouble(answers) is None
        and answers.get("talk_test") != "almost"
        and answers.get("extra") not in _NOT_AS_PLANNED
    )
