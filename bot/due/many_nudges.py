"""Many nudges as rows of the outbox: what they have in common is put into words once.

Who is nudged at one moment gets one of a few messages, in which only the name of the nudge differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TypeAlias

from bot.domain.planning import When
from bot.ids import new_id
from bot.messages import Messages
from bot.telegram.reply import to_row
from bot.usecases.nudging import Outcome, SendNudge, slot_of
from bot.usecases.ports import OutboxRow

_NAMELESS = "z" * 26
"""Stands for the id of a nudge: as long as one, and with a letter that is in none."""

_Alike: TypeAlias = tuple[str, str, bool, bool, str, date, datetime, tuple[When, time, time] | None]
"""All that the words of a nudge go by."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Makes rows of what is said at one moment, `now`."""

    messages: Messages
    now: datetime
    _known: dict[_Alike, OutboxRow] = field(default_factory=dict)

    def rows(self, outcomes: Sequence[Outcome]) -> list[OutboxRow]:
        """Return the row of each."""
        return [
            self._nudge(one)
            if isinstance(one, SendNudge)
            else to_row(self.messages.say(one), self.now)
            for one in outcomes
        ]

    def _nudge(self, sent: SendNudge) -> OutboxRow:
        runner, nudge = sent.runner, sent.nudge
        whom, how = (runner.language, runner.timezone), (sent.walk, sent.goodbye)
        what = (sent.moment.when, sent.moment.starts, sent.moment.ends) if sent.moment else None
        alike = (*whom, *how, nudge.kind, nudge.local_date, nudge.due_at, what)
        row = self._known.get(alike)
        if row is None:
            nameless = replace(sent, nudge=replace(nudge, id=_NAMELESS))
            row = to_row(self.messages.render(nameless), self.now)
            self._known[alike] = row
        return OutboxRow(
            id=new_id(self.now),
            chat=runner.chat,
            kind=row.kind,
            payload=row.payload.replace(_NAMELESS, nudge.id),
            slot=slot_of(nudge.id),
            created_at=self.now,
            expires=nudge.fits_until,
        )
