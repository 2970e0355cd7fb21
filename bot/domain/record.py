"""What a runner's record says about this moment: complaints that are open, and the situation."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from bot.domain.card import Activity
from bot.domain.form_tables import RunForms
from bot.domain.guidance import Guidance
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.questionnaire import Answers, number_in
from bot.domain.relief import Experience, Learning, learn
from bot.domain.run import RAN_STATES, CheckIn, Run, RunningTimes, RunState
from bot.domain.runner import Runner, Safety
from bot.domain.situation import UNKNOWN_RELIEF, Health, Situation, season_of
from bot.domain.wall_clock import at

Record = Sequence[tuple[Run, Answers]]
"""Earlier runs with their answers, the newest first."""

Said = Sequence[tuple[Run | CheckIn, Answers]]
"""The same, where nobody looks at cards."""


_COMPLAINTS = {
    "tendon": Health.PAIN,
    "other": Health.PAIN,
    "pain": Health.PAIN,
    "ill": Health.ILL,
    "red_flag": Health.RED_FLAG,
    "dizzy": Health.RED_FLAG,
    "chest": Health.RED_FLAG,
}


def complaint_of(record: Said, red_flag_at: datetime | None = None) -> Health:
    """Return what the runner reported and has not yet said to be over (source: product.md).

    A red flag (`red_flag_at`: see `Runner`) is over when a doctor agrees, the others when he says
    so himself. Pain that was there in an earlier run too is `PAIN_TWICE`: have it looked at.
    """
    if _red_flag(record, red_flag_at):
        return Health.RED_FLAG
    found: Health | None = None
    waits, over, pains = False, False, 0
    for _run, answers in record:
        said = _said(answers)
        pains += said is Health.PAIN
        if not over:
            waits = waits or answers.get("recovered") == "no"
            found = found or (None if said is Health.RED_FLAG else said)
        if answers.get("doctor") == "yes":
            break
        over = over or answers.get("recovered") == "yes"
    if found is None:  # "not yet" to a complaint so old that this record does not show it
        return Health.PAIN if waits else Health.FINE
    return Health.PAIN_TWICE if pains > 1 and found is Health.PAIN else found


def _red_flag(record: Said, red_flag_at: datetime | None) -> bool:
    for run, answers in record:
        if _said(answers) is Health.RED_FLAG:
            return True
        if answers.get("doctor") == "yes":
            return red_flag_at is not None and red_flag_at > run.checked_in_at
    return red_flag_at is not None


def _said(answers: Answers) -> Health | None:
    return _COMPLAINTS.get(answers.get("unwell", "")) or _COMPLAINTS.get(answers.get("pain", ""))


def did_run(run: Run) -> bool:
    """Whether this counts as having run: a run whose end is unknown counts, a walk does not."""
    gone = run.state in RAN_STATES or run.state is RunState.UNKNOWN
    return gone and (run.card is None or run.card.pick.activity is Activity.RUN)


def was_hard(run: Run, answers: Answers, forms: RunForms, times: RunningTimes) -> bool:
    """Whether a run was hard or long: brisk, many minutes, or no talking during it."""
    if answers.get("talk_test") == "no":
        return True
    if run.card is None:
        return False
    pick = run.card.pick
    brisk = forms.knows(pick.form) and forms.form(pick.form).brisk
    return brisk or times.minutes(pick.minutes.high) >= times.long_run


def situation_of(
    runner: Runner,
    guidance: Guidance,
    local: datetime,
    *,
    dark: bool,
    record: Record,
    answers: Answers,
    moments: Sequence[Moment],
    earlier_runs: int,
    forms: RunForms,
    times: RunningTimes,
    learning: Learning,
    latitude: float | None,
) -> Situation:
    """Put clock, sun, record and plans together. `local` is aware, in the runner's zone."""
    leans = runner.learning and guidance.learning
    today = local.date()
    ran = [(run, said) for run, said in record if did_run(run)]
    days = {run.local_date for run, _ in ran}
    yesterday = today - timedelta(days=1)
    if runner.standing is None:
        raise ValueError("a situation needs a runner who said where he stands")
    return Situation(
        local=local,
        standing=runner.standing,
        stage=runner.stage,
        dark=dark,
        eased=runner.eased_on(today),
        discussed=runner.safety is Safety.DISCUSSED,
        health=_health(runner, record, answers),
        ran_today=today in days,
        ran_yesterday=yesterday in days,
        ran_day_before=today - timedelta(days=2) in days,
        hard_yesterday=any(
            was_hard(r, said, forms, times) for r, said in ran if r.local_date == yesterday
        )
        or answers.get("hard_yesterday") == "yes",
        busy_day=any(_is_busy(moment, local) for moment in moments),
        after_busy=any(_just_ended(moment, local, times) for moment in moments),
        minutes_free=_minutes_free(moments, local, times),
        cap=guidance.cap,
        forbidden=guidance.forbidden,
        pinned=guidance.pinned,
        forced_breath=runner.forced_breath,
        coach_cue=guidance.cue,
        earlier_runs=earlier_runs,
        season=season_of(local.month, latitude),
        relief=learn(experiences(record, learning), learning) if leans else UNKNOWN_RELIEF,
    )


def experiences(record: Record, learning: Learning) -> list[Experience]:
    """Return what each run that was told whole says: tension before and after, form and need."""
    found: list[Experience] = []
    for run, said in record:
        before, after = number_in(said, "tension"), number_in(said, "tension_after")
        card = run.card if run.state in RAN_STATES else None
        if card is None or card.gentle or card.pick.activity is not Activity.RUN:
            continue
        if before is None or after is None or "need" not in said:
            continue
        fits = card.table is None or card.table.form == card.pick.form
        points = learning.relief(before, after)
        found.append(Experience(card.pick.form, said["need"], fits, points))
    return found


def _health(runner: Runner, record: Record, answers: Answers) -> Health:
    complaint = complaint_of(record, runner.red_flag_at)
    asked = "doctor" if complaint is Health.RED_FLAG else "recovered"
    if complaint is not Health.FINE and answers.get(asked) != "yes":
        return complaint
    return Health.TALK_FIRST if runner.safety is Safety.TALK_FIRST else Health.FINE


def _at(local: datetime, clock: time) -> datetime:
    """Return this wall-clock time of the same day, in UTC: differences are then real ones."""
    return at(local.date(), clock, local.tzinfo or UTC)


def _falls_today(moment: Moment, local: datetime) -> bool:
    return local.weekday() in moment.weekdays or moment.day == local.date()


def _is_busy(moment: Moment, local: datetime) -> bool:
    return moment.kind is MomentKind.BUSY and _falls_today(moment, local)


def _just_ended(moment: Moment, local: datetime, times: RunningTimes) -> bool:
    if moment.kind is MomentKind.FIXED or not _falls_today(moment, local):
        return False
    return timedelta() <= local - _at(local, moment.ends) <= times.after_busy


def _minutes_free(moments: Sequence[Moment], local: datetime, times: RunningTimes) -> int | None:
    """Return how many minutes of running fit before the next busy moment of today."""
    starts = [
        _at(local, moment.starts)
        for moment in moments
        if moment.when is not When.AT and _falls_today(moment, local)
    ]
    around = times.warm_up + times.walk_after + times.change + times.before_moment
    ahead = [start - local - around for start in starts if start > local]
    return max(0, int(min(ahead).total_seconds() // 60)) if ahead else None
