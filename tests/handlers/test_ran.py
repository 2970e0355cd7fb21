"""`/gelopen`: a run that was done without the bot."""

from datetime import date, timedelta

import pytest

from bot.domain.run import Run, RunState
from bot.ids import new_id
from bot.usecases import reflecting, running
from bot.usecases.ports import Database
from handlers import run
from handlers.ran import Ran
from handlers.reflection import Reflection
from tests.steps import CARD, DOOR, LIBRARY, RULES, Chat


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    asks = Reflection(DOOR, LIBRARY.reflection, RULES, lambda _uow, _known, _now: None)
    rooms = (Ran(DOOR, RULES, run.Run(DOOR, RULES)), asks)
    person = Chat(database, 61, [room.conversation() for room in rooms])
    await person.enrols()
    return person


async def kept(sanne: Chat) -> list[Run]:
    """Return the runs of this runner, the newest first."""
    runner = await sanne.runner()
    return list(await sanne.asks(lambda uow: uow.runs.latest(runner.id, 10)))


@pytest.mark.parametrize(
    ("taps", "day"),
    [
        (("Vandaag",), date(2026, 11, 21)),
        (("Gisteren",), date(2026, 11, 20)),
        (("Eerder", "donderdag 19 november"), date(2026, 11, 19)),
        (("Eerder", "zondag 15 november"), date(2026, 11, 15)),
        (("Eerder", "zaterdag 14 november"), date(2026, 11, 14)),
    ],
)
async def test_a_day_is_kept_and_the_sentence_asked(
    sanne: Chat, taps: tuple[str, ...], day: date
) -> None:
    """The run stands on its own day, and its one sentence is asked in the same message."""
    await sanne.types("ran")
    for label in taps:
        await sanne.taps(label)
    (only,) = await kept(sanne)
    assert only.local_date == day
    assert only.state is RunState.BACK
    assert sanne.sees("Schrijf me in één zin")
    assert len(sanne.screen) == 1


async def test_a_typed_day_needs_no_tap(sanne: Chat) -> None:
    """`/gelopen gisteren` is answer enough."""
    await sanne.types("ran", "gisteren")
    (only,) = await kept(sanne)
    assert only.local_date == date(2026, 11, 20)


async def test_the_day_may_be_typed_as_an_answer(sanne: Chat) -> None:
    """While the day is asked it can be typed, once; behind that the same word is no answer."""
    await sanne.types("ran")
    await sanne.writes("Gisteren")
    (only,) = await kept(sanne)
    assert only.local_date == date(2026, 11, 20)
    assert await sanne.writes("gisteren") is None
    assert len(await kept(sanne)) == 1


async def test_a_day_that_nobody_asked_for_is_no_run(sanne: Chat) -> None:
    """A bare "gisteren" adds nothing."""
    assert await sanne.writes("gisteren") is None
    assert await kept(sanne) == []


async def test_a_double_tap_is_one_run(sanne: Chat) -> None:
    """The second of two taps, however late, adds nothing."""
    (asked,) = await sanne.types("ran")
    button = asked.buttons["Vandaag"]
    for _ in range(2):
        await sanne.taps_data(button)
    assert len(await kept(sanne)) == 1


async def test_a_tap_after_the_sentence_asks_nothing_again(sanne: Chat) -> None:
    """An old button of a run that has its sentence is silent."""
    (asked,) = await sanne.types("ran")
    await sanne.taps("Vandaag")
    (only,) = await kept(sanne)
    runner, now = await sanne.runner(), sanne.now
    await sanne.asks(lambda uow: reflecting.write(uow, runner, only, "Rustig.", 5, now))
    assert await sanne.taps_data(asked.buttons["Gisteren"]) == []
    assert len(await kept(sanne)) == 1


async def test_two_commands_are_two_runs(sanne: Chat) -> None:
    """Who asks twice means two runs."""
    for day in ("Vandaag", "Gisteren"):
        await sanne.types("ran")
        await sanne.taps(day)
    assert len(await kept(sanne)) == 2


