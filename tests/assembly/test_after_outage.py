"""The real program after an outage, when polling hangs, and when somebody blocked it."""

import asyncio
import base64
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assembly.returning import HEARD_AT
from bot.clock import Clock
from bot.demo.standin import Standin
from tests.crashes.scene import at_noon
from tests.databases import DATA_KEY, Addresses
from tests.furnished import WORDS
from tests.mischief.mill import FIRST_CHAT, mill
from tests.nightly import NIGHTLY
from tests.processes import free_port, lichter, real
from tests.steps import Chat
from tests.telegram.seeing import until

OUTAGE = timedelta(minutes=10)
SAY = WORDS.of("nl")
HANGS = 3_600.0  # seconds
WATCHED = 240.0  # seconds: what the watchdog is patient for, and a minute more


async def was_asked_before_it(addresses: Addresses) -> None:
    """Let somebody begin a check-in, and Telegram not be heard since."""
    before = Clock(-OUTAGE - timedelta(minutes=1))
    heard_at = before.now().isoformat()
    async with mill(addresses) as of:
        of.clock = of.lanes.clock = before
        await Chat(of.database, FIRST_CHAT, [], before.now()).enrols(zone=at_noon())
        assert await of.says(FIRST_CHAT, "/checkin")
        await of.database.write(lambda uow: uow.kept.put(HEARD_AT, heard_at))


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_what_was_open_is_asked_again_once(
    tmp_path: Path, sqlite_addresses: Addresses, api: str, standin: Standin, way: str
) -> None:
    """One line and the question, whichever way updates come; another start brings nothing more."""
    await was_asked_before_it(sqlite_addresses)
    sanne = standin.person("Sanne", id=FIRST_CHAT, started=True)
    port = free_port()
    hook = {"webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_secret": "made_up"}
    keys = base64.b64encode(DATA_KEY).decode()
    settings = real(tmp_path, api, data_keys=keys, http_port=port) | (
        hook if way == "webhook" else {}
    )
    for _ in range(2):
        async with lichter(tmp_path, **settings) as running:
            await running.says('"started"')
            await sanne.chat.bell.until(lambda: len(sanne.messages) >= 2 or None, 30)
            await running.stops()
    sorry, question = (one.text for one in sanne.messages)
    assert sorry == SAY("outage-over")
    assert SAY("check-in-tension-ask") in question


@pytest.mark.skipif(not NIGHTLY, reason="it is patient for two minutes and a half")
@pytest.mark.timeout(2 * WATCHED)
async def test_a_poller_that_hangs_ends_the_program(
    tmp_path: Path, api: str, standin: Standin
) -> None:
    """Telegram answers all but the polls: it ends with 1 and a sentence, to be started again."""
    async with lichter(tmp_path, **real(tmp_path, api)) as running:
        await running.says('"started"')
        standin.fail("getUpdates", times=None, latency=HANGS)
        code = await asyncio.wait_for(running.process.wait(), WATCHED)
        ended = await running.ends()
    assert code == 1
    assert "Nothing is lost" in " ".join(ended.sentences)


async def test_who_blocked_the_bot_is_noted(
    tmp_path: Path, sqlite_addresses: Addresses, api: str, standin: Standin
) -> None:
    """A 403 to an answer is enough: nothing more is planned for somebody who is gone."""
    database = sqlite_addresses.open()
    sanne = standin.person("Sanne", id=FIRST_CHAT, started=True)
    chat = Chat(database, FIRST_CHAT, [])
    await chat.enrols()
    standin.fail("sendMessage", times=None, error=403)

    async def noted() -> bool:
        return (await chat.runner()).blocked_at is not None

    keys = base64.b64encode(DATA_KEY).decode()
    async with lichter(tmp_path, **real(tmp_path, api, data_keys=keys)) as running:
        await running.says('"started"')
        sanne.says("/hulp")
        await until(noted)
    await database.close()
