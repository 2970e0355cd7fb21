"""What people saw, and what was kept of what they said."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.demo.people import Person
from bot.usecases.ports import Database

PATIENCE = 20.0  # seconds, on a busy machine; nobody waits for it when all is well


def texts(person: Person) -> list[str]:
    """Return what the bot said to somebody."""
    return [one.text for one in person.messages if one.from_bot]


async def heard(person: Person, *expected: str) -> None:
    """Wait until the bot has said exactly this; a time-out shows what it said instead."""
    try:
        await person.chat.bell.until(lambda: texts(person) == [*expected] or None, PATIENCE)
    except TimeoutError:
        assert texts(person) == [*expected]


async def kept(database: Database, chat: int, name: str = "said") -> str:
    """Return what the step kept."""
    found = await database.read(lambda uow: uow.kept.get(f"{name}:{chat}"))
    return (found or "").strip()


async def until(look: Callable[[], Awaitable[bool]], within: float = PATIENCE) -> None:
    """Wait for something that rings no bell, such as a row in a table."""
    async with asyncio.timeout(within):
        while not await look():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)


async def settled(database: Database, person: Person) -> None:
    """Wait until nothing to this person is waiting."""

    async def nothing_waits() -> bool:
        return await database.read(lambda uow: uow.outbox.waiting(person.id)) == 0

    await until(nothing_waits)
