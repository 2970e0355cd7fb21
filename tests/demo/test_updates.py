"""How updates reach a bot that polls, and what taps are."""

import asyncio

import aiohttp
import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, InvalidToken

from bot.demo.people import Person
from bot.demo.standin import Standin
from tests.demo.conftest import TOKEN, HandClock

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="v1:yes")]])


async def poll_arrives(standin: Standin) -> None:
    """Wait until a poll is being answered."""
    updates = standin.world.updates
    await updates.bell.until(lambda: updates.poller or None, 5)


async def test_an_update_stays_until_it_is_confirmed(bot: telegram.Bot, sanne: Person) -> None:
    """Asking again gives the same update; a higher offset lets it go."""
    sanne.says("een")
    (first,) = await bot.get_updates(timeout=0)
    (again,) = await bot.get_updates(timeout=0)
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1, timeout=0) == ()


async def test_limit_and_negative_offset(bot: telegram.Bot, sanne: Person) -> None:
    """`limit` gives the oldest; a negative offset forgets all but the last."""
    for text in ("een", "twee", "drie"):
        sanne.says(text)
    oldest = await bot.get_updates(limit=2, timeout=0)
    newest = await bot.get_updates(offset=-1, timeout=0)
    assert [one.message.text for one in oldest if one.message] == ["een", "twee"]
    assert [one.message.text for one in newest if one.message] == ["drie"]


async def test_a_long_poll_ends_when_somebody_speaks(
    bot: telegram.Bot, standin: Standin, sanne: Person
) -> None:
    """The wait ends at once, long before its time-out."""
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(bot.get_updates(timeout=50, read_timeout=50))
        await poll_arrives(standin)
        sanne.says("hoi")
    (update,) = polling.result()
    assert update.message is not None
    assert update.message.text == "hoi"


async def test_a_second_poller_ends_the_first(
    url: str, bot: telegram.Bot, standin: Standin
) -> None:
    """Whoever waited gets 409, and the newcomer gets the updates."""
    address = f"{url}/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as session:
        first = asyncio.create_task(session.get(address, params={"timeout": 50}))
        await poll_arrives(standin)
        assert await bot.get_updates(timeout=0) == ()
        async with await first as response:
            refused = await response.json()
    assert (response.status, refused["error_code"]) == (409, 409)
    assert "terminated by other getUpdates request" in refused["description"]


async def test_kinds_asked_for(bot: telegram.Bot, sanne: Person) -> None:
    """Reactions come only when asked for by name, and then nothing else does."""
    said = sanne.says("een")
    sanne.reacts(said, "👍")
    assert len(await bot.get_updates(timeout=0)) == 1
    await bot.get_updates(offset=-1, timeout=0, allowed_updates=["message_reaction"])
    sanne.says("twee")
    sanne.reacts(said, "👀")
    (_, update) = await bot.get_updates(timeout=0)
    assert update.message_reaction is not None
    assert update.message_reaction.new_reaction[0] == telegram.ReactionTypeEmoji("👀")


async def test_a_tap_is_answered_once(bot: telegram.Bot, sanne: Person) -> None:
    """The second answer, and one to an unknown tap, are refused."""
    await bot.send_message(sanne.id, "Ga je?", reply_markup=YES)
    tap = sanne.taps("Ja")
    await bot.answer_callback_query(tap.id, "Fijn")
    assert (sanne.chat.history[-1].what, sanne.chat.history[-1].text) == ("toast", "Fijn")
    for unknown in (tap.id, "77"):
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await bot.answer_callback_query(unknown)


async def test_a_tap_gets_too_old(bot: telegram.Bot, sanne: Person, clock: HandClock) -> None:
    """After 150 seconds of people's time the answer is refused."""
    await bot.send_message(sanne.id, "Ga je?", reply_markup=YES)
    young, old = sanne.taps("Ja"), sanne.taps("Ja")
    clock.move(seconds=150)
    await bot.answer_callback_query(young.id)
    clock.move(seconds=1)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(old.id)


