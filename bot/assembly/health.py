"""Health for who runs it: `/healthz` (it lives), `/readyz` (it works), `/metrics` (numbers).

Served before Telegram was reached, so that one can see that it was not.
"""

from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.storage import StorageError
from bot.telegram.receiving import Poller
from bot.usecases.ports import Database


@dataclass(slots=True)
class Health:
    """What readiness depends on; `poller` is None with a webhook."""

    database: Database
    poller: Poller | None = None
    started: bool = False

    async def troubles(self) -> list[str]:
        """Return what does not work now, each a short word."""
        found = [] if self.started else ["starting"]
        try:
            await self.database.read(lambda uow: uow.inbox.last_update_id())
        except (StorageError, OSError):
            found.append("database")
        if self.poller is not None and not self.poller.healthy:
            found.append("telegram")
        return found


def health_app(health: Health) -> Starlette:
    """Return an application with the three addresses; the others are mounted on it later."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        troubles = await health.troubles()
        return PlainTextResponse(" ".join(troubles) or "ok", 503 if troubles else 200)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    )
