"""What the doctor asks Telegram: does it answer, whose token, what time, and where to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from bot.assembly.finding import Finding, wrong
from bot.clock import Clock
from bot.settings import Settings
from bot.telegram.asking import Answer, Unreachable, ask

MOST_OFF: Final = timedelta(seconds=30)
"""A nudge comes to the minute; the header itself is whole seconds, and has been on its way."""

LATELY: Final = timedelta(hours=1)

MANY: Final = 100
"""So many updates wait only when nobody takes them."""


@dataclass(frozen=True, slots=True)
class Hook:
    """What Telegram knows of the webhook of this bot."""

    url: str
    waiting: int
    error: str
    failed_at: datetime | None


async def at_telegram(settings: Settings, clock: Clock) -> Sequence[Finding]:
    """Return how it is with token, API, clock and webhook; what builds on a trouble is left out."""
    if settings.is_demo:
        told = (
            "TELEGRAM_BOT_TOKEN is empty: that is the demo. @BotFather gives one; put it in .env."
        )
        return [wrong("token", told)]
    token = settings.telegram_bot_token.get_secret_value()
    host = urlsplit(settings.telegram_api_url).hostname
    try:
        me = await ask(settings.telegram_api_url, token, "getMe")
        findings = [Finding("telegram", f"{host} answers"), _token(me), _clock(me, clock)]
        if not findings[1].trouble:
            hook = _hook(await ask(settings.telegram_api_url, token, "getWebhookInfo"))
            findings += _webhook(hook, settings.webhook_url, clock)
    except Unreachable as error:
        told = f"{host} does not answer ({error}): check network, DNS and firewall"
        return [wrong("telegram", f"{told}, and TELEGRAM_API_URL.")]
    return findings


def _token(me: Answer) -> Finding:
    match me.result:
        case {"username": str(name)}:
            return Finding("token", f"of @{name}")
    if me.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return wrong(
            "token",
            "Telegram refuses it. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN.",
        )
    return wrong("token", f"Telegram answers with {me.status}: try again in some minutes.")


def _clock(me: Answer, clock: Clock) -> Finding:
    if me.at is None:
        return Finding("clock", "not compared: the answer had no time")
    off = clock.machine_now() - me.at
    if abs(off) > MOST_OFF:
        seconds = abs(off).total_seconds()
        side = "ahead of" if off > timedelta() else "behind"
        return wrong(
            "clock",
            f"It is {seconds:.0f} s {side} Telegram's: let the machine keep time"
            " (`timedatectl set-ntp true`).",
        )
    return Finding("clock", "right")


def _hook(info: Answer) -> Hook:
    body = info.result if isinstance(info.result, dict) else {}
    at = body.get("last_error_date")
    return Hook(
        url=str(body.get("url", "")),
        waiting=int(body.get("pending_update_count", 0)),
        error=str(body.get("last_error_message", "")),
        failed_at=datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None,
    )


def _webhook(hook: Hook, wanted: str, clock: Clock) -> Iterator[Finding]:
    """Hosts are told, paths are not: a path may be a secret too."""
    there = urlsplit(hook.url).hostname
    if hook.url and not wanted:
        yield wrong(
            "webhook",
            f"Telegram brings updates to {there}, but WEBHOOK_URL is empty. If another program"
            " has this bot, give it one of its own; else the next start takes it away.",
        )
    elif hook.url != wanted:
        yield wrong(
            "webhook",
            f"Telegram brings updates to {there or 'nobody'}, and not to WEBHOOK_URL: start"
            " Lichter again, which tells it.",
        )
    elif hook.failed_at is not None and clock.machine_now() - hook.failed_at < LATELY:
        yield wrong(
            "webhook",
            f"Telegram could not deliver lately ({hook.error}): check that WEBHOOK_URL leads"
            " through your proxy to HTTP_PORT, with the same path.",
        )
    else:
        yield Finding("webhook", f"at {there}" if wanted else "none: Lichter polls")
    if hook.waiting > MANY:
        yield wrong("webhook", f"{hook.waiting} updates wait at Telegram: is Lichter running?")
