"""Storage: the only folder that knows SQL. Open it with `open_database`."""

from bot.storage.backing_up import back_up_data, back_up_keys
from bot.storage.bells import open_bells
from bot.storage.errors import KeyGoneError, StorageError
from bot.storage.examining import examine_data, examine_keys
from bot.storage.keystore import Masters, rotate
from bot.storage.opening import open_database, open_keystore
from bot.storage.restoring import restore_data, restore_keys

__all__ = [
    "KeyGoneError",
    "Masters",
    "StorageError",
    "back_up_data",
    "back_up_keys",
    "examine_data",
    "examine_keys",
    "open_bells",
    "open_database",
    "open_keystore",
    "restore_data",
    "restore_keys",
    "rotate",
]