async def test_the_run_waits_for_its_sentence(sanne: Chat) -> None:
    """What is typed next is the sentence of this run, also after an open check-in."""
    runner, now = await sanne.runner(), sanne.now
    open_run = Run(new_id(now), runner.id, RunState.OFFERED, now.date(), now, card=CARD)
    await sanne.asks(lambda uow: uow.runs.add(open_run))
    await sanne.types("ran")
    await sanne.taps("Vandaag")
    hours = timedelta(hours=6)
    waits = await sanne.asks(
        lambda uow: reflecting.waits_for_sentence(uow, runner, sanne.now, hours)
    )
    assert waits is not None
    assert waits.id != open_run.id
    states = {one.id: one.state for one in await kept(sanne)}
    assert states[open_run.id] is RunState.REPLACED


async def test_during_a_run_it_means_being_back(sanne: Chat) -> None:
    """`/gelopen` on the way is *Ik ben terug*: no second run."""
    runner, now = await sanne.runner(), sanne.now
    offered = Run(new_id(now), runner.id, RunState.OFFERED, now.date(), now, card=CARD)
    await sanne.asks(lambda uow: uow.runs.add(offered))
    await sanne.asks(lambda uow: running.go(uow, runner, offered, now, RULES))
    await sanne.types("ran")
    (only,) = await kept(sanne)
    assert only.state is RunState.BACK
    assert sanne.sees("Welkom terug")


@pytest.mark.parametrize("days", ["8", "-1", "x", "400"])
async def test_a_forged_day_asks_again(sanne: Chat, days: str) -> None:
    """Only the days that have a button count."""
    await sanne.taps_data(f"v1:ran:{new_id(sanne.now)}:{days}")
    assert sanne.sees("Wanneer was het?")
    assert not await kept(sanne)


@pytest.mark.parametrize("days", ["0", "earlier", "x"])
async def test_a_forged_question_is_asked_anew(sanne: Chat, days: str) -> None:
    """What a forged button says stands nowhere: the question gets an id of its own."""
    (asked,) = await sanne.taps_data(f"v1:ran:geheim:{days}")
    assert asked.text.endswith("Wanneer was het?")
    assert not any("geheim" in told for told in asked.buttons.values())
    assert await sanne.asks(lambda uow: uow.outbox.message_of(sanne.number, "ran:geheim")) is None
    assert not await kept(sanne)


async def after(sanne: Chat, *days: str) -> Run:
    """Add a run of this day, and come to its taps without a sentence."""
    await sanne.types("ran")
    for label in days:
        await sanne.taps(label)
    (only,) = await kept(sanne)
    await sanne.taps_data(f"v1:reflection:{only.id}:skip")
    return only


async def test_a_run_of_last_week_is_asked_about_as_it_was(sanne: Chat) -> None:
    """How tense he was then, not now; and nobody stretches for a run of days ago."""
    await after(sanne, "Eerder", "zaterdag 14 november")
    assert sanne.sees("Hoe gespannen was je erna")
    assert not sanne.sees("Hoe gespannen ben je nu")
    await sanne.taps("Klaar")
    assert sanne.sees("Heb je ergens last van")
    assert not sanne.sees("Rek rustig")


async def test_a_run_of_today_still_stretches(sanne: Chat) -> None:
    """Who just came back is told to stretch, also after a run without the bot."""
    await after(sanne, "Vandaag")
    await sanne.taps("Klaar")
    assert sanne.sees("Rek rustig")


async def test_what_is_said_of_it_is_kept_with_its_day(sanne: Chat) -> None:
    """The taps belong to the added run, so that rest and build-up reckon with them."""
    only = await after(sanne, "Gisteren")
    await sanne.taps("Nee")
    answers = await sanne.asks(lambda uow: uow.runs.answers(only.id))
    assert (only.local_date, answers) == (date(2026, 11, 20), {"talk_test": "no"})
