"""The choice about a sentence: asked about for good after three equal ones, and not each time."""

from bot.usecases import reflecting
from bot.usecases.ports import Database, UnitOfWork
from tests.steps import Chat


async def test_always_is_asked_at_the_third_and_the_sixth(database: Database) -> None:
    """Whoever wants to be asked each time is not asked about that each time."""
    sanne = Chat(database, 74, [])
    await sanne.enrols()
    asked = []
    for number in range(1, 8):
        run, runner = await sanne.ran(f"Zin {number}."), await sanne.runner()

        def choose(uow: UnitOfWork, run_id: str = run.id) -> bool:
            sentence = uow.runs.sentence(run_id)
            assert sentence is not None
            found = reflecting.share(uow, runner, sentence.id, shared=True)  # noqa: B023  at once
            assert found is not None
            return found.always

        if await sanne.asks(choose):
            asked.append(number)
    assert asked == [3, 6]
