"""The settings: what is read from the environment, and what is refused."""

import base64
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import KEY_BYTES, Settings, SettingsError, load, parse_keys

KEY = bytes(range(KEY_BYTES))


@pytest.mark.parametrize(
    "text", [base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY).decode(), KEY.hex()]
)
def test_a_key_is_read_however_it_is_written(text: str) -> None:
    """Base64, its form for addresses, and hex are one key."""
    assert parse_keys(f" {text} ,") == (KEY,)


@pytest.mark.parametrize("text", ["short", "ü" * 44, base64.b64encode(KEY + b"x").decode()])
def test_a_wrong_key_is_refused_without_repeating_it(text: str) -> None:
    """The message says what a key is, and not what was given."""
    with pytest.raises(SettingsError, match="base64 of 32 bytes") as refused:
        parse_keys(text)
    assert text not in str(refused.value)


def test_the_keystore_is_never_the_data_itself() -> None:
    """The runners' keys stand beside the SQLite file, not in it."""
    settings = Settings(database_url="sqlite:///somewhere/lichter.db")
    assert settings.keys_url == "sqlite:///somewhere/keys.db"


def test_an_address_without_a_host_is_refused() -> None:
    """Nobody waits for a Telegram that has no name."""
    with pytest.raises(ValidationError, match="must name a host"):
        Settings(telegram_api_url="http://")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("HTTP_HOST=", "HTTP_HOST: empty would be for everybody"),
        ("DATABASE_URL=sqlite:///", "DATABASE_URL: names no file"),
        ("PUBLIC_URL=https://lichter.example:web", "PUBLIC_URL: has a port that is no number"),
        ("# caf\xe9", ".env: its letters cannot be read"),
    ],
)
def test_a_mistake_in_env_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    """Each is a sentence that names the setting, and nothing is begun."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"{line}\n", encoding="latin-1")
    with pytest.raises(SettingsError, match=told):
        load()
