"""The SELECTs behind a coach's pages: by seeks in indexes, never through all runs."""

from sqlalchemy import Select, and_, bindparam, case, func, or_, select, update
from sqlalchemy.sql.expression import literal

from bot.domain.run import RAN_STATES
from bot.storage.collections.rows import literally
from bot.storage.tables import coachings, messages, runners, runs, sentences

_BACK = and_(
    runs.c.state.in_([literally(state) for state in sorted(RAN_STATES)]),
    runs.c.back_at.is_not(None),
)
_MINE = and_(coachings.c.coach_id == bindparam("coach_id"), coachings.c.ended_at.is_(None))
_HIS = and_(_MINE, coachings.c.runner_id == bindparam("runner_id"))
_SHOWN = and_(
    runs.c.runner_id == coachings.c.runner_id, _BACK, runs.c.back_at >= coachings.c.visible_from
)
_NEWEST_FIRST = (runs.c.back_at.desc(), runs.c.id.desc())
_UNREAD = runs.c.read_at.is_(None)

_SHARED = and_(sentences.c.run_id == runs.c.id, sentences.c.shared.is_(True))
_COLUMNS = (
    runs.c.id,
    runs.c.runner_id,
    runs.c.local_date,
    runs.c.back_at,
    runs.c.card,
    runs.c.answers,
    runs.c.read_at,
    sentences.c.id.label("sentence_id"),
    sentences.c.content,
    sentences.c.reaction,
)

# Which first, from an index alone; what they hold is then read for these few.
_FEW = select(runs.c.id).where(_MINE).order_by(*_NEWEST_FIRST).limit(bindparam("at_most"))
UNREAD_IDS = _FEW.select_from(coachings.join(runs, _SHOWN)).where(_UNREAD)
# One lower bound, not two: a database that seeks by the wrong one of two reads years of runs.
_LATE = case(
    (coachings.c.visible_from > bindparam("read_since"), coachings.c.visible_from),
    else_=bindparam("read_since"),
)
_LATELY = and_(runs.c.runner_id == coachings.c.runner_id, _BACK, runs.c.back_at >= _LATE)
READ_IDS = _FEW.select_from(coachings.join(runs, _LATELY)).where(runs.c.read_at.is_not(None))
COUNT_UNREAD = select(func.count()).select_from(coachings.join(runs, _SHOWN)).where(_MINE, _UNREAD)
THESE = (
    select(*_COLUMNS)
    .select_from(runs.outerjoin(sentences, _SHARED))
    .where(runs.c.id.in_(bindparam("ids", expanding=True)))
)
"""Only for ids that one of the two above gave in this transaction: it asks nobody's leave."""

WROTE = (
    select(messages)
    .select_from(
        messages.join(
            coachings,
            and_(
                coachings.c.coach_id == messages.c.coach_id,
                coachings.c.runner_id == messages.c.runner_id,
            ),
        )
    )
    .where(_MINE, ~messages.c.from_coach, messages.c.read_at.is_(None))
    .order_by(messages.c.written_at.desc(), messages.c.id.desc())
    .limit(bindparam("at_most"))
)

PROFILES = select(runners.c.id, runners.c.profile).where(
    runners.c.id.in_(bindparam("ids", expanding=True))
)

NEWEST = (
    select(*_COLUMNS)
    .select_from(coachings.join(runs, _SHOWN).outerjoin(sentences, _SHARED))
    .where(_HIS)
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("at_most"))
)
SINCE_DAY = NEWEST.where(runs.c.local_date >= bindparam("first"))
CURSOR = select(runs.c.back_at).where(
    runs.c.id == bindparam("run_id"), runs.c.runner_id == bindparam("runner_id")
)
OLDER = NEWEST.where(
    runs.c.back_at <= bindparam("back_at"),
    or_(runs.c.back_at < bindparam("back_at"), runs.c.id < bindparam("run_id")),
)
FELT = (
    select(runs.c.id, runs.c.local_date, runs.c.answers)
    .select_from(coachings.join(runs, _SHOWN))
    .where(_HIS, runs.c.local_date >= bindparam("first"))
    .order_by(runs.c.local_date, runs.c.back_at, runs.c.id)
)


def _lines() -> Select[tuple[object, ...]]:
    """Return one row a runner: his newest run and what is unread are seeks of their own."""
    last_run = (
        select(runs.c.local_date).where(_SHOWN).order_by(*_NEWEST_FIRST).limit(1).scalar_subquery()
    )
    unread = select(func.count(literal(1))).where(_SHOWN, _UNREAD).scalar_subquery()
    columns = (
        runners.c.id,
        runners.c.profile,
        coachings.c.since,
        coachings.c.visible_from,
        coachings.c.changes,
        last_run.correlate(coachings).label("last_run"),
        unread.correlate(coachings).label("unread"),
    )
    return select(*columns).select_from(
        coachings.join(runners, runners.c.id == coachings.c.runner_id)
    )


LINES = _lines().where(_MINE)
LINE = _lines().where(_HIS)
SINCE = (
    select(coachings.c.visible_from, runners.c.profile)
    .select_from(coachings.join(runners, runners.c.id == coachings.c.runner_id))
    .where(_HIS)
)
MARK = (
    update(runs)
    .where(
        runs.c.id.in_(bindparam("ids", expanding=True)),
        _UNREAD,
        select(coachings.c.id).where(_MINE, _SHOWN).correlate(runs).exists(),
    )
    .values(read_at=bindparam("now"))
)
