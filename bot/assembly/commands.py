"""What the command line does beside running."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.assembly.key_file import with_keys
from bot.assembly.rooms import CONTENT
from bot.assembly.same_bot import AnotherBot
from bot.clock import Clock
from bot.process.http_server import PortTakenError
from bot.settings import Settings, SettingsError
from bot.storage import StorageError, open_database
from bot.telegram.receiving import SecondPoller, TokenRefused, begin
from bot.telegram.routing import build_application
from bot.telegram.watchdog import PollingStopped
from bot.telegram.webhook import WebhookRefused
from bot.usecases import coaching, leaving
from bot.usecases.ports import Coach, UnitOfWork
from bot.words import Words, WordsError
from content.errors import ContentError
from handlers.start import ACTIVATION

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds: who stands at the command line waits no longer for Telegram, and hears what to do."""

TOLD = (
    AnotherBot,
    ContentError,
    PollingStopped,
    PortTakenError,
    SecondPoller,
    StorageError,
    TokenRefused,
    WebhookRefused,
    WordsError,
)
"""What is wrong when one of these comes out is one sentence that says what to do."""


def migrate(settings: Settings) -> None:
    """Bring the database to the newest form."""
    asyncio.run(_with_database(settings, lambda _uow: None))


async def add_coach(
    settings: Settings, name: str, language: str, patience: float = PATIENCE
) -> str:
    """Add a coach and return the link that activates the account in Telegram, once."""
    if settings.is_demo:
        raise SettingsError("TELEGRAM_BOT_TOKEN is missing: the demo has its own coach.")
    if not name.strip():
        raise SettingsError("A coach needs a name: his runners see it.")
    words = Words.load(CONTENT / "locales", settings.default_language)
    language = language or settings.default_language
    if language not in words.languages:
        known = ", ".join(words.languages)
        raise SettingsError(f"--language: there are no words in {language}, only in {known}.")
    # First: an account without its link is of no use.
    bot_name = await _bot_name(settings, patience)
    token = await _with_database(
        settings,
        lambda uow: coaching.add_coach(
            uow, name, language, settings.default_timezone, Clock().now()
        )[1],
    )
    return f"https://t.me/{bot_name}?start={ACTIVATION}{token}"


async def coaches(settings: Settings) -> list[str]:
    """Return a line for each coach: name, how he stands, his runners, and his id."""
    found = await _with_database(settings, leaving.coaches)
    return [
        f"{one.coach.name} · {_how(one.coach)} · runners: {one.runners} · {one.coach.id}"
        for one in found
    ]


def _how(coach: Coach) -> str:
    if coach.left_at is not None:
        return f"left on {coach.left_at.date()}"
    return "not activated yet" if coach.chat is None else "active"


async def remove_coach(settings: Settings, wanted: str) -> str:
    """End all that a coach has, and say so. SettingsError when it is not clear who is meant."""

    def job(uow: UnitOfWork) -> str:
        found = leaving.named(uow, wanted)
        if len(found) != 1:
            how = "There is no such coach" if not found else "More than one coach is called so"
            raise SettingsError(f"{how}: `coach list` shows the ids.")
        runners = leaving.leave(uow, found[0], Clock().now())
        return f"{found[0].name} is no coach any more. Runners who will be told: {runners}."

    return await _with_database(settings, job)


async def _with_database(settings: Settings, job: Callable[[UnitOfWork], T]) -> T:
    settings = with_keys(settings)
    database = open_database(settings.database_url, settings.keys_url, settings.keys())
    try:
        return await database.write(job)
    finally:
        await database.close()


async def _bot_name(settings: Settings, patience: float) -> str:
    token = settings.telegram_bot_token.get_secret_value()
    application = build_application(token, settings.telegram_api_url)
    try:
        async with asyncio.timeout(patience):
            await begin(application)
    except TimeoutError:
        raise SettingsError(
            "Telegram does not answer, and the link needs the name of your bot, so no coach was"
            " added. `python -m bot doctor` looks at what is wrong."
        ) from None
    try:
        return str(application.bot.username)
    finally:
        await application.shutdown()
