"""Storage: the only folder that knows SQL. Open it with `open_database`.

What looks after it has doors of its own, which a running Lichter does not open: `backing_up`,
`restoring`, `examining`.
"""

from bot.storage.errors import KeyGoneError, StorageError
from bot.storage.keystore import Masters, rotate
from bot.storage.opening import open_bells, open_database, open_keystore

__all__ = [
    "KeyGoneError",
    "Masters",
    "StorageError",
    "open_bells",
    "open_database",
    "open_keystore",
    "rotate",
]
