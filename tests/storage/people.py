"""Made-up people and rows for the tests of storage."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.card import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.run import Run, RunState, Sentence
from bot.domain.runner import Runner, Standing
from bot.usecases.ports import Coach, Consent, Kind, OutboxRow, UnitOfWork

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SANNE = Runner("runner-sanne", 101, "Sanne Testloper", "nl", "Europe/Amsterdam", Standing.STARTING)
BRAM = Runner("runner-bram", 102, "Bram Testloper", "nl", "Europe/Amsterdam", Standing.USED)
COACH = Coach("coach-test", "Coach Testpersoon", "nl", "Europe/Amsterdam")
OTHER_COACH = Coach("coach-ander", "Ander Testpersoon", "nl", "Europe/Amsterdam")

_RESET = Pick("reset", "reset_short", Activity.RUN, Minutes(10, 12))
CARD = Recommendation(
    pick=_RESET,
    reasons=(Reason("table_movement", ("need", "length")),),
    alternatives=(Pick("walk", "walk", Activity.WALK, Minutes(10, 15)),),
    tempo="talk",
    cue="body_scan",
    route="park",
    notes=("lit_loop",),
)


def enrol(uow: UnitOfWork, *people: Runner) -> None:
    """Add runners with their consent."""
    for runner in people:
        uow.runners.add(runner, Consent(runner.id, "1", "nl", NOW), NOW)


def run(number: int, runner: Runner = SANNE, state: RunState = RunState.ASKING) -> Run:
    """Return a run; a higher number is a day later."""
    at = NOW + number * DAY
    back = at + HOUR if state in {RunState.BACK, RunState.REFLECTED} else None
    return Run(f"run-{runner.chat}-{number}", runner.id, state, at.date(), at, CARD, back_at=back)


def sentence(of: Run, text: str, *, shared: bool | None = None, message: int = 7) -> Sentence:
    """Return the sentence of a run."""
    return Sentence(f"s-{of.id}", of.id, of.runner_id, text, of.checked_in_at, shared, message)


def message(
    number: int,
    chat: int = SANNE.chat,
    kind: Kind = Kind.REPLY,
    *,
    slot: str | None = None,
    created_at: datetime = NOW,
    not_before: datetime | None = None,
    expires: datetime | None = None,
) -> OutboxRow:
    """Return a message to be sent."""
    return OutboxRow(
        f"m{number:04}",
        chat,
        kind,
        f'{{"text":"message {number}"}}',
        slot,
        created_at=created_at,
        not_before=not_before,
        expires=expires,
    )


def nudge(
    number: int, runner: Runner = SANNE, kind: str = "busy", slot: str = "moment-1"
) -> DueRow:
    """Return a nudge; a higher number is a day later."""
    due = NOW + number * DAY
    return DueRow(
        f"n-{runner.chat}-{kind}-{number}",
        runner.id,
        kind,
        due.date(),
        slot,
        due,
        due + 2 * HOUR,
    )


def moment(number: int, runner: Runner = SANNE) -> Moment:
    """Return a one-off moment."""
    starts = (NOW + HOUR).time()
    return Moment(
        f"moment-{number}",
        runner.id,
        MomentKind.ONE_OFF,
        When.BEFORE,
        starts,
        starts,
        day=date(2026, 11, 5),
        label="verzonnen afspraak",
    )


def shared(uow: UnitOfWork, runner: Runner, coach: Coach, at: datetime = NOW) -> None:
    """Let a runner share with a coach (an invitation, used and answered with yes)."""
    token = f"{coach.id}/{runner.id}/{at}".encode()
    if uow.coaches.by_id(coach.id) is None:
        uow.coaches.add(coach, b"activate " + coach.id.encode(), at + DAY)
    uow.coaches.invite(coach.id, token, at, at + DAY)
    uow.coaches.use_invite(token, runner.id, at)
    uow.coaches.decide(runner.id, share=True, now=at)
