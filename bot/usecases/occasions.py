"""The next nudge of moments, planned for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.nudge_planning import Planned, next_nudge
from bot.domain.nudges import NudgePolicy
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.ids import new_id
from bot.usecases.ports import UnitOfWork

IN_A_ROW = 4
"""How many occurrences in a row may have had their nudge already (a move leaves one or two)."""


@dataclass(slots=True)  # not frozen: decision 18
class Occasion:
    """A moment whose next nudge is to be planned: the first that is due after `after`.

    `minutes`: how long a run must still fit before a busy moment.
    """

    moment: Moment
    zone: ZoneInfo
    minutes: int
    after: datetime


def plan_all(
    uow: UnitOfWork, occasions: Sequence[Occasion], policy: NudgePolicy
) -> Mapping[str, DueRow]:
    """Plan the next nudge of moments that have none due: moment id → nudge.

    An occurrence that had its nudge (the unique key says so) is passed over; nothing of a moment
    that has no next time.
    """
    planned: dict[str, DueRow] = {}
    left, reckoned = list(occasions), _Reckoned(policy)
    for _ in range(IN_A_ROW):
        tried = [(one, nudge) for one in left if (nudge := reckoned.next(one)) is not None]
        added = uow.planning.plan_all([nudge for _, nudge in tried])
        planned |= {nudge.slot: nudge for _, nudge in tried if nudge.id in added}
        left = [
            replace(one, after=nudge.due_at)
            for one, nudge in tried
            if nudge.id not in added and one.moment.kind is not MomentKind.ONE_OFF
        ]
        if not left:
            break
    return planned


_Alike: TypeAlias = tuple[
    MomentKind, When, time, time, frozenset[int], date | None, ZoneInfo, datetime, int
]
"""All that the next nudge of a moment goes by; not whose it is, nor what he calls it."""


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """Many are due at one moment because their plans are alike: each is reckoned once."""

    policy: NudgePolicy
    known: dict[_Alike, Planned | None] = field(default_factory=dict)

    def next(self, one: Occasion) -> DueRow | None:
        moment = one.moment
        when = (moment.kind, moment.when, moment.starts, moment.ends, moment.weekdays, moment.day)
        alike = (*when, one.zone, one.after, one.minutes)
        try:
            found = self.known[alike]
        except KeyError:
            found = next_nudge(moment, one.zone, one.after, self.policy, one.minutes)
            self.known[alike] = found
        return None if found is None else found.as_nudge(new_id(one.after), moment)
