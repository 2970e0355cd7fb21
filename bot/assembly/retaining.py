"""Retention on the command line: the same as is done each hour, with a bar to watch."""

from bot.assembly import rooms
from bot.assembly.bar import bar
from bot.assembly.key_file import needed_keys
from bot.clock import Clock
from bot.settings import Settings
from bot.storage import open_database


async def keep_to_retention(settings: Settings) -> str:
    """Erase what is older than RETENTION_MONTHS; messages leave when Lichter runs."""
    house = rooms.furnish(
        Clock(),
        language=settings.default_language,
        zone=settings.default_timezone,
        public_url=settings.public_root(),
        months=settings.retention_months,
    )
    database = open_database(settings.database_url, settings.keys_url, needed_keys(settings))

    def woken() -> None:
        """Nobody sends here."""

    try:
        with bar("Erasing what is old") as tell:
            done = await rooms.retention(house, database, woken).round(tell)
    finally:
        await database.close()
    return (
        f"Older than {settings.retention_months} months: {done.rows} rows erased. Silent for as"
        f" long: {done.told} runners told, {done.erased} erased."
    )
