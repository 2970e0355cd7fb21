"""Cards to read: subjects, one card at a time in one message, and one that fits."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.daylight import latitude
from bot.usecases import reading
from bot.usecases.ports import Database
from bot.usecases.reading import ReadingRules
from handlers.help import Help
from handlers.tips import TipRoom
from tests.steps import DOOR, LIBRARY, RULES, WORDS, Chat

ROOM = TipRoom(DOOR, ReadingRules(LIBRARY.tips, LIBRARY.run_forms.windows, latitude))
HELP = Help(DOOR, RULES, lambda _uow, _runner, _now: None, LIBRARY.help_areas)
NL = LIBRARY.tips.shelf("nl", "en")
SAY = WORDS.of("nl")


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    person = Chat(database, 61, [ROOM.conversation(), HELP.conversation()])
    await person.enrols()
    return person


async def said(sanne: Chat, **answers: str) -> None:
    """Have run, and said this."""
    run = await sanne.ran()
    for question, option in answers.items():
        await sanne.asks(
            lambda uow, q=question, o=option: uow.runs.answer(run, q, o, sanne.now)  # type: ignore[misc]
        )


async def test_every_subject_is_a_button(sanne: Chat) -> None:
    """`/tips` shows all subjects in the order of content, and *Iets voor mij* first."""
    (message,) = await sanne.types("tips")
    subjects = [SAY(f"tips-subject-{one}".replace("_", "-")) for one in LIBRARY.tips.rules.subjects]
    assert list(message.buttons) == [SAY("tips-mine"), *subjects]


async def test_each_card_of_a_subject_comes_after_the_other(sanne: Chat) -> None:
    """*Volgende* walks through a subject and is gone at the last card."""
    await sanne.types("tips")
    (message,) = await sanne.taps("Ademhaling")
    titles = [message.text.partition("\n")[0]]
    while SAY("tips-next") in message.buttons:
        (message,) = await sanne.taps("Volgende")
        titles.append(message.text.partition("\n")[0])
    assert titles == [card.title for card in NL.of_subject("breathing")]


@pytest.mark.parametrize(
    ("zone", "signal"), [("Europe/Amsterdam", "heat"), ("Australia/Sydney", "first")]
)
async def test_the_season_is_that_of_the_runner(sanne: Chat, zone: str, signal: str) -> None:
    """On a July afternoon a card about heat fits in Amsterdam, and not in the winter of Sydney."""
    afternoon = datetime(2026, 7, 8, 13, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    there = replace(await sanne.runner(), timezone=zone)
    found = await sanne.asks(lambda uow: reading.for_me(uow, there, NL, afternoon, ROOM.rules))
    assert found is not None
    assert found.signal == signal


async def test_it_all_happens_in_one_message(sanne: Chat) -> None:
    """Subjects, cards and the way back are edits of the message that was tapped."""
    await sanne.types("tips")
    for label in ("Tempo", "Volgende", "Iets voor mij", "Terug"):
        await sanne.taps(label)
    assert len(sanne.screen) == 1
    assert sanne.sees(SAY("tips-pick"))


async def test_something_for_me_says_why(sanne: Chat) -> None:
    """After "my head is full" comes a card for a full head, and says so."""
    await said(sanne, tension="5", need="silence", length="short", head="full")
    await sanne.types("tips")
    (message,) = await sanne.taps("Iets voor mij")
    shown = next(card for card in NL.cards if message.text.startswith(card.title))
    assert "full_head" in shown.fits
    assert message.text.endswith("omdat je hoofd vol was.")


async def test_something_for_me_is_another_one_each_time(sanne: Chat) -> None:
    """Also in a new message, on the same answers, ten times over."""
    await said(sanne, tension="5", need="silence", length="short", head="full")
    shown: list[str] = []
    for _ in range(10):
        await sanne.types("tips")
        (message,) = await sanne.taps("Iets voor mij")
        shown.append(message.text.partition("\n")[0])
    assert all(one != other for one, other in pairwise(shown))
    assert len(set(shown)) > LIBRARY.tips.rules.remembered


async def test_the_same_answers_give_the_same_cards(sanne: Chat, database: Database) -> None:
    """Nothing is drawn by lot: two runners who said the same read the same, in the same order."""
    henk = Chat(database, 62, [ROOM.conversation()])
    await henk.enrols()
    read: list[list[str]] = []
    for person in (sanne, henk):
        await said(person, tension="9", need="rhythm", length="short", talk_test="no")
        await person.types("tips")
        read.append([(await person.taps("Iets voor mij"))[0].text for _ in range(5)])
    assert read[0] == read[1]


@pytest.mark.parametrize(
    "button", ["v1:tips:card:gone", "v1:tips:subject:gone", "v1:tips:", "v1:tips:card:a:b"]
)
async def test_an_old_button_is_answered_kindly(sanne: Chat, button: str) -> None:
    """A card or subject that was removed leads back to the subjects, and says what happened."""
    (message,) = await sanne.taps_data(button)
    assert message.text.startswith(f"{SAY('tips-title')}\n\n{SAY('tips-gone')}")
    assert SAY("tips-mine") in message.buttons


async def test_the_cards_are_a_tap_away_in_help(sanne: Chat) -> None:
    """The button under `/hulp` opens a new message; the help stays."""
    await sanne.types("help")
    (message,) = await sanne.taps(SAY("tips-title"))
    assert SAY("tips-pick") in message.text
    assert sanne.sees(SAY("help-title"))


async def test_who_reads_english_reads_english(database: Database) -> None:
    """The cards follow the language of the runner."""
    emma = Chat(database, 63, [ROOM.conversation()], language_code="en")
    await emma.enrols(language="en")
    await emma.types("tips")
    (message,) = await emma.taps("Why it helps")
    first = LIBRARY.tips.shelf("en", "nl").of_subject("why")[0]
    assert message.text == f"{first.title}\n\n{first.text}"
