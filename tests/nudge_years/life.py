"""One runner's years: each look at a due row is held against the oracle."""

from dataclasses import dataclass
from datetime import date, datetime
from heapq import heappop

from bot.domain.planning import NUDGE_KINDS, DueRow, DueState
from bot.usecases import nudging
from bot.usecases.nudging import SendNudge
from bot.usecases.ports import UnitOfWork
from tests.nudge_years.deeds import FAR, NUDGES, Deeds, Planned
from tests.nudge_years.oracle import DAY, Window, check_lapsed, check_sent, moment_at, window


@dataclass(slots=True)
class Life(Deeds):
    """What a runner does, and what the bot does about it."""

    def live(self, uow: UnitOfWork, until: datetime) -> None:
        """Live up to this instant: what he does and what is due, in the order of time."""
        while True:
            due = uow.planning.claim_due(FAR, 1)
            coming = [self.events[0][0]] if self.events else []
            coming += [_look_at(row) for row in due]
            instant = max(self.now, min(coming, default=FAR))
            instant = self.when_up(instant)
            if instant >= until:
                return
            self.now = instant
            while self.events and self.events[0][0] <= instant:
                heappop(self.events)[2](uow)
            for row in uow.planning.claim_due(instant, 100):
                self._look(uow, row)

    def _look(self, uow: UnitOfWork, row: DueRow) -> None:
        outcome = nudging.look(uow, row, self.now, NUDGES)
        if row.kind not in NUDGE_KINDS or row.state is not DueState.DUE:
            return
        room = self._room(row)
        after = uow.planning.nudge(self.runner.id, row.id)
        assert after is not None
        match after.state:
            case DueState.SENT:
                assert isinstance(outcome, SendNudge)
                check_sent(self.known, row, self.now, room, walk=outcome.walk)
                self.counted.sent += 1
                self.answer_perhaps(after)
            case DueState.LAPSED:
                check_lapsed(self.known, row, self.now, room)
                self.counted.lapsed += 1
            case DueState.DUE:
                self.counted.waited += 1
                near = self.known.is_near_run(self.now)
                assert near or self.known.forbidden(self.now) == "quiet"
                assert self.now < after.due_at < room.until
            case other:
                raise AssertionError(other)

    def _room(self, row: DueRow) -> Window:
        if row.kind == "later":
            return self.put_off[row.slot]
        planned = self.planned[row.slot]
        since = max(planned.since, row.due_at - DAY)
        if row.local_date == planned.moment.day:
            since = planned.since
        room = window(planned.moment, row.local_date, self.known.zone, self.known.run, since)
        assert room is not None
        return room

    # ------------------------------------------------------------ at the end
    def missed(self) -> list[tuple[str, date]]:
        """Return every occurrence that had its time in this life and was never looked at."""
        return [
            (str(planned.moment.kind), day)
            for planned in self.planned.values()
            for day in self._days(planned)
            if self._was_due(planned, day)
        ]

    def _days(self, planned: Planned) -> list[date]:
        if planned.moment.day is not None:
            return [planned.moment.day]
        first = self.known.local_day(planned.since)
        days = [first + DAY * ahead for ahead in range((self.now - planned.since).days + 2)]
        return [day for day in days if day.weekday() in planned.moment.weekdays]

    def _was_due(self, planned: Planned, day: date) -> bool:
        room = window(planned.moment, day, self.known.zone, self.known.run, planned.since)
        key = (str(planned.moment.kind), day, planned.moment.id)
        last = min(planned.gone or self.now, self.now)
        if room is None or key in self.known.keys or room.due >= last:
            return False
        if moment_at(planned.moment, day, self.known.zone) <= planned.since:
            return False
        return self.known.could_go_ever(room.due, min(room.until, last))


def _look_at(row: DueRow) -> datetime:
    """Return when a row is looked at; one that was sent, when it no longer fits."""
    return row.due_at if row.state is DueState.DUE else row.fits_until
