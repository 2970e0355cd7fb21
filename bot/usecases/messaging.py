"""What coach and runner write to each other. Nothing here sends: due rows lead to messages.

A coach reaches only who shares with him now; a runner only the coach he shares with now.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.planning import DueRow
from bot.domain.runner import Runner
from bot.ids import new_id, same_id
from bot.usecases.ports import Author, Coach, Message, MessageKind, UnitOfWork

MESSAGE = "message"
"""The due row of a coach's message on its way to the runner; its slot begins with its id."""

REACTION = "reaction"
"""The due row of a coach's reaction; its slot is the sentence's id."""

WROTE = "wrote"
"""The due row that tells the coach, in neutral words, that this runner wrote to him."""

WAITS_AT_MOST = timedelta(days=30)
"""A message that could not be delivered for so long (blocked, paused) stays on the page alone."""

THREAD = 50
"""So many messages are looked at; nobody waits for an older one."""

MOST = 3500
"""Characters of one message: with a first line and a name it fits one message of Telegram."""

REACTIONS = ("❤", "👀")


@dataclass(frozen=True, slots=True)
class NotSharing:
    """These two do not share (any more)."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """Nothing was written, or more than `MOST` characters."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The message is stored, and on its way. `coach`: to or from whom; `again`: a second tap."""

    message: Message
    coach: Coach
    again: bool = False


@dataclass(frozen=True, slots=True)
class ToldToday:
    """The coach was told today already that it is hard."""

    coach: Coach


def write(
    uow: UnitOfWork,
    coach: Coach,
    runner_id: str,
    text: str,
    now: datetime,
    message_id: str | None = None,
) -> Sent | NotSharing | Unfit:
    """A coach writes to one of his runners; it arrives outside runs and quiet hours.

    With a `message_id` that is stored already, it was written before: twice changes nothing.
    """
    if not shares(uow, coach.id, runner_id):
        return NotSharing()
    known = uow.messages.by_id(message_id, runner_id) if message_id else None
    if known is not None:
        return Sent(known, coach)
    if not fits(text):
        return Unfit()
    named = message_id or new_id(now)
    message = Message(named, coach.id, runner_id, Author.COACH, text.strip(), now)
    uow.messages.add(message)
    uow.planning.plan(_row(message.runner_id, MESSAGE, message.id, now))
    uow.coaches.changed(runner_id)
    return Sent(message, coach)


def answer(
    uow: UnitOfWork,
    runner: Runner,
    text: str,
    now: datetime,
    kind: MessageKind = MessageKind.TEXT,
    *,
    said_in: int | None = None,
) -> Sent | NotSharing | Unfit:
    """A runner writes to the coach he shares with; the coach gets a neutral note.

    `said_in`: the message of the chat that holds the text: tapped twice it is sent once.
    """
    coach = coach_of(uow, runner)
    if coach is None:
        return NotSharing()
    message_id = new_id(now) if said_in is None else same_id(coach.id, runner.id, str(said_in))
    earlier = uow.messages.by_id(message_id, runner.id)
    if earlier is not None:
        return Sent(earlier, coach, again=True)
    if not fits(text):
        return Unfit()
    message = Message(
        message_id, coach.id, runner.id, Author.RUNNER, text.strip(), now, kind, delivered_at=now
    )
    uow.messages.add(message)
    uow.planning.plan(_row(runner.id, WROTE, message.id, now))
    uow.coaches.changed(runner.id)
    return Sent(message, coach)


def heavy(
    uow: UnitOfWork, runner: Runner, words: str, now: datetime
) -> Sent | ToldToday | NotSharing | Unfit:
    """*Laat mijn coach weten dat het zwaar is*, with the fixed `words`; once a local day."""
    coach = coach_of(uow, runner)
    if coach is None:
        return NotSharing()
    zone = ZoneInfo(runner.timezone)
    today = now.astimezone(zone).date()
    for earlier in uow.messages.thread(coach.id, runner.id, THREAD):
        same_day = earlier.written_at.astimezone(zone).date() == today
        if earlier.kind is MessageKind.HEAVY and same_day:
            return ToldToday(coach)
    return answer(uow, runner, words, now, MessageKind.HEAVY)


def react(
    uow: UnitOfWork, coach: Coach, runner_id: str, run_id: str, reaction: str | None, now: datetime
) -> bool:
    """❤ or 👀 on the runner's own sentence; None takes it back. False: not his to react to."""
    sentence = uow.runs.sentence(run_id)
    if sentence is None or sentence.runner_id != runner_id or not sentence.shared:
        return False
    if not shares(uow, coach.id, runner_id) or reaction not in (None, *REACTIONS):
        return False
    if sentence.reaction == reaction:
        return True
    uow.runs.react(runner_id, sentence.id, reaction)
    row = _row(runner_id, REACTION, sentence.id, now)
    uow.planning.plan(replace(row, slot=f"{sentence.id}:{row.id}"))  # each change is told
    uow.coaches.changed(runner_id)
    return True


def read(uow: UnitOfWork, runner: Runner, message_id: str, now: datetime) -> bool:
    """The runner says that he read it, and what stood above it. False: said before, or not his."""
    message = uow.messages.by_id(message_id, runner.id)
    if message is None or message.author is not Author.COACH or message.read_at is not None:
        return False
    for one in uow.messages.thread(message.coach_id, runner.id, THREAD):
        above = one.delivered_at is not None and one.written_at <= message.written_at
        if one.author is Author.COACH and above:
            uow.messages.read(one.id, now)
    uow.messages.read(message.id, now)
    uow.coaches.changed(runner.id)
    return True


def send_again(uow: UnitOfWork, runner: Runner, now: datetime) -> None:
    """He is back after blocking the bot: what his coach wrote meanwhile is on its way again."""
    coach = coach_of(uow, runner)
    if coach is None:
        return
    for message in uow.messages.thread(coach.id, runner.id, THREAD):
        fresh = now - message.written_at < WAITS_AT_MOST
        if message.author is Author.COACH and message.delivered_at is None and fresh:
            row = _row(runner.id, MESSAGE, message.id, now)
            uow.planning.plan(replace(row, slot=f"{message.id}:{row.id}"))


def shares(uow: UnitOfWork, coach_id: str, runner_id: str) -> bool:
    """Whether this runner shares with this coach now."""
    coaching = uow.coaches.coaching_of(runner_id)
    return coaching is not None and coaching.coach_id == coach_id


def coach_of(uow: UnitOfWork, runner: Runner) -> Coach | None:
    """Return the coach this runner shares with now."""
    coaching = uow.coaches.coaching_of(runner.id)
    return None if coaching is None else uow.coaches.by_id(coaching.coach_id)


def fits(text: str) -> bool:
    """Whether this can be a message."""
    return 0 < len(text.strip()) <= MOST


def _row(runner_id: str, kind: str, slot: str, now: datetime) -> DueRow:
    return DueRow(
        id=new_id(now),
        runner_id=runner_id,
        kind=kind,
        local_date=now.date(),
        slot=slot,
        due_at=now,
        fits_until=now + WAITS_AT_MOST,
    )
