"""Health for who runs it: `/healthz` (it lives), `/readyz` (it works), `/metrics` (numbers)."""

from dataclasses import dataclass

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import PlainTextResponse, Response

from bot.storage import StorageError
from bot.telegram.receiving import Poller
from bot.usecases.ports import Database


@dataclass(slots=True)
class Health:
    """What readiness depends on; `poller` is None with a webhook."""

    database: Database
    poller: Poller | None = None

    async def troubles(self) -> list[str]:
        """Return what does not work now, each a short word."""
        found = []
        try:
            await self.database.read(lambda uow: uow.inbox.last_update_id())
        except (StorageError, OSError):
            found.append("database")
        if self.poller is not None and not self.poller.healthy:
            found.append("telegram")
        return found


def add_health(app: FastAPI, health: Health) -> None:
    """Add the three addresses."""

    async def alive() -> Response:
        return PlainTextResponse("ok")

    async def ready() -> Response:
        troubles = await health.troubles()
        return PlainTextResponse(" ".join(troubles) or "ok", 503 if troubles else 200)

    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    for path, endpoint in (("/healthz", alive), ("/readyz", ready), ("/metrics", metrics)):
        app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False)
