"""Looking back: one picture, its numbers in words, and no target."""

from datetime import date, timedelta

import pytest

from bot.assembly.files import Files, columns, on_it
from bot.domain.looking_back import Felt, weeks_of
from bot.pictures.progress import progress_svg
from bot.usecases.looking_back import Progress
from bot.usecases.ports import Database
from bot.words import Say
from handlers.diary import Diary
from handlers.progress import LookingBack, caption
from tests.project.test_promises import measured
from tests.steps import DOOR, NOON, WORDS, Chat

TODAY = date(2026, 11, 21)
languages = pytest.mark.parametrize("say", [WORDS.of("nl"), WORDS.of("en")], ids=("nl", "en"))


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    person = Chat(database, 21, [LookingBack(DOOR).conversation(), Diary(DOOR).conversation()])
    await person.enrols()
    return person


async def felt(sanne: Chat, before: str, after: str) -> None:
    """Have run, and said how tense one was."""
    run = await sanne.ran("Rustig.")
    await sanne.asks(lambda uow: uow.runs.answer(run, "tension", before, NOON))
    await sanne.asks(lambda uow: uow.runs.answer(run, "tension_after", after, NOON))


def busy(runs: int) -> Progress:
    """Return twelve weeks with so many runs."""
    days = [TODAY - timedelta(days=84 * number // runs) for number in range(runs)]
    return Progress(TODAY, weeks_of([Felt(day, 8, 4) for day in sorted(days)], TODAY))


async def test_before_the_first_run_it_says_what_will_be_here(sanne: Chat) -> None:
    """Nothing to show is told kindly, without a picture."""
    (message,) = await sanne.types("progress")
    assert "Er staat nog niets" in message.text
    assert message.attachment is None


async def test_one_run_is_a_picture_with_its_numbers(sanne: Chat) -> None:
    """The picture is made when it is sent; the caption has tension before and after, and weeks."""
    await felt(sanne, "8", "4")
    (message,) = await sanne.types("progress")
    runner = await sanne.runner()
    assert message.attachment == f"progress:{runner.id}:2026-11-21"
    assert "21 nov 8 → 4" in message.text
    assert "0 · 0 · 0 · 1" in message.text


async def test_a_run_long_ago_is_not_held_up_to_anybody(sanne: Chat) -> None:
    """Weeks without a run are fine, and the sentences are one tap away."""
    await sanne.ran("Toen.")
    sanne.now += timedelta(days=200)
    (message,) = await sanne.types("progress")
    assert "dat is prima" in message.text
    assert message.attachment is None
    (diary,) = await sanne.taps("Mijn zinnen")
    assert "21 nov 2026 · Toen." in diary.buttons


async def test_the_picture_is_a_png_made_for_its_runner(sanne: Chat) -> None:
    """The recipe gives a PNG of 800 by 1000; of an erased runner it gives nothing."""
    await felt(sanne, "8", "4")
    (message,) = await sanne.types("progress")
    assert message.attachment is not None
    argument = message.attachment.partition(":")[2]
    made = await Files(WORDS).picture(argument, sanne.database)
    assert made is not None
    assert made.method == "sendPhoto"
    assert made.content.startswith(b"\x89PNG")
    assert made.content[16:24] == (800).to_bytes(4, "big") + (1000).to_bytes(4, "big")
    runner = await sanne.runner()
    await sanne.asks(lambda uow: uow.runners.erase(runner.id))
    assert await Files(WORDS).picture(argument, sanne.database) is None


@languages
def test_the_caption_is_short_however_much_there_is(say: Say) -> None:
    """At most 70 words and far below Telegram's 1,024, with 200 runs in twelve weeks too."""
    text = f"{say('progress-title')}\n\n{caption(busy(200), say)}"
    assert sum(any(letter.isalnum() for letter in word) for word in text.split()) <= 70
    assert len(text) < 1024


@languages
def test_caption_and_picture_speak_of_no_performance(say: Say) -> None:
    """Nothing on it measures a runner."""
    found = busy(30)
    assert (
        measured([caption(found, say), progress_svg(columns(found, say), on_it(found, say))]) == []
    )


def test_a_tension_that_was_not_said_is_a_question_mark() -> None:
    """Half an answer is shown as half, not guessed."""
    one = Felt(TODAY, 7, None)
    assert "21 nov 7 → ?" in caption(Progress(TODAY, weeks_of([one], TODAY)), WORDS.of("nl"))


def test_the_newest_times_stand_in_the_caption() -> None:
    """Eight of them, the newest first; the picture has the others too."""
    times = [Felt(TODAY - timedelta(days=ago), 10 - ago, 1) for ago in reversed(range(10))]
    text = caption(Progress(TODAY, weeks_of(times, TODAY)), WORDS.of("nl"))
    assert "eerst: 21 nov 10 → 1; 20 nov 9 → 1;" in text
    assert "; 15 nov 4 → 1; 14 nov 3 → 1." in text
