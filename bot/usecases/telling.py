"""What goes between runner and coach: due rows, and the coach's daily digest. Nothing here sends.

A coach's chat never holds anything about health: first names, that something is there, a link.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.nudges import NudgePolicy, after_quiet_hours
from bot.domain.planning import DueRow
from bot.domain.runner import Runner
from bot.domain.wall_clock import at, day_in, lies_between, local_of, next_at
from bot.usecases import leaving, messaging, running
from bot.usecases.ports import Author, Coach, Message, MessageKind, Tells, UnitOfWork

KINDS = frozenset(
    {running.SUMMARY, messaging.WROTE, messaging.MESSAGE, messaging.REACTION, leaving.COACH_LEFT}
)
"""Due rows that are looked at here."""

BLOCKED_LOOK = timedelta(hours=6)
"""So often it is looked whether somebody who blocked the bot is back."""

SILENT_LOOK = timedelta(minutes=30)
"""So often it is looked whether a run is over, where the outbox does not hold it."""

SUMMARIES = 200
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TellCoach:
    """A neutral note for the coach that this runner shares with, until `expires`."""

    coach: Coach
    chat: int
    runner: Runner
    expires: datetime
    wrote: MessageKind | None = None  # he wrote such a message; None: he ran


@dataclass(frozen=True, slots=True)
class CoachWrites:
    """A coach's message to a runner, on its way until `expires`."""

    runner: Runner
    coach: Coach
    message: Message
    expires: datetime


@dataclass(frozen=True, slots=True)
class CoachReacts:
    """❤ or 👀 on the runner's own message; None takes it back."""

    runner: Runner
    message_id: int
    reaction: str | None
    expires: datetime


@dataclass(frozen=True, slots=True)
class CoachLeft:
    """The coach of this runner stopped; not told after `expires`."""

    runner: Runner
    coach: Coach
    expires: datetime


