"""What is noticed is kept in memory exactly as long as it holds."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.dashboard.noticing import Noticing
from bot.domain.patterns import PatternKind
from bot.usecases.attention import Noticed
from bot.usecases.ports import Coach
from tests.dashboard.house import RULES, House

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there


async def _look(
    house: House, noticing: Noticing, coach: Coach, now: datetime
) -> Mapping[str, Noticed]:
    lines = await house.database.read(lambda uow: uow.views.runners(coach.id))
    return await noticing.of(house.database, RULES.patterns, coach.id, lines, now)


async def test_only_who_changed_is_read_again(house: House) -> None:
    """After a run of one runner what is noticed of the other is the very same."""
    coach, now, noticing = await house.coach("Anna Verzonnen"), house.clock.now(), Noticing()
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    tim = await house.runner(coach, "Tim Niemand")
    for ago in (4, 2):
        await house.run(sanne, 9, 5, days_ago=ago)
    first = await _look(house, noticing, coach, now)
    await house.run(sanne, 9, 5)
    second = await _look(house, noticing, coach, now)
    assert first[sanne.id].patterns == ()
    assert [one.kind for one in second[sanne.id].patterns] == [PatternKind.HIGH_TENSION]
    assert second[tim.id] is first[tim.id]


async def test_what_was_shown_is_not_worked_out_again_within_the_hour() -> None:
    """*Vandaag* opens twice: the second time nothing is prepared, unless there is news."""
    noticing, now = Noticing(), datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
    assert not noticing.is_worked_out("anna", 3, now)
    noticing.worked_out("anna", 3, now)
    asked = (("anna", 3, 5), ("anna", 4, 5), ("anna", 3, 60), ("bram", 3, 5))
    found = [noticing.is_worked_out(c, v, now + timedelta(minutes=m)) for c, v, m in asked]
    assert found == [True, False, False, False]


async def test_a_new_day_is_looked_at_anew(house: House) -> None:
    """Nothing happened, and that is what is noticed after ten quiet days."""
    coach, now, noticing = await house.coach("Anna Verzonnen"), house.clock.now(), Noticing()
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    await house.run(sanne, 4, 3)
    found = [
        (await _look(house, noticing, coach, now + timedelta(days=days)))[sanne.id].patterns
        for days in (0, 12)
    ]
    assert [[one.kind for one in patterns] for patterns in found] == [[], [PatternKind.DIP]]


async def test_who_withdrew_is_forgotten(house: House) -> None:
    """The next look keeps nothing of him, and another coach never had anything."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    now, noticing = house.clock.now(), Noticing()
    sanne = await house.runner(anna, "Sanne Voorbeeld")
    assert set(await _look(house, noticing, anna, now)) == {sanne.id}
    assert await _look(house, noticing, bram, now) == {}
    await house.database.write(lambda uow: uow.coaches.withdraw(sanne.id, now))
    assert await _look(house, noticing, anna, now) == {}
