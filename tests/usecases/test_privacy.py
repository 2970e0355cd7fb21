"""All that is stored about a runner, given out and erased."""

import json
from datetime import time

from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import privacy
from bot.usecases.ports import Database
from tests.steps import NOON, Chat, a_coach, share_with

SANNE = 81


async def exported(sanne: Chat, runner: Runner) -> dict[str, object]:
    """Return the export, parsed again."""
    found = await sanne.asks(lambda uow: privacy.export(uow, runner.id))
    assert found is not None
    document = json.loads(found)
    assert isinstance(document, dict)
    return document


async def test_an_export_holds_everything(database: Database) -> None:
    """Profile, consent, coach, runs with answers and sentence, and moments are in it."""
    sanne = Chat(database, SANNE, [])
    runner = await sanne.enrols()
    await share_with(sanne, await a_coach(database, "Lisa", 82))
    run = await sanne.ran("Mijn hoofd is stil.")
    ten = time(10)
    moment = Moment(new_id(NOON), runner.id, MomentKind.FIXED, When.AT, ten, ten, frozenset({5, 1}))
    await sanne.asks(lambda uow: uow.runs.answer(run, "tension", "7", NOON))
    await sanne.asks(lambda uow: uow.planning.add_moment(moment, NOON))
    text = json.dumps(await exported(sanne, runner), ensure_ascii=False)
    for part in ("Sanne", "test", "Lisa", "Mijn hoofd is stil.", '"tension": "7"', "[1, 5]"):
        assert part in text


async def test_an_export_is_only_about_oneself(database: Database) -> None:
    """Somebody else's sentence is not in it."""
    sanne, henk = Chat(database, SANNE, []), Chat(database, 83, [])
    runner = await sanne.enrols()
    await henk.enrols()
    await henk.ran("Van Henk alleen.")
    assert "Van Henk" not in json.dumps(await exported(sanne, runner))


async def test_an_export_of_nobody_is_nothing(database: Database) -> None:
    """Erased between asking and sending: there is no file."""
    assert await database.write(lambda uow: privacy.export(uow, new_id(NOON))) is None


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