@dataclass(frozen=True, slots=True)
class News:
    """How much is new for a coach: counts alone."""

    summaries: int
    messages: int

    @property
    def something(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.summaries or self.messages)


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new for a coach since the last one. Not sent after `expires`."""

    coach: Coach
    chat: int
    news: News
    expires: datetime


Told = TellCoach | CoachWrites | CoachReacts | CoachLeft


def look(
    uow: UnitOfWork, runner: Runner, row: DueRow, now: datetime, policy: NudgePolicy
) -> Told | datetime | None:
    """Return what is to be said, when to look again, or None: it has nothing to say any more."""
    if now >= row.fits_until:
        return None
    if row.kind == leaving.COACH_LEFT:
        return _left(uow, runner, row, now, policy)
    coach = messaging.coach_of(uow, runner)
    return None if coach is None else _between(uow, runner, coach, row, now, policy)


def _between(
    uow: UnitOfWork, runner: Runner, coach: Coach, row: DueRow, now: datetime, policy: NudgePolicy
) -> Told | datetime | None:
    """What goes from one to the other, as long as they share."""
    match row.kind:
        case messaging.MESSAGE:
            return _message(uow, runner, coach, row, now, policy)
        case messaging.REACTION:
            return _reaction(uow, runner, row, now, policy)
        case messaging.WROTE:
            return _wrote(uow, runner, coach, row, now)
        case _:
            if coach.tells is not Tells.EACH or _is_away(coach, now):
                return None
            return _note(runner, coach, row, _after_quiet(coach, now), now)


def _left(
    uow: UnitOfWork, runner: Runner, row: DueRow, now: datetime, policy: NudgePolicy
) -> CoachLeft | datetime | None:
    """In daylight, so to say; the outbox itself holds it during a run."""
    coach = uow.coaches.by_id(row.slot)
    if coach is None:
        return None
    if runner.blocked_at is not None:
        return now + BLOCKED_LOOK
    allowed_at = after_quiet_hours(now, ZoneInfo(runner.timezone), policy)
    return allowed_at if allowed_at > now else CoachLeft(runner, coach, row.fits_until)


def _message(
    uow: UnitOfWork, runner: Runner, coach: Coach, row: DueRow, now: datetime, policy: NudgePolicy
) -> CoachWrites | datetime | None:
    """A message waits for the end of the quiet hours; the outbox itself holds it during a run."""
    message = uow.messages.by_id(row.slot.partition(":")[0], runner.id)
    if message is None or message.coach_id != coach.id or message.delivered_at is not None:
        return None
    if runner.blocked_at is not None:
        return now + BLOCKED_LOOK
    allowed_at = after_quiet_hours(now, ZoneInfo(runner.timezone), policy)
    return allowed_at if allowed_at > now else CoachWrites(runner, coach, message, row.fits_until)


def _reaction(
    uow: UnitOfWork, runner: Runner, row: DueRow, now: datetime, policy: NudgePolicy
) -> CoachReacts | datetime | None:
    """The reaction as it is by now: of several changes the last one counts."""
    sentence = uow.runs.sentence_by_id(runner.id, row.slot.partition(":")[0])
    if sentence is None or not sentence.shared or sentence.message_id is None:
        return None
    if runner.blocked_at is not None:
        return None
    if uow.silences.until(runner.chat, now) is not None:
        return now + SILENT_LOOK
    allowed_at = after_quiet_hours(now, ZoneInfo(runner.timezone), policy)
    if allowed_at > now:
        return allowed_at
    return CoachReacts(runner, sentence.message_id, sentence.reaction, row.fits_until)


def _wrote(
    uow: UnitOfWork, runner: Runner, coach: Coach, row: DueRow, now: datetime
) -> TellCoach | datetime | None:
    """One note for all that waits of a runner; that it is hard is told to who is away, too."""
    message = uow.messages.by_id(row.slot, runner.id)
    if message is None or message.coach_id != coach.id or message.read_at is not None:
        return None
    if message.kind is MessageKind.HEAVY:
        note = _note(runner, coach, row, _after_quiet(coach, now), now)
    elif coach.tells is Tells.NOTHING or not _is_newest(uow, message):
        return None
    else:
        note = _note(runner, coach, row, may_tell_at(coach, now), now)
    return replace(note, wrote=message.kind) if isinstance(note, TellCoach) else note


def _is_newest(uow: UnitOfWork, message: Message) -> bool:
    thread = uow.messages.thread(message.coach_id, message.runner_id, messaging.THREAD)
    his = [one for one in thread if one.author is Author.RUNNER and one.kind is MessageKind.TEXT]
    return bool(his) and his[-1].id == message.id


def _note(
    runner: Runner, coach: Coach, row: DueRow, allowed_at: datetime, now: datetime
) -> TellCoach | datetime | None:
    if coach.chat is None:
        return None
    if allowed_at > now:
        return allowed_at
    return TellCoach(coach, coach.chat, runner, row.fits_until)


def may_tell_at(coach: Coach, now: datetime) -> datetime:
    """Return when he may be written to: now, or after his quiet hours and when he is back."""
    zone = ZoneInfo(coach.timezone)
    if not _is_away(coach, now) or coach.away_until is None:
        return _after_quiet(coach, now)
    return _after_quiet(coach, at(coach.away_until, coach.quiet_until, zone))


def digest(uow: UnitOfWork, coach: Coach, now: datetime) -> Digest | None:
    """Settle today's digest of a coach, if it is time; None: nothing is to be said."""
    if not is_digest_due(coach, now) or coach.chat is None:
        return None
    zone = ZoneInfo(coach.timezone)
    today = local_of(now, zone).date()
    uow.coaches.save(replace(coach, digest_on=today))
    # The first digest tells of all that waits; a later one of what came since the one before.
    since = at(coach.digest_on, coach.digest_at, zone) if coach.digest_on else BEGINNING
    found = uow.views.today(coach.id, SUMMARIES)
    fresh = sum(not one.read and one.back_at >= since for one in found)
    wrote = uow.views.wrote(coach.id, SUMMARIES)
    news = News(fresh, sum(one.message.written_at >= since for one in wrote))
    if not news.something:
        return None
    return Digest(coach, coach.chat, news, next_at(now, coach.digest_at, zone))


def news(uow: UnitOfWork, coach: Coach) -> News:
    """Return all that a coach did not read yet, whenever it came."""
    return News(uow.views.unread(coach.id), _unread_messages(uow, coach))


def is_digest_due(coach: Coach, now: datetime) -> bool:
    """Whether today's digest is still to be looked at: after its time, outside quiet hours."""
    local = local_of(now, ZoneInfo(coach.timezone))
    wanted = coach.tells is Tells.DAILY and coach.chat is not None
    if not wanted or local.time() < coach.digest_at or coach.digest_on == local.date():
        return False
    return may_tell_at(coach, now) <= now


def _unread_messages(uow: UnitOfWork, coach: Coach) -> int:
    """Return how many messages wait of those who share with him now."""
    sharing = set(uow.coaches.runner_ids(coach.id))
    unread = uow.messages.unread(coach.id).items()
    return sum(count for runner_id, count in unread if runner_id in sharing)


def _is_away(coach: Coach, now: datetime) -> bool:
    today = day_in(coach.timezone, now)
    return coach.away_until is not None and today < coach.away_until


def _after_quiet(coach: Coach, instant: datetime) -> datetime:
    zone = ZoneInfo(coach.timezone)
    quiet = lies_between(local_of(instant, zone).time(), coach.quiet_from, coach.quiet_until)
    return next_at(instant, coach.quiet_until, zone) if quiet else instant
