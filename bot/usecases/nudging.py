"""Due rows: what is to happen with each one now. Nothing here sends or commits.

A nudge is settled as SENT in the same job that queues its message: at most once, whatever happens.
It is looked at once more when it no longer fits, to edit it away. Each look at a row settles it, or
postpones it; none stays due behind the clock. Many are looked at together: first all are judged,
then what became of them is stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.form_tables import RunForms
from bot.domain.nudges import Lapse, Send, Wait, may_send
from bot.domain.planning import NUDGE_KINDS, DueRow, DueState, Moment
from bot.domain.run import Run
from bot.domain.runner import Runner
from bot.usecases import occasions, planning, reflecting, running, telling
from bot.usecases.nudge_facts import LocalDay, at_it, facts_of, know
from bot.usecases.occasions import Occasion
from bot.usecases.planning import PlanRules
from bot.usecases.ports import UnitOfWork
from bot.usecases.running import RunRules
from bot.usecases.telling import Told

OVER_FITS = timedelta(days=1)
"""So long after its moment a nudge is edited away: Telegram changes nothing older than 48 hours."""

LOOK_AGAIN = timedelta(minutes=30)

RUN_KINDS = frozenset({running.ARE_YOU_BACK, running.RUN_ENDS, running.REFLECTION_ENDS})
"""Rows that change or ask about a run: looked at in the lane of the runner's chat."""


@dataclass(frozen=True, slots=True)
class NudgeRules:
    """What due rows go by."""

    plan: PlanRules
    run: RunRules
    forms: RunForms


@dataclass(slots=True)  # not frozen: decision 18
class SendNudge:
    """Nudge him. `walk`: yesterday was hard; `goodbye`: the last one until he taps something.

    `moment`: what it is about; None when he put it off, or took the moment away since.
    """

    runner: Runner
    nudge: DueRow
    walk: bool
    goodbye: bool
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class NudgeOver:
    """The moment of a nudge that stands in the chat has passed."""

    runner: Runner
    nudge: DueRow


@dataclass(frozen=True, slots=True)
class AskBack:
    """The one soundless question of a run, until `expires`."""

    runner: Runner
    run: Run
    expires: datetime


Outcome = SendNudge | NudgeOver | AskBack | Told


def slot_of(nudge_id: str) -> str:
    """Return the slot of a nudge's message."""
    return f"nudge:{nudge_id}"


@dataclass(slots=True)  # not frozen: decision 18
class Verdict:
    """What is to become of a due row; nothing of it is stored yet.

    `outcome`: what is to be said; `again_at`: look again then, else the row is settled; `then`:
    the moment whose next nudge is to be planned.
    """

    row: DueRow
    outcome: Outcome | None = None
    again_at: datetime | None = None
    then: Occasion | None = None


def look(uow: UnitOfWork, row: DueRow, now: datetime, rules: NudgeRules) -> Outcome | None:
    """Settle or postpone one due row; returns what is to be said, if anything."""
    verdicts = judge(uow, [row], now, rules)
    settle(uow, verdicts, now, rules)
    return verdicts[0].outcome


def waves(rows: Iterable[DueRow]) -> list[list[DueRow]]:
    """Split due rows so that no runner is twice in one wave: what comes of his first counts."""
    found, left = list[list[DueRow]](), list(rows)
    while left:
        wave: dict[str, DueRow] = {}
        left = [row for row in left if wave.setdefault(row.runner_id, row) is not row]
        found.append(list(wave.values()))
    return found


def judge(
    uow: UnitOfWork, rows: Sequence[DueRow], now: datetime, rules: NudgeRules
) -> Sequence[Verdict]:
    """Return what is to become of due rows, of each runner one at most.

    Stores nothing, but for a run that ends by itself: such a row (`RUN_KINDS`) comes alone. Nudges
    and their ends, the many, are read together, in as many statements for a hundred as for one.
    """
    runners = uow.runners.by_ids([row.runner_id for row in rows])
    mine = [(runners[row.runner_id], row) for row in rows if row.runner_id in runners]
    due = [(runner, row) for runner, row in mine if row.state is DueState.DUE]
    nudges = [(runner, row) for runner, row in due if row.kind in NUDGE_KINDS]
    over = [(runner, row) for runner, row in mine if row.state is not DueState.DUE]
    others = [(runner, row) for runner, row in due if row.kind not in NUDGE_KINDS]
    return [
        *(Verdict(row) for row in rows if row.runner_id not in runners),
        *_nudges(uow, nudges, now, rules),
        *_over(uow, over, now),
        *(_other(uow, runner, row, now, rules) for runner, row in others),
    ]


