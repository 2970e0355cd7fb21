"""Sending, editing and deleting: what Telegram lets through, and what it refuses."""

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.demo.people import Person
from bot.demo.standin import Standin
from tests.demo.conftest import HandClock

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="v1:yes")]])
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


async def test_a_message_arrives(bot: telegram.Bot, sanne: Person) -> None:
    """Text, entities, buttons and the silent mark reach the person's chat."""
    await bot.send_message(
        sanne.id, "<b>Dag</b> 👋 <i>Sanne</i>", "HTML", reply_markup=YES, disable_notification=True
    )
    message = sanne.messages[-1]
    assert (message.text, message.silent) == ("Dag 👋 Sanne", True)
    assert [(one.type, one.offset, one.length) for one in message.entities] == [
        ("bold", 0, 3),
        ("italic", 7, 5),
    ]
    assert message.all_buttons[0].data == "v1:yes"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Message text is empty"),
        ("  \n ", "Message text is empty"),
        ("a" * 4097, "Message is too long"),
        ("👋" * 2049, "Message is too long"),
        ("<x>", 'Can\'t parse entities: unsupported start tag "x" at byte offset 0'),
        ("<b>é</i>", 'unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ('<span class="x">a</span>', 'must have class "tg-spoiler"'),
    ],
)
async def test_a_text_telegram_refuses(
    bot: telegram.Bot, sanne: Person, text: str, error: str
) -> None:
    """Empty, too long (in UTF-16, after parsing) and broken HTML are refused in its words."""
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(sanne.id, text, parse_mode="HTML")
    assert error.lower() in refused.value.message.lower()
    assert not any(one.from_bot for one in sanne.messages)


async def test_the_limit_counts_what_is_left_after_parsing(
    bot: telegram.Bot, sanne: Person
) -> None:
    """Tags do not count, and 4096 units are just allowed."""
    await bot.send_message(sanne.id, f"<b>{'👋' * 2048}</b>", parse_mode="HTML")
    assert sanne.messages[-1].text == "👋" * 2048


async def test_markdown_is_refused_clearly(bot: telegram.Bot, sanne: Person) -> None:
    """What is not built says so, and does not send the marks as text."""
    with pytest.raises(BadRequest, match=r"(?i)unsupported parse_mode"):
        await bot.send_message(sanne.id, "*a*", parse_mode="MarkdownV2")


@pytest.mark.parametrize("data", ["é" * 33, "x" * 65])
async def test_button_data_is_counted_in_bytes(bot: telegram.Bot, sanne: Person, data: str) -> None:
    """More than 64 bytes are refused, also when they are 33 letters."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data=data)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(sanne.id, "Dag", reply_markup=keyboard)


async def test_an_edit_that_changes_nothing(bot: telegram.Bot, sanne: Person) -> None:
    """The same text and keyboard again is "message is not modified"."""
    message = await bot.send_message(sanne.id, "Dag", reply_markup=YES)
    with pytest.raises(BadRequest, match="not modified"):
        await message.edit_text("Dag", reply_markup=YES)
    assert sanne.messages[-1].edited == 0


async def test_the_keyboard_goes_with_an_edit_without_one(bot: telegram.Bot, sanne: Person) -> None:
    """An edit of the text alone takes the buttons away."""
    message = await bot.send_message(sanne.id, "Dag", reply_markup=YES)
    await message.edit_text("Dag!")
    assert (sanne.messages[-1].buttons, sanne.messages[-1].edited) == ((), 1)


async def test_editing_what_is_not_there(bot: telegram.Bot, sanne: Person) -> None:
    """A deleted message cannot be edited."""
    message = await bot.send_message(sanne.id, "Dag")
    await message.delete()
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await message.edit_text("Nog eens")
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await message.delete()


async def test_editing_somebody_elses_message(bot: telegram.Bot, sanne: Person) -> None:
    """A bot edits its own messages only."""
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("Van mij", sanne.id, sanne.messages[0].id)


async def test_deleting_after_two_days(bot: telegram.Bot, sanne: Person, clock: HandClock) -> None:
    """A message older than 48 hours stays."""
    message = await bot.send_message(sanne.id, "Dag")
    clock.move(hours=48, seconds=1)
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
        await message.delete()


async def test_nobody_is_written_to_unasked(bot: telegram.Bot, standin: Standin) -> None:
    """A bot cannot write to somebody who never wrote, nor to an unknown chat."""
    kees = standin.person("Kees")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(kees.id, "Dag")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(999, "Dag")


async def test_blocking(bot: telegram.Bot, sanne: Person) -> None:
    """Whoever blocks the bot is not reached, and the bot is told, both ways."""
    sanne.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(sanne.id, "Dag")
    sanne.unblocks()
    await bot.send_message(sanne.id, "Dag")
    updates = await bot.get_updates(timeout=0)
    new = [one.my_chat_member.new_chat_member.status for one in updates if one.my_chat_member]
    assert new == ["kicked", "member"]


async def test_files_go_both_ways(bot: telegram.Bot, sanne: Person) -> None:
    """A document and a picture arrive as they were; a person's voice can be fetched."""
    await bot.send_document(sanne.id, b"a,b\n1,2\n", filename="dagboek.csv", caption="Van jou")
    sent = await bot.send_photo(sanne.id, PNG)
    document, photo = sanne.messages[-2:]
    assert (document.document, document.file_name) == (b"a,b\n1,2\n", "dagboek.csv")
    assert (photo.photo, sent.photo[0].width, sent.photo[0].height) == (PNG, 2, 3)
    sanne.sends_voice(b"OggS spoken")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.voice is not None
    file = await update.message.voice.get_file()
    assert bytes(await file.download_as_bytearray()) == b"OggS spoken"


