"""What a coach sets for one runner: saved whole, or not at all and nothing typed is lost."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.guidance import Guidance
from bot.domain.runner import Runner, Standing
from bot.usecases.ports import UnitOfWork
from tests.dashboard.house import House, Inside

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def _anna(house: House) -> tuple[Runner, Inside, str]:
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    return sanne, await house.inside(coach), f"/runners/{sanne.id}/settings"


async def _stored(house: House, runner: Runner) -> Guidance:
    return await house.database.read(lambda uow: uow.guiding.guidance(runner.id))


async def test_everything_is_saved_and_shown_again(house: House) -> None:
    """Cap, forms, cue, learning, stage and the next talk stand in the form that comes back."""
    sanne, inside, path = await _anna(house)
    talk = (house.clock.now() + timedelta(days=9)).astimezone(AMSTERDAM).replace(
        hour=11, minute=30, second=0, microsecond=0
    )  # fmt: skip
    filled = {"cap": "24", "pinned": "mindful", "forbidden": "trail", "cue": "cadence"}
    when = {"day": talk.date().isoformat(), "time": "11:30"}
    answer = await inside.sends(path, stage="20", stage_was="14", **filled, **when)
    assert (answer.status, answer.headers["Location"]) == (303, f"{path}?saved=yes")
    found = await _stored(house, sanne)
    assert found == Guidance(24, "mindful", frozenset({"trail"}), "cadence", False, "", talk)  # noqa: FBT003
    page = (await inside.gets(answer.headers["Location"])).text
    assert "Bewaard." in page
    for chosen in (
        'value="24"', '<option value="mindful" selected>', 'value="trail" checked',
        '<option value="cadence" selected>', '<option value="20" selected>', 'value="11:30"',
    ):  # fmt: skip
        assert chosen in page
    assert 'value="yes" checked' not in page


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("cap", "veel", "Een heel getal van 10 tot en met 90"),
        ("cap", "9", "Een heel getal van 10 tot en met 90"),
        ("cap", "\N{SUPERSCRIPT TWO}", "Een heel getal van 10 tot en met 90"),
        ("day", "2026-13-45", "Vul een dag en een tijd in"),
        ("day", "2020-01-01", "Vul een dag en een tijd in"),
        ("time", "11:30", "Vul een dag en een tijd in"),
    ],
)
async def test_a_mistake_saves_nothing_and_loses_nothing(
    house: House, field: str, typed: str, why: str
) -> None:
    """What was wrong stands there as it was typed, beside it why; the other fields too."""
    sanne, inside, path = await _anna(house)
    form = {"cap": "30", "pinned": "mindful", "forbidden": "trail", "stage": "20"}
    answer = await inside.sends(path, **{**form, "stage_was": "14", field: typed})
    assert answer.status == 422
    assert why in answer.text
    assert f'value="{html.escape(typed)}"' in answer.text
    assert '<option value="mindful" selected>' in answer.text
    assert '<option value="20" selected>' in answer.text
    assert await _stored(house, sanne) == Guidance()
    assert "<dd>nu 14 minuten per keer</dd>" in (await inside.gets(f"/runners/{sanne.id}")).text


async def test_a_talk_that_was_is_no_next_talk(house: House) -> None:
    """A day that has been is refused kindly."""
    _, inside, path = await _anna(house)
    answer = await inside.sends(path, day="2020-01-01", time="10:00")
    assert (answer.status, "Dat is al geweest" in answer.text) == (422, True)


async def test_one_form_is_not_both_pinned_and_forbidden(house: House) -> None:
    """The form says which of the two it cannot be."""
    sanne, inside, path = await _anna(house)
    answer = await inside.sends(path, pinned="trail", forbidden="trail")
    assert (answer.status, "Kies een van beide" in answer.text) == (422, True)
    assert await _stored(house, sanne) == Guidance()


async def test_what_nobody_defined_is_not_stored(house: House) -> None:
    """A forged form or cue, or a stage that is none, changes nothing."""
    sanne, inside, path = await _anna(house)
    forged = {"pinned": "sprint", "forbidden": "rest", "cue": "faster", "learning": "yes"}
    await inside.sends(path, stage="99", stage_was="14", **forged)
    assert await _stored(house, sanne) == Guidance()
    assert "<dd>nu 14 minuten per keer</dd>" in (await inside.gets(f"/runners/{sanne.id}")).text


async def test_an_old_form_does_not_undo_a_step(house: House) -> None:
    """She earned a step while the form was open: saving another field leaves it."""
    sanne, inside, path = await _anna(house)
    page = (await inside.gets(path)).text
    (stage,) = re.findall(r'name="stage_was" value="(\d+)"', page)

    def steps(uow: UnitOfWork) -> None:
        found = uow.runners.by_id(sanne.id)
        assert found is not None
        uow.runners.save(replace(found, stage=16))

    await house.database.write(steps)
    await inside.sends(path, cap="30", stage=stage, stage_was=stage)
    assert "<dd>nu 16 minuten per keer</dd>" in (await inside.gets(f"/runners/{sanne.id}")).text


async def test_who_does_not_build_up_has_no_stage_to_set(house: House) -> None:
    """The field is not there, and a forged one is not taken."""
    sanne, inside, path = await _anna(house)
    used = replace(sanne, standing=Standing.USED)
    await house.database.write(lambda uow: uow.runners.save(used))
    assert 'name="stage"' not in (await inside.gets(path)).text
    await inside.sends(path, stage="30", stage_was="14")
    found = await house.database.read(lambda uow: uow.runners.by_id(sanne.id))
    assert found is not None
    assert found.stage == sanne.stage