def settle(uow: UnitOfWork, verdicts: Sequence[Verdict], now: datetime, rules: NudgeRules) -> None:
    """Store what these verdicts say, all at once."""
    again = {one.row.id: one.again_at for one in verdicts if one.again_at is not None}
    uow.planning.postpone(again)
    done = [one for one in verdicts if one.again_at is None]
    uow.planning.over_all([one.row.id for one in done if one.row.state is not DueState.DUE])
    settled = [one for one in done if one.row.state is DueState.DUE]
    nudged = [one.row.id for one in settled if isinstance(one.outcome, SendNudge)]
    others = [one for one in settled if not isinstance(one.outcome, SendNudge)]
    said = [one.row.id for one in others if one.outcome is not None]
    lapsed = [one.row.id for one in others if one.outcome is None]
    uow.planning.sent_all(nudged, now)
    uow.planning.settle_all(said, DueState.SENT, now)
    uow.planning.settle_all(lapsed, DueState.LAPSED, now)
    then = [one.then for one in settled if one.then is not None]
    occasions.plan_all(uow, then, rules.plan.policy)


def _nudges(
    uow: UnitOfWork, them: Sequence[tuple[Runner, DueRow]], now: datetime, rules: NudgeRules
) -> list[Verdict]:
    decided = decide(uow, them, now, rules)
    settled = [(runner, row) for runner, row, may in decided if not isinstance(may, Wait)]
    then = {one.moment.id: one for one in planning.occasions_after(uow, settled, rules.plan)}
    return [_verdict(runner, row, may, then.get(row.slot)) for runner, row, may in decided]


def decide(
    uow: UnitOfWork, them: Sequence[tuple[Runner, DueRow]], now: datetime, rules: NudgeRules
) -> list[tuple[Runner, DueRow, Send | Lapse | Wait]]:
    """Return whether these due nudges may go, by what the record says of each runner."""
    known = know(uow, (runner for runner, _ in them), now)
    days = {zone: LocalDay.of(zone, now) for zone in {runner.timezone for runner, _ in them}}
    decided: list[tuple[Runner, DueRow, Send | Lapse | Wait]] = []
    for runner, row in them:
        facts = facts_of(known[runner.id], days[runner.timezone], now, rules.forms, rules.run.times)
        decided.append((runner, row, may_send(row, now, facts, rules.plan.policy)))
    return decided


def _verdict(
    runner: Runner, row: DueRow, may: Send | Lapse | Wait, then: Occasion | None
) -> Verdict:
    match may:
        case Send(walk, goodbye):
            moment = None if then is None else then.moment
            return Verdict(row, SendNudge(runner, row, walk, goodbye, moment), then=then)
        case Lapse():
            return Verdict(row, then=then)
        case Wait(until):
            return Verdict(row, again_at=until)


def _over(uow: UnitOfWork, them: Sequence[tuple[Runner, DueRow]], now: datetime) -> list[Verdict]:
    """Edit nudges away that still have buttons; not while a run or its ritual is going on.

    What was answered has no slot any more (see the handler): it stays as the answer left it.
    """
    if not them:
        return []
    shown = uow.outbox.shown_among({runner.chat: slot_of(row.id) for runner, row in them})
    waiting = uow.outbox.waiting_among(list(shown))
    busy = at_it(uow, (runner for runner, _ in them), now)
    verdicts: list[Verdict] = []
    for runner, row in them:
        late = now >= row.fits_until + OVER_FITS
        if runner.chat not in shown or late or runner.blocked_at is not None:
            verdicts.append(Verdict(row))
        elif runner.chat in waiting or runner.id in busy:
            verdicts.append(Verdict(row, again_at=now + LOOK_AGAIN))
        else:
            verdicts.append(Verdict(row, NudgeOver(runner, row)))
    return verdicts


def _other(
    uow: UnitOfWork, runner: Runner, row: DueRow, now: datetime, rules: NudgeRules
) -> Verdict:
    """Look at a row of a run, or at what goes between runner and coach: now, later, or never."""
    match row.kind:
        case running.ARE_YOU_BACK:
            return Verdict(row, _ask_back(uow, runner, row, now))
        case running.RUN_ENDS:
            running.ended_by_itself(uow, runner, row.slot, row.due_at, rules.run)
        case running.REFLECTION_ENDS:
            run = uow.runs.by_id(runner.id, row.slot)
            if run is not None:
                reflecting.over(uow, runner, run, now, rules.run)
        case kind if kind in telling.KINDS:
            found = telling.look(uow, runner, row, now, rules.plan.policy)
            if isinstance(found, datetime):
                return Verdict(row, again_at=found)
            return Verdict(row, found)
    return Verdict(row)


def _ask_back(uow: UnitOfWork, runner: Runner, row: DueRow, now: datetime) -> AskBack | None:
    run = running.running(uow, runner, row.slot)
    if run is None or now >= row.fits_until or runner.blocked_at is not None:
        return None
    return AskBack(runner, run, row.fits_until)
