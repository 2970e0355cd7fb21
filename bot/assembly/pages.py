"""The coach's pages, opened when the first of them is asked for.

They take 0.4 s and 13 MB, and a runner who waits for the bot to come back needs none.
"""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.assembly.rooms import House
from bot.usecases.ports import Database

if TYPE_CHECKING:
    from bot.dashboard import Live


@dataclass(slots=True)
class Pages:
    """An application that stands in the place of the pages. `demo_coach`: as in `Dashboard`."""

    database: Database
    house: House
    public_url: str
    bot_name: str
    demo_coach: str | None = None
    _app: ASGIApp | None = None
    _live: "Live | None" = None
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the pages open."""
        async with self._alone:
            if self._app is None:  # beside the loop: runners are being answered meanwhile
                self._app = await asyncio.to_thread(self._opened)
        await self._app(scope, receive, send)

    async def stop(self) -> None:
        """End every stream."""
        if self._live is not None:
            await self._live.stop()

    def _opened(self) -> ASGIApp:
        from bot.dashboard import Dashboard, Live, create_app  # noqa: PLC0415  see above

        self._live = Live(self.database)
        dashboard = Dashboard(
            database=self.database,
            words=self.house.words,
            clock=self.house.clock,
            public_url=self.public_url,
            live=self._live,
            rules=self.house.coach_rules,
            bot_name=self.bot_name,
            demo_coach=self.demo_coach,
        )
        return create_app(dashboard)
