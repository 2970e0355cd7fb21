"""The pause in the chat: some days, or until a date; said back, changed and ended in one tap."""

from datetime import date

import pytest

from bot.domain.record import complaint_of
from bot.domain.situation import Health
from bot.usecases import preferences
from bot.usecases.ports import Database
from handlers.pause import Pause
from tests.steps import DOOR, LIBRARY, Chat


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled; it is Saturday 21 November."""
    person = Chat(database, 73, [Pause(DOOR, LIBRARY.moments).conversation()])
    await person.enrols()
    return person


async def until(sanne: Chat) -> date | None:
    """Return until when she pauses."""
    return (await sanne.runner()).paused_until


async def health(sanne: Chat) -> Health:
    """Return what the next check-in will ask about first."""
    runner = await sanne.runner()
    record = await sanne.asks(lambda uow: uow.runs.record(runner.id, 9))
    return complaint_of(record)


async def test_a_date_is_typed_and_said_back(sanne: Chat) -> None:
    """The answer names the day in full, and has the ways to change and to end it."""
    await sanne.types("pause")
    await sanne.taps("Tot een datum")
    came = await sanne.writes("tot 3 december")
    assert came is not None
    assert "Tot donderdag 3 december" in came[-1].text
    assert await until(sanne) == date(2026, 12, 3)
    await sanne.taps("Andere dag")
    await sanne.taps("vr 27 nov")
    assert await until(sanne) == date(2026, 11, 27)
    await sanne.taps("Weer beginnen")
    assert await until(sanne) is None


async def test_a_date_is_typed_behind_the_command(sanne: Chat) -> None:
    """`/pauze tot 3 december`."""
    await sanne.types("pause", "tot 3 december")
    assert await until(sanne) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [("nl", "een week", 28), ("nl", "tot vrijdag", 27), ("en", "a week", 28)],
)
async def test_how_long_is_typed_instead_of_tapped(
    sanne: Chat, language: str, text: str, day: int
) -> None:
    """After `/pauze` a length or a day in words is taken as its buttons are."""
    await sanne.enrols(language=language)
    await sanne.types("pause")
    assert await sanne.writes(text) is not None
    assert await until(sanne) == date(2026, 11, day)


async def test_what_says_nothing_of_a_day_goes_its_own_way(sanne: Chat) -> None:
    """A sentence typed after `/pauze` is not held up, and sets nothing."""
    await sanne.types("pause")
    assert await sanne.writes("ik ben zo moe") is None
    assert await until(sanne) is None


async def test_nothing_is_set_again_after_the_answer(sanne: Chat) -> None:
    """Once it is said until when, a day that is typed is no answer any more."""
    await sanne.types("pause")
    await sanne.writes("een week")
    assert await sanne.writes("tot vrijdag") is None
    assert await until(sanne) == date(2026, 11, 28)


async def test_a_day_further_on_is_tapped(sanne: Chat) -> None:
    """*Later* shows the next twelve days, all in one message."""
    await sanne.types("pause")
    for label in ("Tot een datum", "Later", "wo 9 dec"):
        await sanne.taps(label)
    assert await until(sanne) == date(2026, 12, 9)
    assert len(sanne.screen) == 1


@pytest.mark.parametrize(
    ("text", "told"), [("na kerst", "geen dag in"), ("gisteren", "al voorbij")]
)
async def test_what_is_no_day_is_asked_again(sanne: Chat, text: str, told: str) -> None:
    """Nothing is set, and the next text is taken once more."""
    await sanne.types("pause", text)
    assert sanne.sees(told)
    assert await until(sanne) is None
    assert await sanne.writes("2 weken") is not None
    assert await until(sanne) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("label", "expected"), [("Ik ben ziek", Health.ILL), ("Ik heb een blessure", Health.PAIN)]
)
async def test_why_is_asked_about_at_the_next_check_in(
    sanne: Chat, label: str, expected: Health
) -> None:
    """One optional tap; the pause stays as it is."""
    await sanne.types("pause", "twee weken")
    [told] = await sanne.taps(label)
    assert "vraag ik eerst of het over is" in told.text
    assert await health(sanne) is expected
    assert await until(sanne) == date(2026, 12, 5)


async def test_ill_tapped_twice_is_said_once(sanne: Chat) -> None:
    """A second tap is no second complaint."""
    await sanne.types("pause", "twee weken")
    for _ in range(2):
        await sanne.taps_data("v1:pause:why:injury")
    assert await health(sanne) is Health.PAIN  # twice would be "have it looked at"


async def test_who_has_no_nudges_is_told_so(sanne: Chat) -> None:
    """A pause that changes nothing is not promised."""
    runner = await sanne.runner()
    await sanne.asks(
        lambda uow: preferences.nudges(uow, runner, sanne.now, lambda *_: None, on=False)
    )
    [told] = await sanne.types("pause")
    assert "staan al uit" in told.text
    assert not told.buttons


@pytest.mark.parametrize("forged", ["until:20261101", "until:20261340", "date:9", "why:love", "99"])
async def test_a_forged_button_pauses_nothing(sanne: Chat, forged: str) -> None:
    """A day that has passed or does not exist, a page or a reason that nobody offers."""
    await sanne.taps_data(f"v1:pause:{forged}")
    assert await until(sanne) is None
    assert await health(sanne) is Health.FINE
