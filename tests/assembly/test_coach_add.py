"""The command `coach add`: an account with its link, or none."""

import base64

import pytest
from pydantic import SecretStr

from bot.assembly import add_coach, coaches
from bot.settings import Settings, SettingsError
from bot.telegram.receiving import TokenRefused
from tests.databases import DATA_KEY, Addresses
from tests.processes import TOKEN


@pytest.fixture
def settings(sqlite_addresses: Addresses, api: str) -> Settings:
    """Return the settings of a Lichter without a coach."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=api,
        database_url=sqlite_addresses.url,
        keys_database_url=sqlite_addresses.keys_url,
        data_keys=SecretStr(base64.b64encode(DATA_KEY).decode()),
    )


async def test_no_account_without_its_link(settings: Settings) -> None:
    """A token that Telegram refuses is told before anything is kept: nobody could activate it."""
    wrong = SecretStr(TOKEN.replace("nobody", "anybody"))
    with pytest.raises(TokenRefused):
        await add_coach(settings.model_copy(update={"telegram_bot_token": wrong}), "Noor", "")
    assert await coaches(settings) == []


async def test_telegram_out_of_reach_is_told(settings: Settings) -> None:
    """Who adds a coach is not left waiting: a sentence says what to do, and nothing is kept."""
    away = settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"})
    with pytest.raises(SettingsError, match="doctor"):
        await add_coach(away, "Noor", "", patience=0.1)
    assert await coaches(settings) == []


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [(" \t", "", "needs a name"), ("Noor", "xx", "only in en, nl")],
    ids=["no name", "no such language"],
)
async def test_what_cannot_be_is_a_sentence(
    settings: Settings, name: str, language: str, told: str
) -> None:
    """An empty name, or a language without words, is told; nothing is kept."""
    with pytest.raises(SettingsError, match=told):
        await add_coach(settings, name, language)
    assert await coaches(settings) == []


async def test_an_account_is_listed(settings: Settings) -> None:
    """With all that it needs it is there, not activated yet."""
    assert "?start=" in await add_coach(settings, "Noor Verzonnen", "en")
    (line,) = await coaches(settings)
    assert line.startswith("Noor Verzonnen · not activated yet")
