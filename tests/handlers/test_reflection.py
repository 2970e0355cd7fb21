"""After the run: what comes too late, or by an old or a forged button, changes nothing."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.domain.run import Run, RunState, Sentence
from bot.telegram.incoming import Form
from bot.telegram.reply import Reply
from bot.usecases import planning
from bot.usecases.planning import Added, Fixed, PlanRules
from bot.usecases.ports import Database, UnitOfWork
from handlers.conversation import Known
from handlers.reflection import Reflection
from tests.steps import DOOR, LIBRARY, RULES, Chat, Message, a_coach, share_with

ROOM = Reflection(DOOR, LIBRARY.reflection, RULES, lambda _uow, _known, _now: None)
LIGHTER = "Mijn schouders zakten."
OLD = DOOR.words.of("nl")("old-button")


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who shares with a coach."""
    person = Chat(database, 62, [ROOM.conversation()])
    await person.enrols()
    await share_with(person, await a_coach(database, "Lisa", 63))
    return person


async def sentence(sanne: Chat, run: Run) -> Sentence | None:
    """Return what is kept of this run."""
    return await sanne.asks(lambda uow: uow.runs.sentence(run.id))


def typed(uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
    """Take a text as what is open after the run, or as nothing."""
    return ROOM.typed(uow, known, now) or []


async def quotes(sanne: Chat, run: Run, text: str) -> list[Message]:
    """Tap that a text was the sentence of this run."""
    tap = replace(sanne.sent(Form.BUTTON, f"v1:reflection:{run.id}:quoted", 1), quoted=text)
    return await sanne.does(DOOR.known(ROOM.tapped), tap)


async def test_a_choice_that_is_typed_long_after_shares_nothing(sanne: Chat) -> None:
    """The word may be about anything by then; just after it is the choice."""
    for waits, shared in ((RULES.times.loose_text_within, None), (timedelta(), True)):
        run = await sanne.ran(LIGHTER)
        sanne.now += waits
        await sanne.does(DOOR.known(typed), sanne.sent(Form.TEXT, "Delen", 7))
        kept = await sentence(sanne, run)
        assert kept is not None
        assert kept.shared is shared


async def test_a_shared_sentence_is_not_forgotten_by_an_old_tap(sanne: Chat) -> None:
    """The coach has read it; one that nobody else has read goes."""
    for shared in (True, None):
        run = await sanne.ran(LIGHTER, shared=shared)
        await sanne.taps_data(f"v1:reflection:{run.id}:not_sentence")
        assert (await sentence(sanne, run) is not None) is (shared is True)


async def test_before_the_run_there_is_no_sentence(sanne: Chat) -> None:
    """Nor when a tap quotes nothing; and there is nothing to round off."""
    run = await sanne.ran()
    await quotes(sanne, run, "")
    waits = replace(run, state=RunState.OFFERED, started_at=None, back_at=None)
    await sanne.asks(lambda uow: uow.runs.save(waits))
    await quotes(sanne, run, LIGHTER)
    assert await sentence(sanne, run) is None
    (shown,) = await sanne.taps_data(f"v1:reflection:{run.id}:done")
    assert shown.text == OLD


async def test_a_forged_tap_is_told_what_to_do(sanne: Chat) -> None:
    """It answers no question that there is."""
    run = await sanne.ran()
    for end in (run.id, f"{run.id}:made-up", "none:done", f"{run.id}:a:b", f"{run.id}:a:b:c"):
        (shown,) = await sanne.taps_data(f"v1:reflection:{end}")
        assert shown.text == OLD


async def test_planning_is_offered_after_the_first_run_alone(sanne: Chat) -> None:
    """And only as long as nothing is planned."""
    first, runner = await sanne.ran(), await sanne.runner()
    offered: list[bool] = []

    async def taps(run: Run) -> None:
        (card,) = await sanne.taps_data(f"v1:reflection:{run.id}:pain:none")
        offered.append("Mijn volgende loopje plannen" in card.buttons)

    await taps(first)
    wish, rules = Fixed(frozenset({1}), time(10)), PlanRules(LIBRARY.nudges, 30)
    added = await sanne.asks(lambda uow: planning.add(uow, runner, wish, sanne.now, rules))
    assert isinstance(added, Added)
    await taps(first)
    await sanne.asks(lambda uow: planning.remove(uow, runner, added.moment.id))
    await taps(await sanne.ran())
    assert offered == [True, False, False]


async def test_an_edit_that_leaves_no_words_changes_nothing(sanne: Chat) -> None:
    """The sentence stays as it was; other words take its place."""
    run = await sanne.ran(LIGHTER)
    for text, kept in ((" ", LIGHTER), ("Ik hoorde vogels.", "Ik hoorde vogels.")):
        edit = sanne.sent(Form.EDIT, text, 900)
        await sanne.does(DOOR.known(ROOM.edited), edit)
        found = await sentence(sanne, run)
        assert found is not None
        assert found.text == kept
