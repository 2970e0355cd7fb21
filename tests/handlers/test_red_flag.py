"""*Er is iets mis*: the fixed card at once, and no run until a doctor agrees."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.telegram.reply import Reply, to_row
from bot.usecases import red_flags, running
from bot.usecases.ports import Database, Kind, UnitOfWork
from handlers import run
from handlers.check_in import CheckIn
from handlers.red_flag import RedFlag
from handlers.reflection import Reflection
from tests.steps import CARD, CHECK_IN_RULES, DOOR, LIBRARY, RULES, Chat

NOBODY_ASKS = Reflection(DOOR, LIBRARY.reflection, RULES, lambda _uow, _known, _now: None)
CHECK_IN = CheckIn(
    DOOR,
    CHECK_IN_RULES,
    run.Run(DOOR, RULES),
)


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is out."""
    rooms = (run.Run(DOOR, RULES), NOBODY_ASKS, RedFlag(DOOR, NOBODY_ASKS), CHECK_IN)
    person = Chat(database, 62, [room.conversation() for room in rooms])
    await person.enrols()
    runner, now = await person.runner(), person.now
    offered = Run(new_id(now), runner.id, RunState.OFFERED, now.date(), now, card=CARD)

    def job(uow: UnitOfWork) -> None:
        uow.runs.add(offered)
        running.go(uow, runner, offered, now, RULES)

    await person.asks(job)
    return person


async def newest(sanne: Chat) -> Run:
    """Return the newest run or check-in."""
    runner = await sanne.runner()
    return (await sanne.asks(lambda uow: uow.runs.latest(runner.id, 1)))[0]


async def wrong(sanne: Chat) -> None:
    """Tap *Er is iets mis* on the way."""
    await sanne.taps_data(f"v1:red_flag:{(await newest(sanne)).id}")


async def test_the_card_comes_at_once(sanne: Chat) -> None:
    """During a run: what to do, before everything else, and the run is over without a ritual."""
    await wrong(sanne)
    assert sanne.sees("bel 112")
    assert "help" in {message.kind for message in sanne.screen.values()}
    assert (await newest(sanne)).state is RunState.REFLECTED


async def test_nothing_unasked_comes_until_noon(sanne: Chat) -> None:
    """What silence held waits until noon of the next day."""
    await wrong(sanne)
    note = Reply(sanne.number, "Een seintje.", kind=Kind.NOTICE)

    def job(uow: UnitOfWork) -> list[datetime]:
        uow.outbox.add(to_row(note, sanne.now))
        return [row.until for row in uow.outbox.held(sanne.now)]

    assert await sanne.asks(job) == [datetime(2026, 11, 22, 11, tzinfo=UTC)]


async def test_no_run_until_a_doctor_agrees(sanne: Chat) -> None:
    """However long after: *Nog niet* leads to rest, and only the doctor opens running."""
    await wrong(sanne)
    for _ in range(13):  # more than the record that a check-in looks at
        sanne.now += timedelta(days=20)
        await sanne.types("checkin")
        assert sanne.sees("Vindt je arts het goed")
        await sanne.taps("Nog niet")
        assert "Ik ga lopen" not in list(sanne.screen.values())[-1].buttons
        sanne.screen.clear()
    sanne.now += timedelta(days=20)
    await sanne.types("checkin")
    await sanne.taps("Mijn arts vindt het goed")
    assert sanne.sees("Hoe gespannen ben je nu?")


async def test_a_run_after_the_doctor_agreed_closes_it(sanne: Chat) -> None:
    """Who goes again with a doctor's word is not asked a second time."""
    await wrong(sanne)
    sanne.now += timedelta(days=3)
    await sanne.types("checkin")
    for tap in ("Mijn arts vindt het goed", "5", "Ritme", "Kort rondje"):
        await sanne.taps(tap)
    await sanne.taps("Ik ga lopen")
    assert (await sanne.runner()).red_flag_at is None


async def test_a_slip_of_the_thumb_can_be_taken_back(sanne: Chat) -> None:
    """*Nee, iets anders*: asks what else it is, and the next check-in asks no doctor."""
    await wrong(sanne)
    await sanne.taps("Nee, iets anders")
    assert sanne.sees("een pees of iets anders")
    sanne.now += timedelta(days=3)
    await sanne.types("checkin")
    assert not sanne.sees("Vindt je arts het goed")


async def test_taking_it_back_leaves_an_earlier_one(sanne: Chat) -> None:
    """A slip of today does not undo what was felt last week."""
    runner, now = await sanne.runner(), sanne.now
    earlier = now - timedelta(days=7)
    felt = Run(new_id(earlier), runner.id, RunState.DECLINED, earlier.date(), earlier)

    def job(uow: UnitOfWork) -> None:
        uow.runs.add(felt)
        uow.runs.answer(felt, "unwell", "chest", earlier)

    await sanne.asks(job)
    await wrong(sanne)
    await sanne.taps("Nee, iets anders")
    assert (await sanne.runner()).red_flag_at is not None


async def test_an_old_button_still_shows_the_card(sanne: Chat) -> None:
    """Whatever the button, who asks what to do is told."""
    await sanne.taps_data("v1:red_flag:gone")
    assert sanne.sees("bel 112")
    assert (await newest(sanne)).state is RunState.RUNNING


async def test_without_a_run_it_counts_too(sanne: Chat) -> None:
    """Typed at any time: kept with the runner, and an open check-in closes."""
    runner, now = await sanne.runner(), sanne.now
    out = await newest(sanne)

    def job(uow: UnitOfWork) -> Runner:
        uow.runs.save(replace(out, state=RunState.OFFERED))
        return red_flags.red_flag(uow, runner, None, now)

    flagged = await sanne.asks(job)
    assert flagged.red_flag_at == now
    assert (await newest(sanne)).state is RunState.DECLINED


async def test_after_the_run_it_is_one_tap_away(sanne: Chat) -> None:
    """*Er is iets mis* stands under the welcome, and under *Er was nog iets*."""
    run_id = (await newest(sanne)).id
    (*_, welcome) = await sanne.taps_data(f"v1:run:{run_id}:back")
    assert "Er is iets mis" in welcome.buttons
    await sanne.taps("Overslaan")
    (panel,) = await sanne.taps("Er was nog iets")
    assert "Er is iets mis" in panel.buttons
