"""From a planned moment to its next nudge, and from "Later" to another time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain.nudges import NudgePolicy, after_quiet_hours
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.wall_clock import at, last_at, local_of, next_at

_DAYS_AHEAD = 15  # two weeks: the next one of a weekly moment, with its evening before


@dataclass(frozen=True, slots=True)
class Room:
    """When a nudge is due and until when it fits. Aware, UTC; `due_at < fits_until`."""

    due_at: datetime
    fits_until: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """The next nudge of moments like this; `local_date` is the day of the moment itself."""

    kind: str
    local_date: date
    room: Room
    moment_at: datetime

    def as_nudge(self, nudge_id: str, moment: Moment) -> DueRow:
        """Return it as a row of one of these moments."""
        return DueRow(
            id=nudge_id,
            runner_id=moment.runner_id,
            kind=self.kind,
            local_date=self.local_date,
            slot=moment.id,
            due_at=self.room.due_at,
            fits_until=self.room.fits_until,
        )


class Later(StrEnum):
    """What one can choose under *Later*."""

    SOON = "soon"  # in half an hour
    AFTER_WORK = "after_work"
    TOMORROW = "tomorrow"


def next_nudge(
    moment: Moment, zone: tzinfo, after: datetime, policy: NudgePolicy, run_minutes: int
) -> Planned | None:
    """Return the next nudge of this moment that is due after `after`; None when there is none.

    `run_minutes`: the longest run that must still fit before a busy moment. A one-off whose time to
    be nudged has passed but that still fits is due at once (at `after`, or when quiet hours end).
    """
    for day in _days(moment, local_of(after, zone).date()):
        moment_at = time_of(moment, day, zone)
        wished = _wished(moment, moment_at, policy, run_minutes)
        room: Room | None = _outside_quiet(wished, moment, zone, policy)
        if room is not None and room.due_at <= after:
            one_off = moment.kind is MomentKind.ONE_OFF
            room = _at_once(wished, after, zone, policy) if one_off else None
        if room is not None:
            return Planned(moment.kind.value, day, room, moment_at)
    return None


def time_of(moment: Moment, day: date, zone: tzinfo) -> datetime:
    """Return the start of the moment, or its end for "after" (the next day when past midnight)."""
    if moment.when is not When.AFTER:
        return at(day, moment.starts, zone)
    past_midnight = moment.ends < moment.starts
    return at(day + timedelta(days=1) if past_midnight else day, moment.ends, zone)


def later(choice: Later, now: datetime, zone: tzinfo, policy: NudgePolicy) -> Room:
    """Return when a nudge that was put off comes back; in quiet hours: when they end."""
    match choice:
        case Later.SOON:
            due = now + policy.later_soon
        case Later.AFTER_WORK:
            due = next_at(now, policy.after_work, zone)
        case Later.TOMORROW:
            local = local_of(now, zone)
            due = at(local.date() + timedelta(days=1), local.time(), zone)
    due = after_quiet_hours(due, zone, policy)
    return Room(due, due + policy.valid)


def _days(moment: Moment, today: date) -> Iterator[date]:
    if moment.kind is not MomentKind.ONE_OFF:
        days = (today + timedelta(days=ahead) for ahead in range(-1, _DAYS_AHEAD))
        yield from (day for day in days if day.weekday() in moment.weekdays)
    elif moment.day is not None:
        yield moment.day


def _wished(moment: Moment, moment_at: datetime, policy: NudgePolicy, run_minutes: int) -> Room:
    """Return when the nudge would be due if there were no quiet hours."""
    if moment.when is not When.BEFORE:
        return Room(moment_at, moment_at + policy.valid)
    around = policy.before_moment + policy.walking + policy.change
    last_start = moment_at - around - timedelta(minutes=run_minutes)
    due = last_start - policy.notice
    return Room(due, min(last_start, due + policy.valid))


def _outside_quiet(room: Room, moment: Moment, zone: tzinfo, policy: NudgePolicy) -> Room:
    """Move a nudge out of quiet hours: to the evening before, or, after a moment, to the morning.

    It lapses when the next quiet hours begin.
    """
    due, until = room.due_at, room.fits_until
    if _quiet(due, zone, policy):
        morning = local_of(due, zone).time() < policy.quiet_until
        if moment.when is When.AFTER and morning:
            due = next_at(due, policy.quiet_until, zone)
        else:
            due = last_at(due, policy.evening_before, zone)
        until = due + policy.valid
    return Room(due, min(until, next_at(due, policy.quiet_from, zone)))


def _at_once(room: Room, after: datetime, zone: tzinfo, policy: NudgePolicy) -> Room | None:
    due = after_quiet_hours(max(room.due_at, after), zone, policy)
    return Room(due, room.fits_until) if due < room.fits_until else None


def _quiet(instant: datetime, zone: tzinfo, policy: NudgePolicy) -> bool:
    return policy.is_quiet(local_of(instant, zone).time())
