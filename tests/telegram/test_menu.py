"""The command menu and descriptions, told only when they changed."""

from dataclasses import replace

from telegram import Bot

from bot.demo.standin import Standin
from bot.telegram.menu import MenuCommand, Profile, set_profiles
from bot.usecases.ports import Database
from tests.bot_api import assert_all_valid

DUTCH = Profile("nl", (MenuCommand("checkin", "Inchecken"),), "Rustig hardlopen.", "Rustig.")
OTHERS = Profile("", (MenuCommand("checkin", "Check in"),), "Running calmly.", "Calm.")


async def test_each_language_has_its_menu(bot: Bot, standin: Standin, database: Database) -> None:
    """Commands and descriptions, as Telegram shows them to somebody of that language."""
    assert await set_profiles(bot, database, [OTHERS, DUTCH])
    profile = standin.world.profile
    assert [one.description for one in profile.menu(1001, "nl")] == ["Inchecken"]
    assert [one.description for one in profile.menu(1001, "fr")] == ["Check in"]
    assert_all_valid(standin)


async def test_the_same_is_not_told_twice(bot: Bot, standin: Standin, database: Database) -> None:
    """Telegram limits these calls."""
    await set_profiles(bot, database, [OTHERS, DUTCH])
    before = len(standin.requests)
    assert await set_profiles(bot, database, [OTHERS, DUTCH])
    assert len(standin.requests) == before


async def test_a_change_is_told(bot: Bot, standin: Standin, database: Database) -> None:
    """A new description reaches Telegram."""
    await set_profiles(bot, database, [OTHERS, DUTCH])
    await set_profiles(bot, database, [OTHERS, replace(DUTCH, description="Nieuw.")])
    assert standin.calls("setMyDescription")[-1].params["description"] == "Nieuw."


async def test_a_failure_is_tried_again_at_the_next_start(
    bot: Bot, standin: Standin, database: Database
) -> None:
    """Half told is not told."""
    standin.fail("setMyDescription", error=500)
    assert not await set_profiles(bot, database, [OTHERS, DUTCH])
    assert await set_profiles(bot, database, [OTHERS, DUTCH])
