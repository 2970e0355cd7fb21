"""`/healthz`, `/readyz`, `/metrics`: what waits, for how long, and nobody's name."""

import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import httpx2
import pytest
from prometheus_client import REGISTRY
from telegram import Bot

from bot.assembly.health import Readiness, health_app
from bot.clock import Clock
from bot.telegram.receiving import Poller
from bot.telegram.transport import AiohttpRequest
from bot.usecases.ports import Database, InboxRow, Kind, UnitOfWork
from tests.storage.people import NOW, SANNE, message

MINUTE = timedelta(minutes=1)


class Stopped(Clock):
    """A clock that stands still; of machine time some seconds may have passed."""

    passed = 0.0

    def monotonic(self) -> float:
        """Return seconds."""
        return super().monotonic() + self.passed

    def now(self) -> datetime:
        """Return always the same."""
        return NOW


class Nobody:
    """Hands that have nothing to do."""

    holder: str | None = None

    def take(self, rows: Sequence[InboxRow]) -> None:
        """Nothing comes."""

    def call(self) -> None:
        """Nobody is there."""

    async def below(self, number: int) -> None:
        """Nothing waits."""


@pytest.fixture
async def client(database: Database) -> AsyncIterator[httpx2.AsyncClient]:
    """Return a client of the three addresses, on each database in turn."""
    app = health_app(Readiness(database, Stopped(), started=True))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as one:
        yield one


async def figures(client: httpx2.AsyncClient) -> dict[str, float]:
    """Return the figures without labels."""
    text = (await client.get("/metrics")).text
    return {name: float(value) for name, value in re.findall(r"(?m)^(lichter_\w+) (\S+)$", text)}


async def test_nothing_waits(client: httpx2.AsyncClient) -> None:
    """Idle: all zero, and it works."""
    told = await figures(client)
    waits = ("inbox_updates", "inbox_age_seconds", "outbox_messages", "outbox_age_seconds")
    assert {told[f"lichter_{name}"] for name in waits} == {0.0}
    assert told["lichter_poll_age_seconds"] == 0  # with a webhook nothing is polled
    assert (await client.get("/readyz")).status_code == 200


async def test_what_waits_is_told(client: httpx2.AsyncClient, database: Database) -> None:
    """How many updates and messages wait, and how long the oldest has; no dead or done one."""

    def job(uow: UnitOfWork) -> None:
        for number, minutes in ((1, 9), (2, 8), (3, 3), (4, 1)):
            uow.inbox.store([InboxRow(number, SANNE.chat, "{}")], NOW - minutes * MINUTE)
        uow.inbox.done(1, NOW)
        uow.inbox.failed(2, NOW, dead=True)
        uow.outbox.add(message(1, created_at=NOW - 2 * MINUTE))
        uow.outbox.add(message(2, created_at=NOW - MINUTE))
        uow.outbox.add(message(3, not_before=NOW + MINUTE))

    await database.write(job)
    told = await figures(client)
    assert (told["lichter_inbox_updates"], told["lichter_inbox_age_seconds"]) == (2, 180)
    assert (told["lichter_outbox_messages"], told["lichter_outbox_age_seconds"]) == (2, 120)


async def test_a_poller_that_hears_nothing_is_told(database: Database) -> None:
    """Since when, for the alarm; and it is not ready any more."""
    clock = Stopped()
    bot = Bot("4242:made-up", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    health = Readiness(database, clock, Poller(bot, database, Nobody(), clock), started=True)
    transport = httpx2.ASGITransport(health_app(health))
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        assert (await client.get("/readyz")).text == "ok"
        clock.passed = 300.0
        assert (await client.get("/readyz")).text == "telegram"
        assert (await figures(client))["lichter_poll_age_seconds"] == pytest.approx(300, abs=60)


async def test_what_silence_holds_is_not_late(
    client: httpx2.AsyncClient, database: Database
) -> None:
    """A coach's message during a run waits as it should; the answer behind it is late."""

    def job(uow: UnitOfWork) -> None:
        uow.silences.begin(SANNE.chat, NOW + 60 * MINUTE)
        uow.outbox.add(message(1, kind=Kind.COACH, created_at=NOW - 9 * MINUTE))
        uow.outbox.add(message(2, created_at=NOW - MINUTE))

    await database.write(job)
    told = await figures(client)
    assert (told["lichter_outbox_messages"], told["lichter_outbox_age_seconds"]) == (1, 60)


async def test_without_a_database(client: httpx2.AsyncClient, database: Database) -> None:
    """It lives, it does not work, and the figures are still given."""
    await database.close()
    answers = [await client.get(path) for path in ("/healthz", "/readyz", "/metrics")]
    assert [one.status_code for one in answers] == [200, 503, 200]
    assert answers[1].text == "database"


def test_figures_know_nobody() -> None:
    """A figure is told by kind, form and outcome: by no id, so by no person."""
    ours = [one for one in REGISTRY.collect() if one.name.startswith("lichter")]
    labels = {name for one in ours for sample in one.samples for name in sample.labels}
    assert len(ours) > 5
    assert labels <= {"kind", "form", "outcome", "le"}


def test_the_first_dead_letter_can_be_seen() -> None:
    """Each form begins at 0: a count that appears as 1 looks to an alert as if nothing happened."""
    values = [
        REGISTRY.get_sample_value("lichter_updates_total", {"form": form, "outcome": "dead"})
        for form in ("text", "button", "command", "other")
    ]
    assert None not in values
