"""A broadcast while people are at something: what it does to their answers.

The real program over HTTP, with its own limits, against a Bot API that answers 50 ms late and
refuses the 31st message of a second (not edits: Telegram's limit is about messages). So many
runners have a nudge that is due when it starts; others go on with their check-ins meanwhile, and
some ask for the help card.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.burst.filling import CHUNK, FIRST_CHAT, Burst, fill
from benchmarks.burst.ticks import StandStill
from benchmarks.road.bot_api import BotApi, Reply
from benchmarks.road.crowd import TEXT, Crowd, Person, Step
from benchmarks.road.playing import PATIENCE, ROOT, settings_of
from bot.clock import Clock
from bot.settings import parse_keys
from bot.storage import open_database
from tests.crashes.scene import at_noon
from tests.processes import DATA_KEY, free_port

A_SECOND = 30
"""So many messages a second Telegram takes (https://core.telegram.org/bots/faq)."""

HELP: Sequence[Step] = ((TEXT, "/sos"),)
IN_NEED = 10
BETWEEN = 5.0
"""Seconds between an answer and what its runner does next."""

AFTER = 5.0
"""Seconds that they go on when the broadcast has arrived."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. Seconds; `busiest`: the most messages in any second."""

    arrived: int
    took: float
    p50: float
    p95: float
    answers: int
    help_p50: float
    help_p99: float
    cards: int
    refused: int
    busiest: int
    still: float


@dataclass(slots=True)
class Strict(BotApi):
    """Telegram with its limit. `expected`: chats of the broadcast whose nudge is not there yet."""

    expected: set[int] = field(default_factory=set)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    refused: int = 0
    busiest: int = 0
    last: float = 0.0
    _times: deque[float] = field(default_factory=deque)

    def _done(self, method: str, given: dict[str, object], reply: Reply) -> None:
        if method == "sendMessage":
            if not self._takes():
                self.refused += 1
                told = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
                reply(json.dumps({**told, "parameters": {"retry_after": 1}}).encode())
                return
            self._comes(int(str(given["chat_id"])))
        BotApi._done(self, method, given, reply)  # noqa: SLF001  a dataclass with slots has no super()

    def _takes(self) -> bool:
        now = time.perf_counter()
        while self._times and self._times[0] <= now - 1:
            self._times.popleft()
        if len(self._times) >= A_SECOND:
            return False
        self._times.append(now)
        self.busiest = max(self.busiest, len(self._times))
        return True

    def _comes(self, chat: int) -> None:
        if chat in self.expected:
            self.expected.discard(chat)
            self.last = time.perf_counter()
            if not self.expected:
                self.done.set()


async def broadcast(letters: int, active: int) -> Sent:
    """Send so many nudges, while so many runners are active."""
    crowds = (Crowd(), Crowd(steps=HELP))

    def seen(chat: int, message: int, keyboard: dict[str, object]) -> None:
        for crowd in crowds:  # each knows its own people
            crowd.seen(chat, message, keyboard)

    api = Strict(seen, crowds[0].tapped)
    first = FIRST_CHAT + letters
    for crowd, chats in zip(crowds, (range(active), range(active, active + IN_NEED)), strict=True):
        crowd.api = api
        crowd.people = {first + number: Person(first + number) for number in chats}
        crowd.idle = _goes_on(crowd)
    api.expected = set(range(FIRST_CHAT, first))
    server, port = await api.listen()
    with tempfile.TemporaryDirectory() as folder:
        await _filled(Path(folder), letters, active + IN_NEED)
        began, still = await _played(Path(folder), port, api, crowds)
    server.close()
    tooks, helped = (sorted(crowd.tooks) for crowd in crowds)
    return Sent(
        arrived=letters - len(api.expected),
        took=api.last - began,
        p50=_at(tooks, 0.5),
        p95=_at(tooks, 0.95),
        answers=len(tooks),
        help_p50=_at(helped, 0.5),
        help_p99=_at(helped, 0.99),
        cards=len(helped),
        refused=api.refused,
        busiest=api.busiest,
        still=still,
    )


def _at(tooks: Sequence[float], part: float) -> float:
    return tooks[min(int(len(tooks) * part), len(tooks) - 1)]


def _goes_on(crowd: Crowd) -> Callable[[Person], None]:
    def idle(person: Person) -> None:
        asyncio.get_running_loop().call_later(BETWEEN, crowd.act, person)

    return idle


async def _filled(folder: Path, letters: int, others: int) -> None:
    where = (f"sqlite:///{folder}/lichter.db", f"sqlite:///{folder}/keys.db", parse_keys(DATA_KEY))
    database = await asyncio.to_thread(open_database, *where)
    now = Burst(letters, Clock().now(), at_noon())
    try:
        for begin in range(0, letters + others, CHUNK):
            some = range(begin, min(begin + CHUNK, letters + others))
            await database.write(lambda uow, some=some: fill(uow, some, now))  # type: ignore[misc]
    finally:
        await database.close()


async def _played(
    folder: Path, port: int, api: Strict, crowds: Sequence[Crowd]
) -> tuple[float, float]:
    """Run the program until everything arrived; returns when it began, and its stand-still."""
    url = f"http://127.0.0.1:{port}"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.burst.broadcast"),
        cwd=folder,
        env=environment | settings_of(folder, url, free_port(), webhook=False),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        await asyncio.wait_for(api.begun.wait(), PATIENCE)
        began = time.perf_counter()
        for crowd in crowds:
            for number, person in enumerate(crowd.people.values()):
                delay = BETWEEN * number / len(crowd.people)
                asyncio.get_running_loop().call_later(delay, crowd.act, person)
        await asyncio.wait_for(api.done.wait(), PATIENCE + len(api.expected) / 10)
        await asyncio.sleep(AFTER)
        for crowd in crowds:
            crowd.idle = None
        process.send_signal(signal.SIGTERM)
        told = await asyncio.wait_for(process.stdout.read(), PATIENCE)
        return began, float(told.split()[-1])
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _program() -> None:
    from bot.assembly import run  # noqa: PLC0415  as the command line does
    from bot.settings import load  # noqa: PLC0415

    still = StandStill()
    async with still.watching():
        await run(load())
    print(still.longest)


if __name__ == "__main__":
    import bot.__main__  # noqa: F401  reads everything in its own way
    from bot.process import event_loop

    event_loop.run(_program())
