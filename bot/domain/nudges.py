"""When a planned moment is nudged, and whether a due nudge may still be sent: pure policy.

All planning is in the runner's local wall clock: a time that a clock change skips moves forward, a
time that comes twice is used once (the first).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.planning import DueRow
from bot.domain.wall_clock import lies_between, local_of, next_at

ONE_OFF = "one_off"
LATER = "later"
ASKED_FOR = frozenset({ONE_OFF, LATER})
"""Kinds of nudge that the runner asked for himself: sent once, whatever the limits."""


@dataclass(frozen=True, slots=True)
class NudgePolicy:
    """The numbers of `content/nudges.toml`. Times are local wall clock."""

    quiet_from: time
    quiet_until: time
    evening_before: time
    a_day: int
    a_week: int
    runs_a_week: int  # enough: none after these, when the runner chose no number himself
    valid: timedelta
    notice: timedelta  # how long before the last possible start of a run "before" a moment
    walking: timedelta  # warm-up and walking on together
    change: timedelta
    before_moment: timedelta
    weekly_after: int  # unanswered ones in a row
    stop_after: int
    later_soon: timedelta
    after_work: time
    busy_from: time  # the working day, where the runner did not say
    busy_until: time

    def is_quiet(self, local: time) -> bool:
        """Whether this wall-clock time is in the quiet hours (may pass midnight)."""
        return lies_between(local, self.quiet_from, self.quiet_until)


@dataclass(frozen=True, slots=True)
class Sent:
    """A nudge that went: when it was due, and when it went or (`answered`) was tapped on."""

    due_at: datetime
    settled_at: datetime
    answered: bool


def unanswered(sent: Sequence[Sent], checked_in_at: datetime | None) -> int:
    """Return how many went since the last tap on any of them, or since the last check-in."""
    tapped_at = max((one.settled_at for one in sent if one.answered), default=None)
    since_tap = sum(
        not one.answered and (tapped_at is None or one.settled_at > tapped_at) for one in sent
    )
    since_check_in = sum(checked_in_at is None or one.due_at > checked_in_at for one in sent)
    return min(since_tap, since_check_in)


@dataclass(slots=True)  # not frozen: decision 18
class NudgeFacts:
    """What decides whether a due nudge may go. Days and weeks are the runner's local ones.

    `rests`: 24 hours after words of crisis. `unanswered`: sent ones in a row without any tap.
    """

    zone: tzinfo
    paused: bool = False
    running: bool = False
    stopped: bool = False
    rests: bool = False
    ran_today: bool = False
    hard_yesterday: bool = False
    sent_today: int = 0
    sent_this_week: int = 0
    runs_this_week: int = 0
    runs_wanted: int | None = None
    unanswered: int = 0
    last_sent: date | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """It may go. `walk`: propose a walk (a hard day, or a run today); `goodbye`: "I wait"."""

    walk: bool = False
    goodbye: bool = False


@dataclass(frozen=True, slots=True)
class Lapse:
    """It is left unsent; `why` is an outcome word."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now; look again at `until` (aware, UTC), which is before it lapses."""

    until: datetime


def after_quiet_hours(instant: datetime, zone: tzinfo, policy: NudgePolicy) -> datetime:
    """Return this instant, or, when it is in quiet hours, the moment they end. Aware, UTC."""
    if not policy.is_quiet(local_of(instant, zone).time()):
        return instant.astimezone(UTC)
    return next_at(instant, policy.quiet_until, zone)


def may_send(
    nudge: DueRow, now: datetime, facts: NudgeFacts, policy: NudgePolicy
) -> Send | Lapse | Wait:
    """Return what is to happen with a due nudge now. Idempotent; whoever sends it settles it."""
    if now >= nudge.fits_until:
        return Lapse("late")
    stopped = _stopped(facts)
    if stopped is not None:
        return stopped
    allowed_at = after_quiet_hours(now, facts.zone, policy)
    if allowed_at > now:
        return _wait(nudge, allowed_at)
    if facts.running:
        return _wait(nudge, now + timedelta(minutes=5))
    if nudge.kind in ASKED_FOR:
        return _asked_for(nudge, facts)
    return _within_limits(now, facts, policy)


def _asked_for(nudge: DueRow, facts: NudgeFacts) -> Send | Lapse:
    if nudge.kind == LATER and facts.ran_today:
        return Lapse("ran_today")
    return Send(walk=facts.hard_yesterday or facts.ran_today)


def _stopped(facts: NudgeFacts) -> Lapse | None:
    if facts.stopped:
        return Lapse("stopped")
    if facts.paused:
        return Lapse("paused")
    return Lapse("rests") if facts.rests else None


def _wait(nudge: DueRow, until: datetime) -> Lapse | Wait:
    return Wait(until) if until < nudge.fits_until else Lapse("no_room")


def _within_limits(now: datetime, facts: NudgeFacts, policy: NudgePolicy) -> Send | Lapse:
    enough = policy.runs_a_week if facts.runs_wanted is None else facts.runs_wanted
    limits = (
        (facts.unanswered > policy.stop_after, "unanswered"),
        (facts.ran_today, "ran_today"),
        (facts.hard_yesterday, "hard_yesterday"),
        (facts.runs_this_week >= enough, "enough_runs"),
        (facts.sent_today >= policy.a_day, "day_full"),
        (facts.sent_this_week >= policy.a_week, "week_full"),
        (_weekly_wait(now, facts, policy), "weekly"),
    )
    for reached, why in limits:
        if reached:
            return Lapse(why)
    return Send(goodbye=facts.unanswered == policy.stop_after)


def _weekly_wait(now: datetime, facts: NudgeFacts, policy: NudgePolicy) -> bool:
    if facts.unanswered < policy.weekly_after or facts.last_sent is None:
        return False
    return local_of(now, facts.zone).date() - facts.last_sent < timedelta(days=7)
