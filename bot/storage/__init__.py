"""Storage: the only folder that knows SQL. Open it with `open_database`."""

from bot.storage.errors import KeyGoneError, StorageError
from bot.storage.examining import examine_data, examine_keys
from bot.storage.keystore import rewrap
from bot.storage.opening import open_database, open_keystore

__all__ = [
    "KeyGoneError",
    "StorageError",
    "examine_data",
    "examine_keys",
    "open_database",
    "open_keystore",
    "rewrap",
]
