"""What people see before they write: the command menu and the bot's descriptions."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.calling import ApiValue, call
from bot.usecases.ports import Database

KEPT_AS: Final = "menu"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """One line of the menu: a command without slash, and what it does."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the bot tells of itself in one language; an empty `language` is for everybody else.

    `description` stands in an empty chat, `short_description` on the bot's page.
    """

    language: str
    commands: tuple[MenuCommand, ...]
    description: str
    short_description: str


async def set_profiles(bot: Bot, database: Database, profiles: Sequence[Profile]) -> bool:
    """Tell Telegram, if anything changed since it was last told. False when it did not work out.

    Telegram limits how often this may be done, hence the hash of what it was last told.
    """
    told = json.dumps([asdict(profile) for profile in profiles]).encode()
    digest = hashlib.sha256(told).hexdigest()
    if await database.read(lambda uow: uow.kept.get(KEPT_AS)) == digest:
        return True
    try:
        for profile in profiles:
            for method, params in _calls(profile):
                await call(bot, method, params)
    except TelegramError as error:
        log.warning("menu_not_set", error=type(error).__name__)
        return False
    await database.write(lambda uow: uow.kept.put(KEPT_AS, digest))
    return True


def _calls(profile: Profile) -> Iterator[tuple[str, dict[str, ApiValue]]]:
    where: dict[str, ApiValue] = {}
    if profile.language:
        where["language_code"] = profile.language
    lines: list[object] = [
        {"command": line.name, "description": line.description} for line in profile.commands
    ]
    # In private chats only: a group gets no menu, as it gets no conversation.
    yield "setMyCommands", {"commands": lines, "scope": {"type": "all_private_chats"}, **where}
    yield "setMyDescription", {"description": profile.description, **where}
    yield (
        "setMyShortDescription",
        {"short_description": profile.short_description, **where},
    )
