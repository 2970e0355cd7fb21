"""What holds a message back: silence, a time that has not come, a time that is over."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.demo.people import Person
from bot.demo.standin import Standin
from bot.telegram.reply import Reply
from bot.usecases.ports import HELD_BY_SILENCE, Database, Kind, UnitOfWork
from tests.quick import QUICK
from tests.telegram import steps
from tests.telegram.road import road
from tests.telegram.seeing import heard, settled, until


@pytest.mark.parametrize("kind", sorted(HELD_BY_SILENCE))
async def test_silence_holds_what_nobody_asked_for(
    url: str, database: Database, anna: Person, kind: Kind
) -> None:
    """During a run a reply passes and this kind does not, until the release."""
    clock = Clock()
    async with road(url, database, steps.routes(), poll=False, clock=clock) as running:
        end = clock.now() + timedelta(hours=2)
        await database.write(lambda uow: uow.silences.begin(anna.id, end))
        await running.sends(Reply(anna.id, "ongevraagd", kind=kind), Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")
        release = clock.now() + timedelta(minutes=20)
        await database.write(lambda uow: uow.silences.end(anna.id, release))
        await running.sends(Reply(anna.id, "nog een antwoord"))
        await heard(anna, "antwoord", "nog een antwoord")


@pytest.mark.parametrize("kind", [Kind.HELP, Kind.ARE_YOU_BACK])
async def test_help_passes_silence(url: str, database: Database, anna: Person, kind: Kind) -> None:
    """The help card, and the one exception."""
    clock = Clock()
    async with road(url, database, steps.routes(), poll=False, clock=clock) as running:
        end = clock.now() + timedelta(hours=2)
        await database.write(lambda uow: uow.silences.begin(anna.id, end))
        await running.sends(Reply(anna.id, "hulp", kind=kind))
        await heard(anna, "hulp")


async def test_silence_holds_a_retry_too(
    url: str, standin: Standin, database: Database, anna: Person
) -> None:
    """A message that failed before the run does not come during it."""
    clock = Clock()
    standin.fail("sendMessage", error=500, latency=0.2)
    async with road(url, database, steps.routes(), poll=False, clock=clock) as running:
        await running.sends(Reply(anna.id, "van je coach", kind=Kind.COACH))

        async def asked() -> bool:
            return bool(standin.calls("sendMessage"))

        await until(asked)
        end = clock.now() + timedelta(hours=2)
        await database.write(lambda uow: uow.silences.begin(anna.id, end))
        await asyncio.sleep(0.5)
        await running.sends(Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")


async def test_silence_holds_what_waits_for_its_turn(
    url: str, standin: Standin, database: Database
) -> None:
    """Many notices wait under the limits; a run that begins now is not disturbed by one."""
    crowd = [standin.person(f"Loper {number}", started=True) for number in range(20)]
    slow = replace(QUICK, overall_per_second=10.0, overall_burst=1)
    async with road(url, database, steps.routes(), poll=False, limits=slow) as running:
        await running.sends(*(Reply(one.id, "bericht", kind=Kind.NOTICE) for one in crowd))

        async def begun() -> bool:
            return bool(standin.calls("sendMessage"))

        await until(begun)
        end = running.clock.now() + timedelta(hours=2)

        def all_run(uow: UnitOfWork) -> None:
            for one in crowd:
                uow.silences.begin(one.id, end)

        await database.write(all_run)
        await asyncio.sleep(0.1)  # what was on its way at that moment arrives
        before = len(standin.calls("sendMessage"))
        await asyncio.sleep(0.4)  # four turns
        assert len(standin.calls("sendMessage")) == before
        assert before < len(crowd)


async def test_what_expired_is_never_sent(url: str, database: Database, anna: Person) -> None:
    """A nudge whose moment is over lapses unsent."""
    async with road(url, database, steps.routes(), poll=False) as running:
        past = running.clock.now() - timedelta(seconds=1)
        await running.sends(Reply(anna.id, "te laat", kind=Kind.NUDGE, expires=past))
        await running.sends(Reply(anna.id, "antwoord"))
        await heard(anna, "antwoord")
        await settled(database, anna)


async def test_a_postponed_message_waits_for_its_time(
    url: str, database: Database, anna: Person
) -> None:
    """`not_before` is people's time; others of the chat pass it."""
    clock = Clock()
    async with road(url, database, steps.routes(), poll=False, clock=clock) as running:
        later = clock.now() + timedelta(hours=1)
        await running.sends(Reply(anna.id, "straks", not_before=later), Reply(anna.id, "nu"))
        await heard(anna, "nu")
        clock.move_to(timedelta(hours=1, seconds=1))
        running.sender.wake()
        await heard(anna, "nu", "straks")
