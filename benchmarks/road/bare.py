"""The eight steps in a loop over aiohttp, without a library of bots: what any bot in Python takes.

By webhook, or with port 0 by polling.
"""

import asyncio
from typing import Any, TypeAlias

from aiohttp import ClientSession, TCPConnector, web

from benchmarks.road.rivals import SCREENS, TEXT, TOKEN

Update: TypeAlias = dict[str, Any]


class Loop:
    """Answers each update by hand; a tap is acknowledged beside its answer."""

    def __init__(self, session: ClientSession, api: str) -> None:
        self._session = session
        self._api = api
        self._taps: dict[int, int] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def call(self, method: str, given: dict[str, object]) -> list[Update]:
        """Call a method of the Bot API."""
        url = f"{self._api}/bot{TOKEN}/{method}"
        async with self._session.post(url, json=given) as response:
            found: list[Update] = (await response.json())["result"]
            return found

    def begin(self, update: Update) -> None:
        """Answer, beside all others."""
        task = asyncio.create_task(self._answer(update))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, update: Update) -> None:
        query = update.get("callback_query")
        message = update["message"] if query is None else query["message"]
        chat = message["chat"]["id"]
        self._taps[chat] = number = 0 if query is None else self._taps[chat] + 1
        rows = [[{"text": word, "callback_data": f"q:{word}"}] for word in SCREENS[number]]
        said = {"chat_id": chat, "text": TEXT, "reply_markup": {"inline_keyboard": rows}}
        if query is None:
            await self.call("sendMessage", said)
            return
        edit = {**said, "message_id": message["message_id"]}
        tapped = self.call("answerCallbackQuery", {"callback_query_id": query["id"]})
        await asyncio.gather(tapped, self.call("editMessageText", edit))

    async def poll(self) -> None:
        """Ask for updates for ever."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", {"offset": offset, "timeout": 50}):
                offset = update["update_id"] + 1
                self.begin(update)

    async def listen(self, port: int) -> None:
        """Take updates in for ever."""

        async def told(request: web.Request) -> web.Response:
            self.begin(await request.json())
            return web.Response()

        application = web.Application()
        application.router.add_post("/telegram", told)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await self.call("setWebhook", {})
        await asyncio.Event().wait()


def bare(api: str, port: int) -> None:
    """Run it."""

    async def main() -> None:
        async with ClientSession(connector=TCPConnector(limit=0)) as session:
            loop = Loop(session, api)
            await (loop.listen(port) if port else loop.poll())

    asyncio.run(main())
