"""Many runners and a few coaches, who live on while the bot dies again and again."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.domain.planning import DueRow
from bot.ids import new_id
from bot.usecases import coaching
from bot.usecases.ports import Database, Tells, UnitOfWork
from tests.canaries import STEM, Canaries
from tests.crashes.phone import Phone
from tests.crashes.walker import Walker
from tests.nightly import NIGHTLY

RUNNERS, RESTING = (40, 8) if NIGHTLY else (12, 3)  # fewer, so that with few answers they get far
COACHES = 4
COACH_CHATS = 9000
NUDGES = 4  # planned in each life
FITS = timedelta(hours=2)
AGAIN = 0.01  # seconds until people look at their phones again
AT_ONCE = 5
IMPATIENT = 0.05


@dataclass(slots=True)
class Crowd:
    """Everybody, each called by a canary. `planned`: the nudges that became due."""

    walkers: Sequence[Walker]
    coaches: Sequence[Person]
    coach_ids: Sequence[str]
    database: Database
    chance: random.Random
    canaries: Canaries
    planned: set[str] = field(default_factory=set)

    @property
    def said(self) -> int:
        """How many answers there were until now."""
        return sum(one.answers for one in self.walkers)

    async def answer(self, goal: int, *, nudged: bool = True) -> None:
        """Answer, each when he is asked, until there are so many answers in all."""
        if nudged:
            await self._nudges()
        while self.said < goal:
            for _ in range(self.chance.randint(1, AT_ONCE)):
                self._somebody()
            if self.chance.random() < IMPATIENT:
                self.chance.choice(self.walkers).phone.repeats()
            await asyncio.sleep(AGAIN)

    def _somebody(self) -> None:
        """Let people act until one of them answered something; commands are no answers."""
        before = self.said
        for one in self.chance.sample(self.walkers, len(self.walkers)):
            if one.acts() and self.said > before:
                return

    async def _nudges(self) -> None:
        """Plan moments that are due now, for those who are at rest."""
        resting = [one.phone.person.id for one in self.walkers if one.rested]
        if not resting:
            return
        chats = [self.chance.choice(resting) for _ in range(NUDGES)]

        def job(uow: UnitOfWork) -> list[str]:
            now = Clock().now()
            return [_due_now(uow, chat, now) for chat in chats]

        self.planned.update(await self.database.write(job))


def _due_now(uow: UnitOfWork, chat: int, now: datetime) -> str:
    runner = uow.runners.by_chat(chat)
    assert runner is not None
    # What the runner asked for himself has no limit a day.
    nudge_id, moment = new_id(now), new_id(now)
    fits = now + FITS
    nudge = DueRow(nudge_id, runner.id, "one_off", now.date(), moment, now, fits)
    assert uow.planning.plan(nudge)
    return nudge_id


async def gather(standin: Standin, database: Database, chance: random.Random, zone: str) -> Crowd:
    """Make people and coaches; each runner has an invitation."""
    names = [f"Coach {STEM} {number}" for number in range(COACHES)]
    coaches = [
        standin.person(name, id=COACH_CHATS + number, started=True)
        for number, name in enumerate(names)
    ]

    def job(uow: UnitOfWork) -> tuple[list[str], list[str]]:
        now = Clock().now()
        made = [coaching.add_coach(uow, name, "nl", zone, now) for name in names]
        for (coach, token), person in zip(made, coaches, strict=True):
            coaching.activate(uow, token, person.id, now)
            # A note after each run, at any hour: so each of them can be counted.
            told = replace(coach, chat=person.id, tells=Tells.EACH)
            uow.coaches.save(replace(told, quiet_from=time(), quiet_until=time()))
        invites = [
            coaching.invite(uow, made[number % COACHES][0], now)[0] for number in range(RUNNERS)
        ]
        return [coach.id for coach, _token in made], invites

    coach_ids, invites = await database.write(job)
    canaries = Canaries()
    names = [canaries.word(f"runner {number}") for number in range(RUNNERS)]
    walkers = [
        Walker(
            Phone(standin.person(names[number], language_code="en"), standin.world.updates),
            chance,
            invite,
            rests=number < RESTING,
        )
        for number, invite in enumerate(invites)
    ]
    return Crowd(walkers, coaches, coach_ids, database, chance, canaries)
