"""Killed again and again while people answer: nothing is lost, nothing counted twice."""

import asyncio
import random
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.serving import serving
from bot.demo.standin import Standin
from bot.storage import open_database
from bot.usecases.ports import UnitOfWork
from tests.crashes import probe
from tests.crashes.figures import (
    Figures,
    doubled,
    first_seen,
    inversions,
    missing,
    said_by_bot,
)
from tests.crashes.killing import kill, lives_and_deaths, nursery
from tests.telegram.conftest import TOKEN

KILLS, ANSWERS, PEOPLE = 60, 2_000, 20
PATIENCE = 30.0  # seconds that the last life gets to finish everything


@dataclass(slots=True)
class Crowd:
    """People who count: each says 0, 1, 2 … in bursts, at random moments."""

    people: Sequence[Person]
    coach: Person
    chance: random.Random
    said: int = 0

    def speaks(self, life: int, seconds: float) -> None:
        """Say this life's share at random moments of it."""
        share = ANSWERS * (life + 1) // KILLS - ANSWERS * life // KILLS
        loop = asyncio.get_running_loop()
        for _ in range(share):
            loop.call_later(self.chance.uniform(0, seconds), self._one_answer)

    def _one_answer(self) -> None:
        person = self.people[self.said % len(self.people)]
        person.says(str(self.said // len(self.people)))
        self.said += 1

    def expected(self, person: Person) -> list[str]:
        """Return all that somebody said."""
        return [one.text for one in person.messages if not one.from_bot]

    def satisfied(self) -> bool:
        """Whether everybody heard back about everything, and the coach has every summary."""
        heard = all(
            not missing(self.expected(one), said_by_bot(one, "gehoord")) for one in self.people
        )
        return heard and not missing(self.summaries(), said_by_bot(self.coach, "samenvatting"))

    def summaries(self) -> list[str]:
        """Return the summaries that there must be."""
        return [
            f"{one.id} {text}"
            for one in self.people
            for text in self.expected(one)
            if int(text) % probe.EVERY == 0
        ]


def account(crowd: Crowd, kept: Mapping[int, Sequence[str]]) -> Figures:
    """Compare what was said with what was kept and heard."""
    people = crowd.people
    nudges = [text for one in people for text in said_by_bot(one, "seintje")]
    heard = {one.id: said_by_bot(one, "gehoord") for one in people}
    return Figures(
        kills=KILLS,
        answers=crowd.said,
        answers_lost=sum(missing(crowd.expected(one), kept[one.id]) for one in people),
        answers_doubled=sum(doubled(kept[one.id]) for one in people),
        answers_out_of_order=sum(inversions([int(n) for n in kept[one.id]]) for one in people),
        replies_lost=sum(missing(crowd.expected(one), heard[one.id]) for one in people),
        replies_out_of_order=sum(inversions(first_seen(heard[one.id])) for one in people),
        summaries_lost=missing(crowd.summaries(), said_by_bot(crowd.coach, "samenvatting")),
        nudges_twice=doubled(nudges),
        nudges_arrived=len(nudges),
        replies_twice=sum(doubled(heard[one.id]) for one in people),
    )


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def all_kept(settings: Mapping[str, str], people: Sequence[Person]) -> dict[int, list[str]]:
    """Read what the program kept, after its last life."""
    database = open_database(settings["DATABASE_URL"], settings["KEYS_URL"], [bytes(range(32))])
    numbers = [one.id for one in people]

    def look(uow: UnitOfWork) -> dict[int, list[str]]:
        return {number: (uow.kept.get(f"said:{number}") or "").split() for number in numbers}

    kept = await database.read(look)
    await database.close()
    return kept


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_sixty_kills_over_two_thousand_answers(
    tmp_path: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 answers lost, doubled or out of order, 0 summaries lost, 0 nudges twice."""
    seed = random.randrange(1_000_000)  # noqa: S311 - moments, not secrets
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    standin = Standin(TOKEN, Clock().now)
    people = [standin.person(f"Loper {number}") for number in range(PEOPLE)]
    coach = standin.person("Coach Verzonnen", id=probe.COACH, started=True)
    crowd = Crowd(people, coach, chance)
    port = free_port()
    async with serving(standin) as url:
        settings = {
            "TELEGRAM_API_URL": url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'lichter.db'}",
            "KEYS_URL": f"sqlite:///{tmp_path / 'keys.db'}",
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram" if way == "webhook" else "",
            "HTTP_PORT": str(port),
        }
        async with nursery("tests.crashes.probe:live", settings) as born:
            await lives_and_deaths(born, KILLS, chance, crowd.speaks)
            last = await born.life()
            try:
                await standin.world.bell.until(lambda: crowd.satisfied() or None, PATIENCE)
            except TimeoutError:
                pass  # the figures tell what is missing
            finally:
                kill(last)
    figures = account(crowd, await all_kept(settings, people))
    with capsys.disabled():
        print(f"\n{way}, seed {seed}: {figures}")  # noqa: T201 - the figures are the point
    assert figures.faults == 0
    assert crowd.said == ANSWERS
