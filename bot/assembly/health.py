"""Health for who runs it: `/healthz` (it lives), `/readyz` (it works), `/metrics` (numbers).

Served before Telegram was reached, so that one can see that it was not.
"""

from contextlib import suppress
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.telegram import figures
from bot.telegram.receiving import Poller
from bot.usecases.ports import Database


@dataclass(slots=True)
class Readiness:
    """What readiness depends on; `poller` is None with a webhook."""

    database: Database
    clock: Clock
    poller: Poller | None = None
    started: bool = False

    async def troubles(self) -> list[str]:
        """Return what does not work now, each a short word."""
        found = [] if self.started else ["starting"]
        try:
            await self.database.read(lambda uow: uow.inbox.last_update_id())
        except Exception:  # noqa: BLE001  whatever it is: the database does not answer
            found.append("database")
        if self.poller is not None and not self.poller.healthy:
            found.append("telegram")
        return found

    async def measure(self) -> None:
        """Set the figures of what waits; without a database they stay, and `/readyz` tells."""
        figures.POLL_AGE.set(0 if self.poller is None else self.poller.silent_for)
        now = self.clock.now()
        with suppress(Exception):
            waits = await self.database.read(
                lambda uow: (uow.inbox.backlog(), uow.outbox.backlog(now))
            )
            gauges = ((figures.INBOX, figures.INBOX_AGE), (figures.OUTBOX, figures.OUTBOX_AGE))
            for (rows, age), backlog in zip(gauges, waits, strict=True):
                rows.set(backlog.rows)
                since = backlog.since or now
                age.set(max(0.0, (now - since).total_seconds()))


def health_app(health: Readiness) -> Starlette:
    """Return an application with the three addresses; the others are mounted on it later."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        troubles = await health.troubles()
        return PlainTextResponse(" ".join(troubles) or "ok", 503 if troubles else 200)

    async def metrics(_request: Request) -> Response:
        await health.measure()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    )
