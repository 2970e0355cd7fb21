"""The key that wraps the runners' keys, where nobody gave one in DATA_KEYS."""

import base64
import os
import secrets
from pathlib import Path

import structlog
from pydantic import SecretStr

from bot.settings import KEY_BYTES, Settings, SettingsError, parse_keys

NAME = "data.key"

log = structlog.get_logger()


def key_file(settings: Settings) -> Path | None:
    """Where the key would be kept without DATA_KEYS; None: only DATA_KEYS will do."""
    file = settings.sqlite_file
    return None if file is None else file.with_name(NAME)


def known_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the keys of DATA_KEYS, else of the file beside the data; nothing is made."""
    file = key_file(settings)
    if settings.keys() or file is None or not file.exists():
        return settings.keys()
    return parse_keys(file.read_text())


def needed_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the keys as `known_keys`; SettingsError when there are none."""
    found = known_keys(settings)
    if not found:
        raise SettingsError(
            "There is no key: set DATA_KEYS, or put your copy of data.key beside the database."
        )
    return found


def with_keys(settings: Settings) -> Settings:
    """Return settings that have keys: those of DATA_KEYS, else of a file beside the SQLite file.

    The file is made at the first start, readable by its owner alone. A backup of the data without
    it is of no use to anybody, so it is for the owner to keep a copy elsewhere.
    """
    if settings.keys():
        return settings
    file = key_file(settings)
    if file is None:
        raise SettingsError(
            "DATA_KEYS: missing. With PostgreSQL the key is not kept beside the data. Make one with"
            " `python -m bot keys new`, put it in .env, and keep a copy elsewhere."
        )
    return settings.model_copy(update={"data_keys": SecretStr(_kept(file))})


def _kept(file: Path) -> str:
    made = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(made)
            new.flush()
            os.fsync(new.fileno())
    except PermissionError:
        raise
    except OSError as error:
        if file.is_file():
            return file.read_text()
        raise SettingsError(
            f"{file} cannot be written ({error.strerror}); check DATABASE_URL."
        ) from None
    log.warning("key_made", file=str(file), advice="keep a copy of it elsewhere")
    return made
