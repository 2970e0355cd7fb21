"""All that is stored about a runner, counted and erased."""

from bot.usecases import privacy
from bot.usecases.ports import Database
from tests.steps import Chat, a_coach, share_with

SANNE = 81


async def test_counts_leave_out_what_there_is_nothing_of(database: Database) -> None:
    """A runner with one sentence is not told of zero moments."""
    sanne = Chat(database, SANNE, [])
    runner = await sanne.enrols()
    await sanne.ran("Rustig.")
    counted = await sanne.asks(lambda uow: privacy.counts(uow, runner))
    kinds = {one.kind: one.rows for one in counted}
    assert kinds["sentences"] == 1
    assert "moments" not in kinds


async def test_erasing_tells_the_coachs_page(database: Database) -> None:
    """The coach's open page is drawn anew, and the runner is gone from his list."""
    sanne = Chat(database, SANNE, [])
    runner = await sanne.enrols()
    coach = await a_coach(database, "Lisa", 82)
    await share_with(sanne, coach)
    before = await sanne.asks(lambda uow: uow.coaches.version(coach.id))
    await sanne.asks(lambda uow: privacy.erase(uow, runner))
    assert await sanne.asks(lambda uow: uow.coaches.version(coach.id)) > before
    assert not await sanne.asks(lambda uow: uow.views.runners(coach.id))


async def test_only_ones_own_sentence_can_be_forgotten(database: Database) -> None:
    """The id of somebody else's sentence deletes nothing."""
    sanne, henk = Chat(database, SANNE, []), Chat(database, 83, [])
    runner = await sanne.enrols()
    await henk.enrols()
    run = await henk.ran("Van Henk alleen.")
    sentence = await henk.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    assert not await sanne.asks(lambda uow: privacy.forget_sentence(uow, runner, sentence.id))
    assert await henk.asks(lambda uow: uow.runs.sentence(run.id)) is not None
