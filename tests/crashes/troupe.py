"""Several processes on one database, each with its part, any of which may be killed."""

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.crashes.killing import Nursery, kill, nursery
from tests.crashes.scene import Scene
from tests.processes import free_port


@dataclass(slots=True)
class Troupe:
    """Who is on stage: process ids by roles."""

    born: Nursery
    on_stage: dict[str, list[int]] = field(default_factory=dict)

    async def enters(self, roles: str, after: int = 0) -> None:
        """Start a process; it listens where none did before, so it inherits no lease."""
        pid = await self.born.life(after, roles, HTTP_PORT=str(free_port()))
        self.on_stage.setdefault(roles, []).append(pid)

    async def dies(self, chance: random.Random, roles: str) -> None:
        """Kill one of those with these roles, and start another in its stead."""
        pid = chance.choice(self.on_stage[roles])
        self.on_stage[roles].remove(pid)
        kill(pid)
        await self.enters(roles, after=pid)

    async def stand_still(self, which: int, seconds: float, *cast: str) -> None:
        """Let one of each of these stand still, all in the same breath, and go on again.

        `which`: in the order in which they entered, so the first (0) is whoever leads.
        """
        frozen = [self.on_stage[roles][which] for roles in cast]
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)


@contextlib.asynccontextmanager
async def troupe(here: Scene, *cast: str) -> AsyncIterator[Troupe]:
    """Start everybody; at the end all are killed, and none may have ended by itself."""
    async with nursery("tests.crashes.alive:live", here.folder, here.settings) as born:
        made = Troupe(born)
        try:
            for roles in cast:
                await made.enters(roles)
            yield made
        finally:
            for pids in made.on_stage.values():
                for pid in pids:
                    kill(pid)
