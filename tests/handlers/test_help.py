"""Help, help when it is urgent, and stopping."""

import pytest

from bot.domain.help_areas import ELSEWHERE
from bot.domain.run import Run, RunState
from bot.ids import new_id
from bot.telegram.reply import data
from bot.usecases import reflecting, running
from bot.usecases.ports import Database, Kind
from handlers.help import Help
from handlers.privacy import Privacy
from tests.steps import CARD, DOOR, LIBRARY, RULES, WORDS, Chat

HELP = Help(DOOR, RULES, lambda _uow, _runner, _now: None, LIBRARY.help_areas)


@pytest.fixture
def sanne(database: Database) -> Chat:
    """Return the chat of somebody who is not enrolled yet."""
    return Chat(database, 41, [HELP.conversation(), Privacy(DOOR, 24).conversation()])


async def has(sanne: Chat, state: RunState) -> Run:
    """Let a run be in this state."""
    now, runner = sanne.now, await sanne.runner()
    run = Run(new_id(now), runner.id, RunState.OFFERED, now.date(), now, card=CARD)
    if state is RunState.RUNNING:
        await sanne.asks(lambda uow: uow.runs.add(run))
        return await sanne.asks(lambda uow: running.go(uow, runner, run, now, RULES))
    if state is RunState.BACK:
        return await sanne.asks(lambda uow: reflecting.add_run(uow, runner, 0, now))
    await sanne.asks(lambda uow: uow.runs.add(run))
    return run


async def state_of(sanne: Chat, run: Run) -> RunState:
    """Return the state that is stored."""
    found = await sanne.asks(lambda uow: uow.runs.by_id(run.runner_id, run.id))
    assert found is not None
    return found.state


@pytest.mark.parametrize(("language", "pointer"), [("nl", "/nood"), ("en", "/sos")])
async def test_help_points_to_urgent_help_first(sanne: Chat, language: str, pointer: str) -> None:
    """The first line under the title is where urgent help is; a stranger reads it too."""
    sanne.language_code = language
    (message,) = await sanne.types("help")
    assert pointer in message.text.split("\n\n")[1]


@pytest.mark.parametrize("language", sorted(WORDS.languages))
@pytest.mark.parametrize(
    ("zone", "there", "not_there"),
    [
        ("Europe/Amsterdam", ("112", "113", "0800-0113", "113.nl", "huisarts"), ("1813",)),
        ("Europe/Brussels", ("112", "1813", "1733"), ("0800-0113", "113.nl")),
        ("Europe/Lisbon", ("112", "findahelpline.com"), ("113", "1813")),
        ("Atlantic/Canary", ("112", "findahelpline.com"), ("113", "1813")),
        ("America/Paramaribo", ("findahelpline.com",), ("113", "1813", "huisarts")),
    ],
)
async def test_the_urgent_card_has_the_numbers_of_where_one_is(
    sanne: Chat, language: str, zone: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    """In each language by the time zone; no number that reaches nobody there."""
    await sanne.enrols(language=language, zone=zone)
    (card,) = await sanne.types("sos")
    assert card.kind == Kind.HELP
    assert [number for number in there if number not in card.text] == []
    assert [number for number in not_there if number in card.text] == []


@pytest.mark.parametrize(("code", "number"), [("nl", "113.nl"), ("nl-BE", "1813"), ("en", "112")])
async def test_a_stranger_gets_the_card_of_his_language(
    sanne: Chat, code: str, number: str
) -> None:
    """Who never began has no zone."""
    sanne.language_code = code
    (card,) = await sanne.types("sos")
    assert number in card.text


@pytest.mark.parametrize("language", sorted(WORDS.languages))
def test_every_area_has_its_card(language: str) -> None:
    """An area that is added without words is found here, not in an emergency."""
    keys = [ELSEWHERE, *(area.key for area in LIBRARY.help_areas.areas)]
    assert all(WORDS.of(language).has(f"sos-card-{key}") for key in keys)


async def test_urgent_help_needs_no_consent(sanne: Chat) -> None:
    """Somebody who never began gets the card at once."""
    (message,) = await sanne.types("sos")
    assert message.kind == Kind.HELP


async def test_urgent_help_answers_during_a_run(sanne: Chat) -> None:
    """Silence holds nothing that the runner asks himself."""
    await sanne.enrols()
    await has(sanne, RunState.RUNNING)
    (message,) = await sanne.types("sos")
    assert "112" in message.text


async def test_stop_works_for_a_stranger(sanne: Chat) -> None:
    """Who has nothing stored hears that."""
    (message,) = await sanne.types("stop")
    assert "niets van je bewaard" in message.text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (RunState.OFFERED, RunState.REPLACED, "Wat je al zei is bewaard"),
        (RunState.RUNNING, RunState.NOT_GONE, "Ik ben niet langer stil"),
        (RunState.BACK, RunState.REFLECTED, "Wat je al zei is bewaard"),
    ],
)
async def test_this_conversation_closes(
    sanne: Chat, before: RunState, after: RunState, said: str
) -> None:
    """*Dit gesprek* closes whatever is open, and says what became of it."""
    await sanne.enrols()
    run = await has(sanne, before)
    await sanne.types("stop")
    await sanne.taps("Dit gesprek")
    assert await state_of(sanne, run) is after
    assert sanne.sees(said)


