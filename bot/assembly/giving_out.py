"""All that is stored of one runner, for who asked the operator, not the bot. GDPR art. 15, 20."""

from pathlib import Path
from typing import Final

from bot.assembly.files import Files
from bot.assembly.key_file import needed_keys
from bot.assembly.rooms import CONTENT
from bot.assembly.whole_file import whole_file
from bot.settings import Settings, SettingsError
from bot.storage import open_database
from bot.usecases.ports import UnitOfWork
from bot.words import Words

MOST_DIGITS: Final = 18
"""A chat's number has at most 16 (https://core.telegram.org/bots/api#chat)."""


async def give_out(settings: Settings, who: str, file: Path) -> str:
    """Write the zip of `/mijngegevens` of a runner, by his id or the number of his chat."""
    words = Words.load(CONTENT / "locales", settings.default_language)
    database = open_database(settings.database_url, settings.keys_url, needed_keys(settings))
    try:
        runner_id = await database.read(lambda uow: _id_of(uow, who))
        found = None if runner_id is None else await Files(words).export(runner_id, database)
    finally:
        await database.close()
    if found is None:
        raise SettingsError(f"There is no runner {who}: give the id in the address of his page.")
    with whole_file(file) as written:
        written.write(found.content)
    return f"Everything about this runner is in {file}. Give it to nobody else, then remove it."


def _id_of(uow: UnitOfWork, who: str) -> str | None:
    runner = uow.runners.by_id(who)
    if runner is None and who.isdecimal() and len(who) <= MOST_DIGITS:
        runner = uow.runners.by_chat(int(who))
    return None if runner is None else runner.id
