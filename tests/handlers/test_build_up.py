"""`/opbouw`: where one stands, what comes next and why, and one stage back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.guidance import Guidance
from bot.domain.runner import Safety, Standing
from bot.usecases import building
from bot.usecases.ports import Database, UnitOfWork
from handlers.build_up import BuildUpRoom
from tests.steps import BUILD, DOOR, LIBRARY, Chat, a_coach, share_with


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of somebody who is starting."""
    room = BuildUpRoom(DOOR, BUILD, LIBRARY.run_forms.guards)
    person = Chat(database, 63, [room.conversation()])
    await person.enrols()
    return person


async def is_(sanne: Chat, **what: object) -> None:
    """Let the runner be this."""
    runner = replace(await sanne.runner(), **what)  # type: ignore[arg-type]
    await sanne.asks(lambda uow: uow.runners.save(runner))


async def opened(sanne: Chat) -> str:
    """Open the page; return its text."""
    (page,) = await sanne.types("buildup")
    return page.text


async def ran_and_said(sanne: Chat, answers: dict[str, str]) -> None:
    """Run three days later, and say this of it."""
    sanne.now += timedelta(days=3)
    run = await sanne.ran()

    def job(uow: UnitOfWork) -> None:
        for question, option in answers.items():
            uow.runs.answer(run, question, option, sanne.now)

    await sanne.asks(job)


async def test_before_the_first_run(sanne: Chat) -> None:
    """The first stage, and that it begins with a run; no date is promised."""
    text = await opened(sanne)
    assert "Stap 1 van 13: je loopt nu hooguit 12 minuten." in text
    assert "begint bij je eerste rondje" in text
    assert "De volgende stap" not in text


async def test_the_honest_line(sanne: Chat) -> None:
    """It says whose idea it is, and whose steps these are."""
    assert "is een bekend schema; de stappen zijn van ons" in await opened(sanne)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, "nog één rondje"),
        ({"talk_test": "no"}, "Praten ging een keer niet"),
        ({"extra": "dreaded"}, "Je zag er een keer tegenop"),
        ({"pain": "tendon"}, "Je had een klacht"),
    ],
)
async def test_what_comes_next_and_why(sanne: Chat, answers: dict[str, str], why: str) -> None:
    """After a run: the next stage, its earliest day, and what it waits for."""
    await ran_and_said(sanne, answers)
    text = await opened(sanne)
    assert "De volgende stap is 14 minuten, op zijn vroegst op woensdag 2 december." in text
    assert why in text


async def test_looking_changes_nothing(sanne: Chat) -> None:
    """A step that was earned is shown, and stored when the next check-in begins."""
    for _ in range(3):
        await ran_and_said(sanne, {"talk_test": "yes"})
    sanne.now += timedelta(days=3)
    assert "hooguit 14 minuten" in await opened(sanne)
    assert (await sanne.runner()).stage == 12
    runner, now = await sanne.runner(), sanne.now
    moved = await sanne.asks(lambda uow: building.catch_up(uow, runner, now, BUILD))
    assert (moved.stage, moved.stage_since) == (14, date(2026, 12, 2))


async def test_one_stage_back_is_asked_once(sanne: Chat) -> None:
    """*Liever korter* asks, then lowers one stage; the same tap again lowers nothing."""
    await is_(sanne, stage=20)
    await opened(sanne)
    (ask,) = await sanne.taps("Liever korter")
    (page,) = await sanne.taps("Ja, een stap terug")
    assert "hooguit 18 minuten" in page.text
    await sanne.taps_data(ask.buttons["Ja, een stap terug"])
    assert (await sanne.runner()).stage == 18


async def test_never_mind(sanne: Chat) -> None:
    """*Laat maar* leaves the stage as it was."""
    await is_(sanne, stage=20)
    await opened(sanne)
    await sanne.taps("Liever korter")
    await sanne.taps("Laat maar")
    assert (await sanne.runner()).stage == 20


@pytest.mark.parametrize("data", ["shorter:36", "shorter:x", "longer:14", "up", "shorter:12"])
async def test_no_button_goes_up(sanne: Chat, data: str) -> None:
    """Forged buttons move nothing; at the first stage there is no way back either."""
    await sanne.taps_data(f"v1:build_up:{data}")
    assert (await sanne.runner()).stage == 12
    assert not sanne.sees("Liever korter")


@pytest.mark.parametrize("standing", [Standing.USED, Standing.TRAINING])
async def test_those_without_a_stage_read_their_limits(sanne: Chat, standing: Standing) -> None:
    """30 minutes short, 60 long, and when it becomes less; nothing to go back from."""
    await is_(sanne, standing=standing, stage=30)
    text = await opened(sanne)
    assert "hooguit 30 minuten, een langer hooguit 60" in text
    assert ("trainingsblok" in text) is (standing is Standing.TRAINING)
    assert "Stap" not in text
    assert not sanne.sees("Liever korter")


async def test_with_a_burn_out(sanne: Chat) -> None:
    """The same steps, at the calmest moment of the day."""
    await is_(sanne, standing=Standing.BURN_OUT)
    text = await opened(sanne)
    assert "Stap 1 van 13" in text
    assert "rustigste moment van je dag" in text


async def test_first_the_doctor(sanne: Chat) -> None:
    """Whoever must talk to a doctor first reads that, and no stage."""
    await is_(sanne, safety=Safety.TALK_FIRST)
    text = await opened(sanne)
    assert "bespreek je eerst met je arts" in text
    assert "Stap" not in text


async def test_the_coachs_cap_is_named(sanne: Chat) -> None:
    """What the coach chose is said beside the stage."""
    await share_with(sanne, await a_coach(sanne.database, "Coach Verzonnen", None))
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.guiding.guide(runner.id, Guidance(cap=16)))
    assert "Je coach koos voor jou hooguit 16 minuten." in await opened(sanne)


async def test_the_coach_sets_a_stage(sanne: Chat) -> None:
    """Up or down, from today; minutes that are no stage are refused."""
    runner, now = await sanne.runner(), sanne.now
    moved = await sanne.asks(lambda uow: building.set_stage(uow, runner, 24, now, BUILD))
    assert (moved.stage, moved.stage_since) == (24, date(2026, 11, 21))
    with pytest.raises(ValueError, match="no stage"):
        await sanne.asks(lambda uow: building.set_stage(uow, runner, 25, now, BUILD))


async def test_whom_a_doctor_let_run_builds_up_too(sanne: Chat) -> None:
    """Used to running, but with a complaint that was talked about: the 12-minute stage."""
    await is_(sanne, standing=Standing.USED, safety=Safety.DISCUSSED)
    assert "Stap 1 van 13" in await opened(sanne)
