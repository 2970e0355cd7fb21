"""The settings: environment and `.env`. All mistakes are told in one message at the start."""

import base64
import binascii
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.places import zones

KEY_BYTES = 32


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, and never a secret value."""


def _zone(name: str) -> str:
    if name not in zones():
        raise ValueError("is not the name of a time zone, like Europe/Amsterdam")
    return name


def _root_url(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with https:// or http://")
    parts = urlsplit(url)
    if url and not parts.hostname:
        raise ValueError("must name a host, like https://lichter.example.org")
    try:
        _ = parts.port
    except ValueError:
        raise ValueError("has a port that is no number") from None
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(_root_url)]


class Settings(BaseSettings):
    """Every setting, with its default; `.env.example` says what each is for."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_url: Url = "https://api.telegram.org"
    webhook_url: Url = ""
    webhook_secret: SecretStr = SecretStr("")
    database_url: str = "sqlite:///data/lichter.db"
    keys_database_url: str = ""
    data_keys: SecretStr = SecretStr("")
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    phone_port: int = Field(default=8081, ge=0, le=65535)
    demo_history: bool = True
    public_url: Url = ""
    default_timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Amsterdam"
    default_language: str = "nl"
    retention_months: int = Field(default=24, ge=1, le=120)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def is_demo(self) -> bool:
        """No token: the demo."""
        return not self.telegram_bot_token.get_secret_value()

    @property
    def keys_url(self) -> str:
        """Where the runners' wrapped keys live: never in the data itself."""
        if self.keys_database_url:
            return self.keys_database_url
        file = self.sqlite_file or Path("data/lichter.db")
        return f"sqlite:///{file.with_name('keys.db')}"

    @property
    def sqlite_file(self) -> Path | None:
        """The SQLite file of the data; None when it is another database."""
        if not self.database_url.startswith("sqlite:///"):
            return None
        return Path(self.database_url.removeprefix("sqlite:///"))

    def public_root(self) -> str:
        """Where people reach the dashboard."""
        return self.public_url or f"http://{self.http_host}:{self.http_port}"

    def keys(self) -> tuple[bytes, ...]:
        """Return the keys that wrap the runners' keys, the first of them the current one."""
        return parse_keys(self.data_keys.get_secret_value())


def parse_keys(text: str) -> tuple[bytes, ...]:
    """Return the keys of `DATA_KEYS`: 32 bytes each in base64 (or hex), separated by commas."""
    keys = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        key = _bytes(part)
        if len(key) != KEY_BYTES:
            raise SettingsError(
                "DATA_KEYS: each key is base64 of 32 bytes; `python -m bot keys new` makes one."
            )
        keys.append(key)
    return tuple(keys)


def _bytes(text: str) -> bytes:
    try:
        if len(text) == 2 * KEY_BYTES:
            return bytes.fromhex(text)
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def load() -> Settings:
    """Read the settings. SettingsError names every mistake at once, and no value of a secret."""
    try:
        settings = Settings()
    except UnicodeDecodeError:
        raise SettingsError(".env: its letters cannot be read; save it again as UTF-8.") from None
    except ValidationError as error:
        lines = [
            f"{str(mistake['loc'][0]).upper()}: {_plainly(mistake['msg'])}"
            for mistake in error.errors()
        ]
        raise SettingsError("Some settings are wrong:\n" + "\n".join(lines)) from None
    mistakes = list(_mistakes(settings))
    if mistakes:
        raise SettingsError("Some settings are wrong:\n" + "\n".join(mistakes))
    return settings


def _plainly(message: str) -> str:
    """Return what pydantic says of a value, as one says it of a setting."""
    said = message.removeprefix("Value error, ").replace("Input should be", "must be")
    return "must be a whole number" if "valid integer" in said else said


def _mistakes(settings: Settings) -> list[str]:
    mistakes = []
    try:
        settings.keys()
    except SettingsError as error:
        return [str(error)]
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        mistakes.append("WEBHOOK_SECRET: missing. With WEBHOOK_URL it proves that Telegram calls.")
    if not settings.database_url.startswith(("sqlite:///", "postgresql")):
        mistakes.append("DATABASE_URL: must begin with sqlite:/// or postgresql://")
    if settings.sqlite_file == Path():
        mistakes.append("DATABASE_URL: names no file, like sqlite:///data/lichter.db")
    if not settings.http_host:
        mistakes.append("HTTP_HOST: empty would be for everybody; write 127.0.0.1, or 0.0.0.0.")
    return mistakes
