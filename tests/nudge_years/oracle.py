"""What must hold of every nudge, worked out anew from `product.md`: no rule of the bot is used.

Local times are found by trying the offsets of a zone, not by the arithmetic that is tested.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.planning import DueRow, Moment, MomentKind, When

QUIET_FROM, QUIET_UNTIL = time(21, 30), time(7, 30)
EVENING_BEFORE = time(20, 30)
VALID, NOTICE = timedelta(hours=2), timedelta(minutes=30)
AROUND = timedelta(minutes=15 + 30 + 10)  # ends before the moment, changes, walks
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
A_DAY, A_WEEK = 1, 3
WEEKLY_AFTER, STOP_AFTER = 3, 6


def shows(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the first instant at which clocks show this; a skipped time moves forward."""
    naive = datetime.combine(day, wall)
    noon = naive.replace(tzinfo=UTC)
    offsets = [zone.utcoffset((noon + hours * timedelta(hours=6)).astimezone(zone))
               for hours in range(-8, 9)]  # fmt: skip
    known = sorted({offset for offset in offsets if offset is not None})
    instants = [(naive - offset).replace(tzinfo=UTC) for offset in known]
    true = [one for one in instants if one.astimezone(zone).replace(tzinfo=None) == naive]
    if true:
        return min(true)
    before = noon - timedelta(hours=36)
    offset = zone.utcoffset(before.astimezone(zone))
    while True:  # the offset that was in force just before the gap
        later = before + timedelta(minutes=15)
        shown = later.astimezone(zone).replace(tzinfo=None)
        if shown > naive or offset is None:
            break
        before, offset = later, zone.utcoffset(later.astimezone(zone))
    assert offset is not None
    return (naive - offset).replace(tzinfo=UTC)


