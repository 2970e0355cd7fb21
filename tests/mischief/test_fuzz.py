"""Fuzzed updates, each between two good ones: none unhandled, no neighbour lost or late."""

import random
import time
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.demo.wire import JsonObject
from bot.telegram.figures import UPDATES
from bot.usecases.ports import UnitOfWork
from tests.mischief.mill import FIRST_CHAT, MANY, Mill, said
from tests.mischief.nonsense import nonsense
from tests.nightly import NIGHTLY
from tests.steps import Chat

FUZZED = 200_000 if NIGHTLY else 5_000
CHATS = 50
AT_ONCE, CHAIN = 50, 10  # chats in one batch, and fuzzed updates of each: good, fuzzed, good, …
ROUND = AT_ONCE * CHAIN
LATE = 10.0  # seconds for a batch of five hundred and its neighbours, on a busy machine
GOODS = FUZZED // CHAIN * (CHAIN + 1)
GOOD = "/hulp"
SEED = 20_261_127
SOME_DAY = datetime(2100, 1, 1, tzinfo=UTC)


def failures() -> float:
    """Return how many updates were understood, and then failed three times."""
    return sum(
        sample.value
        for metric in UPDATES.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
        and sample.labels["outcome"] == "dead"
        and sample.labels["form"] != "unread"
    )


def chain(chance: random.Random, chat: int) -> list[JsonObject]:
    """Return fuzzed updates of one chat, each between two good ones."""
    links = [(nonsense(chance, chat), said(chat, GOOD)) for _ in range(CHAIN)]
    return [said(chat, GOOD), *(one for link in links for one in link)]


@pytest.mark.timeout(3_600 if NIGHTLY else 300)
async def test_fuzzed_updates_between_good_ones(
    grinding: Mill, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read is set aside with an apology; no step fails; every neighbour is done."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    chats = range(FIRST_CHAT, FIRST_CHAT + CHATS)
    for chat in chats:
        await Chat(grinding.database, chat, []).enrols()
    before, slowest, good = failures(), 0.0, 0
    for _ in range(FUZZED // ROUND):
        batch = [one for chat in chance.sample(chats, AT_ONCE) for one in chain(chance, chat)]
        began = time.monotonic()
        numbers = await grinding.feeds(*batch)
        slowest = max(slowest, time.monotonic() - began)
        good += await grinding.database.write(partial(_done, numbers=numbers))
        await grinding.delivers()
    with capsys.disabled():
        print(  # noqa: T201 - the figures are the point
            f"\n{FUZZED} fuzzed updates, seed {SEED}: {failures() - before:.0f} failed steps,"
            f" {GOODS - good} neighbours lost, slowest batch of {ROUND} {slowest:.1f} s"
        )
    assert await grinding.unhandled() == 0
    assert good == GOODS
    assert failures() == before
    assert slowest < LATE


def _done(uow: UnitOfWork, numbers: list[int]) -> int:
    """Return how many of the good ones were handled: every other one of each chain."""
    done = set(uow.inbox.old(SOME_DAY, MANY))
    uow.inbox.prune(numbers)
    chains = [numbers[at : at + 2 * CHAIN + 1] for at in range(0, len(numbers), 2 * CHAIN + 1)]
    return sum(number in done for one in chains for number in one[::2])
