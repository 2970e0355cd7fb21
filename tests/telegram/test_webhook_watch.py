"""What Telegram could not bring is seen, and who else has the webhook."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from prometheus_client import Gauge
from structlog.testing import capture_logs
from telegram import Bot

from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.calling import call
from bot.telegram.figures import WEBHOOK_ELSEWHERE, WEBHOOK_WAITING
from bot.telegram.webhook import announce
from bot.telegram.webhook_watch import watch
from tests.processes import free_port
from tests.telegram.seeing import until

OFTEN = 0.02  # seconds between two looks


@pytest.fixture
def address() -> str:
    """Return where updates are to be brought; nobody listens there."""
    return f"http://127.0.0.1:{free_port()}/telegram"


@pytest.fixture(autouse=True)
async def watched(bot: Bot, address: str) -> AsyncIterator[None]:
    """Watch over the address, after Telegram was told of it."""
    await announce(bot, address, "a-made-up-secret")
    task = asyncio.create_task(watch(bot, address, every=OFTEN))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def shows(gauge: Gauge, value: float) -> None:
    """Wait until the figure is this."""

    async def is_so() -> bool:
        [metric] = gauge.collect()
        return metric.samples[0].value == value

    await until(is_so)


async def test_what_cannot_be_brought_is_counted(anna: Person, standin: Standin) -> None:
    """And no more when it came after all."""
    await shows(WEBHOOK_WAITING, 0)
    anna.says("hoi")
    anna.says("ben je daar?")
    waiting = len(standin.world.updates.pending)
    assert waiting >= 2
    await shows(WEBHOOK_WAITING, waiting)
    standin.world.updates.clear()
    await shows(WEBHOOK_WAITING, 0)


async def test_another_program_took_the_webhook(bot: Bot, address: str) -> None:
    """Told, and not fought over: it may be the new home of this bot."""
    await shows(WEBHOOK_ELSEWHERE, 0)
    with capture_logs() as told:
        await call(bot, "setWebhook", {"url": "https://elsewhere.example/telegram"})
        await shows(WEBHOOK_ELSEWHERE, 1)
        await call(bot, "setWebhook", {"url": address})
        await shows(WEBHOOK_ELSEWHERE, 0)
        await call(bot, "deleteWebhook")
        await shows(WEBHOOK_ELSEWHERE, 1)
    gone = [one["gone"] for one in told if one["event"] == "webhook_elsewhere"]
    assert (gone[0], gone[-1]) == (False, True)


async def test_an_outage_does_not_end_the_watch(anna: Person, standin: Standin) -> None:
    """It cannot be asked for a while; afterwards it sees again."""
    before = len(standin.calls("getWebhookInfo"))
    standin.fail("getWebhookInfo", times=3, error=500)

    async def asked() -> bool:
        return len(standin.calls("getWebhookInfo")) > before + 3

    await until(asked)
    anna.says("hoi")
    await shows(WEBHOOK_WAITING, len(standin.world.updates.pending))