async def test_stopping_a_run_ends_the_silence(sanne: Chat) -> None:
    """After *Dit gesprek* the chat is no longer silent."""
    await sanne.enrols()
    await has(sanne, RunState.RUNNING)
    assert await sanne.asks(lambda uow: uow.silences.until(41, sanne.now)) is not None
    await sanne.types("stop")
    await sanne.taps("Dit gesprek")
    assert await sanne.asks(lambda uow: uow.silences.until(41, sanne.now)) is None


async def test_stopping_when_nothing_is_open(sanne: Chat) -> None:
    """A second *Dit gesprek* is answered kindly."""
    await sanne.enrols()
    await sanne.types("stop")
    await sanne.taps("Dit gesprek")
    assert sanne.sees("Er stond niets open")


async def test_nudges_stop_and_the_conversation_goes_on(sanne: Chat) -> None:
    """*De seintjes* leaves the open check-in alone."""
    await sanne.enrols()
    run = await has(sanne, RunState.OFFERED)
    await sanne.types("stop")
    await sanne.taps("De seintjes")
    assert (await sanne.runner()).nudges_off
    assert await state_of(sanne, run) is RunState.OFFERED


async def test_nudges_off_keep_the_end_of_a_run(sanne: Chat) -> None:
    """Lichter's own due rows stay: a run that is going on still ends by itself."""
    await sanne.enrols()
    run = await has(sanne, RunState.RUNNING)
    await sanne.types("stop")
    await sanne.taps("De seintjes")
    assert run.planned_end is not None
    late = run.planned_end + RULES.times.silence_after
    due = await sanne.asks(lambda uow: uow.planning.claim_due(late, 10))
    assert running.RUN_ENDS in {row.kind for row in due}


async def test_everything_stops_and_points_to_erasing(sanne: Chat) -> None:
    """*Alles* closes, silences nudges, erases nothing, and shows the way to that."""
    await sanne.enrols()
    run = await has(sanne, RunState.OFFERED)
    await sanne.types("stop")
    (message,) = await sanne.taps("Alles")
    assert (await sanne.runner()).nudges_off
    assert await state_of(sanne, run) is RunState.REPLACED
    assert message.buttons == {"Alles wissen": data("privacy", "erase")}
    await sanne.taps("Alles wissen")
    assert sanne.sees("Weet je het zeker?")


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "alles"), ("nl", "Met alles"), ("en", "all")]
)
async def test_everything_is_typed_instead_of_tapped(sanne: Chat, language: str, text: str) -> None:
    """After `/stop` the word of a button is taken as its tap."""
    await sanne.enrols(language=language)
    run = await has(sanne, RunState.OFFERED)
    await sanne.types("stop")
    assert await sanne.writes(text) is not None
    assert (await sanne.runner()).nudges_off
    assert await state_of(sanne, run) is RunState.REPLACED


async def test_another_text_after_stop_stops_nothing(sanne: Chat) -> None:
    """What names no button goes its own way."""
    await sanne.enrols()
    await sanne.types("stop")
    assert await sanne.writes("alles ging goed vandaag") is None
    assert not (await sanne.runner()).nudges_off
