"""Planned moments. The due rows that they lead to are in `nudges`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, delete, insert, select

from bot.domain.planning import Moment
from bot.storage.collections.nudges import NudgeRows
from bot.storage.collections.rows import literally
from bot.storage.one_of import one_of
from bot.storage.ready import Ready
from bot.storage.records import Record
from bot.storage.sealing import Box
from bot.storage.tables import moments, nudges

_moment = Record(TypeAdapter(Moment))

_MOMENTS = Ready(
    select(moments.c.id, moments.c.content, moments.c.runner_id)
    .where(moments.c.runner_id == bindparam("runner_id"))
    .order_by(moments.c.created_at, moments.c.id)
)
_THESE = Ready(
    select(moments.c.id, moments.c.content, moments.c.runner_id).where(
        one_of(moments.c.id, "wanted")
    )
)


class PlanningRows(NudgeRows):
    """`Planning` of the ports."""

    def add_moment(self, moment: Moment, now: datetime) -> None:
        """Store a planned moment."""
        box = self._vault.of(moment.runner_id)
        row = {
            "id": moment.id,
            "runner_id": moment.runner_id,
            "created_at": now,
            "content": box.seal(_moment.dump(moment), _moment_aad(moment.id)),
        }
        self._connection.execute(insert(moments), row)
        self._stale(moment.runner_id)

    def moments(self, runner_id: str) -> Sequence[Moment]:
        """Return the moments, the oldest first."""
        rows = _MOMENTS.all(self._connection, {"runner_id": runner_id})
        return [_opened(self._vault.of(runner_id), row) for row in rows]

    def moments_among(self, moment_ids: Sequence[str]) -> Mapping[str, Moment]:
        """Return those of these moments that are there, by id."""
        rows = _THESE.all(self._connection, {"wanted": moment_ids})
        boxes = self._vault.of_all([row.runner_id for row in rows])
        return {row.id: _opened(boxes[row.runner_id], row) for row in rows}

    def remove_moment(self, runner_id: str, moment_id: str) -> bool:
        """Remove a moment and its due nudges; False when it is not this runner's or gone."""
        mine = (moments.c.runner_id == runner_id, moments.c.id == moment_id)
        if self._connection.execute(delete(moments).where(*mine)).rowcount == 0:
            return False
        self._stale(runner_id)
        due = (nudges.c.runner_id == runner_id, nudges.c.state == literally("due"))
        self._connection.execute(delete(nudges).where(*due, nudges.c.slot == moment_id))
        return True


def _opened(box: Box, row: Row[*tuple[object, ...]]) -> Moment:
    return _moment.load(box.open(row.content, _moment_aad(row.id)))


def _moment_aad(moment_id: str) -> str:
    return f"moments·content·{moment_id}"