async def test_forged_taps(bot: telegram.Bot, standin: Standin, sanne: Person) -> None:
    """Any data on anybody's message, and on one that is gone, reaches the bot."""
    message = await bot.send_message(sanne.id, "Ga je?", reply_markup=YES)
    kees = standin.person("Kees")
    kees.forges("v1:forged", sanne.messages[-1])
    await message.delete()
    kees.forges("v1:gone", 999)
    foreign, gone = (one.callback_query for one in await bot.get_updates(timeout=0))
    assert foreign is not None
    assert gone is not None
    assert (foreign.from_user.id, foreign.data) == (kees.id, "v1:forged")
    assert gone.message is not None
    assert (gone.message.message_id, gone.message.date.timestamp()) == (999, 0)


async def test_no_such_button(bot: telegram.Bot, sanne: Person) -> None:
    """A test that taps what is not there is told what is."""
    await bot.send_message(sanne.id, "Ga je?", reply_markup=YES)
    with pytest.raises(LookupError, match="Ja"):
        sanne.taps("Nee")


async def test_what_a_bot_hears_in_a_group(bot: telegram.Bot, standin: Standin) -> None:
    """Commands for it and its name, not the talk of others."""
    sanne = standin.person("Sanne")
    group = standin.group("Loopgroep", sanne)
    for text in ("hoi allemaal", "/start", "/start@other_bot", "hé @lichter_bot"):
        sanne.says(text, into=group)
    updates = await bot.get_updates(timeout=0)
    assert [one.message.text for one in updates if one.message] == ["/start", "hé @lichter_bot"]


async def test_an_edit_reaches_the_bot(bot: telegram.Bot, sanne: Person) -> None:
    """A person's edit is an edited_message with the new text."""
    said = sanne.says("het is licht")
    sanne.edits(said, "het is lichter")
    _, update = await bot.get_updates(timeout=0)
    assert update.edited_message is not None
    assert update.edited_message.text == "het is lichter"


async def test_a_wrong_token(url: str) -> None:
    """A token that is not the bot's is 401."""
    with pytest.raises(InvalidToken):
        async with telegram.Bot("1:wrong", base_url=f"{url}/bot"):
            pass


async def test_forms_json_and_queries_are_the_same(url: str, sanne: Person) -> None:
    """The parameters may come in any of Telegram's ways; a text like JSON stays a text."""
    text = '["ok"]'
    params = {"chat_id": str(sanne.id), "text": text, "reply_markup": '{"inline_keyboard":[]}'}
    address = f"{url}/bot{TOKEN}/sendmessage"
    async with aiohttp.ClientSession() as session:
        for way in ({"params": params}, {"data": params}, {"json": params}):
            async with session.post(address, **way) as response:  # type: ignore[arg-type]
                assert (await response.json())["result"]["text"] == text
        form = aiohttp.FormData(params, default_to_multipart=True)
        async with session.post(address, data=form) as response:
            assert response.status == 200
    assert [one.text for one in sanne.messages[1:]] == [text] * 4


async def test_an_unknown_method(url: str, standin: Standin) -> None:
    """It is 404, and recorded, so that a test can see the mistake."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/bot{TOKEN}/sendPigeon") as response,
    ):
        assert response.status == 404
    assert standin.requests.pop().method == "sendPigeon"


async def test_commands_by_language(bot: telegram.Bot, standin: Standin, sanne: Person) -> None:
    """A person sees the menu of the own language, and else the one for everybody."""
    await bot.set_my_commands([("checkin", "How are you?")])
    await bot.set_my_commands([("checkin", "Hoe zit je erbij?")], language_code="nl")
    menu = standin.world.profile.menu
    assert menu(sanne.id, "nl")[0].description == "Hoe zit je erbij?"
    assert menu(sanne.id, "de")[0].description == "How are you?"
    assert [one.command for one in await bot.get_my_commands(language_code="nl")] == ["checkin"]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Check-in", "x")])


async def test_what_the_bot_tells_of_itself(bot: telegram.Bot, sanne: Person) -> None:
    """Name, descriptions, chat and menu button come back as they were set."""
    await bot.set_my_description("Kalm lopen", language_code="nl")
    await bot.set_my_short_description("Kalm")
    await bot.set_my_name("Lichter")
    await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert (await bot.get_my_description("nl")).description == "Kalm lopen"
    assert (await bot.get_my_short_description("nl")).short_description == "Kalm"
    assert (await bot.get_my_name()).name == "Lichter"
    assert (await bot.get_chat(sanne.id)).first_name == "Sanne"
