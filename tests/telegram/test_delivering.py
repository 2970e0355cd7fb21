"""One message, and what Telegram's answer to it means."""

import json
from dataclasses import replace

import pytest
from telegram import Bot

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.delivering import (
    Attachment,
    Delivered,
    Failed,
    Gone,
    Outcome,
    Refused,
    TooMany,
    deliver,
)
from bot.telegram.reply import Button, Reply, to_row
from bot.telegram.transport import AiohttpRequest
from bot.usecases.ports import OutboxRow
from tests.bot_api import assert_all_valid
from tests.telegram.conftest import TOKEN
from tests.telegram.impostor import impostor


def row(chat: int, text: str = "hoi", edits: int | None = None, title: str = "") -> OutboxRow:
    """Return a row as a step would make it."""
    reply = Reply(chat, text, title, ((Button("Ja", "v1:x:y"),),), edits=edits)
    return to_row(reply, Clock().now())


async def sent(bot: Bot, one: OutboxRow) -> int:
    """Deliver and return the number of the message."""
    outcome = await deliver(bot, one, None)
    assert isinstance(outcome, Delivered)
    assert outcome.message_id is not None
    return outcome.message_id


async def test_a_new_message_is_sent(bot: Bot, anna: Person, standin: Standin) -> None:
    """Title in bold, text below, buttons under it."""
    number = await sent(bot, row(anna.id, "Hoe is het?", title="Even inchecken"))
    there = anna.messages[-1]
    assert (there.id, there.text) == (number, "Even inchecken\n\nHoe is het?")
    assert [one.text for one in there.all_buttons] == ["Ja"]
    assert_all_valid(standin)


async def test_a_known_message_is_edited(bot: Bot, anna: Person, standin: Standin) -> None:
    """In its place, not below it."""
    number = await sent(bot, row(anna.id))
    assert await sent(bot, row(anna.id, "nieuw", edits=number)) == number
    assert [one.text for one in anna.messages] == ["nieuw"]
    assert_all_valid(standin)


async def test_an_edit_makes_no_sound_and_answers_nothing(
    bot: Bot, anna: Person, standin: Standin
) -> None:
    """What only a new message has is left out, and all else stays."""
    theirs = anna.says("hoi")
    asked = Reply(
        anna.id, "Dag", "Kop", ((Button("Ja", "v1:x:y"),),), silent=True, quotes=theirs.id
    )
    number = await sent(bot, to_row(asked, Clock().now()))
    await deliver(bot, to_row(replace(asked, text="Nu", edits=number), Clock().now()), None)
    new, edit = (standin.calls(one)[0].params for one in ("sendMessage", "editMessageText"))
    assert new.keys() - edit.keys() == {"disable_notification", "reply_parameters"}
    assert new.keys() | {"message_id"} >= edit.keys()
    assert_all_valid(standin)


async def test_words_that_look_like_json_are_words(
    bot: Bot, anna: Person, standin: Standin
) -> None:
    """A payload is looked at without being read: what somebody wrote decides nothing."""
    words = 'a "reaction": [], {"text": 1}, "reply_parameters": \\" 🌲 é'
    number = await sent(bot, row(anna.id, words))
    await sent(bot, row(anna.id, f"{words}!", edits=number))
    assert [one.text for one in anna.messages] == [f"{words}!"]
    assert [one.method for one in standin.requests][-2:] == ["sendMessage", "editMessageText"]


async def test_without_words_only_the_buttons_change(bot: Bot, anna: Person) -> None:
    """To others, or to none at all; the text stays."""
    number = await sent(bot, row(anna.id))
    for keyboard in (((Button("Nee", "v1:x:z"),),), ()):
        await deliver(
            bot, to_row(Reply(anna.id, "", "", keyboard, edits=number), Clock().now()), None
        )
        (there,) = anna.messages
        assert (there.text, len(there.all_buttons)) == ("hoi", len(keyboard))


async def test_an_edit_that_changes_nothing_is_done(bot: Bot, anna: Person) -> None:
    """A double tap asks for what is there already."""
    number = await sent(bot, row(anna.id))
    assert await deliver(bot, row(anna.id, edits=number), None) == Delivered(number)


async def test_a_message_that_is_gone_is_told(bot: Bot, anna: Person) -> None:
    """It will be sent anew."""
    assert await deliver(bot, row(anna.id, edits=999), None) == Gone()


async def test_a_message_of_the_person_cannot_be_edited(bot: Bot, anna: Person) -> None:
    """It will be sent anew."""
    theirs = anna.says("hoi")
    assert await deliver(bot, row(anna.id, edits=theirs.id), None) == Gone()


async def test_a_picture_cannot_become_a_text(bot: Bot, anna: Person) -> None:
    """It will be sent anew."""
    photo = Attachment("sendDocument", "plaatje.png", b"made up")
    shown = await deliver(bot, row(anna.id), photo)
    assert isinstance(shown, Delivered)
    assert await deliver(bot, row(anna.id, "nieuw", edits=shown.message_id), None) == Gone()


async def test_a_file_takes_the_text_as_its_caption(
    bot: Bot, anna: Person, standin: Standin
) -> None:
    """With the bold title and the buttons."""
    file = Attachment("sendDocument", "gegevens.zip", b"made up")
    await deliver(bot, row(anna.id, "Alsjeblieft.", title="Je gegevens"), file)
    there = anna.messages[-1]
    assert there.text == "Je gegevens\n\nAlsjeblieft."
    assert there.entities
    assert there.all_buttons
    assert_all_valid(standin)


FAULTS: list[tuple[int, str, Outcome]] = [
    (429, "", TooMany(1)),
    (403, "Forbidden: bot was blocked by the user", Refused("blocked", blocked=True)),
    (403, "Forbidden: user is deactivated", Refused("blocked", blocked=True)),
    (400, "Bad Request: chat not found", Refused("nobody", blocked=True)),
    (400, "Bad Request: message is too long", Refused("refused")),
    (500, "", Failed(certain=False, why="NetworkError")),
    (502, "", Failed(certain=False, why="NetworkError")),
    (401, "", Failed(certain=False, why="InvalidToken")),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one[0]} {one[1]}".strip())
async def test_each_refusal_has_its_meaning(
    bot: Bot, anna: Person, standin: Standin, fault: tuple[int, str, Outcome]
) -> None:
    """What is never taken, what may be tried again, and what is uncertain."""
    code, words, meaning = fault
    standin.fail("sendMessage", error=code, description=words)
    assert await deliver(bot, row(anna.id), None) == meaning


async def test_a_group_that_grew_is_nobody_any_more() -> None:
    """Its number is for ever another one: who tries again would try for ever."""
    told = {"ok": False, "error_code": 400, "parameters": {"migrate_to_chat_id": -1002}}
    async with impostor(400, json.dumps(told).encode()) as root:
        bot = Bot(TOKEN, base_url=f"{root}/bot", request=AiohttpRequest())
        async with bot.request:
            assert await deliver(bot, row(-1001), None) == Refused("nobody")


async def test_a_cut_connection_is_uncertain(bot: Bot, anna: Person, standin: Standin) -> None:
    """Whether before or after it was handled: we cannot tell."""
    for cut in ("before", "after"):
        standin.fail("sendMessage", cut=cut)
        outcome = await deliver(bot, row(anna.id), None)
        assert isinstance(outcome, Failed)
        assert not outcome.certain


async def test_the_payload_is_json_of_the_bot_api(anna: Person) -> None:
    """Ready when the step is done: sending parses nothing of ours."""
    assert json.loads(row(anna.id).payload)["text"] == "hoi"
