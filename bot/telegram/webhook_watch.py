"""Whether what people send reaches the webhook: asked of Telegram, who alone can know.

A proxy that fell over or a certificate that ran out is seen nowhere else: nothing arrives, and
nothing fails here.
"""

import asyncio
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.calling import call
from bot.telegram.figures import WEBHOOK_ELSEWHERE, WEBHOOK_WAITING

EVERY: Final = 60.0  # seconds between two looks

log = structlog.get_logger()


async def watch(bot: Bot, url: str, *, every: float = EVERY) -> None:
    """Look again and again, until cancelled; `url` is where updates are to be brought.

    It is only told: another program that takes the webhook may be the new home of this bot.
    """
    while True:
        await _look(bot, url)
        await asyncio.sleep(every)


async def _look(bot: Bot, url: str) -> None:
    """Set the figures; when Telegram cannot be asked they stay as they were."""
    try:
        info = await call(bot, "getWebhookInfo")
    except TelegramError as error:
        log.warning("webhook_not_looked_at", error=type(error).__name__)
        return
    match info:
        case {"url": str(there), "pending_update_count": int(waiting)}:
            WEBHOOK_WAITING.set(waiting)
            WEBHOOK_ELSEWHERE.set(there != url)
            if there != url:
                log.error("webhook_elsewhere", gone=not there)
