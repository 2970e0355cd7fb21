"""What a coach is told by itself, and when: his own times, counts, and nothing about health."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.planning import DueRow
from bot.ids import new_id
from bot.usecases import coaching, messaging, running, telling
from bot.usecases.ports import Coach, Database, MessageKind, Tells, UnitOfWork
from bot.usecases.telling import CoachReacts, CoachWrites, TellCoach, Told
from tests.steps import LIBRARY, NOON, Chat, a_coach, share_with

LATE = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
"""Saturday 23:00 in Amsterdam: quiet for everybody."""

MORNING = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
"""Sunday 07:30: quiet hours are over."""


@pytest.fixture(name="sanne")
async def a_sharing_runner(database: Database) -> Chat:
    """Return Sanne, who shares with Lisa."""
    sanne = Chat(database, 73, [])
    await sanne.enrols()
    await share_with(sanne, await a_coach(database, "Lisa", 71))
    return sanne


async def lisa(sanne: Chat) -> Coach:
    """Return her coach."""
    found = await sanne.asks(lambda uow: uow.coaches.by_chat(71))
    assert found is not None
    return found


async def sets(sanne: Chat, **fields: Tells | date | time) -> Coach:
    """Change what the coach has set."""
    coach = replace(await lisa(sanne), **fields)  # type: ignore[arg-type]  # a test says which
    await sanne.asks(lambda uow: uow.coaches.save(coach))
    return coach


async def looks(sanne: Chat, kind: str, slot: str, now: datetime) -> Told | datetime | None:
    """Look at one due row."""
    runner = await sanne.runner()
    ends = NOON + timedelta(days=7)
    row = DueRow(new_id(now), runner.id, kind, NOON.date(), slot, NOON, ends)
    return await sanne.asks(lambda uow: telling.look(uow, runner, row, now, LIBRARY.nudges))


async def wrote(sanne: Chat, kind: MessageKind = MessageKind.TEXT) -> str:
    """Let Sanne write; returns the id of her message."""
    runner = await sanne.runner()
    sanne.now += timedelta(minutes=1)
    sent = await sanne.asks(lambda uow: messaging.answer(uow, runner, "Hoi", sanne.now, kind))
    assert isinstance(sent, messaging.Sent)
    return sent.message.id


@pytest.mark.parametrize(
    ("tells", "told"), [(Tells.EACH, True), (Tells.DAILY, False), (Tells.NOTHING, False)]
)
async def test_a_run_is_told_to_who_wants_each(sanne: Chat, tells: Tells, *, told: bool) -> None:
    """The others have the digest, or nothing."""
    await sets(sanne, tells=tells)
    found = await looks(sanne, running.SUMMARY, "a-run", NOON)
    assert isinstance(found, TellCoach) is told


async def test_a_note_waits_for_the_end_of_his_quiet_hours(sanne: Chat) -> None:
    """His own, in his zone."""
    await sets(sanne, tells=Tells.EACH)
    assert await looks(sanne, running.SUMMARY, "a-run", LATE) == MORNING


async def test_who_is_away_is_told_when_he_is_back(sanne: Chat) -> None:
    """A message waits until the morning of that day."""
    await sets(sanne, away_until=date(2026, 11, 25))
    found = await looks(sanne, messaging.WROTE, await wrote(sanne), NOON)
    assert found == datetime(2026, 11, 25, 6, 30, tzinfo=UTC)


async def test_that_it_is_hard_reaches_who_is_away(sanne: Chat) -> None:
    """And who wants to be told nothing: she asked for it herself."""
    await sets(sanne, away_until=date(2026, 11, 25), tells=Tells.NOTHING)
    found = await looks(sanne, messaging.WROTE, await wrote(sanne, MessageKind.HEAVY), NOON)
    assert isinstance(found, TellCoach)
    assert found.wrote is MessageKind.HEAVY


async def test_two_messages_are_one_note(sanne: Chat) -> None:
    """The older one has nothing to add."""
    first, second = await wrote(sanne), await wrote(sanne)
    assert await looks(sanne, messaging.WROTE, first, NOON) is None
    assert isinstance(await looks(sanne, messaging.WROTE, second, NOON), TellCoach)


async def test_what_was_read_is_not_told(sanne: Chat) -> None:
    """He saw it on the page before the note could leave."""
    message, coach, runner = await wrote(sanne), await lisa(sanne), await sanne.runner()
    await sanne.asks(lambda uow: uow.messages.read_thread(coach.id, runner.id, NOON))
    assert await looks(sanne, messaging.WROTE, message, NOON) is None


async def test_a_message_to_a_runner_waits_for_her_quiet_hours(sanne: Chat) -> None:
    """Written late, it comes in the morning."""
    coach, runner = await lisa(sanne), await sanne.runner()
    sent = await sanne.asks(lambda uow: messaging.write(uow, coach, runner.id, "Dag", NOON))
    assert isinstance(sent, messaging.Sent)
    assert await looks(sanne, messaging.MESSAGE, sent.message.id, LATE) == MORNING
    found = await looks(sanne, messaging.MESSAGE, sent.message.id, MORNING)
    assert isinstance(found, CoachWrites)


async def test_after_she_stopped_sharing_nothing_is_told(sanne: Chat) -> None:
    """Neither way."""
    message, runner = await wrote(sanne), await sanne.runner()
    await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))
    assert await looks(sanne, messaging.WROTE, message, NOON) is None


async def reacts(sanne: Chat, reaction: str | None) -> str:
    """Let Lisa react to a shared sentence, twice; returns the slot of a due row."""
    run = await sanne.ran("Lichter.", shared=True)
    coach, runner = await lisa(sanne), await sanne.runner()

    def twice(uow: UnitOfWork) -> None:
        for one in ("👀", reaction):
            messaging.react(uow, coach, runner.id, run.id, one, NOON)

    await sanne.asks(twice)
    sentence = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    return f"{sentence.id}:x"


@pytest.mark.parametrize("reaction", ["❤", None])
async def test_the_last_reaction_counts(sanne: Chat, reaction: str | None) -> None:
    """It lands on the very message that wrote the sentence; taken back, it goes."""
    slot = await reacts(sanne, reaction)
    found = await looks(sanne, messaging.REACTION, slot, NOON)
    assert isinstance(found, CoachReacts)
    assert (found.message_id, found.reaction) == (900, reaction)


async def test_a_reaction_waits_for_the_end_of_a_run(sanne: Chat) -> None:
    """From *Ik ga lopen* on nothing comes from the coach."""
    slot = await reacts(sanne, "❤")
    await sanne.asks(lambda uow: uow.silences.begin(73, NOON + timedelta(hours=2)))
    found = await looks(sanne, messaging.REACTION, slot, NOON)
    assert isinstance(found, datetime)
    assert found > NOON


async def test_a_sentence_taken_back_gets_no_reaction(sanne: Chat) -> None:
    """She keeps it to herself by now."""
    slot = await reacts(sanne, "❤")
    runner = await sanne.runner()
    sentence_id = slot.partition(":")[0]
    sentence = await sanne.asks(lambda uow: uow.runs.sentence_by_id(runner.id, sentence_id))
    assert sentence is not None
    await sanne.asks(lambda uow: uow.runs.write(replace(sentence, shared=False)))
    assert await looks(sanne, messaging.REACTION, slot, NOON) is None


async def digests(sanne: Chat, now: datetime) -> tuple[int, int] | None:
    """Settle today's digest; returns its counts."""
    coach = await lisa(sanne)
    found = await sanne.asks(lambda uow: telling.digest(uow, coach, now))
    return None if found is None else (found.news.summaries, found.news.messages)


