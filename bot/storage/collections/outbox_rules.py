"""Which rows of the outbox may leave now: order per chat, and silence. Only statements."""

from collections.abc import Mapping

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from bot.storage.collections.rows import literally
from bot.storage.columns import UTCDateTime
from bot.storage.ready import Ready
from bot.storage.tables import outbox, silences
from bot.usecases.ports import HELD_BY_SILENCE, Kind

_HELD = 3
URGENT = 1
PRIORITY: Mapping[Kind, int] = {
    kind: _HELD if kind in HELD_BY_SILENCE else at
    for kind, at in {Kind.HELP: 0, Kind.REPLY: URGENT, Kind.ARE_YOU_BACK: 2}.items()
} | dict.fromkeys(HELD_BY_SILENCE, _HELD)
"""Who goes first. Exactly the kinds that silence holds are at the end."""

_NOW = bindparam("now", type_=UTCDateTime)


def live(row: FromClause) -> ColumnElement[bool]:
    """Whether it is still to be sent, as states that an index by chat and state finds.

    Else all that a chat got in a week would be looked through for each message.
    """
    return row.c.state.in_([literally("waiting"), literally("claimed")])


def _waits_for_merge(row: FromClause) -> ColumnElement[bool]:
    """Whether silence held this row back: it was due before the release time of its chat."""
    return and_(row.c.priority == _HELD, row.c.ready_at < silences.c.held_until)


def _claimable() -> Select[tuple[str]]:
    """Return the ids that may be claimed at `now`, up to `at_most`, of priority `urgency` or less.

    A chat gives its first row only, and none while another one of it is on its way. What silence
    held back never leaves by itself, only as one soundless message (`to_release`, `merge_held`).
    """
    earlier, claimed = outbox.alias("e"), outbox.alias("c")
    same = silences.c.chat == outbox.c.chat
    on_its_way = exists().where(
        claimed.c.chat == outbox.c.chat, live(claimed), claimed.c.state == literally("claimed")
    )
    before = exists().where(
        earlier.c.chat == outbox.c.chat,
        live(earlier),
        earlier.c.state == literally("waiting"),
        earlier.c.ready_at <= _NOW,
        tuple_(earlier.c.priority, earlier.c.id) < tuple_(outbox.c.priority, outbox.c.id),
        or_(silences.c.chat.is_(None), not_(_waits_for_merge(earlier))),
    )
    may_pass = or_(
        outbox.c.priority < _HELD,
        silences.c.chat.is_(None),
        and_(silences.c.held_until <= _NOW, outbox.c.ready_at >= silences.c.held_until),
    )
    return (
        select(outbox.c.id)
        .select_from(outbox.outerjoin(silences, same))
        .where(
            outbox.c.state == literally("waiting"),
            outbox.c.ready_at <= _NOW,
            outbox.c.priority <= bindparam("urgency"),
            not_(on_its_way),
            may_pass,
            not_(before),
        )
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(bindparam("at_most"))
    )


def _held_back(*, over: bool) -> Select[tuple[object, ...]]:
    """Return the rows that silence holds back at `now`, or (`over`) held back until its release."""
    release = silences.c.held_until
    when = (
        (release <= _NOW, outbox.c.ready_at < release)
        if over
        else (release > _NOW, outbox.c.ready_at <= _NOW)
    )
    query = select(
        outbox.c.id,
        outbox.c.chat,
        outbox.c.kind,
        outbox.c.payload,
        outbox.c.ready_at,
        release.label("until"),
    )
    return (
        query.select_from(outbox.join(silences, silences.c.chat == outbox.c.chat))
        .where(outbox.c.state == literally("waiting"), outbox.c.priority == _HELD, *when)
        .where(or_(outbox.c.expires.is_(None), outbox.c.expires > _NOW))
        .order_by(outbox.c.ready_at, outbox.c.id)
    )


HELD_NOW = _held_back(over=False)
TO_RELEASE = _held_back(over=True)
_waiting = outbox.c.state == literally("waiting")
LOOK = Ready(
    select(  # two looks into indexes of what waits: all that an idle second costs
        exists().where(_waiting, outbox.c.ready_at <= _NOW).label("ready"),
        exists().where(_waiting, outbox.c.expires <= _NOW).label("expired"),
    )
)
BACKLOG = (
    select(func.count(), func.min(outbox.c.ready_at))
    .select_from(outbox.outerjoin(silences, silences.c.chat == outbox.c.chat))
    .where(_waiting, outbox.c.ready_at <= _NOW)
    .where(or_(silences.c.chat.is_(None), outbox.c.priority < _HELD))
)
EXPIRE = (
    update(outbox)
    .where(_waiting, outbox.c.expires <= _NOW)
    .values(state="dropped", payload=None, outcome="expired")
)
CLAIM = Ready(
    update(outbox)
    .where(outbox.c.id.in_(_claimable()))
    .values(state="claimed")
    .returning(outbox)  # no subquery here: in RETURNING SQLite gets names without their table
)
