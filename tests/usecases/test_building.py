"""The build-up on a real database: when it is looked at, and what follows from it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.planning import When
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner, Standing
from bot.ids import new_id
from bot.usecases import building, check_in, nudge_facts, planning, red_flags, reflecting, situating
from bot.usecases.open_check_in import Ask, Offer, current
from bot.usecases.planning import Busy
from bot.usecases.ports import Database, UnitOfWork
from tests.steps import BUILD, CHECK_IN_RULES, LIBRARY, RULES, Chat


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return somebody at 20 minutes, who ran today."""
    person = Chat(database, 64, [])
    await person.enrols()
    ran = await person.ran()
    at20 = replace(await person.runner(), stage=20, stage_since=ran.local_date)
    await person.asks(lambda uow: uow.runners.save(at20))
    return person


async def checks_in(sanne: Chat) -> Ask | Offer:
    """Begin a check-in anew; return what it asks."""
    runner, now = await sanne.runner(), sanne.now
    found = await sanne.asks(lambda uow: check_in.begin_anew(uow, runner, now, CHECK_IN_RULES))
    assert isinstance(found, Ask | Offer)
    return found


@pytest.mark.parametrize(
    ("days", "stage", "why"), [(9, 20, ""), (10, 18, "back"), (90, 12, "restart")]
)
async def test_a_check_in_after_a_break(sanne: Chat, days: int, stage: int, why: str) -> None:
    """The stage of after the break is that of this check-in already."""
    sanne.now += timedelta(days=days)
    await checks_in(sanne)
    runner = await sanne.runner()
    assert (runner.stage, runner.stage_why) == (stage, why)


async def test_the_card_says_why_it_is_less(sanne: Chat) -> None:
    """After a break the reason on the card is the break, that day."""
    sanne.now += timedelta(days=10)
    found = await checks_in(sanne)
    given = {"tension": "5", "need": "rhythm", "length": "short"}
    runner, now = await sanne.runner(), sanne.now

    def job(uow: UnitOfWork) -> Ask | Offer:
        for question, option in given.items():
            uow.runs.answer(found.run, question, option, now)
        return current(uow, runner, found.run, now, CHECK_IN_RULES)

    offer = await sanne.asks(job)
    assert isinstance(offer, Offer)
    assert offer.card.pick.minutes.high == 18
    assert "guard_stage_back" in [reason.key for reason in offer.card.reasons]


async def test_no_stage_no_break(sanne: Chat) -> None:
    """Those used to running keep what they have, whatever they were away."""
    used = replace(await sanne.runner(), standing=Standing.USED)
    await sanne.asks(lambda uow: uow.runners.save(used))
    sanne.now += timedelta(days=100)
    await checks_in(sanne)
    assert (await sanne.runner()).stage == 20


async def test_the_end_of_the_ritual_looks_too(sanne: Chat) -> None:
    """A run added after a break, without a check-in: the stage follows when it is closed."""
    sanne.now += timedelta(days=12)
    runner, now = await sanne.runner(), sanne.now

    def job(uow: UnitOfWork) -> Runner | None:
        run = reflecting.add_run(uow, runner, 0, now)
        reflecting.finish(uow, runner, run, now, RULES)
        return uow.runners.by_id(runner.id)

    later = await sanne.asks(job)
    assert later is not None
    assert (later.stage, later.stage_since) == (18, date(2026, 12, 3))


async def test_other_minutes_move_the_nudge(sanne: Chat) -> None:
    """Before a busy moment a shorter run may begin later: the nudge is planned anew."""
    runner, now = await sanne.runner(), sanne.now
    wish = Busy(frozenset({0}), When.BEFORE, time(15))
    await sanne.asks(lambda uow: planning.add(uow, runner, wish, now, BUILD.plan))
    before = await sanne.asks(lambda uow: uow.planning.next_due())
    await sanne.asks(lambda uow: building.shorter(uow, runner, 20, now, BUILD))
    after = await sanne.asks(lambda uow: uow.planning.next_due())
    assert before is not None
    assert after == before + timedelta(minutes=2)


async def test_nobody_is_nudged_who_wants_none(sanne: Chat) -> None:
    """With the nudges off another stage plans none."""
    off = replace(await sanne.runner(), nudges_off=True)
    now = sanne.now

    def job(uow: UnitOfWork) -> bool:
        planning.add(uow, off, Busy(frozenset({0}), When.BEFORE, time(15)), now, BUILD.plan)
        uow.planning.clear_due(off.id)
        building.set_stage(uow, off, 30, now, BUILD)
        return uow.planning.next_due() is None

    assert await sanne.asks(job)


async def test_no_nudge_until_a_doctor_agrees(sanne: Chat) -> None:
    """After a red flag nothing asks him to run."""
    runner, now = await sanne.runner(), sanne.now

    def job(uow: UnitOfWork) -> tuple[bool, bool]:
        flagged = red_flags.red_flag(uow, runner, None, now)
        known = nudge_facts.know(uow, [runner], now)[runner.id]
        both = (known, replace(known, runner=flagged))
        day = nudge_facts.LocalDay.of(runner.timezone, now)
        forms, times = LIBRARY.run_forms, LIBRARY.running
        facts = [nudge_facts.facts_of(one, day, now, forms, times) for one in both]
        return facts[0].stopped, facts[1].stopped

    assert await sanne.asks(job) == (False, True)


async def test_check_ins_begun_and_left_hide_nothing(sanne: Chat) -> None:
    """However often a check-in is begun anew: who ran today is still told to walk."""
    for _ in range(20):
        found = await checks_in(sanne)
    runner, now = await sanne.runner(), sanne.now
    situation = await sanne.asks(
        lambda uow: situating.situate(uow, runner, found.run, now, CHECK_IN_RULES)
    )
    assert situation.ran_today


async def test_check_ins_begun_and_left_hide_no_complaint(sanne: Chat) -> None:
    """Nor does the pain of yesterday fall out of sight."""
    runner, now = await sanne.runner(), sanne.now
    hurt = Run(new_id(now), runner.id, RunState.DECLINED, now.date(), now)

    def job(uow: UnitOfWork) -> None:
        uow.runs.add(hurt)
        uow.runs.answer(hurt, "unwell", "pain", now)

    await sanne.asks(job)
    for _ in range(20):
        sanne.now += timedelta(minutes=1)
        found = await checks_in(sanne)
        assert isinstance(found, Ask)
        assert found.question.id == "recovered"
