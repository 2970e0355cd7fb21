"""A small program on the real road: it keeps each answer, and says that it did.

Every tenth answer of somebody makes a summary for the coach and a nudge. Settings come from the
environment, as those of the real program do.
"""

import asyncio
import os
import socket
from datetime import datetime

import uvicorn

from bot.clock import Clock
from bot.storage import open_database
from bot.telegram.incoming import Incoming
from bot.telegram.lanes import Lanes
from bot.telegram.receiving import Poller, begin
from bot.telegram.reply import Reply
from bot.telegram.routing import build_application
from bot.telegram.sending import Sender
from bot.telegram.webhook import Webhook, announce
from bot.usecases.ports import Kind, UnitOfWork
from tests.telegram import steps
from tests.telegram.road import POLLING, QUICK

COACH = 900
SECRET = "a-made-up-secret"
EVERY = 10


def keep(uow: UnitOfWork, incoming: Incoming, now: datetime) -> list[Reply]:
    """Keep a number behind the earlier ones: lost, doubled and out of order all show."""
    del now
    key = f"said:{incoming.chat}"
    uow.kept.put(key, f"{uow.kept.get(key) or ''}{incoming.text} ")
    replies = [Reply(incoming.chat, f"gehoord {incoming.text}")]
    if int(incoming.text) % EVERY == 0:
        which = f"{incoming.chat} {incoming.text}"
        replies += [
            Reply(COACH, f"samenvatting {which}", kind=Kind.NOTICE),
            Reply(incoming.chat, f"seintje {which}", kind=Kind.NUDGE),
        ]
    return replies


async def run() -> None:
    """Run the road until the end."""
    clock = Clock()
    database = open_database(os.environ["DATABASE_URL"], os.environ["KEYS_URL"], [bytes(range(32))])
    application = build_application(
        os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_URL"], steps.routes(text=keep)
    )
    await begin(application, first_pause=0.02)
    sender = Sender(database, application.bot, clock, limits=QUICK)
    lanes = Lanes(database, application, clock, sender.wake)
    await sender.start()
    await lanes.start()
    address = os.environ["WEBHOOK_URL"]
    if not address:
        await Poller(application.bot, database, lanes, clock, POLLING).run()
    webhook = Webhook(SECRET, database, lanes, clock)
    bound = socket.create_server(("127.0.0.1", int(os.environ["HTTP_PORT"])))
    server = uvicorn.Server(uvicorn.Config(webhook, lifespan="off", log_config=None, ws="none"))
    serving = asyncio.create_task(server.serve(sockets=[bound]))
    await announce(application.bot, address, SECRET, first_pause=0.02)
    await serving


def live() -> None:
    """Live until the process is killed."""
    asyncio.run(run())