async def test_a_photo_that_is_none(bot: telegram.Bot, sanne: Person) -> None:
    """Bytes that are no picture are refused as a photo."""
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(sanne.id, b"not a picture")


async def test_a_picture_changed_in_place(bot: telegram.Bot, sanne: Person) -> None:
    """A new picture and caption take the place of the old ones."""
    message = await bot.send_photo(sanne.id, PNG, caption="Eerst", reply_markup=YES)
    await message.edit_media(telegram.InputMediaPhoto(PNG + b"x", caption="Nu"), reply_markup=YES)
    there = sanne.messages[-1]
    assert (there.photo, there.text, len(there.all_buttons)) == (PNG + b"x", "Nu", 1)
    with pytest.raises(BadRequest, match=r"(?i)no text in the message"):
        await message.edit_text("tekst")
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await message.edit_caption("a" * 1025)


async def test_answering_a_message(bot: telegram.Bot, sanne: Person) -> None:
    """A reply names its message; one that is gone is refused unless the bot allows it."""
    said = sanne.says("Het is druk")
    await bot.send_message(sanne.id, "Dat hoor ik", reply_to_message_id=said.id)
    assert sanne.messages[-1].reply_to == said.id
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(sanne.id, "Wat?", reply_to_message_id=999)


async def test_a_reaction_of_the_bot(bot: telegram.Bot, sanne: Person) -> None:
    """A reaction stands on the person's own message; an unknown emoji is refused."""
    said = sanne.says("Het is stil in mijn hoofd")
    await bot.set_message_reaction(sanne.id, said.id, "❤")
    assert [one.emoji for one in sanne.messages[-1].reactions] == ["❤"]
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(sanne.id, said.id, telegram.ReactionTypeEmoji("🥾"))


async def test_a_reply_keyboard(bot: telegram.Bot, sanne: Person) -> None:
    """A keyboard in place of the letters comes, and goes when it is removed."""
    ask = telegram.KeyboardButton("Waar ik ben", request_location=True)
    await bot.send_message(
        sanne.id, "Waar ben je?", reply_markup=telegram.ReplyKeyboardMarkup([[ask]])
    )
    assert sanne.chat.keyboard[0][0].asks == "location"
    sanne.sends_location(52.1, 5.1)
    await bot.send_message(sanne.id, "Dank je", reply_markup=telegram.ReplyKeyboardRemove())
    assert sanne.chat.keyboard == ()
