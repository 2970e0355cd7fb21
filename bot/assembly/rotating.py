"""Rotation on the command line: all runners' keys locked with the first key of DATA_KEYS."""

from bot.assembly.bar import bar
from bot.assembly.key_file import needed_keys
from bot.settings import Settings
from bot.storage import Masters, open_keystore, rotate


def rotate_keys(settings: Settings) -> str:
    """Lock every runner's key with the first key, while Lichter runs with old and new."""
    masters = Masters(needed_keys(settings))
    keystore = open_keystore(settings.keys_url)
    try:
        with bar("Locking the keys anew") as tell:
            done = rotate(keystore, masters, tell)
    finally:
        keystore.close()
    if not done:
        return (
            "All keys are locked with the first key of DATA_KEYS already: put a new one before it."
        )
    return (
        f"{done} keys are locked with the first key now. The older ones may go from DATA_KEYS once"
        " every process was started again with the new one first; keep them with the backups of"
        " their time."
    )
