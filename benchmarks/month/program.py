"""The real program with a clock that can be moved, as a process of its own.

`python -m benchmarks.month.program`, with the settings of the environment. A line on standard input
is what to do, a line on standard output that it is done: `to 3600` sets people's time so many
seconds ahead of the machine's and wakes what waits for it, `rest` collects garbage.
"""

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta

import bot.__main__  # noqa: F401  reads everything in its own way
from bot.assembly import rooms
from bot.assembly.demo import Demo
from bot.assembly.program import Program
from bot.clock import Clock
from bot.process import event_loop
from bot.process.http_server import HttpServer
from bot.process.logs import set_up_logs
from bot.settings import load
from bot.storage import open_database
from tests.quick import QUICK


class Movable(Demo):
    """What a demo is told when everything runs: how to wake what waits for people's time."""

    wakes: Sequence[Callable[[], None]] = ()

    def ready(self, dashboard: str, wake: Sequence[Callable[[], None]]) -> None:
        """Keep it."""
        del dashboard
        self.wakes = wake


async def main() -> None:
    """Run until standard input ends."""
    settings = load()
    set_up_logs(settings.log_level)
    async with AsyncExitStack() as stack:
        http = HttpServer(settings.http_host, settings.http_port)
        stack.callback(http.close)
        database = open_database(settings.database_url, settings.keys_url, settings.keys())
        stack.push_async_callback(database.close)
        clock = Clock()
        house = rooms.furnish(
            clock,
            language=settings.default_language,
            zone=settings.default_timezone,
            public_url=settings.public_root(),
        )
        movable = Movable(settings)
        program = Program(settings, house, database, movable, http, QUICK)
        await program.start(stack)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await obey(clock, movable)


async def obey(clock: Clock, movable: Movable) -> None:
    """Do what each line says."""
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async for line in lines:
        word, _, seconds = line.decode().strip().partition(" ")
        if word == "to":
            clock.move_to(timedelta(seconds=float(seconds)))
            for wake in movable.wakes:
                wake()
        else:
            gc.collect()
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    event_loop.run(main())