def is_quiet(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether it is between half past nine in the evening and half past seven."""
    wall = instant.astimezone(zone).time()
    return wall >= QUIET_FROM or wall < QUIET_UNTIL


def first_shown(after: datetime, wall: time, zone: ZoneInfo) -> datetime:
    """Return the first instant after `after` at which clocks show this time."""
    today = after.astimezone(zone).date()
    return min(t for n in (-1, 0, 1, 2) if (t := shows(today + n * DAY, wall, zone)) > after)


def last_shown(until: datetime, wall: time, zone: ZoneInfo) -> datetime:
    """Return the last instant, up to `until`, at which clocks show this time."""
    today = until.astimezone(zone).date()
    return max(t for n in (-2, -1, 0, 1) if (t := shows(today + n * DAY, wall, zone)) <= until)


@dataclass(frozen=True, slots=True)
class Window:
    """When a nudge is due and until when it still says something true."""

    due: datetime
    until: datetime
    moment_at: datetime


def moment_at(moment: Moment, day: date, zone: ZoneInfo) -> datetime:
    """Return the start of a moment, or the end of one after which he runs."""
    if moment.when is not When.AFTER:
        return shows(day, moment.starts, zone)
    ends_next_day = moment.ends < moment.starts
    return shows(day + DAY if ends_next_day else day, moment.ends, zone)


def window(
    moment: Moment, day: date, zone: ZoneInfo, run: timedelta, since: datetime
) -> Window | None:
    """Return the window of this occurrence for who knows of it since `since`; None: too late."""
    at = moment_at(moment, day, zone)
    due, until = at, at + VALID
    if moment.when is When.BEFORE:
        until = at - AROUND - run
        due = until - NOTICE
    moved, moved_until = due, until
    if is_quiet(due, zone):
        in_the_morning = due.astimezone(zone).time() < QUIET_UNTIL
        if moment.when is When.AFTER and in_the_morning:
            moved = first_shown(due, QUIET_UNTIL, zone)
        else:
            moved = last_shown(due, EVENING_BEFORE, zone)
        moved_until = moved + VALID
    moved_until = min(moved_until, first_shown(moved, QUIET_FROM, zone))
    if moved > since:
        return Window(moved, moved_until, at)
    if moment.kind is not MomentKind.ONE_OFF:
        return None
    late = max(due, since)
    if is_quiet(late, zone):
        late = first_shown(late, QUIET_UNTIL, zone)
    return Window(late, until, at) if late < until else None


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant up to another."""

    begins: datetime
    ends: datetime

    def holds(self, instant: datetime) -> bool:
        """Whether this instant is in it."""
        return self.begins <= instant < self.ends


@dataclass(slots=True)
class Known:
    """What the oracle saw happen to one runner."""

    zone: ZoneInfo
    run: timedelta
    wanted: int = 3
    downs: list[Span] = field(default_factory=list)
    runs: list[Span] = field(default_factory=list)  # away: silence
    near: list[Span] = field(default_factory=list)  # a run, its check-in and its ritual
    ran_on: dict[date, bool] = field(default_factory=dict)  # local day → was it hard?
    ran: list[date] = field(default_factory=list)  # a day for each run
    said_no_on: set[date] = field(default_factory=set)
    paused_until: date | None = None
    rest_until: datetime | None = None
    sent: list[tuple[datetime, str]] = field(default_factory=list)  # when, kind
    keys: set[tuple[str, date, str]] = field(default_factory=set)
    unanswered: int = 0

    def local_day(self, instant: datetime) -> date:
        """Return the runner's own day."""
        return instant.astimezone(self.zone).date()

    def is_down(self, instant: datetime) -> bool:
        """Whether the bot was not there."""
        return any(span.holds(instant) for span in self.downs)

    def is_near_run(self, instant: datetime) -> bool:
        """Whether a run, its check-in or its ritual may be going on."""
        return any(span.holds(instant) for span in self.near)

    def forbidden(self, instant: datetime) -> str:
        """Return why nothing at all may be sent now; empty: nothing forbids it."""
        if is_quiet(instant, self.zone):
            return "quiet"
        if any(span.holds(instant) for span in self.runs):
            return "run"
        if self.paused_until is not None and self.local_day(instant) < self.paused_until:
            return "pause"
        if self.rest_until is not None and instant < self.rest_until:
            return "rest"
        return ""

    def limited(self, instant: datetime) -> str:
        """Return which limit of repeating nudges is reached; empty: none."""
        today = self.local_day(instant)
        monday = today - today.weekday() * DAY
        days = [self.local_day(at) for at, _ in self.sent]
        ran_this_week = sum(monday <= day <= today for day in self.ran)
        reasons = {
            "today": today in self.ran_on or today in self.said_no_on,
            "hard": self.ran_on.get(today - DAY, False),
            "enough": ran_this_week >= self.wanted,
            "day": days.count(today) >= A_DAY,
            "week": sum(day >= monday for day in days) >= A_WEEK,
            "weekly": self.unanswered >= WEEKLY_AFTER and today - max(days) < 7 * DAY,
            "silent": self.unanswered > STOP_AFTER,
        }
        return ",".join(why for why, reached in reasons.items() if reached)

    def could_go(self, since: datetime, until: datetime) -> datetime | None:
        """Return the first minute at which a nudge could have been looked at and sent."""
        instant = since
        while instant < until:
            busy = self.is_down(instant) or self.is_near_run(instant)
            if not busy and not self.forbidden(instant):
                return instant
            instant += MINUTE
        return None

    def could_go_ever(self, since: datetime, until: datetime) -> bool:
        """Whether the bot was there for a moment of this window, whatever else was the matter."""
        minutes = int((until - since) / MINUTE)
        return any(not self.is_down(since + MINUTE * n) for n in range(minutes))


def check_sent(known: Known, nudge: DueRow, now: datetime, room: Window, *, walk: bool) -> None:
    """Hold a nudge that was just sent against every rule, then remember it."""
    key = (nudge.kind, nudge.local_date, nudge.slot)
    assert key not in known.keys, f"twice for one moment: {nudge.kind}"
    assert not known.is_down(now)
    assert not known.forbidden(now), known.forbidden(now)
    assert room.due <= now < room.until, f"{room.due} {now} {room.until}"
    if nudge.kind in {"fixed", "busy"}:
        assert not known.limited(now), known.limited(now)
    if nudge.kind == MomentKind.ONE_OFF:
        today = known.local_day(now)
        ran = known.ran_on.get(today - DAY, False) or today in known.ran_on
        assert walk is (ran or today in known.said_no_on)
    known.keys.add(key)
    known.sent.append((now, nudge.kind))
    known.unanswered += 1


def check_lapsed(known: Known, nudge: DueRow, now: datetime, room: Window) -> None:
    """A nudge was left unsent: it must have been forbidden, limited, or never possible."""
    known.keys.add((nudge.kind, nudge.local_date, nudge.slot))
    if now < room.until and known.forbidden(now) in {"pause", "rest"}:
        return
    if now < room.until and nudge.kind in {"fixed", "busy"} and known.limited(now):
        return
    if now < room.until and nudge.kind == "later" and known.local_day(now) in (
        known.ran_on.keys() | known.said_no_on
    ):  # fmt: skip
        return
    possible = known.could_go(room.due, min(room.until, now))
    assert possible is None, f"{nudge.kind} was possible at {possible}, left at {now}"
    later = known.could_go(now, room.until)
    assert later is None or known.is_near_run(now), f"{nudge.kind} was still possible at {later}"
