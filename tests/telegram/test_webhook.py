"""Updates by webhook: known by the secret, stored, and only then answered."""

import asyncio
import contextlib
import gzip
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import uvicorn
from telegram import Bot

from bot.demo.standin import Standin
from bot.process.http_server import Server
from bot.telegram.reply import Button, Reply
from bot.telegram.webhook import MOST_BYTES, Webhook, WebhookRefused, announce
from bot.usecases.ports import Database
from tests.telegram import steps
from tests.telegram.road import Away, Road, road
from tests.telegram.seeing import heard, kept

SECRET = "a-made-up-secret_1"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@contextlib.asynccontextmanager
async def served(webhook: Webhook) -> AsyncIterator[str]:
    """Serve the webhook on a free port."""
    bound = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(webhook, lifespan="off", log_config=None, ws="none")
    server = Server(config)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    await server.listening.wait()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/telegram"
    finally:
        server.leave()
        await running


def hook(running: Road, database: Database | None = None) -> Webhook:
    """Return the webhook of a road."""
    return Webhook(SECRET, database or running.database, running.lanes, running.clock)


async def posted(address: str, body: bytes, secret: str | None = SECRET) -> int:
    """Post a body and return the status."""
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers) as response,
    ):
        return response.status


async def test_updates_come_by_webhook(url: str, standin: Standin, database: Database) -> None:
    """Telegram is told where to bring them, and what it brings is answered in order."""
    anna = standin.person("Anna Verzonnen")
    async with (
        road(url, database, steps.routes(text=steps.keeping()), poll=False) as running,
        served(hook(running)) as address,
    ):
        await announce(running.bot, address, SECRET)
        for number in range(5):
            anna.says(str(number))
        await heard(anna, "0", "1", "2", "3", "4")
    assert standin.calls("setWebhook")[0].params["secret_token"] == SECRET
    assert await kept(database, anna.id) == "0 1 2 3 4"


GOOD = b'{"update_id": 1, "message": {"chat": {"id": 1001}}}'
REFUSED = [
    (GOOD, None, 403),
    (GOOD, "", 403),
    (GOOD, SECRET[:-1], 403),
    (GOOD, SECRET.upper(), 403),
    (b" " * (MOST_BYTES + 1), SECRET, 413),
    (b"not json", SECRET, 400),
    (gzip.compress(GOOD, mtime=0), SECRET, 400),
    (b"[]", SECRET, 400),
    (b'{"update_id": 1, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", SECRET, 400),
    (b'{"update_id": ' + b"9" * 5_000 + b"}", SECRET, 400),
    (b'{"update_id": "1"}', SECRET, 400),
    (b"\xff\xfe", SECRET, 400),
    (b'{"update_id": 1, "message": ' + b"[" * 100_000, SECRET, 400),
]


@pytest.mark.parametrize(("body", "secret", "status"), REFUSED, ids=range(len(REFUSED)))
async def test_what_telegram_did_not_send_is_refused(
    url: str, database: Database, body: bytes, secret: str | None, status: int
) -> None:
    """Without the secret, too large, or no update: refused, and nothing is stored."""
    async with (
        road(url, database, steps.routes(), poll=False) as running,
        served(hook(running)) as address,
    ):
        assert await posted(address, body, secret) == status
        assert await database.read(lambda uow: uow.inbox.last_update_id()) is None


async def test_a_body_that_grows_too_large_is_refused(url: str, database: Database) -> None:
    """Also when its size was not said beforehand."""

    async def growing() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 50_000 + 2):
            yield b" " * 50_000

    async with (
        road(url, database, steps.routes(), poll=False) as running,
        served(hook(running)) as address,
        aiohttp.ClientSession() as session,
    ):
        with contextlib.suppress(aiohttp.ClientError):
            async with session.post(address, data=growing(), headers={HEADER: SECRET}) as response:
                assert response.status == 413
        assert await database.read(lambda uow: uow.inbox.last_update_id()) is None


async def test_only_post_is_taken(url: str, database: Database) -> None:
    """Looking at the address tells nothing."""
    async with (
        road(url, database, steps.routes(), poll=False) as running,
        served(hook(running)) as address,
        aiohttp.ClientSession() as session,
        session.get(address) as response,
    ):
        assert response.status == 405


async def test_what_was_not_stored_comes_again(
    url: str, standin: Standin, database: Database
) -> None:
    """Without a database there is no 200, so Telegram brings it again."""
    anna = standin.person("Anna Verzonnen")
    async with (
        road(url, database, steps.routes(), poll=False) as running,
        served(hook(running, Away(database, failures=2))) as address,
    ):
        await announce(running.bot, address, SECRET)
        anna.says("hoi")
        await heard(anna, "text: hoi")
    assert "500" in str(standin.webhook.info().get("last_error_message"))


async def test_the_same_update_twice_is_one_answer(
    url: str, standin: Standin, database: Database
) -> None:
    """Brought again because our 200 was lost."""
    anna = standin.person("Anna Verzonnen")
    body = (
        b'{"update_id": 9, "message": {"message_id": 1, "date": 1790000000, "text": "hoi",'
        b' "chat": {"id": 1001, "type": "private"}, "from": {"id": 1001, "is_bot": false,'
        b' "first_name": "Anna"}}}'
    )
    anna.chat.started = True
    async with (
        road(url, database, steps.routes(text=steps.keeping()), poll=False) as running,
        served(hook(running)) as address,
    ):
        statuses = await asyncio.gather(*(posted(address, body) for _ in range(3)))
        await heard(anna, "hoi")
    assert statuses == [200, 200, 200]
    assert await kept(database, anna.id) == "hoi"


async def test_a_tap_is_acknowledged_once_in_the_answer(
    url: str, standin: Standin, database: Database
) -> None:
    """The phone stops waiting, without a request of our own."""
    anna = standin.person("Anna Verzonnen", started=True)
    async with (
        road(url, database, steps.routes(), poll=False, answers_taps=False) as running,
        served(hook(running)) as address,
    ):
        await announce(running.bot, address, SECRET)
        ask = Reply(anna.id, "hoe is het?", keyboard=((Button("goed", "v1:check_in:a"),),))
        await running.sends(ask)
        await heard(anna, "hoe is het?")
        anna.taps("goed")
        await heard(anna, "hoe is het?", "button: v1:check_in:a")
        await anna.settled()
    assert [one.outcome for one in standin.calls("answerCallbackQuery")] == ["ok"]


def test_a_webhook_needs_a_secret(database: Database) -> None:
    """An empty one would take updates from anybody."""
    with pytest.raises(ValueError, match="secret"):
        Webhook("", database, None, None)  # type: ignore[arg-type]


async def test_an_address_that_telegram_refuses_is_told(bot: Bot) -> None:
    """One sentence that names the setting."""
    with pytest.raises(WebhookRefused, match="WEBHOOK_URL"):
        await announce(bot, "http://example.org/no-https", SECRET)