async def test_a_digest_comes_once_a_day(sanne: Chat) -> None:
    """It counts what is new; the next day, with nothing new, there is none."""
    await sanne.ran("Lichter.", shared=True)
    await wrote(sanne)
    assert await digests(sanne, MORNING) == (1, 1)
    assert await digests(sanne, MORNING) is None
    coach, runner = await lisa(sanne), await sanne.runner()
    await sanne.asks(lambda uow: uow.messages.read_thread(coach.id, runner.id, MORNING))
    assert await digests(sanne, MORNING + timedelta(days=1)) is None


async def test_a_digest_does_not_tell_the_same_twice(sanne: Chat) -> None:
    """What still waits unread was told of; the first digest tells of all that waits."""
    await sanne.ran("Lichter.", shared=True)
    await wrote(sanne)
    in_days = MORNING + timedelta(days=3)
    assert await digests(sanne, in_days) == (1, 1)
    assert await digests(sanne, in_days + timedelta(days=1)) is None


async def test_nothing_new_is_no_digest(sanne: Chat) -> None:
    """An empty one would only disturb."""
    assert await digests(sanne, MORNING) is None


async def test_a_digest_waits_for_its_time(sanne: Chat) -> None:
    """Not a minute before the coach's own time."""
    await sets(sanne, digest_at=time(8, 0))
    await wrote(sanne)
    assert await digests(sanne, MORNING) is None
    assert await digests(sanne, MORNING + timedelta(minutes=30)) == (0, 1)


@pytest.mark.parametrize("fields", [{"tells": Tells.EACH}, {"away_until": date(2026, 11, 25)}])
async def test_no_digest_for_who_wants_none(sanne: Chat, fields: dict[str, Tells | date]) -> None:
    """Told after each run instead, or away."""
    await sets(sanne, **fields)
    await wrote(sanne)
    assert await digests(sanne, MORNING) is None


async def test_who_stopped_sharing_is_not_counted(sanne: Chat) -> None:
    """Her messages are hidden from the coach, in the digest too."""
    await wrote(sanne)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))
    assert await digests(sanne, MORNING) is None
