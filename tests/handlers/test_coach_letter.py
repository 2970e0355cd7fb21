"""What a coach writes in Telegram: to whom, only after a tap, and once."""

from dataclasses import replace

import pytest

from bot.messages import DIGEST
from bot.telegram.incoming import Form, Incoming
from bot.usecases import coaching
from bot.usecases.ports import NOTE, Database, Message
from handlers.coach_letter import CoachLetter
from tests.steps import DOOR, NOON, Chat, a_coach, share_with
from tests.steps import Message as Shown

LISA, SANNE = 71, 73
ROOM = CoachLetter(DOOR)
NOTED, DIGESTED, HIS = 500, 501, 502
WORDS = "Zullen we maandag bellen?"


@pytest.fixture(name="sanne")
async def a_sharing_runner(lisa: Chat) -> Chat:
    """Return Sanne, of whom a note came to Lisa as message `NOTED`, and a digest as `DIGESTED`."""
    sanne = Chat(lisa.database, SANNE, [])
    await sanne.enrols()
    await share_with(sanne, await a_coach(lisa.database, "Lisa", LISA))
    runner = await sanne.runner()
    for slot, message_id in ((f"{NOTE}:{runner.id}:1", NOTED), (f"{DIGEST}:1", DIGESTED)):
        await lisa.came(slot, message_id)
    return sanne


@pytest.fixture(name="lisa")
async def a_coachs_chat(database: Database) -> Chat:
    """Return the chat of a coach."""
    return Chat(database, LISA, [ROOM.conversation()])


async def writes(
    lisa: Chat, answers: int | None, text: str = WORDS, form: Form = Form.TEXT
) -> list[Shown] | None:
    """Let Lisa write something, as an answer to a message or not."""
    incoming = replace(lisa.sent(form, text, HIS), reply_to=answers)
    if await lisa.asks(lambda uow: ROOM.said(uow, incoming, NOON)) is None:
        return None
    return await lisa.does(lambda uow, got, now: ROOM.said(uow, got, now) or [], incoming)


async def sends(lisa: Chat, quoted: str = WORDS) -> list[Shown]:
    """Tap *Stuur* under the newest question."""
    button = max(lisa.screen.items())[1].buttons["Stuur"]
    tapped: Incoming = replace(lisa.sent(Form.BUTTON, button, 1), quoted=quoted)
    return await lisa.does(DOOR.anybody(ROOM.tapped), tapped)


async def written(sanne: Chat) -> list[Message]:
    """Return what Sanne was written."""
    runner = await sanne.runner()
    return list(await sanne.asks(lambda uow: uow.messages.of_runner(runner.id)))


async def test_an_answer_to_a_note_asks_first(lisa: Chat, sanne: Chat) -> None:
    """Without the tap it goes nowhere."""
    [asked] = await writes(lisa, NOTED) or []
    assert asked.text.startswith("Naar Sanne?")
    assert await written(sanne) == []


async def test_after_the_tap_it_goes_to_that_runner(lisa: Chat, sanne: Chat) -> None:
    """And is on its way to her outside runs and quiet hours."""
    await writes(lisa, NOTED)
    [told] = await sends(lisa)
    assert told.text.startswith("Verstuurd naar Sanne.")
    assert not told.buttons
    [message] = await written(sanne)
    assert (message.text, message.delivered_at) == (WORDS, None)
    assert await sanne.asks(lambda uow: uow.planning.is_due(lisa.now))


async def test_a_second_tap_sends_nothing_more(lisa: Chat, sanne: Chat) -> None:
    """Even two days later, when Telegram no longer says what the button stood under."""
    await writes(lisa, NOTED)
    button = max(lisa.screen.items())[1].buttons["Stuur"]
    for quoted in (WORDS, WORDS, ""):
        tapped = replace(lisa.sent(Form.BUTTON, button, 1), quoted=quoted)
        [told] = await lisa.does(DOOR.anybody(ROOM.tapped), tapped)
        assert told.text.startswith("Verstuurd naar Sanne.")
    assert len(await written(sanne)) == 1


async def test_a_first_tap_too_late_says_so(lisa: Chat, sanne: Chat) -> None:
    """Nothing is sent that nobody can read any more."""
    await writes(lisa, NOTED)
    [told] = await sends(lisa, quoted="")
    assert told.text.startswith("Deze knop is te oud")
    assert await written(sanne) == []


@pytest.mark.parametrize("answers", [None, DIGESTED, 999])
async def test_an_answer_to_anything_else_explains(
    lisa: Chat, sanne: Chat, answers: int | None
) -> None:
    """A digest speaks of nobody in particular; so does a message that nobody knows."""
    [told] = await writes(lisa, answers) or []
    assert told.text.startswith("Wil je een loper schrijven?")
    assert await written(sanne) == []


async def test_a_voice_message_is_not_passed_on(lisa: Chat, sanne: Chat) -> None:
    """Only text can be."""
    [told] = await writes(lisa, NOTED, form=Form.MEDIA) or []
    assert told.text.startswith("Ik kan alleen tekst doorgeven")
    assert await written(sanne) == []


async def test_after_she_stopped_sharing_nothing_goes(lisa: Chat, sanne: Chat) -> None:
    """Neither the question nor a tap on an earlier one."""
    await writes(lisa, NOTED)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: coaching.withdraw(uow, runner, NOON))
    for told in (await sends(lisa), await writes(lisa, NOTED) or []):
        assert told[0].text.startswith("Dit is niet verstuurd")
    assert await written(sanne) == []


async def test_a_coach_who_runs_himself_is_understood_as_a_runner(lisa: Chat, sanne: Chat) -> None:
    """Only an answer to a note or a digest is meant as a coach; his sentence is his own."""
    await lisa.enrols()
    assert await writes(lisa, None, "Lichter.") is None
    assert await writes(lisa, 999, "Lichter.") is None
    [asked] = await writes(lisa, NOTED) or []
    assert asked.text.startswith("Naar Sanne?")
    assert (await writes(lisa, DIGESTED) or [])[0].text.startswith("Wil je een loper schrijven?")
    assert await written(sanne) == []


async def test_who_is_no_coach_is_left_to_others(lisa: Chat, sanne: Chat) -> None:
    """A runner's text, as an answer to whatever message, is none of this."""
    incoming = replace(sanne.sent(Form.TEXT, "Lichter.", 9), reply_to=NOTED)
    assert await lisa.asks(lambda uow: ROOM.said(uow, incoming, NOON)) is None


async def test_a_forged_button_reaches_nobody(lisa: Chat, sanne: Chat) -> None:
    """Neither a runner of another coach, nor from somebody who is no coach."""
    await a_coach(lisa.database, "Henk", 72)
    henk = Chat(lisa.database, 72, [ROOM.conversation()])
    runner = await sanne.runner()
    button = f"v1:post:{runner.id}:{runner.id}"
    for chat in (henk, sanne):
        forged = replace(chat.sent(Form.BUTTON, button, 1), quoted=WORDS)
        await chat.does(DOOR.anybody(ROOM.tapped), forged)
    assert henk.sees("Dit is niet verstuurd")
    assert sanne.sees("Deze knop hoort bij iets van eerder")
    assert await written(sanne) == []
