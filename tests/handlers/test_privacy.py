"""Privacy: what is kept, all of it, and none of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import enrolling
from bot.usecases.ports import Database, UnitOfWork
from handlers.privacy import Privacy, in_words
from tests.steps import DOOR, NOON, WORDS, Chat, a_coach, share_with


@pytest.fixture
def sanne(database: Database) -> Chat:
    """Return the chat of somebody who is not enrolled yet."""
    return Chat(database, 51, [Privacy(DOOR, 24).conversation()])


@pytest.mark.parametrize("language", sorted(WORDS.languages))
async def test_privacy_can_be_read_before_consent(sanne: Chat, language: str) -> None:
    """The page answers a stranger, in at most 120 words, and keeps nothing of him."""
    sanne.language_code = language
    (message,) = await sanne.types("privacy")
    assert 40 < len(message.text.split()) <= 120
    assert not message.buttons
    assert await sanne.asks(lambda uow: uow.runners.by_chat(51)) is None


async def test_privacy_says_to_what_one_agreed_and_who_looked(sanne: Chat) -> None:
    """Date and version of the consent, and that nobody looked; without a coach nothing to stop."""
    await sanne.enrols()
    (message,) = await sanne.types("privacy")
    assert "Je ging akkoord op 21 nov 2026 (tekst test)" in message.text
    assert "Er keek nog niemand" in message.text
    assert list(message.buttons) == [
        "Mijn gegevens als bestand",
        "Toestemming intrekken, alles wissen",
    ]


async def test_privacy_shows_each_visit_of_the_coach(sanne: Chat) -> None:
    """Who looked, on which day and at what time in the runner's zone; the newest first."""
    runner = await sanne.enrols()
    coach = await a_coach(sanne.database, "Lisa", 52)
    await share_with(sanne, coach)

    def looks(uow: UnitOfWork) -> None:
        for hours in (0, 25):
            uow.coaches.looked(coach.id, runner.id, "runner", NOON + timedelta(hours=hours))

    await sanne.asks(looks)
    (message,) = await sanne.types("privacy")
    seen = "Lisa, zondag 22 november 13:00; Lisa, zaterdag 21 november 12:00"
    assert seen in message.text


async def test_one_tap_keeps_who_was_silent(sanne: Chat) -> None:
    """*Bewaar het* under the notice: agreed anew, nothing is erased; an old tap changes nothing."""
    runner = await sanne.enrols()
    told = replace(runner, erases_on=NOON.date())
    await sanne.asks(lambda uow: uow.runners.save(told))
    for _ in range(2):
        (message,) = await sanne.taps_data("v1:privacy:keep")
        assert message.text == WORDS.of("nl")("retention-kept")
    assert (await sanne.runner()).erases_on is None
    traces = await sanne.asks(lambda uow: uow.runners.traces(runner.id))
    assert len(traces["consents"]) == 2


async def test_sharing_ends_from_here_after_one_question(sanne: Chat) -> None:
    """*Stop met delen* asks once, in the same message; no is as good as yes."""
    runner = await sanne.enrols()
    await share_with(sanne, await a_coach(sanne.database, "Lisa", 52))
    await sanne.types("privacy")
    shown = list(sanne.screen)
    await sanne.taps("Stop met delen")
    await sanne.taps("Nee, laat het zo")
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is not None
    await sanne.taps("Stop met delen")
    await sanne.taps("Ja, stop")
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is None
    assert list(sanne.screen) == shown
    await sanne.taps_data("v1:privacy:stop:yes", shown[0])
    assert sanne.sees("Je deelt met niemand")


async def test_erasing_first_says_what(sanne: Chat) -> None:
    """The question counts in words what would go, and erases nothing yet."""
    await sanne.enrols()
    await sanne.ran("Rustig.")
    await sanne.ran("Stil.")
    (message,) = await sanne.types("erase")
    assert "je naam en instellingen" in message.text
    assert "2 zinnen" in message.text
    assert await sanne.asks(lambda uow: uow.runners.by_chat(51)) is not None


async def test_erasing_erases(sanne: Chat) -> None:
    """*Ja, wis alles*: there is no runner and no sentence any more, and the goodbye arrives."""
    runner = await sanne.enrols()
    run = await sanne.ran("Rustig.")
    await sanne.types("erase")
    (goodbye,) = await sanne.taps("Ja, wis alles")
    assert goodbye.text.startswith("Alles is gewist")
    assert not goodbye.buttons
    assert await sanne.asks(lambda uow: uow.runners.by_id(runner.id)) is None
    assert await sanne.asks(lambda uow: uow.runs.sentence(run.id)) is None


async def test_the_goodbye_leaves_no_slot_behind(sanne: Chat) -> None:
    """It edits the question itself, so nothing new is remembered of this chat."""
    await sanne.enrols()
    await sanne.types("erase")
    (question_id,) = sanne.screen
    await sanne.taps("Ja, wis alles")
    assert list(sanne.screen) == [question_id]
    assert await sanne.asks(lambda uow: uow.outbox.slot_of(51, question_id)) is None


async def test_no_keeps_everything(sanne: Chat) -> None:
    """*Nee, bewaren* changes nothing."""
    await sanne.enrols()
    run = await sanne.ran("Rustig.")
    await sanne.types("erase")
    await sanne.taps("Nee, bewaren")
    assert await sanne.asks(lambda uow: uow.runs.sentence(run.id)) is not None


async def test_a_second_yes_is_answered(sanne: Chat) -> None:
    """The button of an erased runner finds nothing, and says so."""
    await sanne.enrols()
    await sanne.types("erase")
    await sanne.taps("Ja, wis alles")
    await sanne.taps_data("v1:privacy:erase:yes")
    assert sanne.sees("Ik heb niets van je bewaard")


async def test_erasing_works_half_way_through_the_start(sanne: Chat) -> None:
    """Who agreed and answered nothing else can be erased too."""
    now = sanne.now
    runner = Runner(new_id(now), 51, "Sanne", "nl", "Europe/Amsterdam")
    await sanne.asks(lambda uow: enrolling.agree(uow, runner, "test", "", now))
    await sanne.types("erase")
    await sanne.taps("Ja, wis alles")
    assert await sanne.asks(lambda uow: uow.runners.by_chat(51)) is None


async def test_my_data_is_a_file_made_when_it_is_sent(sanne: Chat) -> None:
    """The message carries the recipe, not the data."""
    runner = await sanne.enrols()
    (message,) = await sanne.types("my_data")
    assert message.attachment == f"export:{runner.id}"


async def test_a_stranger_has_no_data(sanne: Chat) -> None:
    """Both commands say that nothing is kept."""
    for command in ("my_data", "erase"):
        (message,) = await sanne.types(command)
        assert message.text == "Ik heb niets van je bewaard."
        assert message.attachment is None


@pytest.mark.parametrize("language", sorted(WORDS.languages))
async def test_each_kind_that_is_counted_has_a_word(sanne: Chat, language: str) -> None:
    """Nothing that storage counts falls under "other" in any language."""
    runner = await sanne.enrols()
    counted = await sanne.asks(lambda uow: uow.runners.count_rows(runner.id))
    say = WORDS.of(language)
    assert all(say.has(f"erase-count-{kind}") for kind in counted)
    assert in_words((), say)
