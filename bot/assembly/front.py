"""What uvicorn serves: the webhook before everything else, and behind it the pages."""

from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(slots=True)
class Front:
    """The webhook, once it is there, at its `path`; the rest goes to `pages`.

    Every update comes by here, and would pay a twentieth of its CPU for the middleware and the
    routes of pages that it never sees.
    """

    pages: Starlette
    path: str = ""
    webhook: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the right one answer."""
        if self.webhook is not None and scope["type"] == "http" and scope["path"] == self.path:
            await self.webhook(scope, receive, send)
        else:
            await self.pages(scope, receive, send)
