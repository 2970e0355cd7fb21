"""One runner who floods the bot, and what the others notice of it: nothing."""

import asyncio
import time
from functools import partial
from statistics import quantiles

import pytest

from tests.canaries import STEM
from tests.mischief.mill import FIRST_CHAT, Mill, said
from tests.nightly import NIGHTLY
from tests.steps import Chat
from tests.telegram.seeing import until

OTHERS = 20
FLOOD, ASKED = (20_000, 30) if NIGHTLY else (300, 1)
BATCH = 100
WITHIN = 1.0  # seconds, for ninety-five of a hundred answers


async def floods(mill: Mill, chat: int) -> None:
    """Say something again and again, a hundred times in one breath."""
    for start in range(0, FLOOD, BATCH):
        await mill.stores(*(said(chat, f"vloed {STEM} {start + one}") for one in range(BATCH)))
        await asyncio.sleep(0)


async def asks(mill: Mill, chat: int) -> list[float]:
    """Ask for help now and then; returns how long (seconds) each answer took."""
    took = []
    for _ in range(ASKED):
        await asyncio.sleep(0.05)
        told = await mill.told(chat)
        began = time.monotonic()
        await mill.stores(said(chat, "/hulp"))
        await until(partial(mill.tells_more, chat, than=told), 60)
        took.append(time.monotonic() - began)
    return took


@pytest.mark.timeout(600)
async def test_one_who_floods_slows_nobody(
    grinding: Mill, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others wait for none of his: they are answered while his texts still wait."""
    chats = range(FIRST_CHAT, FIRST_CHAT + OTHERS + 1)
    for chat in chats:
        await Chat(grinding.database, chat, []).enrols()
    flooding = asyncio.create_task(floods(grinding, chats[0]))
    await asyncio.sleep(0)
    waits = await asyncio.gather(*(asks(grinding, chat) for chat in chats[1:]))
    waiting = grinding.lanes.waiting
    await flooding
    took = [one for some in waits for one in some]
    p95 = quantiles(took, n=20)[-1]
    with capsys.disabled():
        print(f"\none floods ({FLOOD}), {len(took)} answers to others: p95 {p95 * 1000:.0f} ms")  # noqa: T201 - the figures are the point
    assert waiting > 0, "the flood was over before: this proved nothing"
    if NIGHTLY:  # a matter of time, which a busy machine has none of
        assert p95 < WITHIN
