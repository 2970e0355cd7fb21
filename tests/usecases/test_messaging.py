"""Coach and runner write to each other, and only while the runner shares."""

from datetime import timedelta

import pytest

from bot.usecases import coaching, messaging
from bot.usecases.messaging import NotSharing, Sent, ToldToday, Unfit
from bot.usecases.ports import Author, Coach, Database, MessageKind, UnitOfWork
from tests.steps import NOON, Chat, a_coach, share_with


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


async def writes(sanne: Chat, coach: Coach, text: str) -> Sent | NotSharing | Unfit:
    """Let a coach write to Sanne."""
    runner = await sanne.runner()
    return await sanne.asks(lambda uow: messaging.write(uow, coach, runner.id, text, NOON))


async def due_kinds(sanne: Chat) -> list[str]:
    """Return what is due of messages, by kind."""
    rows = await sanne.asks(lambda uow: uow.planning.claim_due(NOON + timedelta(days=1), 99))
    kinds = {messaging.MESSAGE, messaging.WROTE, messaging.REACTION}
    return [row.kind for row in rows if row.kind in kinds]


async def test_a_coach_writes(sanne: Chat) -> None:
    """His message is stored, waiting, and a due row carries it."""
    coach = await lisa(sanne)
    sent = await writes(sanne, coach, "  Hoe gaat het?  ")
    assert isinstance(sent, Sent)
    assert (sent.message.text, sent.message.delivered_at) == ("Hoe gaat het?", None)
    thread = await sanne.asks(lambda uow: uow.messages.thread(coach.id, sent.message.runner_id, 9))
    assert thread == [sent.message]
    assert await due_kinds(sanne) == [messaging.MESSAGE]


async def test_another_coach_reaches_nobody(sanne: Chat, database: Database) -> None:
    """A coach with whom she does not share writes in vain."""
    other = await a_coach(database, "Henk", 72)
    assert isinstance(await writes(sanne, other, "Hoi"), NotSharing)
    assert await due_kinds(sanne) == []


async def test_after_she_stopped_sharing_nothing_goes(sanne: Chat) -> None:
    """The coach of yesterday reaches her no more, nor she him."""
    coach, runner = await lisa(sanne), await sanne.runner()
    await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))
    assert isinstance(await writes(sanne, coach, "Hoi"), NotSharing)
    found = await sanne.asks(lambda uow: messaging.answer(uow, runner, "Hoi", NOON))
    assert isinstance(found, NotSharing)


@pytest.mark.parametrize("text", ["", " \n ", "x" * (messaging.MOST + 1)])
async def test_what_fits_no_message(sanne: Chat, text: str) -> None:
    """Nothing at all, or more than one message holds, is refused and not stored."""
    assert isinstance(await writes(sanne, await lisa(sanne), text), Unfit)
    assert await due_kinds(sanne) == []


async def test_a_runner_answers(sanne: Chat) -> None:
    """It is unread for her coach, and one neutral note is due."""
    coach, runner = await lisa(sanne), await sanne.runner()
    sent = await sanne.asks(lambda uow: messaging.answer(uow, runner, "Goed!", NOON))
    assert isinstance(sent, Sent)
    assert sent.message.author is Author.RUNNER
    assert await sanne.asks(lambda uow: uow.messages.unread(coach.id)) == {runner.id: 1}
    assert await due_kinds(sanne) == [messaging.WROTE]


async def test_it_is_hard_is_told_once_a_day(sanne: Chat) -> None:
    """A second tap of the same local day tells nothing new; the next day it does."""
    runner = await sanne.runner()

    def tap(uow: UnitOfWork, days: int) -> Sent | ToldToday | NotSharing | Unfit:
        return messaging.heavy(uow, runner, "Het is zwaar.", NOON + timedelta(days=days))

    first = await sanne.asks(lambda uow: tap(uow, 0))
    assert isinstance(first, Sent)
    assert first.message.kind is MessageKind.HEAVY
    assert isinstance(await sanne.asks(lambda uow: tap(uow, 0)), ToldToday)
    assert isinstance(await sanne.asks(lambda uow: tap(uow, 1)), Sent)


async def reacts(sanne: Chat, coach: Coach, run_id: str, reaction: str | None) -> bool:
    """Let a coach react."""
    runner = await sanne.runner()
    return await sanne.asks(
        lambda uow: messaging.react(uow, coach, runner.id, run_id, reaction, NOON)
    )


async def test_a_reaction(sanne: Chat) -> None:
    """It stays with her sentence, and each change is told once."""
    coach, run = await lisa(sanne), await sanne.ran("lichter", shared=True)
    assert await reacts(sanne, coach, run.id, "❤")
    assert await reacts(sanne, coach, run.id, "❤")
    assert await due_kinds(sanne) == [messaging.REACTION]
    assert await reacts(sanne, coach, run.id, None)
    sentence = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    assert sentence.reaction is None


async def test_no_reaction_on_what_is_not_shared(sanne: Chat) -> None:
    """A private sentence is none of his business, and other emoji are not his to give."""
    coach = await lisa(sanne)
    private = await sanne.ran("zwaar", shared=False)
    assert not await reacts(sanne, coach, private.id, "❤")
    shared = await sanne.ran("licht", shared=True)
    assert not await reacts(sanne, coach, shared.id, "💩")
    assert await due_kinds(sanne) == []


async def reads(sanne: Chat, sent: Sent | NotSharing | Unfit) -> bool:
    """Let Sanne say that she read it."""
    assert isinstance(sent, Sent)
    runner = await sanne.runner()
    return await sanne.asks(lambda uow: messaging.read(uow, runner, sent.message.id, NOON))


async def test_read(sanne: Chat) -> None:
    """She says that she read it: only a message to her counts."""
    runner = await sanne.runner()
    assert await reads(sanne, await writes(sanne, await lisa(sanne), "Hoi"))
    from_her = await sanne.asks(lambda uow: messaging.answer(uow, runner, "Ook hoi", NOON))
    assert not await reads(sanne, from_her)
